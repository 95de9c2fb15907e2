"""A child process that does not answer is given up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer


@contextmanager
def given_up(kill: Callable[[], object], seconds: float) -> Iterator[None]:
    """`kill` the process that is asked inside, unless it has answered in so many seconds: whoever
    waits for it meets the end of its pipe (EOFError, OSError) and does its work otherwise."""
    timer = Timer(seconds, kill)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
