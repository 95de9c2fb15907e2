"""The reader's changes to the outline, anchored to the first sentences of sections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, cast, get_args

from reader.store.anchors.anchors import locate
from reader.store.database.rows import sound
from reader.store.database.transaction import Transaction
from reader.store.model import OutlineAction, OutlineEdit
from reader.store.reading_place import sentence_at
from reader.store.versions import Version


class AnchoredChange(NamedTuple):
    """One row of the table of outline changes."""

    text: int
    start: int
    end: int
    action: str
    title: str
    level: int


def edits(version: Version) -> list[OutlineEdit]:
    """The changes, where they apply in the open text, in the order they were made."""
    return [_placed(version, row) for row in _rows(version)]


def write(version: Version, transaction: Transaction, new: Sequence[OutlineEdit]) -> None:
    """Replace the changes. A lost one keeps the anchor that it had."""
    before = {_placed(version, row): row for row in _rows(version)}
    known = version.ensure(transaction, annotated=True)
    text = version.document.text
    transaction.execute("DELETE FROM outline WHERE post = ?", (known.post,))
    for position, edit in enumerate(new):
        row = before.get(edit)
        if row is None or edit.state != "lost":
            end = sentence_at(text, edit.start).end
            row = AnchoredChange(
                known.text or 0, edit.start, end, edit.action, edit.title, edit.level
            )
        transaction.execute(
            "INSERT INTO outline VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (known.post, position, *row)
        )


def _rows(version: Version) -> list[AnchoredChange]:
    rows = version.database.read(
        "SELECT text, start, end, action, title, level FROM outline WHERE post = ?"
        " ORDER BY position",
        (version.known.post,),
    )
    found = [sound(AnchoredChange, row) for row in rows]
    return [row for row in found if row.action in get_args(OutlineAction)]


def _placed(version: Version, row: AnchoredChange) -> OutlineEdit:
    action = cast("OutlineAction", row.action)
    if row.text == version.known.text:
        return OutlineEdit(action, row.start, row.title, row.level)
    alignment = version.alignment(row.text)
    found = locate(alignment, row.start, row.end) if alignment else None
    if found is None:
        return OutlineEdit(action, row.start, row.title, row.level, "lost")
    return OutlineEdit(action, found.start, row.title, row.level, found.state)
