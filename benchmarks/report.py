"""Rows of measurements as a Markdown table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

COLUMNS = ("what", "value", "unit", "baseline", "ratio", "bar")


def table(rows: Iterable[Mapping[str, object]]) -> str:
    """The rows as a Markdown table; a key that a row lacks is an empty cell."""
    lines = [COLUMNS, ("---",) * len(COLUMNS)]
    lines += [tuple(str(row.get(name, "")) for name in COLUMNS) for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
