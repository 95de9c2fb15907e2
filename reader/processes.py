"""Work in another Python process: a function of jreader, asked and answered over pipes.

The only way in which jreader uses a second core: the study of repeats and outline, the readings of
kanji, and one answer over many posts. The process is started anew (no fork), so that it is the
same on Linux, macOS and Windows and inherits neither threads nor locks. It runs isolated
(`python -I`): neither the current folder nor PYTHONPATH says what it imports. It ends when this
process does, because its standard input ends then.

Questions and answers are pickled. Both ends are the same program; nothing from outside ever comes
over these pipes but as values.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread, Timer
from typing import Any

_PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
from reader.processes import serve
serve(sys.argv[2])
"""
NICE = 5
"""How much the process stands back behind the screen (POSIX)."""


class ProcessFailed(Exception):
    """The process ended, did not answer in time, or its function raised: the work is to be done
    by whoever asked."""


class Process:
    """A process that calls one function, question by question, in order."""

    def __init__(self, function: str) -> None:
        """`function`: "package.module:name". Raises ProcessFailed where no process can be had."""
        options: dict[str, Any] = {"start_new_session": True}  # signals of the terminal pass it by
        if sys.platform == "win32":
            options = {"creationflags": subprocess.CREATE_NO_WINDOW}
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-c", _PROGRAM, str(Path(__file__).parents[1]), function],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                **options,
            )
        except OSError as error:
            raise ProcessFailed(str(error)) from error
        self._ending = Lock()
        self._questions: SimpleQueue[bytes] = SimpleQueue()
        # A pipe is full at 64 KiB, and the process may hang: asking must never wait for it.
        Thread(target=self._write, daemon=True).start()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def ask(self, *question: object) -> None:
        """Send the arguments of one call, without waiting; a process that has ended is met by
        `answer`."""
        self._questions.put(pickle.dumps(question, pickle.HIGHEST_PROTOCOL))

    def _write(self) -> None:
        assert self._process.stdin
        with suppress(OSError, ValueError):  # ended or closed
            while question := self._questions.get():
                self._process.stdin.write(question)
                self._process.stdin.flush()

    def answer(self, seconds: float) -> Any:
        """Wait for the next answer, in the order of the questions. Raises ProcessFailed where the
        process ends, its function raises, or `seconds` pass; the process is killed then."""
        assert self._process.stdout
        timer = Timer(seconds, self._process.kill)
        timer.daemon = True
        timer.start()
        try:
            done, value = pickle.load(self._process.stdout)
        except Exception as error:  # whatever a torn answer makes of pickle
            self.end()
            raise ProcessFailed(type(error).__name__) from error
        finally:
            timer.cancel()
        if not done:
            raise ProcessFailed(value)
        return value

    def end(self) -> None:
        """End the process, whatever it is at; from any thread, any number of times."""
        with self._ending:
            self._process.kill()
            self._process.wait()

    def close(self) -> None:
        """End the process and give its pipes back; nobody may be waiting for an answer."""
        self.end()
        self._questions.put(b"")
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()


def serve(name: str) -> None:
    """Answer questions until standard input ends; what the process runs."""
    import os

    # Whatever else writes to standard output must not come between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), 1)
    questions: SimpleQueue[tuple[Any, ...]] = SimpleQueue()

    def listen() -> None:
        while True:
            try:
                questions.put(pickle.load(sys.stdin.buffer))
            except BaseException:
                # Nobody is left to answer to: end, whatever the function is at.
                os._exit(0)

    Thread(target=listen, daemon=True).start()
    with suppress(AttributeError, OSError):
        os.nice(NICE)
    module, _, function_name = name.partition(":")
    function: Callable[..., object] = getattr(import_module(module), function_name)
    while True:
        question = questions.get()
        try:
            answer: tuple[bool, object] = (True, function(*question))
        except Exception as error:
            answer = (False, type(error).__name__)
        pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()
