"""One line of a list, and how it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.cells import cell_len, fitting
from reader.formats.input.harmless import harmless
from reader.typeset.display.display import display

BAR, SHORT_BAR = 6, 4
"""Cells of a bar at its longest, in a list of `WIDE` cells and in a narrower one."""
WIDE = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list."""

    title: str
    value: object = None
    """What choosing it gives; None for a heading between entries, which cannot be chosen."""
    sign: str = ""
    """One cell close before the title, quieter."""
    lead: str = ""
    """Stands behind the title, quieter; the first to be cut."""
    right: str = ""
    """Stands at the right edge."""
    level: int = 0
    """Steps of indent."""
    match: tuple[int, int] | None = None
    """Range of the title that is a match, in characters."""
    share: float | None = None
    """Length of the bar at the right, 0 to 1; None draws none."""
    read: float = 0.0
    """Part of the bar that is read, 0 to 1."""
    ticks: str = ""
    """Signs in front of the bar: bookmarks, matches."""

    @property
    def spoken(self) -> str:
        """All that is written on the line: what a filter looks into."""
        return f"{self.title} {self.lead} {self.right}"


def shown(text: str) -> str:
    """A text as it is drawn on one line around the page; nothing of it acts on the terminal."""
    return display(harmless(text)[0].replace("\n", " ")).text


def cut(text: str, cells: int) -> str:
    """As much of a text as fits, as it is drawn, marked where something is missing."""
    text = shown(text)
    if cell_len(text) <= cells:
        return text
    if cells <= 0:
        return ""
    # A cluster has several characters (an emoji of a family seven); no text is cut through one.
    return text[: fitting(text[: 16 * cells], cells - 1)] + "~"


def parts(entry: Entry, width: int, *, lit: bool) -> list[tuple[str, str]]:
    """Text and component class of each part of a line that fills the width; `lit`: it is the one at
    hand."""
    if entry.value is None:
        return [(cut(" " + entry.title, width), "entry--group")]
    bar = _bar(entry, BAR if width >= WIDE else SHORT_BAR) if entry.share is not None else []
    used = sum(len(text) for text, _ in bar)
    right = f" {shown(entry.right)} " if entry.right else ""
    room = max(0, width - used - cell_len(right) - 1 - 2 * entry.level)
    title = cut(entry.title, room)
    name = "entry--lit" if lit else "entry--title" if entry.level == 0 else ""
    indent = "  " * entry.level + ("" if entry.sign else " ")
    row = [(indent, ""), (entry.sign, "entry--faint"), *_with_match(title, entry, name)]
    room -= cell_len(title)
    if entry.lead and room > 4:
        lead = cut(" " + entry.lead, room)
        row.append((lead, "entry--faint"))
        room -= cell_len(lead)
    return [*row, (" " * room, ""), *bar, (right, "entry--faint")]


def _with_match(title: str, entry: Entry, name: str) -> list[tuple[str, str]]:
    if entry.match is None:
        return [(title, name)]
    low, high = entry.match
    return [(title[:low], ""), (title[low:high], "entry--match"), (title[high:], "")]


def _bar(entry: Entry, longest: int) -> list[tuple[str, str]]:
    """The bar with its ticks before it, which take room from the title only where there are any."""
    length = max(1, round((entry.share or 0) * longest))
    read = round(entry.read * length)
    return [
        (entry.ticks[:2] or " ", "entry--tick"),
        (" " * read, "entry--read"),
        (" " * (length - read), "entry--unread"),
        (" " * (longest - length), ""),
    ]


def with_words(entries: Sequence[Entry], needle: str) -> list[Entry]:
    """The entries in which every word stands, told apart no more than a search tells it."""
    from reader.search.folds import shared  # what a filter needs does not delay the start

    fold = shared().plain
    words = fold(needle).split()
    return [
        entry
        for entry in entries
        if entry.value is not None and all(map(fold(entry.spoken).__contains__, words))
    ]
