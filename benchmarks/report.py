"""Rows of measurements as a Markdown table, and what a run was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

COLUMNS = ("what", "program", "value", "unit", "baseline", "ratio", "bar")

quick = False
"""Whether few rounds are enough (`--quick`)."""
notes: list[str] = []
"""What could not be measured, for the foot of the report."""


def note(text: str) -> None:
    """Say in the report what could not be measured."""
    notes.append(text)


def table(rows: Iterable[Mapping[str, object]]) -> str:
    """The rows as a Markdown table; a key that a row lacks is an empty cell, as is a column."""
    rows = list(rows)
    columns = [name for name in COLUMNS if any(row.get(name, "") != "" for row in rows)]
    lines = [columns, ["---"] * len(columns)]
    lines += [[str(row.get(name, "")) for name in columns] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def beside(rows: Iterable[Mapping[str, object]]) -> str:
    """Rows that name a program as a Markdown table with a column for each; values with units.

    The value is followed by its ratio where there is one.
    """
    rows = list(rows)
    programs = list(dict.fromkeys(str(row["program"]) for row in rows))
    lines = [["", *programs], ["---", *(["---:"] * len(programs))]]
    for what in dict.fromkeys(str(row["what"]) for row in rows):
        cells = {str(row["program"]): _cell(row) for row in rows if row["what"] == what}
        unit = next(str(row["unit"]) for row in rows if row["what"] == what)
        lines.append([f"{what}, {unit}", *(cells.get(name, "") for name in programs)])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(row: Mapping[str, object]) -> str:
    value, ratio = f"{row['value']:,}", row.get("ratio", "")
    return f"{value} ({ratio}×)" if ratio not in ("", 0) else value
