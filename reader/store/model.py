"""The plain values that the store takes and returns.

Every offset is an offset into the logical text (`Document.text`) of the document that the post
was opened with.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from reader.document import Span


def iso(microseconds: object) -> str:
    """A moment, in microseconds since 1970, as ISO 8601 in UTC; the nearest one that can be said,
    for the number may come from another program."""
    number = microseconds if isinstance(microseconds, (int, float)) else 0
    try:
        at = datetime.fromtimestamp(min(max(number, 0) / 1e6, 253_402_300_799), UTC)
    except (ValueError, OverflowError, OSError):  # no number; before 1970 on Windows
        at = datetime.fromtimestamp(0, UTC)
    return at.isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The text and range that an annotation was made on, by which it is found in later texts."""

    post: str
    """uid of the post."""
    text: str
    """Digest of the version it was made on."""
    start: int
    end: int
    """Offsets into that version."""
    seen: str
    """Digest of the version in which `Annotation.start` and `end` are."""
    rev: int
    """When it was last changed, in microseconds since 1970."""


AnnotationKind = Literal["bookmark", "note", "highlight"]
State = Literal["exact", "moved", "lost"]

CONTEXT = 32
"""Characters of prefix and suffix kept with a quote (the client of Hypothesis keeps as many)."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A bookmark, a note or a highlight, where it stands in the text that is open."""

    id: int
    """Small number, unique in this state directory, never used again."""
    created: str
    """ISO 8601 in UTC, to the second."""
    kind: AnnotationKind
    start: int
    end: int
    """Offsets into the logical text, end excluded. For a lost one: where it was last seen, which
    may lie beyond the text."""
    quote: str
    """The text it was made on, as it was then."""
    note: str = ""
    """What the reader wrote; may have several lines."""
    color: str = ""
    """Name of a highlight's colour; "" is the theme's first."""
    section: str = ""
    """Title of the section it was made in."""
    line: int = 1
    """1-based source line of `start`; for a lost one, where it was last seen."""
    state: State = "exact"
    """exact: the quote stands in unchanged surroundings; moved: it was found again elsewhere, or
    changed; lost: it is gone for now."""
    letter: str = ""
    """The letter of `ma`, or ""."""
    uid: str = ""
    """32 hex digits, the same on every machine; names the annotation in journal and exports."""
    prefix: str = ""
    suffix: str = ""
    """Up to CONTEXT characters that stood before and after the quote."""
    source: str = ""
    """Absolute path under which the post was last read; "" for standard input."""
    title: str = ""
    author: str = ""
    """Of the post."""
    anchor: Anchor | None = None
    """None where it was not made by the store."""


@dataclass(frozen=True, slots=True)
class Place:
    """The place at which the reader left a post."""

    offset: int
    """Offset into the logical text of the first character that was on the screen."""
    progress: float
    """Share of the text that lay before it, 0 to 1."""
    read_at: str
    """ISO 8601 in UTC."""
    state: State = "exact"
    """As for an annotation; lost: `offset` is only an estimate by progress."""


@dataclass(frozen=True, slots=True)
class Change:
    """The difference between a post and the version that was read last."""

    added: int
    """Sentences that are new or were reworded."""
    removed: int
    """Sentences that are gone or were reworded."""
    spans: tuple[Span, ...]
    """The new sentences in the text as it is now; neighbours in one paragraph are one span."""


@dataclass(frozen=True, slots=True)
class Recent:
    """One post of the reading history."""

    path: str
    """Absolute path, or "" for what came by standard input; `identity.openable` makes it the
    file's where its name is not UTF-8."""
    title: str
    progress: float
    """0 to 1."""
    minutes: float
    """Minutes left, at the reader's pace."""
    marks: int
    """Annotations, lost ones too."""
    exists: bool
    """Whether the file is still there."""
    last_read: str
    """ISO 8601 in UTC."""


class LeftOut(NamedTuple):
    """An item of a file that could not be imported."""

    number: int
    """Its place in the file, from 1; for jsonl its line."""
    field: str
    """What is wrong with it."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    added: int
    """Annotations that are new here, or were changed since."""
    present: int
    """Annotations that were here already."""
    left_out: tuple[LeftOut, ...] = ()
    """Annotations that quote nothing or make no sense."""


OutlineAction = Literal["add", "remove", "rename", "promote", "demote"]


@dataclass(frozen=True, slots=True)
class OutlineEdit:
    """One change that the reader made to the outline by hand, anchored to a section's start."""

    action: OutlineAction
    start: int
    """Offset into the logical text where the section starts."""
    title: str = ""
    """For add and rename."""
    level: int = 0
    """For add: the new entry's level. Else 0."""
    state: State = "exact"
    """As for an annotation; a lost edit is kept and comes back when its paragraph does."""
