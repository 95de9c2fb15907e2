"""Finds the common words and the proper names that `--facts` knows.

    pip install -e . sudachipy sudachidict_core && python tools/make_names.py

The words are those of SudachiDict (core edition; Apache-2.0). No text is read, so nothing of what
posts say is in the table. Writes `reader/analysis/data/names.bin`: zlib, UTF-8; sections
with an empty line between them: a name, then a line for each first character (or two): it, and the
words that begin with it, sorted, with a space on either side.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path

from reader.analysis.facts.vocabulary import KEY

TABLE = Path(__file__).parents[1] / "reader" / "analysis" / "data" / "names.bin"
KATAKANA = re.compile(r"[ァ-ヴー]{2,}")
LATIN = re.compile(r"[A-Za-z0-9&.+'-]{2,}")
KANJI = re.compile(r"[一-龯々]{2,}")
MIXED = re.compile(r"(?=.*[一-龯])(?=.*[ァ-ヴA-Za-zぁ-ん])[一-龯々ァ-ヴーぁ-んA-Za-z0-9&・]{3,}")
PASSED_OVER = re.compile(r"(?:駅|線|大学|短大|高校|空港|法|法律|株式会社)$")
"""Stations are half of the list and in few posts; what a rule finds need not be listed."""

SHORTEST = 3
"""Letters of the shortest part of a compound: in two, most names could be taken apart."""

NUMBERED = re.compile(r"第[一二三四五六七八九十]")
COMPANY = re.compile(
    r"(?:自動車|電機|電気|電力|工業|産業|製作所|製薬|薬品|銀行|証券|重工|製鉄|商事|物産|建設|不動産|保険|新聞|通信|鉄道|航空|食品)$"
)

PROPER, PLACE, PERSON, COMMON = "proper", "place", "person", "common"


def classes() -> dict[str, set[str]]:
    """The nouns of the dictionary, and what each may be."""
    from sudachipy import Dictionary  # type: ignore[import-not-found]

    found: dict[str, set[str]] = defaultdict(set)
    for morpheme in Dictionary(dict="core").entries():
        kind, sub, *more = morpheme.part_of_speech()
        if kind != "名詞" or sub == "数詞":
            continue
        names = {"一般": PROPER, "地名": PLACE, "人名": PERSON}
        found[morpheme.surface()].add(names[more[0]] if sub == "固有名詞" else COMMON)
    return found


def parts(words: Iterable[str]) -> set[str]:
    """Those that are not made of others among them."""
    known = set(words)
    return {word for word in known if not _made_of(word, known)}


def _made_of(word: str, known: Collection[str], least: int = SHORTEST) -> bool:
    ends = {0}
    for end in range(least, len(word) + 1):
        starts = range(end - least + 1)
        if any(s in ends and word[s:end] in known and (s, end) != (0, len(word)) for s in starts):
            ends.add(end)
    return len(word) in ends


def tables(nouns: dict[str, set[str]]) -> dict[str, set[str]]:
    """The sections of the table."""
    latin = {word: kinds for word, kinds in nouns.items() if LATIN.fullmatch(word)}
    english = {word for word in latin if word.islower() and COMMON in latin[word]}
    common = {w for w, k in nouns.items() if k == {COMMON} and KANJI.fullmatch(w)}
    kana = {word: kinds for word, kinds in nouns.items() if KATAKANA.fullmatch(word)}
    mixed = {w for w, kinds in kana.items() if COMMON in kinds}
    plain = {w for w, kinds in kana.items() if COMMON in kinds and PROPER not in kinds}
    names = {w for w, kinds in kana.items() if PROPER in kinds and COMMON not in kinds}
    return {
        "katakana": parts(plain),
        "katakana-either": {w for w, kinds in kana.items() if {COMMON, PROPER} <= kinds},
        "katakana-names": {w for w in names if not _made_of(w, mixed)},
        "katakana-like-common": {w for w in names if _made_of(w, mixed)},
        "katakana-places": {w for w, k in kana.items() if PLACE in k and not k & {COMMON, PROPER}},
        "english": english,
        "abbreviations": {w for w, k in latin.items() if w.isupper() and k == {COMMON}},
        "latin-names": {w for w, k in latin.items() if PROPER in k and not w.islower()},
        "kanji-names": {
            w
            for w, kinds in nouns.items()
            if PROPER in kinds
            and not PASSED_OVER.search(w)
            and not NUMBERED.match(w)
            and _has_kanji_name(w, kinds, common)
        },
    }


def _has_kanji_name(word: str, kinds: set[str], common: set[str]) -> bool:
    if MIXED.fullmatch(word):
        return True
    if COMPANY.search(word) and len(word) > 3 and KANJI.fullmatch(word):
        return True
    short = len(word) == 2 and bool(kinds & {COMMON, PERSON})
    return bool(KANJI.fullmatch(word)) and not short and not _made_of(word, common, 2)


def written(sections: dict[str, set[str]]) -> str:
    """The table as text."""
    blocks = []
    for name, words in sections.items():
        first: dict[str, list[str]] = defaultdict(list)
        for word in sorted(words):
            first[word[: KEY.get(name, 1)]].append(word)
        lines = [" ".join([key, "", *group, ""]) for key, group in sorted(first.items())]
        blocks.append("\n".join([name, *lines]))
    return "\n\n".join(blocks)


def main() -> None:
    """Writes the table."""
    sections = tables(classes())
    for name, words in sections.items():
        print(f"{len(words):7} {name}")
    TABLE.write_bytes(zlib.compress(written(sections).encode(), 9))
    print(f"{TABLE.stat().st_size:7} bytes")


if __name__ == "__main__":
    main()
