"""Rows of the tables as values of the types that the program goes by.

SQLite keeps any type in any column, and another program may have edited the file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import isfinite
from typing import Any, NamedTuple, TypeVar, get_type_hints

from reader.store.database.record_check import as_text

Row = TypeVar("Row", bound=NamedTuple)


def sound(kind: type[Row], values: Sequence[Any]) -> Row:
    """A row as a named tuple whose fields are declared as `str`, `int` or `float`; a value of
    another type is made of that type, and texts cannot act on a terminal."""
    return kind._make(rule(value) for rule, value in zip(_rules(kind), values, strict=True))


def text(value: object) -> str:
    """A value as a harmless text of one or more lines."""
    found = value if isinstance(value, str) else as_text(value)
    if found.isprintable():
        return found
    from reader.formats.input.harmless import harmless

    return harmless(found)[0]


def line(value: object) -> str:
    """A value as a harmless text on one line."""
    return " ".join(text(value).split("\n"))


def number(value: object) -> int:
    """A value as a whole number that is not negative, 0 for none."""
    return min(max(value, 0), 1 << 62) if isinstance(value, int) else 0


def share(value: object) -> float:
    """A value as a number between 0 and 1."""
    if not isinstance(value, int | float) or not isfinite(value):
        return 0.0
    return min(max(float(value), 0.0), 1.0)


@lru_cache
def _rules(kind: type[Any]) -> list[Callable[[object], object]]:
    rules: dict[type, Callable[[object], object]] = {str: text, int: number, float: share}
    return [rules[type_] for type_ in get_type_hints(kind).values()]
