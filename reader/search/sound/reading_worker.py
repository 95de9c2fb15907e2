"""Reads texts in a process of its own; see `ReadingProcess`."""

from __future__ import annotations

from reader.search.sound.analysers import installed
from reader.search.sound.readings_builder import ReadingsBuilder
from reader.search.sound.words import analyse_plainly


def read(texts: list[str], ruby: list[list[tuple[int, int, str]]]) -> tuple[object, bool]:
    """How the texts of a batch, joined by one newline, are read (`Readings.packed`), and whether
    an analyser is installed. `ruby`: for each text start, end and reading of its ruby."""
    builder = ReadingsBuilder(installed() or analyse_plainly)
    start = 0
    for number, text in enumerate(texts):
        builder.add(text, start, ruby[number] if ruby else ())
        start += len(text) + 1
    return builder.seal().packed(), installed() is not None
