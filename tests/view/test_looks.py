"""How the page is shown: the text alone, the words at a key that finds nothing, the help."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.cells import cell_len
from tests.terminal import CURSOR, ROOT, cursor_answer
from tests.view.test_in_terminal import JAPANESE, Open
from tests.view.test_reading import opened

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
        assert screen.focused is screen.page
        await pilot.press("z", "t", "z", "z")
        assert not screen.outline_panel.display


async def test_a_key_for_repeats_always_says_something(tmp_path: Path) -> None:
    """`x` says whether the post has no repeats, or this screen."""
    post = tmp_path / "post.txt"
    same = "この町の図書館では、閉架の本も朝のうちなら取り出せます。" * 4
    filler = "\n\n".join(f"{number}番目の段落は埋め草です。" for number in range(60))
    post.write_text(f"{same}\n\n{filler}\n\n{same}\n", "utf-8")
    async with opened(tmp_path, post) as (screen, pilot):
        await pilot.press("x")
        assert screen.status.notice == "この画面に既出はありません"
    async with opened(tmp_path, ROOT / "samples" / "lighthouse.txt") as (screen, pilot):
        await pilot.press("x")
        assert screen.status.notice == "既出の繰り返しはありません"


async def test_the_help_is_a_table(tmp_path: Path) -> None:
    """What a key does begins in one column, however many keys are bound to something."""
    async with opened(tmp_path, keys="vim") as (screen, pilot):
        await pilot.press("f1")
        entries = [entry for entry in screen.list_panel.entries if entry.value is not None]
        widths = {cell_len(entry.title) for entry in entries}
        assert len(widths) == 1
        assert any("Ctrl+e" in entry.title for entry in entries)
        assert all(entry.title.endswith(" ") or len(entry.title) in widths for entry in entries)
