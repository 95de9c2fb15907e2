"""Sections of a stretch of text that has no headings, with their names and their own turns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.analysis.model.roles import assign
from reader.analysis.model.segmentation import Detail, MeasuredText, boundaries, measured
from reader.analysis.outlines.addressees import addressee, subject
from reader.analysis.outlines.labels import Label, labels
from reader.analysis.outlines.outline_units import OutlineUnit
from reader.analysis.outlines.tags import TagPart
from reader.document import Kind
from reader.sentences import sentences

_LONG_PARAGRAPHS = 3
_LONG_CHARACTERS = 600
"""A section has turns of its own where it is at least this long in both."""
_HEAD, _TAIL = 10_000, 2_000
"""Characters of a paragraph that are looked at: a file may be one line of megabytes."""
_TURN = {"coarse": 9.0, "normal": 0.0, "fine": -1.0}
"""Log-odds of a sub-section that make one, by detail."""


@dataclass(frozen=True, slots=True)
class InferredSection:
    """Where an inferred section starts."""

    unit: int
    """Index among the shown units."""
    offset: int
    """Into the logical text."""
    depth: int
    """0 for a section, 1 for a turn inside one."""
    label: Label
    role: str


def infer(
    shown: Sequence[OutlineUnit],
    begin: int,
    end: int,
    title: str,
    detail: Detail,
    taken: set[str],
    *,
    whole: bool = False,
    role: str = "",
) -> list[InferredSection]:
    """Sections of the units from `begin` to `end`.

    `taken`: titles of the outline so far; those made are added. `whole`: the stretch is one
    section, only its turns are looked for. `role`: of that section.
    """
    heads = [at for at in range(begin, end) if at == begin or shown[at].kind is Kind.PARAGRAPH]
    if not heads:
        return []
    spans = list(zip(heads, [*heads[1:], end], strict=True))
    texts = [_measurable("\n".join(unit.text for unit in shown[a:b])) for a, b in spans]
    found = measured(texts, title)
    starts = [0] if whole else boundaries(found, detail)
    ranges = [range(a, b) for a, b in zip(starts, [*starts[1:], len(texts)], strict=True)]
    first = [found.profiles[r.start].sentences[0] for r in ranges]
    shares = [[found.roles[at] for at in r] for r in ranges]
    roles = [role or "topic"] if len(ranges) == 1 else assign(shares, first)
    parts = [
        TagPart([texts[at] for at in r], [found.profiles[at] for at in r], name)
        for r, name in zip(ranges, roles, strict=True)
    ]
    result: list[InferredSection] = []
    named = labels(parts, title, taken=taken)
    taken.update(label.tag for label in named)
    for span, part, label in zip(ranges, parts, named, strict=True):
        unit = heads[span.start]
        result.append(InferredSection(unit, shown[unit].start, 0, label, part.role))
        turns = _turns(shown, heads, span, found, texts, detail)
        if not turns:
            continue
        nouns = [turn.noun for turn in turns]
        inside = labels(_parts(turns, span, found, texts), title, nouns, taken, {label.lead})
        taken.update(one.tag for one in inside)
        for turn, one in zip(turns, inside, strict=True):
            result.append(InferredSection(turn.unit, turn.offset, 1, one, part.role))
    return result


def _measurable(text: str) -> str:
    """The head and the tail of a paragraph of absurd length, else all of it."""
    if len(text) <= _HEAD + _TAIL:
        return text
    return text[:_HEAD] + text[-_TAIL:]


@dataclass(frozen=True, slots=True)
class _Turn:
    """A sub-section before it has its name."""

    paragraph: int
    unit: int
    offset: int
    noun: str
    """Whom or what its first words name as what it is about, or ""."""
    begin: int = 0
    """Characters of its paragraph before it."""


def _turns(
    shown: Sequence[OutlineUnit],
    heads: Sequence[int],
    span: range,
    found: MeasuredText,
    texts: Sequence[str],
    detail: Detail,
) -> list[_Turn]:
    """The turns inside a long section; none where there are not two."""
    if len(span) < _LONG_PARAGRAPHS or sum(len(texts[at]) for at in span) < _LONG_CHARACTERS:
        return []
    turns = list(_first_turn(shown[heads[span.start]], heads[span.start], span.start))
    for at in span[1:]:
        noun = subject(texts[at])
        if found.subs[at] > _TURN[detail] or (noun and found.subs[at] > _TURN[detail] - 0.7):
            unit = heads[at]
            turns.append(_Turn(at, unit, shown[unit].start, noun))
    return turns if len(turns) > 1 else []


def _first_turn(unit: OutlineUnit, number: int, paragraph: int) -> Iterator[_Turn]:
    """The turn that the first paragraph of a section takes after its opening, if it takes one."""
    for begin, end in sentences(unit.text)[:3]:
        noun = addressee(unit.text[begin:end])
        if noun:
            yield _Turn(paragraph, number, unit.start + begin, noun, begin)
            return


def _parts(
    turns: Sequence[_Turn], span: range, found: MeasuredText, texts: Sequence[str]
) -> list[TagPart]:
    """What each turn of a section is named after: its own text, to the next one."""
    ends = [*(turn.paragraph for turn in turns[1:]), span.stop]
    return [
        TagPart(
            [texts[turn.paragraph][turn.begin :], *texts[turn.paragraph + 1 : end]],
            found.profiles[turn.paragraph : end],
            "turn",
        )
        for turn, end in zip(turns, ends, strict=True)
    ]
