"""Whether opening a post takes work that grows with its length, for each kind of hostile text.

`python -m tests.formats.growth [--only WORDS] [--sizes 50,100,200]` opens each of
`hostile.KINDS` in a child process and prints what goes beyond the bounds: 3 seconds, 300 MiB, and
2.6 times the time of half the length.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from time import process_time

from tests.formats.hostile import KINDS

SECONDS, MEMORY, RATIO = 3.0, 300, 2.6
"""Seconds of work and MiB for 200,000 characters, and how often the time of half of them."""
_SLIGHT = 0.6
"""Seconds below which a ratio says nothing."""


def steps(text: str) -> dict[str, float]:
    """What is done when a post is opened, and the seconds of each step."""
    from reader.analysis import find_facts
    from reader.book.book import Book
    from reader.formats import load
    from reader.typeset import Layout, Options

    taken: dict[str, float] = {}
    began = process_time()

    def done(name: str) -> None:
        nonlocal began
        now = process_time()
        taken[name], began = now - began, now

    document = load(text.encode("utf-8", "surrogatepass"), name="hostile.md")
    done("load")
    book = Book(document, "en")
    layout = Layout(book.flow(), Options(measure=60))
    for place in layout.places_from(layout.first(), 40):
        layout.row(place)
    done("first page")
    study = book.study()
    book.use(study)
    done("repeats")
    book.outline = book.find_outline("normal")
    done("outline")
    layout = Layout(book.flow(60), Options(measure=60))
    layout.step(layout.first(), 60)
    done("flow")
    matches = book.finder.search("市", romaji=False).all()
    book.shown.listed(matches.spans, document.text)
    done("search")
    if not book.too_long:
        find_facts(document)
        done("facts")
    return taken


def main() -> int:
    """Measures, prints a line for each kind that goes beyond a bound, and how many there are."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="")
    parser.add_argument("--sizes", default="50,100,200")
    parser.add_argument("--child", type=int, default=0)
    options = parser.parse_args()
    if options.child:
        import resource  # Only where it is measured: Windows has none.

        resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
        resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
        taken = steps(KINDS[options.only](options.child * 1000))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(sum(taken.values()), peak, max(taken, key=taken.__getitem__), flush=True)
        return 0
    sizes = [int(size) for size in options.sizes.split(",")]
    faults = 0
    for name in KINDS:
        if options.only in name:
            faults += _judge(name, sizes)
    print(f"{faults} of {len(KINDS)} kinds go beyond the bounds")
    return min(faults, 1)


def _judge(name: str, sizes: list[int]) -> bool:
    before = 0.0
    for size in sizes:
        words = [sys.executable, "-m", "tests.formats.growth", "--only", name, "--child", str(size)]
        ran = subprocess.run(words, capture_output=True, text=True, check=False)
        if ran.returncode:
            last = (ran.stderr.strip().splitlines() or ["killed"])[-1]
            print(f"{name}: {size} kB: {ran.returncode} {last[:90]}", flush=True)
            return True
        seconds, peak, step = ran.stdout.split(maxsplit=2)
        now = float(seconds)
        ratio = now / before if before else 0.0
        if now > SECONDS or float(peak) > MEMORY or (ratio > RATIO and now > _SLIGHT):
            print(
                f"{name}: {size} kB: {now:.1f} s ({ratio:.1f}x), {float(peak):.0f} MiB, "
                f"most for {step.strip()}",
                flush=True,
            )
            return True
        before = now
    return False


if __name__ == "__main__":
    sys.exit(main())
