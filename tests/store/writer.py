"""A jreader that does nothing but write marks, to be killed: python writer.py DIR NAME COUNT.

Prints the uid of each mark after it was committed.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from reader.document import Block, Document, Kind
from reader.store import open_store


def document(paragraphs: int = 40) -> Document:
    """A post of numbered sentences."""
    texts = [f"第{n}段落の最初の文です。続けて{n * 7}番目の話をします。" for n in range(paragraphs)]
    blocks = [Block(Kind.PARAGRAPH, text, lines=((0, 2 * n + 1),)) for n, text in enumerate(texts)]
    return Document(blocks, title="番号の話")


def main(folder: str, name: str, count: int) -> None:
    """Set `count` notes, one transaction each, with a place now and then."""
    store = open_store(Path(folder))
    post = store.post(document(), "/posts/numbers.txt")
    for number in range(count):
        start = number * 13 % 700
        mark = post.annotate(start, start + 9, note=f"{name}-{number}")
        print(mark.uid, "kept" if store.kept else "memory", flush=True)
        if number % 5 == 0:
            post.remember(start)
    store.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
