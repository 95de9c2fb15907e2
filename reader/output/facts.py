"""Names and figures of a post."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reader.analysis import Facts
from reader.cells import cell_len
from reader.wording import Lang, say

LONGEST = 36
"""Cells of a column at most; what is longer moves the rest of its line to the right."""


def as_value(found: Facts) -> Mapping[str, object]:
    """What `--facts --json` says."""
    return {
        "names": [
            {
                "name": name.name,
                "aliases": list(name.aliases),
                "count": name.count,
                "lines": list(name.lines),
                "start": name.start,
            }
            for name in found.names
        ],
        "figures": [
            {
                "text": figure.text,
                "value": figure.value,
                "upto": figure.upto,
                "unit": figure.unit,
                "subject": figure.subject,
                "line": figure.line,
                "start": figure.start,
                "end": figure.end,
                "sentence": figure.sentence,
            }
            for figure in found.figures
        ],
    }


def lists(found: Facts, lang: Lang) -> Iterator[str]:
    """The names with counts and lines, most mentioned first; then the figures with what they are
    said of and their sentences, in the order of the text."""
    titles = [say(f"output.facts.{name}", lang) for name in ("name", "count", "lines")]
    names = [
        [name.spelled, str(name.count), ", ".join(map(str, name.lines))] for name in found.names
    ]
    yield f"{say('output.facts.names', lang)} ({len(names)})"
    yield from _table(titles, names, right=(1,)) if names else (say("output.facts.none", lang),)
    yield ""
    titles = [
        say(f"output.facts.{name}", lang) for name in ("figure", "subject", "line", "sentence")
    ]
    figures = [
        [figure.text, figure.subject, str(figure.line), figure.sentence.strip()]
        for figure in found.figures
    ]
    yield f"{say('output.facts.figures', lang)} ({len(figures)})"
    yield from _table(titles, figures, right=(2,)) if figures else (say("output.facts.none", lang),)


def _table(
    titles: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int]
) -> Iterator[str]:
    """Columns that stand under one another in cells, the last as long as it is; `right`: those
    with an even right edge."""
    every = [titles, *([cell.replace("\t", " ") for cell in row] for row in rows)]
    widths = [
        min(LONGEST, max(cell_len(row[at]) for row in every)) for at in range(len(titles) - 1)
    ]
    for row in every:
        cells = []
        for at, width in enumerate(widths):
            space = " " * max(0, width - cell_len(row[at]))
            cells.append(space + row[at] if at in right else row[at] + space)
        yield ("  " + "  ".join([*cells, row[-1]])).rstrip()
