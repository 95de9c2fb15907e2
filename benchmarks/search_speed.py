"""How fast search folds, finds and reads.

    python -m benchmarks.search_speed

Times are CPU time, the best of several runs; the baselines run between them in the same process.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path
from time import process_time

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
CORPUS = Path("/work/shared/corpus/posts")
SEED = Path("/work/shared/seeds/post.txt")
RUNS = 5


def text() -> str:
    """Some real prose: the seed where it exists, else the samples."""
    if SEED.exists():
        return SEED.read_text(encoding="utf-8")
    return "\n".join(p.read_text("utf-8", errors="replace") for p in SAMPLES.glob("*.md"))


def best(*works: Callable[[], object]) -> list[float]:
    """Milliseconds of each piece of work, interleaved."""
    times = [float("inf")] * len(works)
    for _ in range(RUNS):
        for number, work in enumerate(works):
            begun = process_time()
            work()
            times[number] = min(times[number], (process_time() - begun) * 1000)
    return times


def measure() -> list[dict[str, object]]:
    """The figures, with the bars of the project."""
    from reader.search import Finder
    from reader.search.sound.analysers import installed

    post = [line for line in text().splitlines() if line]
    size = sum(len(line.encode()) for line in post)
    large = post * (10_000_000 // size)
    joined = "\n".join(large)
    folding, nfkc = best(
        lambda: Finder(large).prepare(1e9), lambda: unicodedata.normalize("NFKC", joined)
    )
    finder = Finder(large)
    finder.prepare(1e9)
    found, plain = best(lambda: finder.find("著作権", romaji=False), lambda: joined.count("著作権"))
    rows = [
        row("fold 10 MB", folding, "ms", nfkc, "<= 250"),
        row("find in 10 MB", found, "ms", plain, "<= 12"),
    ]
    many = ["短い段落です。"] * 200_000
    (blocks,) = best(lambda: Finder(many).prepare(1e9))
    rows.append(row("fold 200,000 blocks", blocks, "ms", None, ""))
    if installed() is None:
        return rows
    rows.append(reading_index())
    small = Finder(post)
    small.read()
    words = [
        "douga",
        "toushika",
        "seiseiAI",
        "chosakuken",
        "kigyou",
        "aribaba",
        "gijutsu",
        "miwakeru",
    ]
    queries = [word[:end] for word in words for end in range(3, len(word) + 1)]
    times = sorted(best(lambda q=query: small.find(q))[0] for query in queries)  # type: ignore[misc]
    rows.append(row("romaji query, p95", times[len(times) * 95 // 100], "ms", None, "<= 1"))
    return rows


def reading_index() -> dict[str, object]:
    """Reading posts that were never read, by an analyser that remembers nothing; the baseline is
    the analyser alone."""
    from reader.formats import load
    from reader.search import Finder
    from reader.search.sound.analysers import load_analyser

    paths = sorted(CORPUS.glob("*.md"))[::8] or sorted(SAMPLES.glob("*.md"))
    posts = [[block.text for block in load(str(path)).blocks] for path in paths]
    length = sum(len(text) for post in posts for text in post)
    times, alone = [], []
    for _ in range(RUNS):
        analyser = load_analyser()
        begun = process_time()
        for post in posts:
            for text in post:
                analyser(text)
        between = process_time()
        for post in posts:
            Finder(post).read(analyser=analyser)
        times.append((process_time() - between) * 1000)
        alone.append((between - begun) * 1000)
    share = 10_000 / length
    return row("reading index, 10,000 chars", min(times) * share, "ms", min(alone) * share, "<= 45")


def row(what: str, value: float, unit: str, baseline: float | None, bar: str) -> dict[str, object]:
    """One figure."""
    return {
        "what": what,
        "value": round(value, 2),
        "unit": unit,
        "baseline": None if baseline is None else round(baseline, 2),
        "ratio": round(value / baseline, 2) if baseline else None,
        "bar": bar,
    }


def main() -> None:
    """Prints the table."""
    for each in measure():
        print("{what:30} {value:>10} {unit} baseline {baseline} ({ratio}) bar {bar}".format(**each))


if __name__ == "__main__":
    main()
