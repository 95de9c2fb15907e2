"""Work in another process: answers in order, failures that are said, an end with the parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.processes import Process, ProcessFailed
from tests.terminal import ROOT


@pytest.fixture
def process() -> Process:
    """A process that measures texts."""
    return Process("reader.document:count_characters")


def test_questions_are_answered_in_order(process: Process) -> None:
    """Many may be asked before the first is answered."""
    for number in range(200):
        process.ask("字" * number)
    assert [process.answer(30) for _ in range(200)] == list(range(200))
    process.close()


def test_a_function_that_raises_fails_and_the_next_is_answered(process: Process) -> None:
    """The process stays."""
    process.ask(None)
    process.ask("字")
    with pytest.raises(ProcessFailed):
        process.answer(30)
    assert process.answer(30) == 1
    process.close()


def test_a_process_that_is_killed_or_too_slow_fails(process: Process) -> None:
    """Nobody waits for ever, and the process is gone."""
    with pytest.raises(ProcessFailed):
        process.answer(0.2)  # nothing was asked
    with pytest.raises(ProcessFailed):
        process.ask("字")
        process.answer(30)
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)
    process.close()


def test_a_module_that_is_none_fails() -> None:
    """As a process that could not be started."""
    process = Process("reader.no_such_module:main")
    with pytest.raises(ProcessFailed):
        process.ask("字")
        process.answer(30)
    process.close()


def test_without_an_interpreter_there_is_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A frozen or broken installation has no program to start."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    with pytest.raises(ProcessFailed):
        Process("reader.document:count_characters")


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_asking_never_waits(process: Process) -> None:
    """A process that hangs before it listens is given up by `answer`."""
    os.kill(process.pid, signal.SIGSTOP)
    began = time.monotonic()
    for _ in range(10):
        process.ask("字" * 1_000_000)
    assert time.monotonic() - began < 2
    with pytest.raises(ProcessFailed):
        process.answer(0.5)
    process.close()


def test_what_a_function_prints_is_no_answer() -> None:
    """It goes nowhere."""
    process = Process("builtins:print")
    process.ask("c os x\n")
    assert process.answer(30) is None
    process.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_process_ends_with_its_parent() -> None:
    """Also where the parent is killed, and whatever the function is at."""
    program = (
        "from reader.processes import Process\n"
        "process = Process('time:sleep')\n"
        "process.ask(60)\n"
        "print(process.pid, flush=True)\n"
        "process.answer(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=ROOT)
    assert parent.stdout
    number = int(parent.stdout.readline())
    time.sleep(0.3)  # so that it is at work
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 10
    while True:
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            break
        if Path(f"/proc/{number}/stat").exists():
            stat = Path(f"/proc/{number}/stat").read_text()
            if stat.rpartition(")")[2].split()[0] == "Z":
                break  # ended, and nobody asks how
        assert time.monotonic() < deadline
        time.sleep(0.02)
