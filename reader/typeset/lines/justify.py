"""Where a line that is a little short may be spread (追い出し, JLREQ 3.8.4).

A cell is half an em, two to four times what print adds at one place. So only the one or two
cells that most lines lack are placed, and only where they are least seen.
"""

from __future__ import annotations

from collections.abc import Callable

from reader.typeset.breaking.bounds import inside
from reader.typeset.breaking.rules import class_of, letters
from reader.typeset.display.drawn_text import Display

MOST = 2
"""The most cells that are added to a line; one that lacks more stays as it is."""

_LATIN = letters("AL HL NU")
_JAPANESE = letters("ID CJ NI IX")
_STOPS = frozenset("、。，．」』）】〕〉》”’")
_NOT_BEFORE = letters("CL CP NS NI NC NH CJ EX EC IS SP FS B2 IN")


def _at_space(text: str, at: int) -> bool:
    return text[at - 1] == " " and text[at] != " "


def _at_script(text: str, at: int) -> bool:
    """和欧間 (JLREQ 3.2.6 d)."""
    before, after = class_of[text[at - 1]], class_of[text[at]]
    return (before in _LATIN and after in _JAPANESE) or (before in _JAPANESE and after in _LATIN)


def _after_stop(text: str, at: int) -> bool:
    return text[at - 1] in _STOPS and class_of[text[at]] not in _NOT_BEFORE


_PLACES: tuple[Callable[[str, int], bool], ...] = (_at_space, _at_script, _after_stop)
"""Where space is added, the best first."""


def justified(shown: Display, start: int, end: int, short: int) -> list[int]:
    """The offsets of the drawn text before which one cell each is to be added, in order; one
    comes twice where the line has no other. None where the line stays as it is.

    start, end: the line. short: the cells that it lacks.
    """
    if not 0 < short <= MOST:
        return []
    text = shown.breaking
    closed = inside([group for group in shown.groups if group[0] < end and start < group[1]])
    found: list[int] = []
    for fits in _PLACES:
        places = [
            at
            for at in range(start + 1, end)
            if at not in closed and at not in found and fits(text, at)
        ]
        found += _evenly(places, short - len(found))
        if len(found) == short:
            break
    # A line reaches the margin or is left alone: half of a gap would only be seen the more.
    return sorted(found * (short // len(found))) if found else []


def _evenly(places: list[int], count: int) -> list[int]:
    """`count` of the places, or all where they are fewer, spread over them."""
    if len(places) <= count:
        return places
    return [places[(2 * number + 1) * len(places) // (2 * count)] for number in range(count)]
