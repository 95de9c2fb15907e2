"""Annotations as text for other programs, and back: a table of formats.

An export is a function of the annotations alone, in an order of their own, so that what was
imported is exported to the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader.errors import ReaderError
from reader.store.database.journal_records import Record
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


def parse(data: str, onto: str = "") -> tuple[list[Record], int]:
    """The records of what `annotations` or `jsonl` wrote, or another program's Web Annotations,
    and how many annotations were left out; `onto`: see `w3c.parse`.

    Raises ReaderError ("store.not-annotations") for anything else.
    """
    import json

    try:
        found = json.loads(data)
    except RecursionError as error:
        raise ReaderError("store.not-annotations") from error
    except ValueError:
        return _parse_lines(data), 0
    if isinstance(found, dict) and "op" in found:
        return _parse_lines(data), 0
    if not isinstance(found, (dict, list)):
        raise ReaderError("store.not-annotations")
    return w3c.parse(found, onto)


def _parse_lines(data: str) -> list[Record]:
    import json

    found: list[Record] = []
    for line in filter(str.strip, data.split("\n")):
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ReaderError("store.not-annotations") from error
        if not isinstance(record, dict) or "op" not in record:
            raise ReaderError("store.not-annotations")
        found.append(record)
    if not found:
        raise ReaderError("store.not-annotations")
    return found
