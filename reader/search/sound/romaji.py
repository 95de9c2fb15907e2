"""Latin letters as an input method reads them, and the sounds they may stand for.

Hepburn (shi, tsu, fu, ja, m before b, macrons), Kunrei (si, tu, hu, zya) and what people type
(nn, n', xtu, thi, -) name the same kana. The last syllable may be unfinished, so that every key
typed is a query.
"""

from __future__ import annotations

import re
from functools import cache

from reader.search.sound.phonemes import phonemes

_ROWS = """
 あいうえお
k かきくけこ
s さしすせそ
t たちつてと
n なにぬねの
h はひふへほ
m まみむめも
y や - ゆ いぇ よ
r らりるれろ
w わ うぃ う うぇ を
g がぎぐげご
z ざじずぜぞ
d だぢづでど
b ばびぶべぼ
p ぱぴぷぺぽ
c か し く せ こ
f ふぁ ふぃ ふ ふぇ ふぉ
v ゔぁ ゔぃ ゔ ゔぇ ゔぉ
j じゃ じ じゅ じぇ じょ
q くぁ くぃ く くぇ くぉ
x ぁぃぅぇぉ
l ぁぃぅぇぉ
sh しゃ し しゅ しぇ しょ
ch ちゃ ち ちゅ ちぇ ちょ
ts つぁ つぃ つ つぇ つぉ
th てゃ てぃ てゅ てぇ てょ
dh でゃ でぃ でゅ でぇ でょ
tw とぁ とぃ とぅ とぇ とぉ
dw どぁ どぃ どぅ どぇ どぉ
wh うぁ うぃ う うぇ うぉ
kw くぁ くぃ くぅ くぇ くぉ
gw ぐぁ ぐぃ ぐぅ ぐぇ ぐぉ
fy ふゃ ふぃ ふゅ ふぇ ふょ
vy ゔゃ ゔぃ ゔゅ ゔぇ ゔょ
xy ゃ ぃ ゅ ぇ ょ
ly ゃ ぃ ゅ ぇ ょ
"""
_CONTRACTED = {
    "ky": "き", "gy": "ぎ", "sy": "し", "zy": "じ", "jy": "じ", "ty": "ち", "cy": "ち",
    "dy": "ぢ", "ny": "に", "hy": "ひ", "by": "び", "py": "ぴ", "my": "み", "ry": "り",
}  # fmt: skip
_SINGLE = {
    "xtu": "っ", "ltu": "っ", "xtsu": "っ", "ltsu": "っ", "xwa": "ゎ", "lwa": "ゎ", "xka": "か",
    "lka": "か", "xke": "け", "lke": "け", "xn": "ん", "n'": "ん", "-": "ー", "ー": "ー",
}  # fmt: skip

_MORE = {"ti": ("texi",), "di": ("dexi",), "tu": ("toxu",), "du": ("doxu",)}
"""Other sounds of a spelling than the input method's: media is メディア too."""
_PARTICLES = {"ha": "W", "wa": "W", "he": "E", "e": "E", "o": "O", "wo": "o"}
_MACRONS = dict(zip("āâīîūûēêōô", "aaiiuueeoo", strict=True))
_LENGTHENED = frozenset({"aa", "ii", "uu", "ee", "oo", "ou", "ei"})
"""A vowel and the one that only makes it longer."""
_NEAR = {"texi": "ti", "dexi": "zi", "toxu": "tu", "doxu": "zu", "zi": "dexi"}
_LOOSE_N = "N?n?"
_LOOSE_Q = "(?:Q|[kt][iu])"
"""Where two words meet in one (特化 as とくか or とっか), the double consonant may be spelt out."""
_STRETCHED = {"a": "[aL]", "i": "[iL]", "u": "[uL]", "e": "[eiL]", "o": "[uoL]"}
_UNFINISHED = {
    "sh": "Q?s[iy]",
    "ch": "Q?t[iy]",
    "ts": "Q?tu",
    "th": "Q?te",
    "dh": "de",
    "wh": "u",
    "tw": "Q?to",
    "dw": "do",
    "kw": "Q?ku",
    "gw": "gu",
    "xt": "Q",
    "lt": "Q",
    "xts": "Q",
    "fy": "hu",
    "vy": "vu",
    "jy": "Q?zy",
    "cy": "Q?ty",
    "dy": "zy",
    "xy": "xy",
    "ly": "xy",
    "n": "[nN]",
    "m": "[mN]",
    "h": "Q?[hW]",
    "w": "[wWuO]",
    "d": "Q?(?:d|z[iu])",
    "c": "Q?(?:ti|ty|k|s[ie])",
    "j": "Q?z[iy]",
    "f": "Q?hu",
    "q": "ku",
    "x": "[xQ]",
    "l": "[xQ]",
    "tc": "Qt[iy]",
}
"""What a last syllable that is still being typed may become; others: its own letters."""

_ROMAJI = re.compile(r"[A-Za-z0-9āâīîūûēêōô'’ー-]+")
_LONGEST = 4


@cache
def _table() -> dict[str, str]:
    """Romaji -> kana."""
    table = dict(_SINGLE)
    for line in _ROWS.strip("\n").splitlines():
        consonant, _, row = line.partition(" ")
        cells = row.split(" ") if " " in row else list(row)
        for vowel, kana in zip("aiueo", cells, strict=True):
            if kana != "-":
                table[consonant + vowel] = kana
    for consonant, kana in _CONTRACTED.items():
        for vowel, small in zip("aiueo", "ゃぃゅぇょ", strict=True):
            table[consonant + vowel] = kana + small
    return table


@cache
def _beginnings() -> frozenset[str]:
    """All that a syllable may begin with."""
    return frozenset(word[:end] for word in _table() for end in range(1, len(word)))


def is_romaji(query: str) -> bool:
    """Whether a query may be meant by its sound: Latin letters with a small one among them.

    A query in capitals is a name (AI) and literal.
    """
    return bool(_ROMAJI.fullmatch(query)) and any(
        c.islower() and (c.isascii() or c in _MACRONS) for c in query
    )


@cache
def pattern(query: str, *, loose: bool = False) -> str:
    """A regular expression over `phonemes` for a query in romaji; "" for an empty one.

    Capitals and digits stand for themselves: seiseiAI. A loose pattern leaves vowel length, ん
    before vowels and doubled consonants open.
    """
    parts: list[str] = []
    at = 0
    while at < len(query):
        step, part = _next(query, at, loose)
        parts.append(part)
        at += step
    return "".join(parts)


def _next(query: str, at: int, loose: bool) -> tuple[int, str]:
    """How many letters the syllable at `at` has, and its pattern."""
    letter = query[at]
    if letter.isupper() or letter.isdigit():
        return 1, letter.lower()
    rest = query[at:].replace("’", "'")
    before = query[at - 1 : at]
    for length in range(min(_LONGEST, len(rest)), 0, -1):
        spelling = rest[:length]
        macron = _MACRONS.get(spelling[-1])
        plain = spelling[:-1] + macron if macron else spelling
        if (kana := _table().get(plain)) is not None:
            part = (_loose_syllable if loose else _syllable)(plain, phonemes(kana), before)
            return length, part + (_STRETCHED[macron] if macron and not loose else "")
    return _without_vowel(rest, loose)


def _syllable(spelling: str, sound: str, before: str) -> str:
    """The pattern of one whole syllable; `before` is the letter before it."""
    if spelling in "aiueo" and before == spelling:
        return f"[{sound}LO]" if spelling == "o" else f"[{sound}L]"
    others = [*_MORE.get(spelling, ()), *filter(None, [_PARTICLES.get(spelling)])]
    return f"(?:{'|'.join([sound, *others])})" if others else sound


def _loose_syllable(spelling: str, sound: str, before: str) -> str:
    """The pattern of a syllable where length and ん are not told apart."""
    if sound == "L" or before + spelling in _LENGTHENED:
        return ""
    if sound == "N":
        return _LOOSE_N
    if sound == "Q":
        return _LOOSE_Q
    choices = [sound, *_MORE.get(spelling, ())]
    if spelling in _PARTICLES:
        choices.append(_PARTICLES[spelling])
    if sound[0] == "n":
        choices = [f"N?{sound}", f"N{sound[1:]}"]
    elif sound[0] == "b":
        choices.append("vu" if sound == "bu" else f"vux{sound[1:]}")
    elif sound.startswith("vux"):
        choices.append("b" + sound[3:])
    elif sound in _NEAR:
        choices.append(_NEAR[sound])
    longer = _STRETCHED.get(sound[-1])
    return f"(?:{'|'.join(choices)}){longer + '?' if longer else ''}"


def _without_vowel(rest: str, loose: bool) -> tuple[int, str]:
    """The pattern where no whole syllable begins: ん, っ, an unfinished end, or a letter."""
    if rest in _UNFINISHED or rest in _beginnings():
        return len(rest), _UNFINISHED.get(rest) or "Q?" + re.escape(rest)
    first, second = rest[0], rest[1:2]
    if first == "n" and second == "n":
        following = rest[2:3]
        if following and following in "aiueoy":
            return 2, _LOOSE_N if loose else "Nn?"
        return 2, _LOOSE_N if loose else "N"
    if (first == "n" and second not in "aiueoy") or (first == "m" and second in "bmp"):
        return 1, _LOOSE_N if loose else "N"
    if second == first or rest[:3] == "tch":
        return 1, _LOOSE_Q if loose else "Q"
    if rest.startswith("'"):
        return 1, ""
    return 1, re.escape(first.lower())
