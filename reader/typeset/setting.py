"""One item as lines: what stands on each row, before any row is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from reader.cells import cell_len, fitting
from reader.typeset.breaker import breaker, level_at
from reader.typeset.display import Display, display
from reader.typeset.flow import Item
from reader.typeset.options import Options
from reader.typeset.rows import RowKind


class Part(NamedTuple):
    """A part of a line: a range of the drawn text, or characters that are inserted."""

    start: int
    end: int
    """Offsets into `Setting.display.text`; both -1 where inserted."""
    inserted: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an item."""

    parts: tuple[Part, ...]
    """From left to right."""
    ruby: str = ""
    """The row above it; empty for none."""


@dataclass(frozen=True, slots=True)
class Setting:
    """An item broken into lines for one set of options."""

    display: Display
    lines: tuple[Line, ...]


def _plain(item: Item, options: Options) -> tuple[str, str]:
    """What stands before the first line and before the others."""
    if options.indent and not item.continued and not item.depth and not item.quote:
        first = item.text[:1]
        if first != "\u3000" and first not in _OPENING:
            return "\u3000" * options.indent, ""
    lead = "  " * item.depth + "│ " * item.quote
    return lead, lead


def _listed(item: Item, options: Options) -> tuple[str, str]:
    lead = "  " * max(0, item.level - 1)
    label = item.label + " "
    return lead + label, lead + " " * cell_len(label, options.ambiguous)


def _note(item: Item, options: Options) -> tuple[str, str]:
    label = f"[{item.label}] "
    return label, " " * cell_len(label, options.ambiguous)


def _bare(item: Item, options: Options) -> tuple[str, str]:
    return "", ""


_OPENING = frozenset("「『（〈《【〔［｛“‘〝(")
_LEADS: dict[RowKind, Callable[[Item, Options], tuple[str, str]]] = {
    RowKind.TEXT: _plain,
    RowKind.QUOTE: _plain,
    RowKind.ITEM: _listed,
    RowKind.NOTE: _note,
}


def set_item(item: Item, options: Options) -> Setting:
    """Breaks an item into lines."""
    shown = display(item.text, item.marks, ruby=options.ruby, ambiguous=options.ambiguous)
    if item.kind is RowKind.RULE:
        return Setting(shown, (Line((Part(-1, -1, "─" * (options.measure // 2 or 1)),)),))
    if item.kind is RowKind.CODE or item.kind is RowKind.TABLE:
        return Setting(shown, tuple(_code(shown, options)))
    first, other = _LEADS.get(item.kind, _bare)(item, options)
    room = options.measure
    level = "strict" if options.wrap == "phrase" else options.wrap
    lines = breaker(level_at(level, room), options.ambiguous, options.hang).lines(
        shown.text,
        max(1, room - cell_len(other, options.ambiguous)),
        max(1, room - cell_len(first, options.ambiguous)),
        groups=shown.groups,
        breaking=shown.breaking,
    )
    return Setting(
        shown,
        tuple(
            Line((Part(-1, -1, lead), Part(start, end)) if lead else (Part(start, end),))
            for (start, end), lead in zip(lines, [first] + [other] * (len(lines) - 1), strict=True)
        ),
    )


def _code(display: Display, options: Options) -> list[Line]:
    found: list[Line] = []
    at = 0
    for line in display.text.split("\n"):
        end = at + len(line)
        while True:
            stop = at + max(1, fitting(display.text[at:end], options.measure, options.ambiguous))
            found.append(Line((Part(at, min(stop, end)),)))
            at = stop
            if at >= end:
                break
        at = end + 1
    return found
