"""Runs regular expressions in a process of its own, which may be killed; never imported.

Messages are marshalled tuples on standard input, one answer each on standard output:

    ("text", number, [text, ...])                   no answer: remember a batch of blocks
    ("find", number, pattern, flags, seconds)       ("found", spans, 0)
                                                    or ("wrong", reason, position)

`spans` are the bytes of an array of start, end pairs: offsets into the batch, its blocks joined
by one newline. When `seconds` are over the process ends itself, whatever the expression does:
the watchdog of faulthandler is a thread in C that needs no interpreter.
"""

from __future__ import annotations

import faulthandler
import marshal
import os
import re
import sys
import warnings
from array import array


def find(pattern: re.Pattern[str], texts: list[str]) -> array[int]:
    """All matches that are not empty, block by block."""
    spans: array[int] = array("q")
    start = 0
    for text in texts:
        for match in pattern.finditer(text):
            first, last = match.span()
            if last > first:
                spans.append(start + first)
                spans.append(start + last)
        start += len(text) + 1
    return spans


def main() -> None:
    """Answers until standard input ends."""
    warnings.simplefilter("ignore")
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    batches: dict[int, list[str]] = {}
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - pathlib would double the start-up
        while True:
            try:
                message = marshal.load(questions)
            except EOFError:
                return
            if message[0] == "text":
                batches[message[1]] = message[2]
                continue
            _, number, source, flags, seconds = message
            faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
            try:
                spans = find(re.compile(source, flags), batches[number])
                answer: tuple[str, str | bytes, int] = ("found", spans.tobytes(), 0)
            except re.error as error:
                answer = ("wrong", error.msg, -1 if error.pos is None else error.pos)
            except (RecursionError, OverflowError, MemoryError) as error:
                answer = ("wrong", str(error), -1)
            faulthandler.cancel_dump_traceback_later()
            marshal.dump(answer, answers)
            answers.flush()


if __name__ == "__main__":
    main()
