"""How the page is shown: the text alone, the words at a key that finds nothing, the help."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reader.cells import cell_len
from tests.terminal import CURSOR, JAPANESE, ROOT, Open, cursor_answer
from tests.view.pilot import opened

LONG = ROOT / "samples" / "long.txt"


@pytest.mark.pty
def test_the_text_can_stand_alone(open_terminal: Open) -> None:
    """`z` leaves nothing but the text on the screen, what has to be said is said all the same,
    and a second `z` brings everything back."""
    sample = ROOT / "samples" / "electricity.md"
    answers = {CURSOR: cursor_answer}
    terminal = open_terminal(sample, size=(90, 24), answers=answers, env=JAPANESE)
    terminal.wait_for("目次").wait_for("1,763字")
    before = terminal.settle(0.4).lines()
    terminal.send("z")
    terminal.settle(0.4)
    alone = terminal.lines()
    assert not terminal.shows("目次")
    assert alone[0] == alone[-1] == ""
    assert terminal.shows("検針票を捨てずに箱へ入れておく癖があります")
    terminal.send("m")
    terminal.wait_for("しおりを挟みました")
    terminal.send("m")
    terminal.wait_for("しおりを外しました")
    terminal.send("z")
    terminal.wait_for("目次")
    assert terminal.settle(0.4).lines() == before


async def test_the_outline_gives_the_keys_to_the_text_alone(tmp_path: Path) -> None:
    """Pressed in the outline, `z` does not leave the keys in what is hidden; an outline that was
    hidden before does not appear after."""
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("tab", "z")
        assert screen.focused is screen.desk.page
        await pilot.press("z", "t", "z", "z")
        assert not screen.desk.outline_panel.display


@pytest.mark.parametrize("key", ["m", "M", "H", "y", "Y", "right_square_bracket"])
async def test_a_text_without_text_says_so(tmp_path: Path, key: str) -> None:
    """No key for the sentence or the section at hand is silent where there is none."""
    post = tmp_path / "post.txt"
    post.touch()
    async with opened(tmp_path, post) as (screen, pilot):
        await pilot.press(key)
        sections = key == "right_square_bracket"
        said = "この記事に節はありません" if sections else "本文がありません"
        assert screen.desk.status.notice == said


async def test_a_key_for_repeats_always_says_something(tmp_path: Path) -> None:
    """`x` says whether the post has no repeats, or this screen."""
    post = tmp_path / "post.txt"
    same = "この町の図書館では、閉架の本も朝のうちなら取り出せます。" * 4
    filler = "\n\n".join(f"{number}番目の段落は埋め草です。" for number in range(60))
    post.write_text(f"{same}\n\n{filler}\n\n{same}\n", "utf-8")
    async with opened(tmp_path, post) as (screen, pilot):
        await pilot.press("x")
        assert screen.desk.status.notice == "この画面に繰り返しはありません"
    async with opened(tmp_path, ROOT / "samples" / "lighthouse.txt") as (screen, pilot):
        await pilot.press("x")
        assert screen.desk.status.notice == "繰り返しはありません"


async def test_the_help_is_a_table(tmp_path: Path) -> None:
    """What a key does begins in one column, however many keys are bound to something."""
    async with opened(tmp_path, keys="vim") as (screen, pilot):
        await pilot.press("f1")
        entries = [entry for entry in screen.desk.list_panel.entries if entry.value is not None]
        widths = {cell_len(entry.title) for entry in entries}
        assert len(widths) == 1
        assert any("Ctrl+e" in entry.title for entry in entries)
        assert all(entry.title.endswith(" ") or len(entry.title) in widths for entry in entries)


async def test_the_title_page_counts_what_is_folded(tmp_path: Path) -> None:
    """Repeats that are open are not called folded away."""
    post = tmp_path / "post.txt"
    first, second = (
        "図書館では閉架の本も朝のうちなら取り出せます。" * 4,
        "港の倉庫は海の側から開きます。" * 9,
    )
    filler = "\n\n".join(f"{number}番目の段落は埋め草です。" for number in range(9))
    post.write_text(
        f"{first}\n\n{filler}\n\n{second}\n\n間の段落です。\n\n{first}\n\n別の段落です。\n\n{second}\n",
        "utf-8",
    )

    async with opened(tmp_path, post) as (screen, pilot):

        def share() -> int:
            found = re.search(r"繰り返し(\d+)%", screen.desk.book.header().lines[-1])
            return int(found[1]) if found else 0

        folded = share()
        assert folded > 20
        await pilot.press("G", "x")
        assert 0 < share() < folded
        await pilot.press("X")
        assert share() == 0
        await pilot.press("X")
        assert share() == folded


async def test_the_outline_comes_back_with_the_room_for_it(tmp_path: Path) -> None:
    """A terminal that was narrow for a while shows the outline as before; one that the reader
    had hidden stays hidden."""
    async with opened(tmp_path, size=(100, 30)) as (screen, pilot):
        for shown in (True, False):
            assert screen.desk.outline_panel.display is shown
            await pilot.resize_terminal(50, 20)
            await pilot.pause()
            assert not screen.desk.outline_panel.display
            await pilot.resize_terminal(100, 30)
            await pilot.pause()
            assert screen.desk.outline_panel.display is shown
            await pilot.press("t")
