"""Words with several readings, of which an analyser gives only one."""

from __future__ import annotations

from pathlib import Path


def _load() -> dict[str, tuple[str, ...]]:
    table = {}
    text = Path(__file__).with_name("alternates.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            word, *readings = line.split()
            table[word] = tuple(readings)
    return table


ALTERNATES = _load()
"""Word -> its readings in hiragana, from alternates.txt."""
