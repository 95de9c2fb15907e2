"""Nothing that is typed into a note is lost, whatever happens before it is saved."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from reader.store.drafts import FOLDER
from reader.view.widgets.note_editor import NoteEditor
from tests.terminal import CURSOR, JAPANESE, Open, Terminal, cursor_answer
from tests.view.pilot import opened

ANSWERS = {CURSOR: cursor_answer}
TEXT = "\n\n".join(f"{number}番目の段落です。潮の高さを書きとめました。" for number in range(1, 40))


async def test_there_is_never_a_second_editor(tmp_path: Path) -> None:
    """M, text, a click on the page, M: the same editor goes on, for the same sentence."""
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("right_curly_bracket", "M", "a")
        about = screen.desk.here_offset()
        await pilot.click("#page", offset=(40, 12))
        await pilot.press("M", "b", "ctrl+s")
        (mark,) = screen.desk.post.marks()
        assert (mark.note, mark.start) == ("ab", about)
        assert not screen.query(NoteEditor)


async def test_escape_keeps_a_draft_and_an_empty_one_is_dropped(tmp_path: Path) -> None:
    """Esc leaves, M goes on; saved or emptied nothing waits."""
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("M", *"memo", "escape")
        assert screen.desk.post.marks() == [] and "M" in screen.desk.status.notice
        await pilot.press("G", "M")
        assert screen.query_one(NoteEditor).text == "memo"
        await pilot.press("x", "ctrl+s")
        assert [mark.note for mark in screen.desk.post.marks()] == ["memox"]
        await pilot.press("g", "M", "a", "escape", "M", "backspace", "escape")
        assert [mark.note for mark in screen.desk.post.marks()] == ["memox"]
        assert list((tmp_path / FOLDER).iterdir()) == []


async def test_the_note_of_a_mark_is_edited_on(tmp_path: Path) -> None:
    """A draft of an annotation that is there goes back into it."""
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("M", "a", "ctrl+s", "B", "e", "b", "escape", "escape")
        assert [mark.note for mark in screen.desk.post.marks()] == ["a"]
        await pilot.press("M", "c", "ctrl+s")
        assert [mark.note for mark in screen.desk.post.marks()] == ["abc"]


def opened_again(open_terminal: Open, path: Path) -> None:
    """The draft is offered, and M goes on with it."""
    again = open_terminal(path, answers=ANSWERS, env=JAPANESE)
    again.wait_for("保存していないメモがあります").send("M")
    again.wait_for("満ち潮").send("\x13")
    again.wait_for("メモを保存しました").send("q")
    assert again.exit_status() == 0


@pytest.mark.pty
@pytest.mark.parametrize(
    "leave",
    ["TERM", "HUP", "KILL", "close", "click and q"],
)
def test_every_way_out_keeps_it(open_terminal: Open, tmp_path: Path, leave: str) -> None:
    """Signals, a closed terminal, a click and then q, and within a second the worst of them."""
    path = tmp_path / "post.txt"
    path.write_text(TEXT, "utf-8")
    terminal: Terminal = open_terminal(path, answers=ANSWERS, env=JAPANESE)
    terminal.wait_for("1番目").send("M")
    terminal.wait_for("Ctrl+S").send("満ち潮")
    terminal.wait_for("満ち潮")
    if leave == "KILL":
        terminal.settle(1.5)
        terminal.kill(signal.SIGKILL)
    elif leave == "close":
        terminal.hang_up()
    elif leave == "click and q":
        terminal.send("\x1b[<0;40;5M\x1b[<0;40;5m")
        terminal.settle(0.3).send("q")
        assert terminal.exit_status() == 0
    else:
        terminal.kill(getattr(signal, f"SIG{leave}"))
        terminal.exit_status()
    opened_again(open_terminal, path)
