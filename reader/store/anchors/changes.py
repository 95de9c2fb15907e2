"""What is new in a post since it was last read, in sentences."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reader.document import Span
from reader.sentences import sentences
from reader.store.model import Change

if TYPE_CHECKING:
    from reader.store.anchors.align import Alignment


def change(alignment: Alignment) -> Change | None:
    """The difference of two texts; None where no sentence differs.

    A sentence counts as there before where it stands word for word in the old text, in another
    place or in other surroundings too: a moved paragraph is not new.
    """
    old, new = alignment.old, alignment.new
    spans = sentences(new)
    before = Counter(old[start:end] for start, end in sentences(old))
    added: list[Span] = []
    for span in spans:
        sentence = new[span.start : span.end]
        if before[sentence] > 0:
            before[sentence] -= 1
        else:
            added.append(span)
    removed = sum(before.values())
    if not added and not removed:
        return None
    return Change(len(added), removed, tuple(_joined(new, added)))


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Spans with nothing but white space of one paragraph between them made one."""
    found: list[Span] = []
    for span in spans:
        between = text[found[-1].end : span.start] if found else "\n"
        if not between.strip() and "\n" not in between:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found
