"""What a study found, as bytes between two processes of the same program.

Plain tuples by `marshal`, which makes nothing but plain values; what comes out is looked through
before it is believed.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from reader.book.study import Answer, Study
from reader.document import Document, Fold, Passage, Piece, ReadingOrder, Span, WholeText

_SECTION = (str, int, str, str, str, bool, int, int, int, int, int, bool)
"""Types of the fields of a section, in their order."""


def name_of(document: Document) -> str:
    """What names a text: two documents of one name have the same text."""
    if document.fingerprint:
        return document.fingerprint
    return blake2b(document.text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def encode(name: str, answer: Answer) -> bytes:
    """`name`: of the text, "" where no other can be meant."""
    study, outline, counts = answer
    sections = [
        tuple(getattr(section, key) for key in _keys(section)) for section in outline.sections
    ]
    reading = None if study.reading_order is None else _items(study.reading_order)
    return marshal.dumps(
        (name, reading, study.repeated_share, study.headings, sections, list(counts or ()))
    )


def decode(data: bytes, document: Document) -> Answer:
    """Raises ValueError for what was not made by `encode` from the text of `document`."""
    from reader.analysis import Outline, Section

    try:
        name, reading, share, headings, sections, counts = marshal.loads(data)
        if name and name != name_of(document):
            raise ValueError("another text")
        study = Study(
            None if reading is None else _reading(reading, document),
            _number(share, 1.0, float),
            {
                _number(block, len(document.blocks) - 1): _number(level, 9)
                for block, level in headings.items()
            },
        )
        for values in sections:
            if tuple(map(type, values)) != _SECTION:
                raise ValueError("no section")
            _span(values[6], values[7], document.length)
        _ascending(counts, document.length)
        outline = Outline(tuple(Section(*values) for values in sections))
        return Answer(study, outline, counts or None)
    except (EOFError, TypeError, AttributeError) as error:
        raise ValueError("no answer") from error


def _keys(value: Any) -> tuple[str, ...]:
    keys: tuple[str, ...] = value.__match_args__
    return keys


def _items(reading: ReadingOrder) -> list[tuple[Any, ...]] | str:
    """A passage is a tuple of pieces, a fold one whose first is a list; "" is the whole text."""
    if isinstance(reading, WholeText):
        return ""
    return [
        tuple(map(tuple, item.pieces))
        if isinstance(item, Passage)
        else ([*map(tuple, item.spans)], item.paragraphs, item.characters, item.id)
        for item in reading
    ]


def _reading(items: Any, document: Document) -> ReadingOrder:
    if items == "":
        return WholeText(document)
    return list(_read(items, document.length))


def _read(items: Any, length: int) -> Iterator[Passage | Fold]:
    for item in items:
        if item and isinstance(item[0], list):
            spans, paragraphs, characters, id_ = item
            yield Fold(
                tuple(_span(start, end, length) for start, end in spans),
                _number(paragraphs, length + 1),
                _number(characters, length),
                _number(id_, length),
            )
        else:
            yield Passage(
                tuple(
                    Piece(*_span(start, end, length), _number(folded, 1, bool))
                    for start, end, folded in item
                )
            )


def _span(start: Any, end: Any, length: int) -> Span:
    if type(start) is int and type(end) is int and 0 <= start <= end <= length:
        return Span(start, end)
    raise ValueError("no span")


def _ascending(counts: Any, most: int) -> None:
    last = 0
    for count in counts:
        if type(count) is not int or not last <= count <= most:
            raise ValueError("no counts")
        last = count


def _number(value: Any, most: float, kind: Any = int) -> Any:
    if type(value) is kind and 0 <= value <= most:
        return value
    raise ValueError("no number")
