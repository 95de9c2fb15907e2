"""Runs every benchmark that can say its figures: `python -m benchmarks [NAME...]`.

Writes `benchmarks/results/report.md` and `report.json`, and the tables to standard output. A
benchmark is a module of this package with `measure() -> list[dict]`; one that fails is named
and does not keep the others from running.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

from benchmarks.report import table

HERE = Path(__file__).resolve().parent


def names() -> list[str]:
    """The benchmarks that have `measure`, by a look at their text."""
    return sorted(
        path.stem
        for path in HERE.glob("*.py")
        if path.stem != "__main__" and "def measure(" in path.read_text("utf-8")
    )


def main(asked: list[str]) -> int:
    """Run those asked for, or all; 1 if one of them failed."""
    results: dict[str, object] = {}
    parts: list[str] = []
    failed = 0
    sys.argv = sys.argv[:1]  # The benchmarks read their own arguments from it.
    for name in asked or names():
        try:
            rows = importlib.import_module(f"benchmarks.{name}").measure()
        except Exception as error:
            failed = 1
            parts.append(f"## {name}\n\nfailed: {type(error).__name__}: {error}")
        else:
            results[name] = rows
            parts.append(f"## {name}\n\n{table(rows)}")
        print(f"{parts[-1]}\n", flush=True)
    folder = HERE / "results"
    folder.mkdir(exist_ok=True)
    (folder / "report.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    report = json.dumps(results, ensure_ascii=False, indent=2, default=str)
    (folder / "report.json").write_text(f"{report}\n", encoding="utf-8")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
