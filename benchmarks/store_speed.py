"""What the store costs: opening a post with many marks, finding them again, writing one.

python -m benchmarks.store_speed
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO

from benchmarks.anchors import texts
from reader.document import Block, Document, Kind
from reader.formats import load
from reader.store import open_store
from tests.terminal import CURSOR, JREADER, Terminal, cursor_answer

ROUNDS = 9
_PATH = "/posts/timed.txt"
_WANTED = "字"
"""Every post of the benchmark has it on its title page."""
LENGTH = 17_000
"""Characters of a post of 50 KB."""


def _document(text: str) -> Document:
    return Document([Block(Kind.PARAGRAPH, line) for line in text.split("\n")], title="計測")


def _text() -> str:
    """About LENGTH characters: the longest post at hand, repeated as far as needed."""
    longest = max(texts([]), key=len)
    return (longest + "\n" + longest[::-1]).replace("\n\n", "\n")[:LENGTH].ljust(LENGTH, "字")


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _fill(folder: Path, document: Document, marks: int, path: str = _PATH) -> None:
    store = open_store(folder)
    post = store.post(document, path)
    step = max(1, len(document.text) // max(1, marks))
    for number in range(marks):
        post.annotate(number * step, number * step + 12, note="覚え")
    post.remember(100)
    store.close()


def _open(folder: Path, path: Path) -> tuple[float, float]:
    """Milliseconds of wall clock to the first text of a post in a terminal, and of CPU until the
    screen has settled with its outline."""
    command = [*JREADER, "--state-dir", str(folder), str(path)]
    with Terminal(command, size=(100, 30), answers={CURSOR: cursor_answer}) as terminal:
        terminal.wait_for(_WANTED, timeout=60)
        first = (terminal.chunks[-1].at - terminal.started) * 1000
        terminal.settle(1.0, timeout=30)
        return first, _processor(terminal.pid)


def _processor(pid: int) -> float:
    """Milliseconds of CPU that a process has had; 0 where /proc does not say."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def measure() -> list[dict[str, object]]:
    """Rows: what, value, unit, baseline, ratio, bar."""
    rows: list[dict[str, object]] = []
    document = _document(_text())
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        post = root / "timed.txt"
        post.write_text(document.text, encoding="utf-8")
        document = load(str(post))
        folders = {count: root / str(count) for count in (0, 1000)}
        for count, folder in folders.items():
            _fill(folder, document, count, str(post))
        rows += _opening(folders, post)
        _fill(root / "again", document, 200)
        rows += _reanchor(root / "again", document)
        rows.append(_write(root / "write", document))
    return rows


def _opening(folders: dict[int, Path], post: Path) -> list[dict[str, object]]:
    """A post with 1,000 marks beside the same post with none, in turn."""
    times: dict[int, list[tuple[float, float]]] = {0: [], 1000: []}
    for _ in range(ROUNDS):
        for count, spent in times.items():
            spent.append(_open(folders[count], post))
    rows = []
    for index, what in enumerate(("first text", "CPU until the screen has settled")):
        none, many = (statistics.median(one[index] for one in spent) for spent in times.values())
        if none:
            what = f"opening a post with 1,000 marks: {what}"
            rows.append(_row(what, many, none, "ms beside none", "<= 1.1"))
    return rows


def _reanchor(folder: Path, document: Document) -> list[dict[str, object]]:
    """200 marks of a 50 KB post after edits here and there, and in every sentence."""
    lines = document.text.split("\n")
    some = "\n".join([*lines[3:], "足した一段落。", *lines[:3]]).replace("です", "だ", 20)
    every = document.text.replace("。", "．").replace("、", "，")
    found = []
    for what, text in (("edited here and there", some), ("edited in every sentence", every)):
        new = _document(text)
        spent = []
        for _ in range(7):
            store = open_store(folder)
            post = store.post(new, _PATH)
            began = time.process_time()
            post.marks()
            spent.append((time.process_time() - began) * 1000)
            store.close()
        found.append(
            {
                "what": f"200 marks found again, {what}",
                "value": round(statistics.median(spent), 1),
                "unit": "ms of CPU",
                "bar": "<= 60",
            }
        )
    return found


def _write(folder: Path, document: Document) -> dict[str, object]:
    store = open_store(folder)
    post = store.post(document, _PATH)
    post.annotate(0, 9)
    spent = [_seconds(partial(post.annotate, n, n + 9)) * 1000 for n in range(50)]
    probe = folder / "probe"
    plain = []
    for _ in range(50):
        with probe.open("ab") as file:
            plain.append(_seconds(partial(_synced, file)) * 1000)
    store.close()
    median, base = statistics.median(spent), statistics.median(plain)
    return _row("set a mark (journal and database)", median, base, "ms beside one fsync")


def _synced(file: BinaryIO) -> None:
    file.write(b"x" * 400)
    file.flush()
    os.fsync(file.fileno())


def _row(what: str, value: float, baseline: float, unit: str, bar: str = "") -> dict[str, object]:
    return {
        "what": what,
        "value": round(value, 2),
        "unit": unit,
        "baseline": round(baseline, 2),
        "ratio": round(value / baseline, 2),
        "bar": bar,
    }


def main() -> None:
    """Print the table."""
    for row in measure():
        ratio = f"{row['baseline']} ratio {row['ratio']}" if "ratio" in row else ""
        print(f"{row['what']:50} {row['value']:>8} {row['unit']} {ratio} {row['bar']}")


if __name__ == "__main__":
    main()
