"""How soon a key typed in the search bar shows its hits, in a real terminal.

    python -m benchmarks.search_keys

A post of one megabyte is opened, and words are typed key by key. Two times are taken from each
key: until the first hit of the query is lit on the page, and until the bar says how many hits
there are, as many as a search without a screen finds. Python, Textual and the pseudo-terminal are
in both. The baseline is the median time of a key that moves the page by a line.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.terminal import CURSOR, JREADER, Terminal, cursor_answer

CORPUS = Path("/work/shared/corpus/posts")
SAMPLES = Path(__file__).resolve().parent.parent / "samples"
SIZE = 1_000_000
WORDS = ("著作権", "アリババ", "生成AI", "douga", "toushika", "kigyou", "gijutsu", "chosaku")
"""What is typed; the words of one letter on the way are the heaviest, with thousands of hits."""
BAR = "<= 33"
"""Two frames at 60 a second."""
QUIET = 0.4
"""Seconds without output after which a key is answered; the cursor blinks every half second."""
CURRENT = "e0af68"
"""Background of the current match in the theme `dark`."""


def post() -> str:
    """Real prose of a megabyte, each paragraph once as far as the texts go."""
    files = sorted(CORPUS.glob("*.md")) or sorted(SAMPLES.glob("*.md"))
    parts: dict[str, None] = {}
    for path in files:
        text = path.read_text("utf-8", errors="replace").partition("\n---\n")[2]
        parts.update(dict.fromkeys(filter(None, text.split("\n"))))
    text = "\n\n".join(parts)
    while len(text.encode()) < SIZE:
        text += "\n\n" + text
    return text.encode()[:SIZE].decode("utf-8", "ignore")


class Wanted(NamedTuple):
    """What a query finds, repeats folded as in the reader."""

    count: int
    texts: Sequence[str]
    """The text of each hit."""


class Key(NamedTuple):
    """A key and when it was answered, in milliseconds."""

    query: str
    """What is typed now; "" for a key that only moves the page."""
    painted: float
    counted: float


def wanted(path: Path) -> dict[str, Wanted]:
    """What each beginning of each word finds."""
    from reader.analysis import fold
    from reader.formats import load
    from reader.search import Finder, visible

    document = load(str(path))
    reading, text = fold(document).reading_order, document.text
    finder = Finder(document)
    answers = {}
    for query in (word[:end] for word in WORDS for end in range(1, len(word) + 1)):
        spans, _ = visible(finder.find(query).spans, reading, text)
        answers[query] = Wanted(len(spans), [text[start:end] for start, end in spans])
    return answers


def lit(terminal: Terminal) -> str:
    """What is lit as the current match."""
    screen = terminal.screen
    cells = (screen.buffer[y][x] for y in range(screen.lines) for x in range(screen.columns))
    return "".join(cell.data for cell in cells if cell.bg == CURRENT)


def moved(terminal: Terminal) -> Key:
    """A key that moves the page by a line."""
    sent = time.perf_counter()
    terminal.send("j")
    chunks = terminal.listen(QUIET)
    took = (chunks[-1].at - sent) * 1000
    for chunk in chunks:
        terminal.show(chunk)
    return Key("", took, took)


def typed(terminal: Terminal, query: str, answer: Wanted) -> Key:
    """The last letter of a query."""
    sent = time.perf_counter()
    terminal.send(query[-1])
    painted = counted = 0.0
    hits = set(answer.texts)
    for chunk in terminal.listen(QUIET):
        terminal.show(chunk)
        took = (chunk.at - sent) * 1000
        bar = terminal.lines()[-2]
        if f": {query}" not in bar:
            continue
        if not painted and lit(terminal) in hits:
            painted = took
        place = re.search(rf"(\d+)/{answer.count}\b", bar)
        if place and lit(terminal) == answer.texts[int(place[1]) - 1]:
            counted = counted or took
    if not (painted and counted):
        raise AssertionError(
            f"{query}: no {answer.count} hits, but {lit(terminal)}\n{terminal.text}"
        )
    return Key(query, painted, counted)


def keys(path: Path) -> Iterator[Key]:
    """The answers to every key."""
    answers = wanted(path)
    with Terminal(
        [*JREADER, "--theme", "dark", "--state-dir", path.parent, path],
        size=(100, 30),
        answers={CURSOR: cursor_answer},
        env={"COLORTERM": "truecolor"},
    ) as terminal:
        terminal.settle(2, 30)
        yield from (moved(terminal) for _ in range(15))
        terminal.send("g/douga")
        terminal.wait_for(f"/{answers['douga'].count}", 60).send("\x1b")
        for word in WORDS:
            terminal.settle().send("g/")
            terminal.settle()
            for end in range(1, len(word) + 1):
                query = word[:end]
                if answers[query].count:
                    yield typed(terminal, query, answers[query])
                else:  # no word begins so: nothing will be lit
                    terminal.send(query[-1])
                    terminal.settle()
            terminal.send("\x1b")


def measure() -> list[dict[str, object]]:
    """The figures, with the bar of the project."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "post.txt"
        path.write_text(post(), "utf-8")
        found = list(keys(path))
    measure.keys = found  # type: ignore[attr-defined]
    base = sorted(key.painted for key in found if not key.query)
    typing = [key for key in found if key.query]
    painted = sorted(key.painted for key in typing)
    counted = sorted(key.counted for key in typing)
    return [
        _row("key to painted hits, median", painted[len(painted) // 2], base, ""),
        _row("key to painted hits, p95", painted[len(painted) * 95 // 100], base, BAR),
        _row("key to the number of hits, p95", counted[len(counted) * 95 // 100], base, ""),
    ]


def _row(what: str, value: float, base: list[float], bar: str) -> dict[str, object]:
    middle = base[len(base) // 2]
    return {"what": what, "value": round(value, 1), "unit": "ms", "baseline": round(middle, 1),
            "ratio": round(value / middle, 2), "bar": bar}  # fmt: skip


def main() -> None:
    """Prints the table and each key."""
    for row in measure():
        print("{what:32} {value:>8} {unit} baseline {baseline} ({ratio}) bar {bar}".format(**row))
    for key in measure.keys:  # type: ignore[attr-defined]
        print(f"   {key.query:10} {key.painted:7.1f} {key.counted:7.1f}")


if __name__ == "__main__":
    main()
