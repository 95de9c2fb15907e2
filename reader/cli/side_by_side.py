"""The same work on many items by copies of this process, one a core, answers in the items' order.

The copies are forks: they have all that was loaded, and each takes every n-th item. Whoever no
longer reads their answers, or dies, ends them: they write to a pipe that nobody holds.
"""

from __future__ import annotations

import _thread
import io
import marshal
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from typing import Any, BinaryIO, NoReturn, TypeVar, cast

from reader.cores import cores

S = TypeVar("S")
T = TypeVar("T")

LEAST = 8
"""Posts that one process searches as soon as a second one would have begun."""
_AHEAD = 1 << 20
"""Bytes of answers that a copy may be ahead."""
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
        answers = _begin(work, items, count, held)
        for at, item in enumerate(items):
            answer = _hear(answers[at % len(answers)]) if answers else None
            if answer is None:
                yield work(item)
            else:
                said, given = answer
                sys.stderr.write(said)
                yield cast("T", given)


def _begin(
    work: Callable[[S], T], items: Sequence[S], count: int, held: ExitStack
) -> list[BinaryIO]:
    """A pipe from each copy; none where there can be no copies."""
    answers: list[BinaryIO] = []
    for first in range(count if sys.platform != "win32" else 0):
        hearing, telling = os.pipe()
        _widen(telling)
        answers.append(held.enter_context(os.fdopen(hearing, "rb")))
        try:
            process = os.fork()
        except OSError:
            os.close(telling)
            return []
        if not process:
            for answer in answers:
                answer.close()
            _be_a_copy(work, items[first::count], telling)
        os.close(telling)
        held.callback(_bury, process)
    return answers


def _widen(pipe: int) -> None:
    """Let a copy go on while nobody listens for a moment (Linux; 64 KiB are usual)."""
    with suppress(ImportError, AttributeError, OSError):
        from fcntl import F_SETPIPE_SZ, fcntl

        fcntl(pipe, F_SETPIPE_SZ, _AHEAD)


def _hear(answer: BinaryIO) -> tuple[str, object] | None:
    try:
        said, given = marshal.load(answer)
    except (EOFError, ValueError, TypeError):
        return None
    return said, given


def _bury(process: int) -> None:
    """A copy whose pipe is closed ends by itself; nobody waits for what it is still at."""
    import signal

    with suppress(ProcessLookupError, ChildProcessError):
        os.kill(process, signal.SIGTERM)
        os.waitpid(process, 0)


def _be_a_copy(work: Callable[[S], T], items: Sequence[S], telling: int) -> NoReturn:
    """Nothing of what this process would do at its end is done: its buffers are not its own."""
    with suppress(BaseException), os.fdopen(telling, "wb") as pipe:
        for item in items:
            sys.stderr = said = io.StringIO()
            given: Any = work(item)
            marshal.dump((said.getvalue(), given), pipe)
            pipe.flush()
    os._exit(0)
