"""The same work on many items by copies of this process, one a core, answers in the items' order.

The copies are forks: they have all that was loaded, and each takes every n-th item. Whoever no
longer reads their answers, or dies, ends them: they write to a pipe that nobody holds.
"""

from __future__ import annotations

import _thread
import io
import marshal
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from typing import Any, BinaryIO, NoReturn, TypeVar, cast

from reader.cores import cores
from reader.patience import given_up

S = TypeVar("S")
T = TypeVar("T")

LEAST = 8
"""Posts that one process searches as soon as a second one would have begun."""
_AHEAD = 1 << 20
"""Bytes of answers that a copy may be ahead."""
PATIENCE = 180.0
"""Seconds for an item, after which a copy is given up."""
MOST = 8
"""Copies at most; each may need as much memory as one process."""


def side_by_side(work: Callable[[S], T], items: Sequence[S], least: int = LEAST) -> Iterator[T]:
    """What `work` gives for each item, in order; of plain values, as `marshal` has them.

    `least`: items for each copy, of which there must be so many that it is worth its while.
    What it says on standard error is said when its answer is given. An item that a copy has no
    answer for, because it failed or the copy died, is done here, and fails here.
    """
    count = min(MOST, cores(), len(items) // least)
    # The copy of a process has none of its threads, but the locks that they held for ever.
    if count < 2 or sys.platform == "win32" or _thread._count():
        yield from map(work, items)
        return
    sys.stdout.flush()
    with ExitStack() as held:
        copies = _begin(work, items, count, held)
        for at, item in enumerate(items):
            answer = copies[at % len(copies)].hear() if copies else None
            if answer is None:
                yield work(item)
            else:
                said, given = answer
                sys.stderr.write(said)
                yield cast("T", given)


class _Copy:
    """A copy of this process, seen from the one that waits for its answers."""

    def __init__(self, process: int, answers: BinaryIO) -> None:
        self._process, self._answers = process, answers

    def hear(self) -> tuple[str, object] | None:
        """What it said and gave for its next item; None where it has no answer, or is too late."""
        try:
            with given_up(self.kill, PATIENCE):
                said, given = marshal.load(self._answers)
        except (EOFError, ValueError, TypeError):
            return None
        return said, given

    def kill(self) -> None:
        """Its pipe ends, and nobody waits for what it is still at."""
        process, self._process = self._process, 0
        if process and sys.platform != "win32":
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(process, signal.SIGKILL)
                os.waitpid(process, 0)


def _begin(work: Callable[[S], T], items: Sequence[S], count: int, held: ExitStack) -> list[_Copy]:
    """The copies; none where there can be none."""
    copies: list[_Copy] = []
    pipes: list[BinaryIO] = []
    for first in range(count if sys.platform != "win32" else 0):
        hearing, telling = os.pipe()
        _widen(telling)
        pipes.append(held.enter_context(os.fdopen(hearing, "rb")))
        try:
            process = os.fork()
        except OSError:
            os.close(telling)
            return []
        if not process:
            for pipe in pipes:
                pipe.close()
            _be_a_copy(work, items[first::count], telling)
        os.close(telling)
        copies.append(_Copy(process, pipes[-1]))
        held.callback(copies[-1].kill)
    return copies


def _widen(pipe: int) -> None:
    """Let a copy go on while nobody listens for a moment (Linux; 64 KiB are usual)."""
    with suppress(ImportError, AttributeError, OSError):
        from fcntl import F_SETPIPE_SZ, fcntl

        fcntl(pipe, F_SETPIPE_SZ, _AHEAD)


def _be_a_copy(work: Callable[[S], T], items: Sequence[S], telling: int) -> NoReturn:
    """Nothing of what this process would do at its end is done: its buffers are not its own."""
    with suppress(BaseException), os.fdopen(telling, "wb") as pipe:
        for item in items:
            sys.stderr = said = io.StringIO()
            given: Any = work(item)
            marshal.dump((said.getvalue(), given), pipe)
            pipe.flush()
    os._exit(0)
