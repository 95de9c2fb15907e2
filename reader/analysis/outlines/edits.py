"""What a reader changes in an outline by hand, as values that can be kept and applied again.

An edit names its section by an offset into the logical text, so that it survives a new run of
the inference: it is meant for the section that starts nearest to that offset, within reach.
Whoever keeps edits re-anchors the offsets after the text has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from reader.analysis.outlines.tree import Outline, Section, renumbered
from reader.document import Document, ReadingOrder, count_characters, whole_text
from reader.records import replace

Action = Literal["rename", "delete", "add", "promote", "demote"]

REACH = 600
"""Characters between an edit's offset and the start of the section that it is meant for."""
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class OutlineChange:
    """One change."""

    action: Action
    offset: int
    """Into the logical text: the start of the section changed, or where one is added."""
    title: str = ""
    """rename, add: the new title."""


def edited(
    outline: Outline,
    edits: Iterable[OutlineChange],
    document: Document,
    reading: ReadingOrder | None = None,
) -> Outline:
    """The outline after the edits, in their order; one that finds no section changes nothing.

    Sections that an edit renamed or added are the reader's own: not inferred.
    """
    sections = list(outline.sections)
    for edit in edits:
        _APPLY[edit.action](sections, edit, document)
    return Outline(_measured(renumbered(sections), document, reading))


def _at(sections: Sequence[Section], offset: int) -> int | None:
    """Index of the section that starts nearest to an offset; the outermost of those that do."""
    if not sections:
        return None
    index = min(
        range(len(sections)), key=lambda at: (abs(sections[at].start - offset), sections[at].level)
    )
    return index if abs(sections[index].start - offset) <= REACH else None


def _rename(sections: list[Section], edit: OutlineChange, document: Document) -> None:
    at = _at(sections, edit.offset)
    title = " ".join(edit.title.split())
    if at is not None and title:
        sections[at] = replace(sections[at], title=title, lead="", inferred=False)


def _delete(sections: list[Section], edit: OutlineChange, document: Document) -> None:
    """Takes an entry away; its text and its turns fall to the section before it."""
    at = _at(sections, edit.offset)
    if at is not None:
        del sections[at]


def _add(sections: list[Section], edit: OutlineChange, document: Document) -> None:
    """Begins a section at the start of the paragraph that the offset lies in."""
    if not document.blocks:
        return
    start = document.starts[document.position_of(edit.offset).block]
    if any(section.start == start for section in sections):
        return
    before = [section for section in sections if section.start < start]
    title = " ".join(edit.title.split()) or document.text[start : start + 16].split("\n")[0]
    role = before[-1].role if before else "topic"
    level = before[-1].level if before else 1
    line = document.line_of(start)
    made = Section("", level, title, "", role, False, start, start, line, 0, 0)
    sections.insert(len(before), made)


def _promote(sections: list[Section], edit: OutlineChange, document: Document) -> None:
    at = _at(sections, edit.offset)
    if at is not None and sections[at].level > 1:
        _shift(sections, at, -1)


def _demote(sections: list[Section], edit: OutlineChange, document: Document) -> None:
    at = _at(sections, edit.offset)
    if at and sections[at].level < _DEEPEST and sections[at - 1].level >= sections[at].level:
        _shift(sections, at, 1)


def _shift(sections: list[Section], at: int, by: int) -> None:
    """Moves a section and what lies inside it to another level."""
    level = sections[at].level
    sections[at] = replace(sections[at], level=level + by)
    for inside in range(at + 1, len(sections)):
        if sections[inside].level <= level:
            break
        sections[inside] = replace(sections[inside], level=sections[inside].level + by)


_APPLY = {
    "rename": _rename,
    "delete": _delete,
    "add": _add,
    "promote": _promote,
    "demote": _demote,
}


def _measured(
    sections: Sequence[Section], document: Document, reading: ReadingOrder | None
) -> tuple[Section, ...]:
    """The sections with their ends and counts made anew."""
    from reader.analysis.outlines.outline_units import units

    shown = units(document, whole_text(document) if reading is None else reading)
    result: list[Section] = []
    for at, section in enumerate(sections):
        later = (other.start for other in sections[at + 1 :] if other.level <= section.level)
        until = next(later, len(document.text) + 1)
        inside = [unit for unit in shown if unit.start < until and unit.end > section.start]
        characters = 0
        for unit in inside:
            begin = max(0, section.start - unit.start)
            end = until - unit.start if until < unit.end else len(unit.text)
            characters += count_characters(unit.text[begin:end])
        end = min(until, inside[-1].end) if inside else section.start
        kept = section.paragraphs if _same(section, end) else len(inside)
        result.append(replace(section, end=end, paragraphs=kept, characters=characters))
    return tuple(result)


def _same(section: Section, end: int) -> bool:
    return section.end == end and section.paragraphs > 0
