"""How soon a post can be read: in a real terminal, beside a bare Textual app and other readers.

    python -m benchmarks.startup [POST]

Every program runs once in each round, in turn; medians; ratios are to the bare app of the same
run, and to `python -c pass` for what is printed.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import report
from benchmarks.programs import installed
from tests.terminal import CURSOR, JREADER, ROOT, Terminal, cursor_answer

ROUNDS = 9
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("読める文章です。")
Bare().run()
"""
OWN = ("jreader", "bare Textual app")
"""What is measured anyhow; of the others of `programs` those that are installed."""


def first_text(argv: Sequence[str], home: Path, wanted: str) -> float:
    """Milliseconds from the start of a program to the wanted text on its screen."""
    answers = {CURSOR: cursor_answer}
    with Terminal(argv, size=(100, 30), home=home, answers=answers) as terminal:
        terminal.wait_for(wanted, timeout=60)
        return (terminal.chunks[-1].at - terminal.started) * 1000


def answered(argv: Sequence[str]) -> float:
    """Milliseconds that a command takes from start to end."""
    begun = time.perf_counter()
    subprocess.run(argv, stdout=subprocess.DEVNULL, check=True, cwd=ROOT)
    return (time.perf_counter() - begun) * 1000


def measure() -> list[dict[str, object]]:
    """The rows of the table, on the post of the command line or a sample."""
    post = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "samples" / "video-ai.txt"
    title = post.read_text("utf-8", errors="replace").partition("title: ")[2].strip('"')[:8]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        screen: dict[str, Callable[[], float]] = {
            "bare Textual app": lambda: first_text(
                [sys.executable, "-c", BARE], home, "読める文章"
            ),
            "jreader": lambda: first_text([*JREADER, str(post)], home, title),
        }
        for program in installed():
            if program.name in OWN:
                continue
            argv = [*program.argv, str(post)]
            try:
                first_text(argv, home, title)
            except (AssertionError, TimeoutError):
                report.note(f"{program.name} does not show {title}")
                continue
            screen[program.name] = lambda argv=argv: first_text(argv, home, title)  # type: ignore[misc]
        kept = ["--state-dir", str(home / "state")]
        printed = {
            "python -c pass": lambda: answered([sys.executable, "-c", "pass"]),
            "--outline --json": lambda: answered(
                [*JREADER, *kept, "--outline", "--json", str(post)]
            ),
            "--print": lambda: answered([*JREADER, *kept, "--print", str(post)]),
        }
        return [*_rows(screen, "bare Textual app", 1.25), *_rows(printed, "python -c pass", 15)]


def _rows(
    programs: dict[str, Callable[[], float]], baseline: str, bar: float
) -> list[dict[str, object]]:
    """Run all in turn, and compare with the baseline."""
    times: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(ROUNDS):
        for name, run in programs.items():
            times[name].append(run())
    medians = {name: statistics.median(values) for name, values in times.items()}
    return [
        {
            "what": name,
            "value": round(value, 1),
            "unit": "ms",
            "baseline": baseline,
            "ratio": round(value / medians[baseline], 2),
            "bar": bar if name in ("jreader", "--outline --json") else "",
        }
        for name, value in medians.items()
    ]


def main() -> None:
    """Print the table."""
    from benchmarks.report import table

    print(table(measure()))


if __name__ == "__main__":
    main()
