"""What a key costs in a post of any length: CPU of the process for each page, and bytes sent.

    python -m benchmarks.paging

A post of about 50 kB and one of 10 MB are paged through in a real terminal, in turn; the ratio is
the long one's CPU to the short one's in the same run.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.report import table
from tests.terminal import CURSOR, JREADER, Terminal, cursor_answer

PAGES = 40
BAR = 16.0
"""Milliseconds of CPU for a page: one frame."""
_SENTENCES = (
    "{n}番目の観測では、川の水位が前の日より{m}センチ高くなっていました。",
    "上流の雨は夜半にやみ、朝には橋の上から濁った流れが見えるだけでした。",
    "記録係は数字を帳面に書き、その横に「Flow {m}」と英字で添えています。",
    "三日たてば元に戻るはずですが、{n}年前の秋には一週間も下がりませんでした。",
)


def post(folder: Path, size: int) -> Path:
    """A post of about `size` bytes, no two paragraphs alike."""
    path = folder / f"{size}.txt"
    with path.open("w", encoding="utf-8") as file:
        number = 0
        while file.tell() < size:
            number += 1
            file.write(
                "".join(line.format(n=number, m=number * 7 % 97) for line in _SENTENCES) + "\n\n"
            )
    return path


def cpu(pid: int) -> float:
    """Milliseconds of CPU that a process has used, all its threads together (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def paged(path: Path, home: Path) -> tuple[float, float]:
    """CPU in milliseconds and bytes of one page, over many."""
    answers = {CURSOR: cursor_answer}
    with Terminal([*JREADER, str(path)], size=(120, 40), home=home, answers=answers) as terminal:
        terminal.wait_for("番目")
        # Repeats and outline are found in the background; they are no part of a page.
        terminal.wait_for("%", timeout=60).settle(3.0, timeout=60)
        before, sent, begun = cpu(terminal.pid), len(terminal.raw), time.perf_counter()
        for _ in range(PAGES):
            terminal.send(b" ")
            terminal.settle(0.05)
        assert time.perf_counter() > begun
        used = (cpu(terminal.pid) - before) / PAGES
        return used, (len(terminal.raw) - sent) / PAGES


def measure() -> list[dict[str, object]]:
    """The rows of the table."""
    found: dict[str, list[tuple[float, float]]] = {"50 kB": [], "10 MB": []}
    with tempfile.TemporaryDirectory() as folder:
        posts = {"50 kB": post(Path(folder), 50_000), "10 MB": post(Path(folder), 10_000_000)}
        for turn in range(2):
            for name, path in posts.items():
                home = Path(folder) / f"home{turn}{name[:2]}"
                home.mkdir()
                found[name].append(paged(path, home))
    short = statistics.median(used for used, _ in found["50 kB"])
    rows: list[dict[str, object]] = []
    for name, pages in found.items():
        used = statistics.median(one for one, _ in pages)
        rows.append(_row(f"a page, {name}", used, "ms CPU", used / short, BAR))
        sent = statistics.median(one for _, one in pages)
        rows.append(_row(f"bytes of a page, {name}", sent, "bytes", 0.0, 12_000))
    return rows


def _row(what: str, value: float, unit: str, ratio: float, bar: float) -> dict[str, object]:
    return {
        "what": what,
        "value": round(value, 1),
        "unit": unit,
        "baseline": "50 kB",
        "ratio": round(ratio, 2),
        "bar": bar,
    }


def main() -> None:
    """Print the table."""
    print(table(measure()))


if __name__ == "__main__":
    main()
