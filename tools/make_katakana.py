"""Finds the common katakana words that `--facts` leaves out of its names.

    python tools/make_katakana.py FILE...

FILEs are posts and documents for development (text, Markdown, or JSON lines with "paragraphs").
A run of katakana is taken apart by SudachiPy (`pip install sudachipy sudachidict_small`); a part
is common where the dictionary has it as a common noun, two documents use it, and none treats it as
somebody: before 社, 氏, さん or CEO, or with its Latin spelling in brackets. Writes
`reader/analysis/data/katakana.txt`, one word after the other, sorted.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from pathlib import Path

TABLE = Path(__file__).parents[1] / "reader" / "analysis" / "data" / "katakana.txt"
HEAD = "# Common katakana words, parts of what is no name; made by tools/make_katakana.py.\n"
DOCUMENTS = 2
"""Documents that must use a word."""
WIDTH = 100
_RUN = re.compile(r"(?<![ァ-ヴー])[ァ-ヴー]{2,}")
_SOMEBODY = re.compile(r"社(?!会|員|内|長室)|氏|さん|CEO|[（(][A-Z]")


def documents(paths: list[str]) -> list[str]:
    """The texts of all documents."""
    texts = []
    for path in map(Path, paths):
        text = path.read_text("utf-8", errors="replace")
        if path.suffix == ".jsonl":
            texts += ["\n".join(json.loads(line)["paragraphs"]) for line in text.splitlines()]
        else:
            texts.append(text)
    return texts


def common(texts: list[str]) -> list[str]:
    """The common words of some documents."""
    from sudachipy import Dictionary, SplitMode  # type: ignore[import-not-found]

    dictionary = Dictionary(dict="small")
    tokenizer = (getattr(dictionary, "tokenizer", None) or dictionary.create)(mode=SplitMode.B)
    known: dict[str, list[str]] = {}
    used: dict[str, set[int]] = defaultdict(set)
    somebody = set()
    for number, text in enumerate(texts):
        for run in _RUN.finditer(text):
            word = run.group()
            if _SOMEBODY.match(text, run.end()):
                somebody.add(word)
            if word not in known:
                known[word] = [
                    token.surface()
                    for token in tokenizer.tokenize(word)
                    if token.part_of_speech()[:2] == ("名詞", "普通名詞") and not token.is_oov()
                ]
            for part in known[word]:
                used[part].add(number)
    return sorted(
        word
        for word, places in used.items()
        if len(word) > 1 and len(places) >= DOCUMENTS and word not in somebody
    )


def main() -> None:
    """Writes the table."""
    lines = [""]
    for word in common(documents(sys.argv[1:])):
        if len(lines[-1]) + len(word) >= WIDTH:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + word
    TABLE.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
