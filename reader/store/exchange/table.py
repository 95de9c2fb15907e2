"""Annotations as text for other programs, and back: a table of formats.

An export is a function of the annotations alone, in an order of their own, so that what was
imported is exported to the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from reader.errors import ReaderError
from reader.store.database import journal_records
from reader.store.database.journal_records import Record
from reader.store.database.record_check import BadRecord
from reader.store.exchange import obsidian, readwise_csv, w3c
from reader.store.model import Annotation

Export = Callable[[Sequence[Annotation]], str]

EXPORTS: dict[str, Export] = {
    "md": obsidian.export,
    "annotations": w3c.export,
    "csv": readwise_csv.export,
}
"""`--marks --as NAME`; "jsonl" besides, which needs the snapshots (`Store.export`)."""


def export(annotations: Sequence[Annotation], form: str) -> str:
    """The annotations in one of EXPORTS, ending in a newline. Raises KeyError."""
    return EXPORTS[form](in_order(annotations))


def in_order(annotations: Sequence[Annotation]) -> list[Annotation]:
    """By file, place and age: the same wherever and whenever they are listed."""
    return sorted(
        annotations,
        key=lambda mark: (mark.source, mark.title, mark.start, mark.end, mark.created, mark.uid),
    )


class ParsedItem(NamedTuple):
    """One annotation of a file, or a line of one."""

    number: int
    """Its place in the file, from 1; for jsonl its line."""
    records: list[Record]
    """What it says; empty where it says nothing that can be used."""
    problem: str = ""
    """What is wrong with it, as the field's name."""


def parse(data: str, onto: str = "") -> list[ParsedItem]:
    """The items of what `annotations` or `jsonl` wrote, or of another program's Web Annotations;
    `onto`: see `w3c.parse`. Raises ReaderError ("store.not-annotations") for anything else.
    """
    import json

    try:
        found = json.loads(data)
    except RecursionError as error:
        raise ReaderError("store.not-annotations") from error
    except ValueError:
        found = {"op": ""}
    if isinstance(found, dict) and "op" in found:
        items = [_line(*line) for line in enumerate(data.split("\n"), 1) if line[1].strip()]
    elif isinstance(found, (dict, list)):
        items = [ParsedItem(*item) for item in w3c.parse(found, onto)]
    else:
        items = []
    if not any(item.records for item in items):
        raise ReaderError("store.not-annotations")
    return items


def _line(number: int, line: str) -> ParsedItem:
    try:
        record = journal_records.parsed(line)
    except BadRecord as error:
        return ParsedItem(number, [], error.field)
    if isinstance(record, dict) and "op" in record:
        return ParsedItem(number, [record])
    return ParsedItem(number, [], "op")
