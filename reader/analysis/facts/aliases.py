"""What brackets show: two spellings of one name, or that a word is a term.

アリババ（Alibaba）, 情報通信研究機構（NICT）, Harbor Light Network（HLN） are one name twice.
運転支援（ADAS） and RAG（検索拡張生成） say what a term means: then neither is a name.
"""

from __future__ import annotations

from typing import NamedTuple

from reader.analysis.facts.characters import is_kanji, is_katakana
from reader.analysis.facts.latin_names import LatinSort, ends_term, sort_of
from reader.analysis.facts.vocabulary import is_abbreviation, is_common
from reader.patterns import pattern

_INSIDE = pattern(r"[（(]([^（()）]{2,60})[)）]")
_BEFORE = pattern(r"[^\n（()）、。「」]*$")
_REACH = 40
"""Characters before a bracket among which the name is that it explains."""
_LATIN_END = pattern(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ0-9.&'+\-]*(?: [A-Za-zÀ-ÿ0-9][A-Za-zÀ-ÿ0-9.&'+\-]*)*$")
_KATAKANA_END = pattern(r"[ァ-ヴー]{2,}(?:[・＝][ァ-ヴー]+)*[川州市島]?$")
_ORGANISED = pattern(
    r"(?:協会|学会|機構|委員会|研究所|大学|省|庁|銀行|連合|連盟|財団|局|規則|条約|協定|法案?|会議|基金|同盟|ユーザー協会)$"
)
_LAW = pattern(r"(?:法案?|規則|条約|憲章)$")
_APPOSED = pattern(
    r"(?<![ァ-ヴー])(?P<first>[ァ-ヴー]{3,30})(?:こと|すなわち|、?英語名|、?英名)"
    r"(?P<second>[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)*)"
)


class AliasPair(NamedTuple):
    """Two spellings of one name."""

    first: str
    second: str


class Brackets(NamedTuple):
    """What the brackets of a text show."""

    pairs: list[AliasPair]
    terms: set[str]
    """Latin runs that a bracket explains, or that explain a word."""
    explained: set[str]
    """Short forms of terms, and terms that stand behind a word; their looks do not count."""


def read_brackets(text: str) -> Brackets:
    """The pairs and terms of a text."""
    pairs: list[AliasPair] = []
    terms: set[str] = set()
    explained: set[str] = set()
    for match in _INSIDE.finditer(text):
        second = _only(match[1])
        near = text[max(0, match.start() - _REACH) : match.start()].rstrip("」』")
        before = _BEFORE.search(near)
        first = before.group() if before else ""
        if not second:
            continue
        if "：" in second or ": " in second:
            long, _, short = second.replace("：", ": ").partition(": ")
            terms |= {long.strip(), short.strip()}
            _read_gloss(first, long.strip(), short.strip(), Brackets(pairs, terms, explained))
            continue
        _read(first, second, Brackets(pairs, terms, explained))
    pairs += [
        AliasPair(m["first"], m["second"])
        for m in _APPOSED.finditer(text)
        if sounds_alike(m["first"], m["second"])
    ]
    return Brackets(pairs, terms, explained)


def _only(inside: str) -> str:
    """What a bracket says; nothing where it gives examples: （AWS、Azureなど）."""
    parts = [part.strip() for part in inside.replace(",", "、").split("、")]
    if len(parts) > 1 and not (
        is_initials(parts[1], parts[0]) or (parts[0].isupper() and is_initials(parts[0], parts[1]))
    ):
        return ""
    return parts[0]


def _read(first: str, second: str, found: Brackets) -> None:
    latin, kana = _LATIN_END.search(first), _KATAKANA_END.search(first)
    if second[0].isascii() and _LATIN_END.fullmatch(second):
        if latin:
            _two_latin(latin.group(), second, found)
        elif kana and sounds_alike(kana.group(), second) and not is_common(kana.group()):
            found.pairs.append(AliasPair(kana.group(), second))
        elif _ORGANISED.search(first) and (_is_short(second) or _LAW.search(first)):
            found.pairs.append(AliasPair(first, second))
        elif first and ends_term(second) and " " in second:
            found.explained.add(second)
        elif first and not second.islower():
            found.terms.add(second)
    elif latin and _is_gloss(second):
        short = latin.group().rpartition(" ")[2]
        if _ORGANISED.search(second) and _is_short(short):
            found.pairs.append(AliasPair(short, second))
        elif sort_of(latin.group()) in (LatinSort.CAPITALS, LatinSort.TERM, LatinSort.ABBREVIATION):
            found.terms.add(latin.group())


def _read_gloss(first: str, long: str, short: str, found: Brackets) -> None:
    """（HBM: High Bandwidth Memory）, PUE（Power Usage Effectiveness：電力使用効率）."""
    before = _LATIN_END.search(first)
    if _LATIN_END.fullmatch(long) and _LATIN_END.fullmatch(short):
        _two_latin(long, short, found)
    elif before and _LATIN_END.fullmatch(long):
        _two_latin(before.group(), long, found)


def _two_latin(first: str, second: str, found: Brackets) -> None:
    long, short = (first, second) if len(first) > len(second) else (second, first)
    short = short.rpartition(" ")[2]
    if not is_initials(short, long):
        return
    if is_abbreviation(short) or sort_of(long) in (None, LatinSort.TERM):
        found.terms.add(long)
        found.explained.add(short if long == first else long)
        if sort_of(long) is None:
            found.explained.add(short)
    else:
        found.pairs.append(AliasPair(long, short) if long == first else AliasPair(short, long))


def _is_gloss(words: str) -> bool:
    """Whether a bracket says in Japanese what a word means."""
    last = words[-1]
    return (is_kanji(last) or is_katakana(last)) and all(
        is_kanji(c) or is_katakana(c) or "ぁ" <= c <= "ん" or (c.isascii() and c.isalpha())
        for c in words
    )


def _is_short(name: str) -> bool:
    return name.isupper() and " " not in name


def is_initials(short: str, long: str) -> bool:
    """Whether the capitals of a short form are the initials of a long one: DiT.

    >>> is_initials("HLN", "Harbor Light Network"), is_initials("TIA", "Training and Inference Act")
    (True, True)
    """
    capitals = [letter for letter in short if letter.isupper()]
    pieces = long.replace("-", " ").split()
    every = [word[0].upper() for word in pieces]
    large = [word[0] for word in pieces if word[0].isupper()]
    return len(capitals) > 1 and capitals in (every, large)


_SOUNDS = {
    "アァ": "aeiouhr",
    "イィ": "iey",
    "ウゥ": "uwo",
    "エェ": "eahxsmnlf",
    "オォ": "oahw",
    "カ": "ckqg",
    "キ": "ckqx",
    "ク": "ckqx",
    "ケ": "ckq",
    "コ": "ckq",
    "ガギグゲゴ": "g",
    "サ": "sctx",
    "シ": "sc",
    "ス": "s",
    "セ": "sc",
    "ソ": "s",
    "ザズゼゾ": "zxst",
    "ジ": "jgz",
    "タテト": "t",
    "チ": "ct",
    "ツ": "tz",
    "ダデド": "d",
    "ナニヌネノ": "nk",
    "ハヒヘホ": "hwj",
    "フ": "fhp",
    "バビブベボ": "bv",
    "パピプペポ": "p",
    "マミムメモ": "m",
    "ヤユヨ": "yuej",
    "ラリルレロ": "rlw",
    "ワ": "wo",
    "ヴ": "vw",
}
_FIRST_LETTERS = {kana: letters for group, letters in _SOUNDS.items() for kana in group}
"""First kana of a word -> the letters that it may be written with."""


def sounds_alike(one: str, other: str) -> bool:
    """Whether a katakana and a Latin spelling may be the same word, by their first sound."""
    kana, letters = (one, other) if one[0] >= "\u3000" else (other, one)
    if kana[0] < "\u3000" or letters[0] >= "\u3000":
        return False
    return letters[0].lower() in _FIRST_LETTERS.get(kana[0], "")
