"""The same work on many items by several processes, one a core, answers in the items' order."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr
from importlib import import_module
from typing import TypeVar

from reader.cores import cores
from reader.processes import Process, ProcessFailed

C = TypeVar("C")
S = TypeVar("S")
T = TypeVar("T")

LEAST = 8
"""Items for each process, of which there must be so many that its start is worth its while."""
MOST = 8
"""Processes at most; each may need as much memory as one jreader."""
PATIENCE = 180.0
"""Seconds for an item, after which a process is given up."""


def side_by_side(
    work: Callable[[C, S], T], context: C, items: Sequence[S], least: int = LEAST
) -> Iterator[T]:
    """Yield `work(context, item)` for each item, in order.

    `work`: a function at the top of its module. `context` and answers: values that pickle.
    `least`: as LEAST. What the work says on standard error is said when its answer is given. An
    item for which a process has no answer, because it failed there or the process died, is done
    here, and fails here.
    """
    count = min(MOST, cores(), len(items) // least)
    if count < 2:
        yield from (work(context, item) for item in items)
        return
    processes: list[Process | None] = []
    try:
        for first in range(count):
            processes.append(_begin(work, context, items[first::count]))
        for at, item in enumerate(items):
            process = processes[at % count]
            if process is not None:
                try:
                    said, answer = process.answer(PATIENCE)
                except ProcessFailed:
                    process.end()
                    processes[at % count] = None
                else:
                    sys.stderr.write(said)
                    yield answer
                    continue
            yield work(context, item)
    finally:
        for process in processes:
            if process is not None:
                process.close()


def _begin(work: Callable[[C, S], T], context: C, items: Sequence[S]) -> Process | None:
    """A process that has been asked for all its items; None where there can be none."""
    try:
        process = Process("reader.cli.side_by_side:answer")
        for item in items:
            process.ask(work.__module__, work.__name__, context, item)
    except ProcessFailed:
        return None
    return process


def answer(module: str, name: str, context: object, item: object) -> tuple[str, object]:
    """What the work says on standard error and gives for an item; runs in the process."""
    with redirect_stderr(io.StringIO()) as said:
        given = getattr(import_module(module), name)(context, item)
    return said.getvalue(), given
