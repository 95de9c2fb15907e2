"""Highlights, the margin, the list of marks, what is new since last time."""

from __future__ import annotations

from pathlib import Path

from reader.store import open_store
from reader.view.parts.picture import COLORS
from reader.view.screen import LOOK_EVERY, ReadingScreen
from tests.view.pilot import POST, opened


def _names(screen: ReadingScreen, y: int) -> list[str]:
    """What is lit on a row of the screen, the uppermost last."""
    window = screen.desk.page.view.window
    return [one.name for one in screen.desk.page._lit_on(window.rows[y], window.places[y].item)]


def _gutter(screen: ReadingScreen) -> list[str]:
    """The signs in the margin, a row each."""
    page = screen.desk.page
    lines = [page.render_line(y).text for y in range(len(page.view.window.rows))]
    return [line[: page.left].strip() for line in lines]


async def test_a_highlight_goes_through_its_colours(tmp_path: Path) -> None:
    """H again is the next colour and at last none."""
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("2")
        seen, said = [], []
        for _ in range(len(COLORS)):
            await pilot.press("H")
            seen += [mark.color for mark in screen.desk.post.marks()]
            said.append(screen.desk.status.notice)
        assert tuple(seen) == COLORS
        assert said == [f"マーカーを引きました（{color}）" for color in "黄緑青赤"]
        await pilot.press("H")
        assert screen.desk.post.marks() == []


async def test_the_selection_is_highlighted(tmp_path: Path) -> None:
    """H highlights what was selected, not the sentence."""
    async with opened(tmp_path, size=(60, 24)) as (screen, pilot):
        await pilot.press("2")
        y = next(y for y, row in enumerate(screen.desk.page.view.window.rows) if row.offsets)
        left = screen.desk.page.left
        await pilot.mouse_down(screen.desk.page, offset=(left + 4, y))
        await pilot.hover(screen.desk.page, offset=(left + 12, y))
        await pilot.mouse_up(screen.desk.page, offset=(left + 12, y))
        await pilot.press("H")
        (mark,) = screen.desk.post.marks()
        assert mark.quote == screen.desk.page.view.window.rows[y].text[2 : 2 + len(mark.quote)]
        assert 3 <= len(mark.quote) <= 5


async def test_a_match_lies_over_a_highlight_that_goes_on(tmp_path: Path) -> None:
    """Every row of a highlight is lit, whatever is lit further down in it, and a match in it
    shows as a match."""
    async with opened(tmp_path, size=(60, 24)) as (screen, pilot):
        text = screen.desk.book.document.text
        at = text.index("動画")
        end = text.index("動画", text.index("\n", at)) + 2
        assert screen.desk.stored is not None
        screen.desk.stored.annotate(at, end, kind="highlight", color="green")
        screen.place.go(at, row=0)
        await pilot.press("slash", *"動画", "enter")
        await pilot.pause(0.3)
        screen.place.go(at, row=0)
        rows = [y for y, row in enumerate(screen.desk.page.view.window.rows) if row.offsets]
        inside = [y for y in rows if screen.desk.page.view.window.rows[y].end <= end]
        assert len(inside) > 2
        for y in inside:
            names = _names(screen, y)
            assert "page--highlight-green" in names
            assert names[-1].startswith("page--match") or len(names) == 1


async def test_a_colour_of_elsewhere_is_drawn(tmp_path: Path) -> None:
    """A highlight whose colour we do not have is drawn in the first one."""
    async with opened(tmp_path) as (screen, pilot):
        assert screen.desk.stored is not None
        screen.desk.stored.annotate(0, 20, kind="highlight", color="ochre")
        await pilot.press("j", "k", "B")
        assert "page--highlight-yellow" in [one.name for _, one in screen.desk.page._lit]


async def test_what_is_new_is_said_marked_and_jumped_through(tmp_path: Path) -> None:
    """One line counts the sentences; every row of a new passage has its sign; > and < go there."""
    post = tmp_path / "post.txt"
    lines = [f"第{n}段落では水位の話をします。川は静かでした。" for n in range(30)]
    post.write_text("\n\n".join(lines), encoding="utf-8")
    years = ("昭和の初めに", "戦のあとに", "橋ができた年に", "去年の秋に")
    new = "ここからは書き足した段落です。" + "".join(
        f"{year}堤防の上まで水が来た話を、帳面から写しました。" for year in years
    )
    async with opened(tmp_path / "state", post, size=(60, 24)) as (screen, pilot):
        await pilot.press("j")
        screen.place.save()
    lines.insert(3, new)
    del lines[20]
    post.write_text("\n\n".join(lines), encoding="utf-8")
    async with opened(tmp_path / "state", post, size=(60, 24)) as (screen, pilot):
        assert screen.desk.status.notice == "前回から5文追加、2文削除"
        await pilot.press("greater_than_sign")
        assert screen.desk.book.document.text[screen.desk.here_offset() :].startswith("ここから")
        assert _gutter(screen).count("+") >= 3
        await pilot.press("greater_than_sign")
        assert screen.desk.status.notice == "この先に追加箇所はありません"
        await pilot.press("G", "less_than_sign")
        assert screen.desk.book.document.text[screen.desk.here_offset() :].startswith("ここから")


async def test_marks_of_another_reader_appear(tmp_path: Path) -> None:
    """A mark that another jreader sets is in the margin without a key, and in the list."""
    async with opened(tmp_path) as (screen, pilot):
        other = open_store(tmp_path)
        post = other.post(screen.desk.book.document, str(POST))
        post.annotate(*screen.desk.book.sentence_at(0).spans[0], note="別の端末")  # type: ignore[union-attr]
        await pilot.pause(LOOK_EVERY + 0.5)
        assert any(sign.glyph == "»" for sign in screen.desk.page._signs)
        await pilot.press("B")
        assert "» 別の端末" in [entry.title for entry in screen.desk.list_panel.entries]
        other.close()
