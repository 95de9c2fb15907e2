"""Names and figures of a post."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reader.wording import Lang, say


def as_value(found: Any) -> Mapping[str, object]:
    """What `--facts --json` says."""
    return {
        "names": [
            {"name": name.name, "count": name.count, "lines": list(name.lines)}
            for name in found.names
        ],
        "figures": [
            {
                "text": figure.text,
                "value": figure.value,
                "unit": figure.unit,
                "line": figure.line,
                "sentence": figure.sentence,
            }
            for figure in found.figures
        ],
    }


def lists(found: Any, lang: Lang) -> Iterator[str]:
    """The names with their counts, then the figures with their sentences."""
    yield f"{say('output.facts.names', lang)}:"
    for name in found.names:
        at = ", ".join(map(str, name.lines))
        yield f"  {name.name} ×{name.count} ({say('output.line', lang, line=at)})"
    yield f"{say('output.facts.figures', lang)}:"
    for figure in found.figures:
        yield f"  {figure.text} ({say('output.line', lang, line=figure.line)}): {figure.sentence}"
