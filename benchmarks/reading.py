"""What reading costs, beside the readers that are installed and a bare Textual application.

    python -m benchmarks reading [--quick]

In each round every program runs once, in turn, on the sample posts grown to 50 kB, 1, 10 and
100 MB, in a terminal of 120x40; medians. Ratios are to the bare application's first text in the
same run for the start, and to less for the rest.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from math import ceil
from pathlib import Path

from benchmarks import report
from benchmarks.documents import AFTER_SOUGHT, FIRST, SOUGHT, grown
from benchmarks.programs import Program, installed, missing
from benchmarks.session import SIZE, Session, new_home

SIZES = {"50 kB": 50_000, "1 MB": 1_000_000, "10 MB": 10_000_000, "100 MB": 100_000_000}
KEPT_UP = 30
"""Page keys a second while a key is held, for a second."""
BARE, JREADER = "bare Textual app", "jreader"
SEARCH_WAIT = 30.0
"""Seconds until a search counts as one that does not find."""

BARS: dict[str, dict[str, float]] = {
    "peak memory": {"1 MB": 55, "10 MB": 90, "100 MB": 350},
    "search, cold": {"10 MB": 400},
    "search, warm": {"10 MB": 30},
}
"""What jreader must reach, where it depends on the size; in the unit of the measurement."""
BARS_OF_ANY_SIZE = {
    "page p95": 12.0,
    "bytes of a page": 12_000.0,
    "behind after holding": 20.0,
    "to the end": 20.0,
    "to the top": 20.0,
    "resize": 60.0,
    "idle CPU": 2.0,
    "quit": 40.0,
}
START_BARS = {"50 kB": 0.45, "1 MB": 0.45, "10 MB": 0.45, "100 MB": 0.6}
"""First text, as a ratio to the bare application's."""
SETTLED_BAR = 1.35
UNITS = {
    "bytes of a page": "bytes",
    "peak memory": "MiB",
    "memory with its processes": "MiB",
    "idle CPU": "ms/s",
}
"""Units other than milliseconds."""

Figures = Iterator[tuple[str, float]]


def measured(program: Program, path: Path) -> Figures:
    """Everything about one program on one document, as far as it can do it."""
    argv = [*program.argv, str(path)] if program.reads else list(program.argv)
    with new_home() as home, Session(argv, Path(home)) as session:
        session.until(FIRST)
        yield "first text", (session.last - session.started) * 1000
        if program.stands:
            session.until(program.stands)
        session.settle(0.6)
        yield "settled", (session.last - session.started) * 1000
        if program.reads:
            yield from _pages(program, session, ", at once")
            session.calm()
            for part in (_pages, _held, _jumps, _searches, _resized):
                # Each from the top: a short document must not have come to its end before.
                session.send(program.keys.top)
                session.settle(0.2, timeout=5)
                try:
                    yield from part(program, session)
                except (TimeoutError, OSError):
                    session.settle(0.3, timeout=5)
        yield from _idle(session)
        yield "peak memory", session.peak
        yield "quit", session.left(program.keys.leave)
    if program.name in (JREADER, BARE):
        with new_home() as home, Session(argv, Path(home)) as session:
            yield "memory with its processes", session.memory_of_all(1.5)


def _pages(program: Program, session: Session, when: str = "") -> Figures:
    """`when`: said behind the names."""
    times, sent = [], []
    for _ in range(20 if report.quick else 40):
        before = len(session.output)
        try:
            times.append(session.answered(program.keys.page, first=2.0))
        except TimeoutError:  # The end of a short document.
            break
        sent.append(len(session.output) - before)
    if not times:
        return
    yield f"page p50{when}", statistics.median(times)
    # The nearest rank: of forty, two are slower.
    yield f"page p95{when}", sorted(times)[ceil(len(times) * 0.95) - 1]
    yield f"bytes of a page{when}", statistics.median(sent)


def _held(program: Program, session: Session) -> Figures:
    """How far behind the last of many keys the screen is."""
    begun = time.perf_counter()
    for number in range(KEPT_UP):
        while (left := begun + number / KEPT_UP - time.perf_counter()) > 0:
            session.read(left)
        session.send(program.keys.page)
    last = time.perf_counter()
    session.settle(0.1)
    yield "behind after holding", max(0.0, session.last - last) * 1000


def _jumps(program: Program, session: Session) -> Figures:
    yield "to the end", session.answered(program.keys.end)
    yield "to the top", session.answered(program.keys.top)


def _searches(program: Program, session: Session) -> Figures:
    for name in ("search, cold", "search, warm") if program.keys.search else ():
        before, begun = len(session.output), time.perf_counter()
        session.send(program.keys.search + SOUGHT.encode() + b"\r")
        session.until(AFTER_SOUGHT, before, SEARCH_WAIT)
        yield name, (session.last - begun) * 1000
        session.settle(0.3)
        session.answered(program.keys.top)


def _resized(program: Program, session: Session) -> Figures:
    session.settle(0.3)
    begun = time.perf_counter()
    session.resize(SIZE[0] - 20, SIZE[1])
    if not session.read(5):
        return
    session.settle(0.1)
    yield "resize", (session.last - begun) * 1000


def _idle(session: Session) -> Figures:
    """CPU while nothing happens and nothing is worked on any more."""
    session.calm()
    seconds, before = (1 if report.quick else 3), session.cpu
    time.sleep(seconds)
    yield "idle CPU", (session.cpu - before) / seconds


def measure() -> list[dict[str, object]]:
    """The rows of the table: program by size by measurement."""
    sizes = dict(list(SIZES.items())[:2]) if report.quick else SIZES
    found: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory(prefix="jreader-bench-") as folder:
        for size, count in sizes.items():
            path = grown(Path(folder), count)
            path.read_bytes()  # The disk is nobody's speed.
            for _ in range(1 if report.quick else 3):
                for program in installed():
                    if count <= program.largest:
                        _add(found, program, path, size)
    for name in missing():
        report.note(f"{name}: not installed")
    return list(_rows(found))


def _add(
    found: dict[tuple[str, str, str], list[float]], program: Program, path: Path, size: str
) -> None:
    try:
        for what, value in measured(program, path):
            found[what, size, program.name].append(value)
    except (TimeoutError, OSError) as error:
        report.note(f"{program.name}, {size}: {type(error).__name__}: {error}")


def _rows(found: dict[tuple[str, str, str], list[float]]) -> Iterator[dict[str, object]]:
    medians = {key: statistics.median(values) for key, values in found.items()}
    for (what, size, program), value in medians.items():
        start = what in ("first text", "settled")
        baseline = BARE if start else "less"
        base = medians.get(("first text" if start else what, size, baseline), 0.0)
        yield {
            "what": f"{what}, {size}",
            "program": program,
            "value": round(value, 1 if value < 1000 else 0),
            "unit": UNITS.get(what.partition(",")[0], "ms"),
            "baseline": baseline,
            "ratio": round(value / base, 2) if base else "",
            "bar": _bar(what, size) if program == JREADER else "",
        }


def _bar(what: str, size: str) -> str:
    """The bar as text; those of the start are ratios."""
    if what == "first text":
        return f"{START_BARS[size]}×"
    if what == "settled":
        return f"{SETTLED_BAR}×" if size == "50 kB" else ""
    bar = BARS_OF_ANY_SIZE.get(what) or BARS.get(what, {}).get(size)
    return f"{bar:g}" if bar else ""
