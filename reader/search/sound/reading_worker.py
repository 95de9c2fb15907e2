"""Reads texts in a process of its own; run, never imported.

First it says (marshalled, on standard output) whether an analyser is installed. Then each message
on standard input is (texts of a batch, ruby of each of them or nothing), and its answer
`Readings.packed`.
"""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress

from reader.search.sound.analysers import installed
from reader.search.sound.readings import Readings
from reader.search.sound.readings_builder import ReadingsBuilder
from reader.search.sound.words import analyse_plainly

NICE = 5
"""The screen goes first."""


def read(texts: list[str], ruby: list[list[tuple[int, int, str]]]) -> Readings:
    """How the texts are read, joined by one newline."""
    builder = ReadingsBuilder(installed() or analyse_plainly)
    start = 0
    for number, text in enumerate(texts):
        builder.add(text, start, ruby[number] if ruby else ())
        start += len(text) + 1
    return builder.seal()


def main() -> None:
    """Answers until standard input ends."""
    with suppress(AttributeError, OSError):
        os.nice(NICE)
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    marshal.dump(installed() is not None, answers)
    answers.flush()
    while True:
        try:
            texts, ruby = marshal.load(questions)
        except EOFError:
            return
        marshal.dump(read(texts, ruby).packed(), answers)
        answers.flush()


if __name__ == "__main__":
    main()
