"""Writes the table of speed into both READMEs, from the last run's `results/report.json`.

    python -m benchmarks reading printing && python -m benchmarks --readme

The table stands between `<!-- speed -->` and `<!-- end of speed -->`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from benchmarks.report import beside
from tests.terminal import ROOT

RESULTS = Path(__file__).resolve().parent / "results"
READMES = ("README.md", "README.ja.md")
PARTS = ("reading", "printing")
"""The benchmarks whose rows are shown, one table each."""


def tables(report: dict[str, list[dict[str, object]]]) -> str:
    """The tables of a report, one below the other."""
    return "\n\n".join(beside(report[name]) for name in PARTS if name in report)


def with_speed(text: str, table: str) -> str:
    """A README with the table in its place."""
    return re.sub(
        r"(<!-- speed -->\n).*?(<!-- end of speed -->)",
        lambda found: f"{found[1]}{table}\n{found[2]}",
        text,
        flags=re.DOTALL,
    )


def main() -> int:
    """Write both; 1 where there is no report yet."""
    try:
        report = json.loads((RESULTS / "report.json").read_text("utf-8"))
    except OSError as error:
        print(f"{error.filename}: {error.strerror}; run `python -m benchmarks` first")
        return 1
    for name in READMES:
        path = ROOT / name
        path.write_text(with_speed(path.read_text("utf-8"), tables(report)), encoding="utf-8")
    return 0
