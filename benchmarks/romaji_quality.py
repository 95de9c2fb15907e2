"""How well romaji finds words, judged by an analyser that the reader does not use.

    python -m benchmarks.romaji_quality [DRAW]

DRAW is a number that chooses posts and words; another one is another sample.

Queries are the words of posts as SudachiPy (small dictionary) reads them, spelt in Hepburn or in
Kunrei, half and half; a true occurrence is a place where SudachiPy reads the same word so. A hit
is wrong where neither of SudachiPy's segmentations gives the text under it a reading that begins
with the query; that counts as wrong what only the judge misreads, so it is an upper bound. The
baseline is a search for the query as it is written. Needs `sudachipy` and `sudachidict_small`,
and the extra `ja`; prints what is missing.

The posts of /work/shared/corpus are used where they exist, else the samples.
"""

from __future__ import annotations

import random
import re
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

CORPUS = Path("/work/shared/corpus/posts")
SEED = Path("/work/shared/seeds/post.txt")
SAMPLES = Path(__file__).resolve().parent.parent / "samples"
POSTS, WORDS = 16, 80
"""How many posts, and how many different words of each."""

DRAW = 5
"""The sample that is taken where no other is asked for."""

_CONTENT = {"名詞", "動詞", "形容詞", "形状詞", "副詞"}
_HEPBURN = {"si": "shi", "ti": "chi", "tu": "tsu", "hu": "fu", "zi": "ji"}


def spell(kana: str, hepburn: bool) -> str:
    """Kana as one types them."""
    from reader.search.sound.phonemes import morae

    letters = []
    double = False
    for mora in morae(kana):
        key = mora.key
        if key == "Q":
            double = True
            continue
        if key == "N":
            key = "n'"
        elif key == "L":
            key = "-"
        elif key == "O":
            key = "wo"
        elif "x" in key:
            key = key.replace("x", "xx").replace("xxy", "xy").replace("xx", "x")
        if hepburn:
            for old, new in _HEPBURN.items():
                key = key.replace(old, new) if key.startswith(old) else key
            key = key.replace("sy", "sh").replace("ty", "ch").replace("zy", "j")
        if double:
            key, double = key[0] + key, False
            key = key.replace("cch", "tch") if hepburn else key
        letters.append(key)
    word = "".join(letters)
    return word.removesuffix("'") if word.endswith("n'") else word


class Judge:
    """SudachiPy, in its longest and its shortest units."""

    def __init__(self) -> None:
        from sudachipy import Dictionary, SplitMode  # type: ignore[import-not-found]

        dictionary = Dictionary(dict="small")
        make = getattr(dictionary, "tokenizer", None) or dictionary.create
        self._long, self._short = make(mode=SplitMode.C), make(mode=SplitMode.A)

    def words(self, text: str) -> Iterator[tuple[int, int, str, bool]]:
        """(start, end, reading, whether it is a word to look for), in both units."""
        position = 0
        for part in text.split("\n"):
            for tokenizer in (self._long, self._short):
                for token in tokenizer.tokenize(part):
                    content = token.part_of_speech()[0] in _CONTENT
                    start, end = token.begin() + position, token.end() + position
                    reading = token.reading_form()
                    if token.part_of_speech()[0] == "助詞":
                        reading = {"ハ": "ワ", "ヘ": "エ"}.get(reading, reading)
                    yield start, end, reading, content
            position += len(part) + 1


def _japanese(text: str) -> bool:
    return any("一" <= c <= "鿿" or "ァ" <= c <= "ヺ" for c in text) and not any(
        c.isascii() and c.isalnum() for c in text
    )


def judge_post(judge: Judge, path: Path, chance: random.Random) -> dict[str, Any]:
    """Counts over the words of one post."""
    from reader.formats import load
    from reader.search import Finder
    from reader.search.sound.phonemes import is_kana

    document = load(str(path))
    text = document.text
    tokens = [word for word in judge.words(text) if is_kana(word[2])]
    places: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
    readings: dict[int, set[tuple[int, str]]] = defaultdict(set)
    for start, end, reading, content in tokens:
        readings[start].add((end, reading))
        whole = len(reading) >= 2 and not reading.endswith("ッ")
        if content and whole and _japanese(text[start:end]):
            places[text[start:end], reading].add((start, end))
    finder = Finder(document)
    finder.read()
    starts = sorted(readings)
    chosen = chance.sample(sorted(places), min(WORDS, len(places)))
    count: dict[str, Any] = defaultdict(int)
    count["missed"], count["odd"] = [], []
    for word, reading in chosen:
        query = spell(reading, chance.random() < 0.5)
        spans = finder.find(query).spans
        plain = finder.find(query, romaji=False).spans
        for start, end in places[word, reading]:
            count["true"] += 1
            found = any((a <= start and end <= b) or a == start < b for a, b in spans)
            count["found"] += found
            count["plain"] += any(a <= start < b for a, b in plain)
            if not found:
                count["missed"].append((query, word))
        for start, end in spans:
            count["hits"] += 1
            if not _read_so(text, start, query, readings, starts):
                count["wrong"] += 1
                count["odd"].append((query, text[start:end], text[max(0, start - 4) : end + 4]))
        for length in range(1, 6):
            if len(query) >= length:
                count[f"prefix{length}"] += 1
                count[f"noise{length}"] += len(finder.find(query[:length]).spans)
    return count


def _read_so(
    text: str,
    start: int,
    query: str,
    readings: dict[int, set[tuple[int, str]]],
    starts: Sequence[int],
) -> bool:
    """Whether the judge reads the text at `start` as beginning with what was typed, or what was
    typed stands there."""
    from reader.search.sound.phonemes import is_kana, phonemes
    from reader.search.sound.romaji import pattern

    if text[start : start + len(query)].lower() == query.lower():
        return True
    wanted = re.compile(pattern(query))
    reached = [(start, "")]
    if start not in readings:  # inside a word of the judge's
        before = starts[bisect_right(starts, start) - 1]
        for end, reading in readings[before]:
            if end > start:
                reached += [(end, phonemes(reading)[cut:]) for cut in range(len(reading) * 3)]
    seen = set()
    while reached:
        at, sounds = reached.pop()
        if (at, sounds) in seen or at > start + 40:
            continue
        seen.add((at, sounds))
        if wanted.match(sounds):
            return True
        reached += [(end, sounds + phonemes(r)) for end, r in readings.get(at, ())]
        for size in (1, 2):
            if len(sounds) < 30 and is_kana(text[at : at + size]):
                reached.append((at + size, sounds + phonemes(text[at : at + size])))
        if text[at : at + 1] in ("は", "へ"):  # said wa and e in とは, への
            reached.append((at + 1, sounds + {"は": "wa", "へ": "e"}[text[at]]))
    return False


def posts(chance: random.Random) -> list[Path]:
    """The posts to judge by: some of the corpus, else the samples."""
    found = sorted(CORPUS.glob("*.md")) or sorted(SAMPLES.glob("*.md"))
    return chance.sample(found, min(POSTS, len(found)))


def measure() -> list[dict[str, object]]:
    """The figures, with the bars of the project."""
    chance = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else DRAW)
    judge = Judge()
    total: dict[str, Any] = defaultdict(int)
    total["missed"], total["odd"] = [], []
    for path in posts(chance):
        for name, value in judge_post(judge, path, chance).items():
            total[name] += value
    rows: list[dict[str, object]] = [
        _row("occurrences found", 100 * total["found"] / total["true"], "%",
             100 * total["plain"] / total["true"], ">= 99.5"),
        _row("true occurrences", total["true"], "", None, ""),
        _row("hits", total["hits"], "", None, ""),
        _row("wrong hits", 1000 * total["wrong"] / total["hits"], "in 1,000", None, "<= 3.3"),
    ]  # fmt: skip
    rows += [
        _row(f"hits at {n} letters", total[f"noise{n}"] / total[f"prefix{n}"], "", None, "")
        for n in range(1, 6)
    ]
    if SEED.exists():
        seed = judge_post(judge, SEED, chance)
        value = seed["noise3"] / seed["prefix3"]
        rows.append(_row("hits at 3 letters, seed", value, "", None, "<= 45"))
    measure.examples = total["missed"], total["odd"]  # type: ignore[attr-defined]
    return rows


def _row(what: str, value: float, unit: str, baseline: float | None, bar: str) -> dict[str, object]:
    ratio = value / baseline if baseline else None
    return {"what": what, "value": round(value, 2), "unit": unit, "baseline": baseline,
            "ratio": ratio, "bar": bar}  # fmt: skip


def main() -> None:
    """Prints the table and what was missed or odd."""
    try:
        rows = measure()
    except ImportError as error:
        print(f"{error.name} is missing: pip install sudachipy sudachidict_small")
        return
    for row in rows:
        print("{what:28} {value:>10} {unit:8} baseline {baseline} bar {bar}".format(**row))
    for title, examples in zip(("missed", "odd"), measure.examples, strict=True):  # type: ignore[attr-defined]
        print(title)
        for example in sorted(set(examples))[:60]:
            print("   ", *example, f"x{examples.count(example)}")


if __name__ == "__main__":
    main()
