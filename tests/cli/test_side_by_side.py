"""Work by several processes: its order, its failures, its end."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader import processes
from reader.cli.long_print import LONG
from reader.cli.side_by_side import LEAST, side_by_side
from reader.formats import load
from reader.output import printing
from reader.typeset import Header, Layout, Options, flow
from tests.terminal import ROOT

pytestmark = pytest.mark.pty

ITEMS = [f"{number}番" for number in range(4 * LEAST)]


HERE = os.getpid()


@pytest.fixture(autouse=True)
def three_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three processes, on whatever machine."""
    monkeypatch.setattr("reader.cli.side_by_side.cores", lambda: 3)


def who(here: int, item: str) -> tuple[str, int]:
    """The item and the process that has it; one item takes longer."""
    time.sleep(0.2 if item == "0番" else 0)
    return item, os.getpid()


def says(_: int, item: str) -> str:
    """Says the item on standard error."""
    print(item, file=sys.stderr)
    return item


def dies(here: int, item: str) -> str:
    """Ends any other process at one item."""
    if item == "4番" and os.getpid() != here:
        os._exit(1)
    return item


def fails(_: int, item: str) -> str:
    """Fails at one item, wherever."""
    if item == "4番":
        raise ValueError(item)
    return item


def hangs(here: int, item: str) -> tuple[str, int]:
    """Stops any other process at one item."""
    if item == ITEMS[3] and os.getpid() != here:
        os.kill(os.getpid(), signal.SIGSTOP)
    return item, os.getpid()


@pytest.fixture
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """The functions above, for a process that is isolated from this test's own paths."""
    program = processes._PROGRAM.replace("serve(", f"sys.path.insert(1, {str(ROOT)!r})\nserve(", 1)
    monkeypatch.setattr(processes, "_PROGRAM", program)
    for function in (who, says, dies, fails, hangs):
        monkeypatch.setattr(function, "__module__", "tests.cli.test_side_by_side")


@pytest.mark.usefixtures("importable")
def test_the_answers_come_in_order_from_several_processes() -> None:
    """What takes long does not fall behind; each of the processes does its part."""
    given = [*side_by_side(who, HERE, ITEMS)]
    assert [item for item, _ in given] == ITEMS
    assert len({process for _, process in given}) == 3
    assert HERE not in {process for _, process in given}


def test_few_items_are_not_worth_a_process() -> None:
    """They are done by this one."""
    few = ITEMS[: 2 * LEAST - 1]
    assert {process for _, process in side_by_side(who, HERE, few)} == {HERE}


@pytest.mark.usefixtures("importable")
def test_what_is_said_stands_with_its_answer(capfd: pytest.CaptureFixture[str]) -> None:
    """Standard error has the lines in the items' order, whichever process said them."""
    assert [*side_by_side(says, HERE, ITEMS)] == ITEMS
    assert capfd.readouterr().err.split() == ITEMS


@pytest.mark.usefixtures("importable")
def test_what_a_process_cannot_do_is_done_here() -> None:
    """A process that dies loses no item, and an item that fails fails where it can be told."""
    assert [*side_by_side(dies, HERE, ITEMS)] == ITEMS
    given: list[str] = []
    with pytest.raises(ValueError, match="4番"):
        given += side_by_side(fails, HERE, ITEMS)
    assert given == ITEMS[:4]


@pytest.mark.usefixtures("importable")
def test_nothing_is_left_behind_when_nobody_listens() -> None:
    """The processes are gone when the answers are no longer wanted, whatever they are at."""
    answers = side_by_side(who, HERE, ITEMS)
    numbers = [next(answers)[1] for _ in range(3)]
    answers.close()  # type: ignore[attr-defined]
    for number in numbers:
        with pytest.raises(ProcessLookupError):
            os.kill(number, 0)


@pytest.mark.usefixtures("importable")
def test_a_process_that_does_not_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its items are done here; those of the others are still theirs."""
    monkeypatch.setattr("reader.cli.side_by_side.PATIENCE", 3.0)
    given = [*side_by_side(hangs, HERE, ITEMS)]
    assert [item for item, _ in given] == ITEMS
    assert {number % 3 for number, (_, process) in enumerate(given) if process == HERE} == {0}
    assert given[0][1] != HERE == given[3][1]


def test_many_posts_are_answered_as_each_of_them(tmp_path: Path) -> None:
    """The command line gives the same lines for many posts as for one after the other, and its
    status tells of the one that could not be read."""
    posts = []
    for number in range(3 * LEAST):
        posts.append(tmp_path / f"{number}.txt")
        posts[-1].write_text(f"港の話、その{number}です。\n\n次の段落です。\n", "utf-8")
    command = [sys.executable, "-m", "reader", "--search", "港の話"]
    together = subprocess.run([*command, *posts], capture_output=True, cwd=ROOT, check=False)
    alone = [
        subprocess.run([*command, post], capture_output=True, cwd=ROOT, check=True).stdout
        for post in posts[:3]
    ]
    assert together.returncode == 0
    lines = together.stdout.splitlines(keepends=True)
    assert len(lines) == len(posts)
    for line, post, one in zip(lines, posts, alone, strict=False):
        assert line == f"{post}:".encode() + one
    missing = subprocess.run(
        [*command, *posts, tmp_path / "none.txt"], capture_output=True, cwd=ROOT, check=False
    )
    assert (missing.returncode, missing.stdout) == (2, together.stdout)
    assert len(missing.stderr.splitlines()) == 1


@pytest.mark.parametrize("options", [Options(measure=40), Options(measure=40, indent=1)])
@pytest.mark.parametrize("size", [1, 2, 7, 10_000])
def test_the_parts_of_a_print_are_the_whole(
    options: Options, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever the items are parted, no row between two of them is lost or doubled."""
    monkeypatch.setattr(printing, "_PART", size)
    header = Header("題", ("著者", "#港"))
    for name in ("video-ai.txt", "long.txt"):
        layout = Layout(flow(load(str(ROOT / "samples" / name)), header=header), options)
        front, rest = printing.parts(layout)
        given = [printing.part(layout, items) for items in (front, *rest)]
        assert "\n".join(given) == "\n".join(printing.plain(layout))


def test_a_long_post_is_printed_alike_by_many_processes_and_by_one(tmp_path: Path) -> None:
    """Colours are put on by one process, row by row; without them the text is the same."""
    post = tmp_path / "long.txt"
    paragraphs = (f"第{number}段落は、港の朝の話です。" * 4 for number in range(LONG))
    post.write_text("\n\n".join(paragraphs), "utf-8")
    command = [sys.executable, "-m", "reader", "--print", str(post)]
    done = [
        subprocess.run([*command, *more], capture_output=True, cwd=ROOT, check=True).stdout
        for more in ((), ("--color", "always"))
    ]
    assert re.sub(rb"\x1b\[[0-9;]*m", b"", done[1]) == done[0]
    whole = done[0].replace(b"\n", b"")
    assert whole.count("話です。".encode()) == LONG * 4
