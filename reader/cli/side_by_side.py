"""A function applied to many items by several processes, with the answers in the items' order."""

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
"""Least number of items for each process; with fewer, starting the process takes longer."""
MOST = 8
"""Greatest number of processes; each may need as much memory as jreader itself."""
PATIENCE = 180.0
"""Seconds that an item may take before its process is ended."""


def side_by_side(
    work: Callable[[C, S], T], context: C, items: Sequence[S], least: int = LEAST
) -> Iterator[T]:
    """Yield `work(context, item)` for each item, in order.

    `work` is a function at the top level of its module; `context`, items and answers can be
    pickled; `least` is as LEAST. Text that `work` prints on standard error is printed just before
    its answer is yielded. An item that fails in its process, or whose process dies, is computed
    again in this process, so that an exception of `work` is raised here.
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
    """Start a process and send it its items; None if no process can be started."""
    try:
        process = Process("reader.cli.side_by_side:answer")
        for item in items:
            process.ask(work.__module__, work.__name__, context, item)
    except ProcessFailed:
        return None
    return process


def answer(module: str, name: str, context: object, item: object) -> tuple[str, object]:
    """Call the function `name` of a module, in the other process; return the text that it prints
    on standard error, and its answer."""
    with redirect_stderr(io.StringIO()) as said:
        given = getattr(import_module(module), name)(context, item)
    return said.getvalue(), given
