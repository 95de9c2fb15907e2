"""The reader's stored changes to the outline, applied to the outline that was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.document import Document, ReadingOrder

if TYPE_CHECKING:
    from reader.analysis import Outline
    from reader.store import OutlineEdit


def with_edits(
    outline: Outline, edits: Sequence[OutlineEdit], document: Document, reading: ReadingOrder
) -> Outline:
    """The outline of a reading order after the reader's changes; lost changes are left out."""
    standing = [edit for edit in edits if edit.state != "lost"]
    if not standing:
        return outline
    from reader.analysis.outlines.edits import OutlineChange, edited

    return edited(
        outline,
        [
            OutlineChange(
                "delete" if edit.action == "remove" else edit.action, edit.start, edit.title
            )
            for edit in standing
        ],
        document,
        reading,
    )
