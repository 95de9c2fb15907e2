"""What a character is, and the noun phrase that stands before or behind a place of a text.

Written out and not as regular expressions: sets of kanji take longer to compile than a post takes
to read.
"""

from __future__ import annotations

_SIGNS = frozenset("々〆ヶ・ー&.+%％/-")
_OPENING, _CLOSING = "「『", "」』"


def is_kanji(character: str) -> bool:
    """Whether a character is a kanji, the sign of repetition included."""
    return "一" <= character <= "龯" or character == "々"


def is_katakana(character: str) -> bool:
    """Whether a character is full-width katakana or the long sound."""
    return "ァ" <= character <= "ヴ" or character == "ー"


def is_latin(character: str) -> bool:
    """Whether a character is an ASCII letter or digit, or a letter with an accent."""
    return (character.isascii() and character.isalnum()) or "À" <= character <= "ÿ"


def is_noun(character: str) -> bool:
    """Whether nouns are written with a character: not hiragana, no punctuation."""
    return (
        "一" <= character <= "龯"
        or "ァ" <= character <= "ヴ"
        or character in _SIGNS
        or is_latin(character)
        or "０" <= character <= "９"
    )


def noun_before(text: str, low: int, at: int, *, chain: bool = True) -> str:
    """The noun phrase that ends at a place, not before `low`; two nouns that の joins are one where
    `chain` allows it."""
    start = _noun_start(text, low, at)
    if start == at:
        return ""
    if chain and start - 1 > low and text[start - 1] == "の":
        first = _noun_start(text, low, start - 1)
        start = first if first < start - 1 else start
    return text[start:at]


def _noun_start(text: str, low: int, at: int) -> int:
    start = at
    if start > low and text[start - 1] in _CLOSING:
        opened = max(text.rfind(sign, low, start) for sign in _OPENING)
        return opened if opened >= low else at
    while start > low:
        before = text[start - 1]
        if not (
            is_noun(before)
            or (before == " " and _joins(text, start - 1, low, at))
            or _is_okurigana(text, start - 1, low, at)
        ):
            break
        start -= 1
    return start


def _is_okurigana(text: str, at: int, low: int, high: int) -> bool:
    """Whether a kana stands inside a noun, or makes one: 伸び率, 速さ."""
    if at <= low or not is_kanji(text[at - 1]):
        return False
    if at + 1 == high:
        return text[at] == "さ"
    return text[at] in _INSIDE and at + 1 < high and is_kanji(text[at + 1])


def _joins(text: str, at: int, low: int, high: int) -> bool:
    """Whether a space stands inside a name: AI Act, パナソニック コネクト."""
    if not low < at < high - 1:
        return False
    before, after = text[at - 1], text[at + 1]
    return (is_latin(before) and is_latin(after)) or (is_katakana(before) and is_katakana(after))


def noun_after(text: str, at: int, high: int, *, chain: bool = False) -> str:
    """The noun phrase that begins at a place, with the kana at its end where a particle follows:
    伸び."""
    end = _noun_end(text, at, high)
    if end == at:
        return ""
    if chain and end + 1 < high and text[end] == "の":
        end = _noun_end(text, end + 1, high)
    if end < high and text[end] in _STEMS and text[end + 1 : end + 2] in _FOLLOWING:
        end += 1
    return text[at:end]


_INSIDE = frozenset("びりしけえみきげめちい")
_STEMS = frozenset("びみしりきぎけえれめ")
_FOLLOWING = frozenset(["が", "を", "は", "で", "も", "に", "と", "、", "。", " ", ""])


def _noun_end(text: str, at: int, high: int) -> int:
    end = at
    if end < high and text[end] in _OPENING:
        closed = text.find(_CLOSING[_OPENING.index(text[end])], end, high)
        return closed + 1 if closed > 0 else at
    while end < high:
        after = text[end]
        if not (
            is_noun(after)
            or (after == " " and _joins(text, end, at, high))
            or (after in _INSIDE and _is_okurigana(text, end, at, high))
        ):
            break
        end += 1
    return end + 2 if text.startswith("わせ", end) and text[end - 1 : end] == "合" else end
