"""Runs every benchmark that can say its figures.

    python -m benchmarks [--quick] [NAME...]    measure all, or those that are named
    python -m benchmarks --list                 say their names and what each measures
    python -m benchmarks [NAME...] --readme     make the READMEs' table of the last report, after
                                                measuring what is named

Writes `benchmarks/results/report.md` and `report.json`, and the tables to standard output; the
figures of benchmarks that were not asked for stay as the last run left them. A benchmark is a
module of this package with `measure() -> list[dict]`; one that fails is named and does not keep
the others from running.
"""

from __future__ import annotations

import ast
import compileall
import importlib
import json
import sys
from pathlib import Path

from benchmarks import report
from benchmarks.report import table

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results"


def names() -> list[str]:
    """The benchmarks that have `measure`, by a look at their text."""
    return sorted(
        path.stem
        for path in HERE.glob("*.py")
        if path.stem != "__main__" and "\ndef measure(" in path.read_text("utf-8")
    )


def main(words: list[str]) -> int:
    """Do what the command line asks; 1 if a benchmark failed, 2 for a word that is none."""
    options, asked = [w for w in words if w[:1] == "-"], [w for w in words if w[:1] != "-"]
    known = names()
    for word in [*options, *asked]:
        if word not in ("--quick", "--list", "--readme", "--help", "-h", *known):
            print(f"{word}: not one of {' '.join(known)}", file=sys.stderr)
            return 2
    if "--help" in options or "-h" in options:
        print(__doc__)
    if {"--help", "-h", "--list"}.intersection(options):
        print("\n".join(f"{name:<16} {_purpose(name)}" for name in known))
        return 0
    report.quick = "--quick" in options
    written = "--readme" in options
    status = _run(asked or ([] if written else known))
    if written and not status:
        from benchmarks.readme import main as write_readmes

        return write_readmes()
    return status


def _purpose(name: str) -> str:
    """The first sentence of what a benchmark says of itself, without running it."""
    text = ast.get_docstring(ast.parse((HERE / f"{name}.py").read_text("utf-8"))) or ""
    return text.partition("\n")[0]


def _run(asked: list[str]) -> int:
    failed = 0
    # As an installation does: otherwise the first start of all pays for it.
    compileall.compile_dir(HERE.parent / "reader", quiet=1)
    sys.argv = sys.argv[:1]  # The benchmarks read their own arguments from it.
    for name in asked:
        report.notes.clear()
        try:
            rows = importlib.import_module(f"benchmarks.{name}").measure()
        except ModuleNotFoundError as error:
            # What only a benchmark needs is not among the dependencies of the project.
            own = str(error.name).partition(".")[0] in ("reader", "benchmarks", "tests")
            failed = failed or int(own)
            print(f"## {name}\n\nneeds {error.name}, which is not installed\n", flush=True)
        except Exception as error:
            failed = 1
            print(f"## {name}\n\nfailed: {type(error).__name__}: {error}\n", flush=True)
        else:
            _keep(name, rows)
            print(_part(name, rows), flush=True)
        for note in report.notes:
            print(f"not measured: {note}", flush=True)
    return failed


def _part(name: str, rows: list[dict[str, object]]) -> str:
    return f"## {name}\n\n{table(rows)}\n"


def _keep(name: str, rows: list[dict[str, object]]) -> None:
    """Put the rows into both files at once: what was measured is not lost if the next one fails."""
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / "report.json"
    results = json.loads(file.read_text("utf-8")) if file.exists() else {}
    results[name] = rows
    text = json.dumps(results, ensure_ascii=False, indent=2, default=str)
    file.write_text(f"{text}\n", encoding="utf-8")
    parts = "\n".join(_part(one, of) for one, of in sorted(results.items()))
    (RESULTS / "report.md").write_text(parts, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
