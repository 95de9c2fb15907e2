"""Whether a record is one: every field's type, range, form and length (`database.journal_records`).

A record comes from the journal, from a file that is imported, or from another program that has
edited either. Fields that no record has are left out, so nothing is nested deeper than a list.
"""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

LONGEST_NAME = 200
"""Characters of what names something: a digest, a uid, a colour."""
LONGEST_LINE = 100_000
"""Characters of a title, a path or another line."""
LONGEST_TEXT = 1 << 24
"""Characters of a quote or a note."""
LONGEST_BODY = 1 << 25
"""Characters of a snapshot in Base64; a longer one is not kept in a record."""
_MOST_PATHS = 10_000
_MOST = 1 << 60
"""Numbers from here on come from no clock and no text; SQLite's end at 2^63."""
_END_OF_9999 = 253_402_300_800_000_000
"""Microseconds since 1970 at which the year 10000 begins, which `datetime` cannot say."""
_KINDS = ("bookmark", "note", "highlight")
STATES = ("exact", "moved", "lost")


class BadRecord(ValueError):
    """A record that cannot be used."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field
        """The field that is wrong; "JSON" where it is no record at all."""


def check(record: object, *, foreign: bool = False) -> dict[str, Any]:
    """The record as it can be kept: its own fields only, and nothing in its texts that could act
    on a terminal. Raises BadRecord.

    `foreign`: it comes from a file that is imported, so dates must be dates too.
    """
    if not isinstance(record, Mapping):
        raise BadRecord("JSON")
    operation = record.get("op")
    shape = _SHAPES.get(operation) if isinstance(operation, str) else None
    if shape is None:
        raise BadRecord("op")
    found: dict[str, Any] = {"op": operation}
    for name, rule in shape.items():
        if name not in record and name != "found":
            raise BadRecord(name)
        try:
            found[name] = rule(record.get(name))
        except (ValueError, TypeError, OverflowError) as error:
            raise BadRecord(name) from error
    if found.get("found", ()) is None:
        del found["found"]
    if found.get("end", 0) < found.get("start", 0):
        raise BadRecord("end")
    if foreign and found.get("rev", 0) >= _END_OF_9999:
        raise BadRecord("rev")
    if "created" in found:
        found["created"] = _date(found["created"], foreign)
    return found


def fitted(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record of our own that `check` takes: texts are cut to what a record may hold, for a post
    may say anything, and what another program wrote into the tables is made of the right type."""
    shape = _SHAPES[record["op"]]
    return {name: _fitted(shape.get(name), value) for name, value in record.items()}


def _fitted(rule: Callable[[Any], Any] | None, value: Any) -> Any:
    if rule is None:
        return value
    with suppress(ValueError, TypeError, OverflowError):
        rule(value)
        return value
    longest = _LONGEST.get(rule)
    if longest:
        return as_text(value)[:longest]
    return _INSTEAD.get(rule)


def as_text(value: object) -> str:
    """A value of a table as text, whatever its type."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


def _string(value: Any, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise ValueError
    return value


def _line(value: Any, longest: int = LONGEST_LINE) -> str:
    text = _string(value, longest)
    if text.isprintable():
        return text
    from reader.formats.input.harmless import harmless_line

    return harmless_line(text)


def _name(value: Any) -> str:
    return _line(value, LONGEST_NAME)


def _text(value: Any) -> str:
    """It may have several lines."""
    text = _string(value, LONGEST_TEXT)
    if text.isprintable():
        return text
    from reader.formats.input.harmless import harmless

    return harmless(text)[0]


def _number(value: Any) -> int:
    # True is an int to Python.
    if type(value) is not int or not 0 <= value < _MOST:
        raise ValueError
    return value


def _paths(value: Any) -> list[str]:
    if not isinstance(value, list) or len(value) > _MOST_PATHS:
        raise ValueError
    return [_line(path) for path in value]


def _body(value: Any) -> str | None:
    if value is None:
        return None
    try:
        b64decode(_string(value, LONGEST_BODY), validate=True)
    except binascii.Error as error:
        raise ValueError from error
    return str(value)


def _kind(value: Any) -> str:
    if value not in _KINDS:
        raise ValueError
    return str(value)


def _found(value: Any) -> list[Any] | None:
    """[digest, start, end, state]; None where a record does not say."""
    if not value:
        return None
    digest, start, end, state = value
    if state not in STATES or _number(end) < _number(start):
        raise ValueError
    return [_name(digest), start, end, state]


def _date(value: str, foreign: bool) -> str:
    """ISO 8601 that `datetime` understands; "" for none, and for what stands in an old journal."""
    try:
        datetime.fromisoformat(value.replace("Z", "+00:00")).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        if foreign and value:
            raise BadRecord("created") from error
        return ""
    return value


_SHAPES: dict[str, dict[str, Callable[[Any], Any]]] = {
    "text": {
        "digest": _name,
        "post": _name,
        "title": _line,
        "author": _line,
        "characters": _number,
        "paths": _paths,
        "body": _body,
    },
    "put": {
        "rev": _number,
        "uid": _name,
        "id": _number,
        "post": _name,
        "text": _name,
        "created": _name,
        "kind": _kind,
        "note": _text,
        "color": _name,
        "letter": _name,
        "section": _line,
        "start": _number,
        "end": _number,
        "quote": _text,
        "prefix": _text,
        "suffix": _text,
        "line": _number,
        "found": _found,
    },
    "remove": {"rev": _number, "uid": _name},
}
"""Operation -> its fields, and what makes each of them sound or raises ValueError."""
_LONGEST: dict[object, int] = {_name: LONGEST_NAME, _line: LONGEST_LINE, _text: LONGEST_TEXT}
_INSTEAD: dict[object, object] = {_number: 0, _kind: "note", _paths: []}
"""What stands for a value of a wrong type; None for the rest."""
