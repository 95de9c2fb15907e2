"""The annotations of the open text: read from their rows, found again where the text changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, get_args

from reader import disk
from reader.store.anchors.anchors import FoundAnchor, locate, search
from reader.store.database import rows
from reader.store.database.database import Database
from reader.store.database.transaction import Transaction
from reader.store.identity import KnownPost, openable
from reader.store.model import Anchor, Annotation, AnnotationKind, State
from reader.store.versions import Version


class MarkRow(NamedTuple):
    """One row of the table of annotations, with what its post and texts are called."""

    id: int
    uid: str
    rev: int
    created: str
    kind: str
    note: str
    color: str
    letter: str
    section: str
    text: int
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    found_text: int
    found_start: int
    found_end: int
    found_line: int
    found_state: str
    post: str
    title: str
    author: str
    digest: str
    found_digest: str
    source: str


_SELECT = """SELECT a.id, a.uid, a.rev, a.created, a.kind, a.note, a.color, a.letter, a.section,
    a.text, a.start, a.end, a.quote, a.prefix, a.suffix,
    a.found_text, a.found_start, a.found_end, a.found_line, a.found_state,
    p.uid, p.title, p.author, t.digest, f.digest,
    {source}
    FROM annotations a JOIN posts p ON p.id = a.post
    JOIN texts t ON t.id = a.text JOIN texts f ON f.id = a.found_text"""
_PATH = "coalesce((SELECT path FROM paths WHERE post = {} ORDER BY seen DESC LIMIT 1), '')"


@dataclass(frozen=True, slots=True)
class PlacedAnnotation:
    """An annotation at its place in the open text."""

    annotation: Annotation
    known: bool
    """Whether the database has stored this place already."""


def as_last_read(database: Database) -> list[Annotation]:
    """The annotations of all posts, each as it stood in the text that was last read."""
    kept = database.read(
        f"{_SELECT.format(source=repr(''))}"
        " ORDER BY p.last_read DESC, p.id DESC, a.found_start, a.id"
    )
    sources = _sources(database)
    found = [rows.sound(MarkRow, row) for row in kept]
    return [_as_stored(row._replace(source=sources.get(row.post, ""))) for row in found]


def _sources(database: Database) -> dict[str, str]:
    """uid of each post -> the path it was last read under, of those that are still there."""
    query = "SELECT p.uid, s.path FROM paths s JOIN posts p ON p.id = s.post ORDER BY s.seen DESC"
    paths: dict[str, list[str]] = {}
    for uid, path in database.read(query):
        paths.setdefault(uid, []).append(path)
    return {
        uid: next((path for path in known if disk.exists(openable(path))), known[0])
        for uid, known in paths.items()
    }


def _as_stored(row: MarkRow) -> Annotation:
    found = FoundAnchor(row.found_start, row.found_end, _state(row))
    return _annotation(row, found, row.found_line, row.found_digest)


def _state(row: MarkRow) -> State:
    return next((state for state in get_args(State) if state == row.found_state), "lost")


def standing(version: Version) -> list[PlacedAnnotation]:
    """All annotations of the post, in the order of the text."""
    post, text = version.known.post, version.known.text
    if post is None:
        return []
    # One path for all: a thousand marks are read while the reader waits for the first page.
    path = version.path or version.database.read(f"SELECT {_PATH.format('?')}", (post,))[0][0]
    query = f"{_SELECT.format(source='?')} WHERE a.post = ?"
    found = [
        _stand(version, rows.sound(MarkRow, row), text)
        for row in version.database.read(query, (path, post))
    ]
    return sorted(found, key=lambda item: (item.annotation.start, item.annotation.id))


def settle(transaction: Transaction, items: list[PlacedAnnotation], known: KnownPost) -> None:
    """Store the places of annotations in the open text, for the next time it is opened."""
    for item in items:
        if not item.known:
            mark = item.annotation
            transaction.execute(
                """UPDATE annotations SET found_start = ?, found_end = ?, found_line = ?,
                found_state = ?, found_text = CASE ? WHEN 'lost' THEN found_text ELSE ? END
                WHERE uid = ?""",
                (mark.start, mark.end, mark.line, mark.state, mark.state, known.text, mark.uid),
            )


def _stand(version: Version, row: MarkRow, text: int | None) -> PlacedAnnotation:
    length = version.document.length
    if (
        text is not None
        and row.found_text == text
        and _state(row) != "lost"
        and row.found_start <= row.found_end <= length
    ):
        found, known = FoundAnchor(row.found_start, row.found_end, _state(row)), True
    elif text is not None and row.text == text and row.start <= row.end <= length:
        found, known = FoundAnchor(row.start, row.end, "exact"), False
    else:
        found, known = _search(version, row), False
    document = version.document
    line = row.found_line if found.state == "lost" else document.line_of(found.start)
    seen = row.found_digest if found.state == "lost" else version.digest
    return PlacedAnnotation(_annotation(row, found, line, seen), known)


def _search(version: Version, row: MarkRow) -> FoundAnchor:
    """Find an annotation by its place in the version that was read last, else by its place in the
    version that it was made in."""
    last = FoundAnchor(row.found_start, row.found_end, "lost")
    if row.found_text != row.text:
        found = _located(version, row, row.found_text, row.found_start, row.found_end)
        if found.state == "exact" and row.found_state == "exact":
            return found
        first = _located(version, row, row.text, row.start, row.end)
        if first.state == "exact":
            return first
        if found.state != "lost":
            return FoundAnchor(found.start, found.end, "moved")
        return first if first.state != "lost" else last
    found = _located(version, row, row.text, row.start, row.end)
    return found if found.state != "lost" else last


def _located(version: Version, row: MarkRow, text: int, start: int, end: int) -> FoundAnchor:
    alignment = version.alignment(text)
    if alignment is None:
        return search(version.document.text, row.quote, row.prefix, row.suffix, start)
    return locate(alignment, start, end)


def _annotation(row: MarkRow, found: FoundAnchor, line: int, seen: str) -> Annotation:
    return Annotation(
        id=row.id,
        created=rows.line(row.created),
        kind=next((kind for kind in get_args(AnnotationKind) if kind == row.kind), "note"),
        start=found.start,
        end=found.end,
        quote=row.quote,
        note=row.note,
        color=row.color,
        section=rows.line(row.section),
        line=line,
        state=found.state,
        letter=row.letter,
        uid=row.uid,
        prefix=row.prefix,
        suffix=row.suffix,
        source=rows.line(row.source),
        title=rows.line(row.title),
        author=rows.line(row.author),
        anchor=Anchor(row.post, row.digest, row.start, row.end, seen, row.rev),
    )
