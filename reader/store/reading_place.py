"""The reader's place in a post, and the paragraphs that were read."""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from reader.document import Span
from reader.sentences import sentences
from reader.store.anchors.anchors import locate
from reader.store.database.rows import sound
from reader.store.database.transaction import Transaction
from reader.store.identity import KnownPost
from reader.store.model import Place, iso
from reader.store.versions import Version, prune

if TYPE_CHECKING:
    from reader.store.anchors.align import Alignment

_AROUND = 8192
"""Characters to both sides of a place in which its sentence is looked for first: a paragraph may
have millions."""
_NOWHERE = -1
"""The place of a version of which only what was read is kept."""
_MOST = 0.9
"""Share of a read paragraph that must still stand for it to count as read."""


class PlaceRow(NamedTuple):
    """One row of the table of readings."""

    text: int
    place: int
    sentence: int
    sentence_end: int
    progress: float
    spans: str
    at: int


def rows(version: Version) -> list[PlaceRow]:
    """What is kept for each version of the post, the last read first."""
    if version.known.post is None:
        return []
    query = """SELECT text, place, sentence, sentence_end, progress, spans, at FROM reading
        WHERE post = ? ORDER BY at DESC"""
    found = version.database.read(query, (version.known.post,))
    kept = [(row[1] == _NOWHERE, sound(PlaceRow, row)) for row in found]
    return [row._replace(place=_NOWHERE) if nowhere else row for nowhere, row in kept]


def place(version: Version) -> Place | None:
    """Where the reader was; None for a post not read before."""
    kept = [row for row in rows(version) if row.place != _NOWHERE]
    if not kept:
        return None
    length = version.document.length
    for row in kept:
        if row.text == version.known.text:
            return Place(min(row.place, length), row.progress, iso(row.at))
        alignment = version.alignment(row.text)
        found = locate(alignment, row.sentence, row.sentence_end) if alignment else None
        if found and found.state != "lost":
            inside = min(row.place - row.sentence, max(0, found.end - found.start - 1))
            return Place(found.start + inside, row.progress, iso(row.at), found.state)
    last = kept[0]
    alignment = version.alignment(last.text)
    guess = alignment.near(last.place) if alignment else int(last.progress * length)
    return Place(min(guess, length), last.progress, iso(last.at), "lost")


def remember(
    version: Version, known: KnownPost, transaction: Transaction, offset: int, progress: float
) -> None:
    """Write down the place, and that this version is the one read last."""
    document = version.document
    block = document.position_of(offset).block
    base, end = document.starts[block], document.starts[min(block + 1, len(document.starts) - 1)]
    found = sentence_at(document.part(base, end - 1), offset - base)
    sentence = Span(found.start + base, found.end + base)
    now = _now()
    transaction.execute(
        """INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?, '[]', ?)
        ON CONFLICT (post, text) DO UPDATE SET place = excluded.place,
        sentence = excluded.sentence, sentence_end = excluded.sentence_end,
        progress = excluded.progress, at = excluded.at""",
        (known.post, known.text, offset, sentence.start, sentence.end, progress, now),
    )
    transaction.execute(
        "UPDATE posts SET progress = ?, last_read = ? WHERE id = ?", (progress, now, known.post)
    )
    assert known.post is not None
    prune(transaction, known.post)


def count(known: KnownPost, transaction: Transaction, characters: int) -> None:
    """Write down how many 字 there are to read in a post."""
    transaction.execute(
        "UPDATE posts SET characters = ? WHERE id = ? AND characters <> ?",
        (characters, known.post, characters),
    )


def write_spans(known: KnownPost, transaction: Transaction, spans: list[Span]) -> None:
    """Write down which paragraphs were read."""
    import json

    transaction.execute(
        """INSERT INTO reading VALUES (?, ?, -1, 0, 0, 0, ?, ?)
        ON CONFLICT (post, text) DO UPDATE SET spans = excluded.spans""",
        (known.post, known.text, json.dumps(spans, separators=(",", ":")), _now()),
    )


def spans(version: Version) -> list[Span]:
    """The paragraphs that were read, in this version or in one before it; not to be changed.

    A long post may have thousands, and is asked with every page: they are worked out again when
    what is kept has changed.
    """
    kept = tuple((row.text, row.spans) for row in rows(version))
    state = (version.known.text, kept)
    if version.read is None or version.read[0] != state:
        version.read = state, _spans(version, kept)
    return version.read[1]


def _spans(version: Version, kept: tuple[tuple[int, str], ...]) -> list[Span]:
    found: list[Span] = []
    for text, written in kept:
        if text == version.known.text:
            found.extend(_parse(written))
        elif alignment := version.alignment(text):
            found.extend(_still_there(alignment, _parse(written)))
    return merged(found)


def with_more(before: Sequence[Span], more: Iterable[Span]) -> tuple[list[Span], list[Span]]:
    """Sorted spans with some more of them, and what lies in those that lay in none before."""
    after, fresh = list(before), []
    for span in more:
        first = bisect_right(after, span.start, key=attrgetter("end"))
        last = bisect_left(after, span.end, first, key=attrgetter("start"))
        covered = after[first:last]
        edges = [span.start, *(edge for one in covered for edge in one), span.end]
        fresh += [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]
        if span.start < span.end:
            start = min(span.start, covered[0].start) if covered else span.start
            end = max(span.end, covered[-1].end) if covered else span.end
            after[first:last] = [Span(start, end)]
    return after, fresh


def merged(found: list[Span]) -> list[Span]:
    """Spans in order, overlapping ones made one."""
    result: list[Span] = []
    for span in sorted(found):
        if result and span.start < result[-1].end:
            result[-1] = Span(result[-1].start, max(span.end, result[-1].end))
        elif span.end > span.start:
            result.append(Span(*span))
    return result


def sentence_at(text: str, offset: int) -> Span:
    """The sentence that holds an offset, else the next in its paragraph, else the paragraph."""
    first = text.rfind("\n", 0, max(0, offset)) + 1
    last = text.find("\n", offset)
    last = len(text) if last < 0 else last
    low, high = max(first, offset - _AROUND), min(last, offset + _AROUND)
    found = sentences(text[low:high])
    index = bisect_right(found, offset - low, key=attrgetter("end"))
    if (low > first and index == 0) or (high < last and index >= len(found) - 1):
        # It may reach further than what was looked at.
        low, found = first, sentences(text[first:last])
        index = bisect_right(found, offset - low, key=attrgetter("end"))
    if index == len(found):
        return Span(first, last)
    return Span(found[index].start + low, found[index].end + low)


def _still_there(alignment: Alignment, old: list[Span]) -> list[Span]:
    """Read paragraphs of an old version that stand in the new one but for small edits."""
    found: list[Span] = []
    for span in old:
        kept = alignment.kept(*span)
        if sum(run.size for run in kept) >= _MOST * (span.end - span.start):
            left, right = kept[0].new, kept[-1].new + kept[-1].size
            if (right - left) * _MOST <= span.end - span.start:
                found.append(_paragraph(alignment.new, left, right))
    return found


def _paragraph(text: str, start: int, end: int) -> Span:
    last = text.find("\n", end)
    return Span(text.rfind("\n", 0, start) + 1, len(text) if last < 0 else last)


def _parse(data: str) -> list[Span]:
    import json

    try:
        return [Span(int(start), int(end)) for start, end in json.loads(data)]
    except (ValueError, TypeError, OverflowError, RecursionError):
        return []


def _now() -> int:
    return time.time_ns() // 1000
