"""Greedy line breaking by looking only at each line's end (first form; classes follow)."""

from __future__ import annotations

from collections.abc import Collection

from reader.cells import cell_len

_NO_START = frozenset(
    "、。，．・：；？！゛゜´｀¨ヽヾゝゞ々〻ー）〕］｝〉》」』】’”〟｠〗〙»‐゠–〜～‼⁇⁈⁉ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    "｡｣､･ｰﾞﾟ,.!?:;)]}%％‰℃°′″…‥¢"
)
_NO_END = frozenset("（〔［｛〈《「『【‘“〝｟〖〘«｢([{￥＄£$¥№")
_HANGING = frozenset("、。，．､｡")
_SPACE = frozenset(" \u3000")


def allowed(text: str, at: int) -> bool:
    """Whether a line may end before the character at `at`."""
    before, after = text[at - 1], text[at]
    if before in _SPACE:
        return after not in _NO_START
    if after in _SPACE or after in _NO_START or before in _NO_END:
        return False
    if before.isascii() and after.isascii():
        return before == "-" and not after.isdigit()
    return not (before == after and before in "—―…‥")


def break_lines(
    text: str,
    measure: int,
    *,
    first: int | None = None,
    hang: bool = False,
    inner: Collection[int] = (),
    ambiguous: int = 1,
) -> list[tuple[int, int]]:
    """The lines of a text as offsets into it, without the white space between lines."""
    lines: list[tuple[int, int]] = []
    start, length = 0, len(text)
    room = measure if first is None else first
    while start < length:
        end, following = _line(text, start, room, hang, inner, ambiguous)
        lines.append((start, end))
        start, room = following, measure
    return lines or [(0, 0)]


def _line(
    text: str, start: int, room: int, hang: bool, inner: Collection[int], ambiguous: int
) -> tuple[int, int]:
    length = len(text)
    end = min(length, start + max(1, room // 2))
    while end < length and cell_len(text[start : end + 1], ambiguous) <= room:
        end += 1
    while end > start + 1 and cell_len(text[start:end], ambiguous) > room:
        end -= 1
    if end >= length:
        return length, length
    after = end
    while after < length and text[after] in _SPACE:
        after += 1
    if after >= length:
        return end, length
    if after > end and allowed(text, after):
        return end, after
    if hang and text[end] in _HANGING and end + 1 < length and allowed(text, end + 1):
        return end + 1, end + 1
    at = end
    while at > start and (at in inner or not allowed(text, at)):
        at -= 1
    if at == start:
        at = end
        while at > start + 1 and at in inner:
            at -= 1
    stop = at
    while stop > start and text[stop - 1] in _SPACE:
        stop -= 1
    return (stop if stop > start else at), at
