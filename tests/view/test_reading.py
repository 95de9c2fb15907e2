"""Every key of the reading screen, by Textual's pilot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from reader.search import Finder
from reader.view.keys import READING
from tests.terminal import ROOT
from tests.view.pilot import opened

SAMPLES = sorted((ROOT / "samples").glob("*.*"))


async def test_every_key_can_be_pressed(tmp_path: Path) -> None:
    """No key of the table fails, whatever was pressed before it."""
    keys = [
        key
        for row in READING
        if row.id not in ("read.quit", "read.editor", "read.palette")
        for key in row.keys.split(",")
    ]
    async with opened(tmp_path) as (screen, pilot):
        for key in keys:
            await pilot.press(key)
            await pilot.press("escape", "escape")
        assert screen.is_current


@pytest.mark.parametrize("post", SAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("size", [(80, 24), (160, 50)], ids=str)
async def test_every_sample_opens_and_pages(
    tmp_path: Path, post: Path, size: tuple[int, int]
) -> None:
    """Each sample shows text at each size and can be paged to its end."""
    async with opened(tmp_path, post, size) as (screen, pilot):
        assert any(row.text for row in screen.desk.page.view.window.rows)
        await pilot.press("space", "space", "G")
        assert screen.desk.page.view.at_end
        assert screen.desk.progress().percent == 100


async def test_sections_are_jumped_to(tmp_path: Path) -> None:
    """`2` goes to the second section, `]` on, `[` back, Ctrl+o to where one was."""
    async with opened(tmp_path) as (screen, pilot):
        sections = screen.desk.book.top_sections
        await pilot.press("2")
        assert screen.desk.here_offset() == sections[1].start
        await pilot.press("3")
        assert screen.desk.here_offset() == sections[2].start
        await pilot.press("ctrl+o")
        assert screen.desk.section_here() is not None
        assert screen.desk.place() <= sections[2].start


async def test_a_search_lights_every_match_and_escape_returns(tmp_path: Path) -> None:
    """All matches on the screen are lit, the current one apart; Esc in the prompt gives the
    place back."""
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("space")
        before = screen.desk.page.view.top
        await pilot.press("slash", *"動画")
        await pilot.pause(0.3)
        text = screen.desk.book.document.text
        assert screen.desk.search.matches
        assert {text[match.start : match.end] for match in screen.desk.search.matches} == {"動画"}
        lit = [one.name for _, one in screen.desk.page._lit]
        assert lit.count("page--match-current") == 1
        spans = screen.desk.page.view.window.spans()
        shown = [
            m for m in screen.desk.search.matches if any(s.start <= m.start < s.end for s in spans)
        ]
        assert lit.count("page--match") == len(shown) - 1 > 0
        await pilot.press("escape")
        assert screen.desk.page.view.top == before
        assert not screen.desk.search.matches


async def test_a_bookmark_is_set_listed_taken_away_and_given_back(tmp_path: Path) -> None:
    """m sets, B lists, d deletes, u undoes; m again takes away."""
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("right_curly_bracket", "right_curly_bracket", "m")
        (mark,) = screen.desk.post.marks()
        assert screen.desk.here_offset() == mark.start
        await pilot.press("B", "d")
        assert screen.desk.post.marks() == []
        await pilot.press("u")
        assert [one.id for one in screen.desk.post.marks()] == [mark.id]
        await pilot.press("escape", "m")
        assert screen.desk.post.marks() == []


async def test_a_note_of_several_lines(tmp_path: Path) -> None:
    """M writes a note in the reader; Ctrl+S keeps all of its lines."""
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("right_curly_bracket", "M")
        await pilot.pause()
        await pilot.press(*"要確認", "enter", *"数字", "ctrl+s")
        await pilot.pause()
        assert [mark.note for mark in screen.desk.post.marks()] == ["要確認\n数字"]


async def test_repeats_are_folded_and_opened(tmp_path: Path) -> None:
    """The sample's copies are one line each; X shows and folds them, progress knows."""
    async with opened(tmp_path) as (screen, pilot):
        folded = screen.desk.book.order.total
        assert screen.desk.book.fold_ids
        await pilot.press("X")
        assert screen.desk.book.order.total > folded
        await pilot.press("X")
        assert screen.desk.book.order.total == folded


async def test_copying_gives_the_text_without_line_breaks(tmp_path: Path) -> None:
    """y copies the sentence as it stands in the text."""
    async with opened(tmp_path, size=(40, 20)) as (screen, pilot):
        await pilot.press("right_curly_bracket", "y")
        sentence = screen.desk.here()
        assert sentence is not None
        copied = screen.app.clipboard
        assert copied == screen.desk.book.order.text_of(sentence)
        assert "\n" not in copied


async def test_the_outline_is_hidden_in_a_narrow_terminal(tmp_path: Path) -> None:
    """Below 70 columns the outline waits to be asked for."""
    async with opened(tmp_path, size=(60, 20)) as (screen, pilot):
        assert not screen.desk.outline_panel.display
        await pilot.press("t")
        assert screen.desk.outline_panel.display


async def test_the_outline_follows_the_width_of_the_terminal(tmp_path: Path) -> None:
    """It goes where the terminal becomes narrow and comes back with the room, unless the reader
    has hidden it; one that was asked for in a narrow terminal stays."""
    async with opened(tmp_path, size=(100, 20)) as (screen, pilot):
        for columns, shown in ((60, False), (100, True), (60, False)):
            await pilot.resize_terminal(columns, 20)
            await pilot.pause(0.1)
            assert screen.desk.outline_panel.display is shown
        await pilot.press("tab")
        assert screen.focused is screen.desk.outline_panel
        await pilot.resize_terminal(59, 20)
        await pilot.pause(0.1)
        assert screen.desk.outline_panel.display
        await pilot.press("escape", "t")
        await pilot.resize_terminal(100, 20)
        await pilot.pause(0.1)
        await pilot.press("t")
        shown = screen.desk.outline_panel.display
        await pilot.press("t")
        assert screen.desk.outline_panel.display is not shown


async def test_the_sign_follows_a_key_that_moves_nothing(tmp_path: Path) -> None:
    """G at the end leaves the sentence that was reached, and the sign goes with what is at hand."""
    async with opened(tmp_path, size=(60, 20)) as (screen, pilot):
        await pilot.press("G", "right_parenthesis", "right_parenthesis", "right_parenthesis")
        reached = screen.desk.here()
        await pilot.press("G")
        here = screen.desk.here()
        assert here is not None and here != reached
        signs = [sign.offset for sign in screen.desk.page._signs if sign.glyph == "›"]
        assert signs == [here.start]


async def test_the_outline_is_changed_by_hand_and_stays_so(tmp_path: Path) -> None:
    """d in the outline deletes an entry, and the next opening still lacks it; R brings it back."""
    async with opened(tmp_path) as (screen, pilot):
        before = len(screen.desk.book.outline.sections) if screen.desk.book.outline else 0
        await pilot.press("tab", "j", "d")
        await pilot.pause(0.5)
        assert screen.desk.book.outline is not None
        assert len(screen.desk.book.outline.sections) == before - 1
    async with opened(tmp_path) as (screen, pilot):
        assert screen.desk.book.outline is not None
        assert len(screen.desk.book.outline.sections) == before - 1
        await pilot.press("tab", "R")
        await pilot.pause(0.5)
        assert len(screen.desk.book.outline.sections) == before


async def test_a_click_where_nothing_is_says_nothing(tmp_path: Path) -> None:
    """Before the screen is laid out, or after it became smaller, a pointer is over no widget."""
    async with opened(tmp_path) as (screen, _):
        assert screen.get_widget_and_offset_at(500, 500) == (None, None)


async def test_the_selection_copies_what_is_shown(tmp_path: Path) -> None:
    """A selection by mouse over two rows is one text without the break between them."""
    async with opened(tmp_path, size=(60, 24)) as (screen, pilot):
        await pilot.press("right_curly_bracket")
        await pilot.pause()
        rows = screen.desk.page.view.window.rows
        y = next(i for i, row in enumerate(rows) if row.offsets and rows[i + 1].offsets)
        left = screen.desk.page.left
        await pilot.mouse_down(screen.desk.page, offset=(left, y))
        await pilot.hover(screen.desk.page, offset=(left + 4, y + 1))
        await pilot.mouse_up(screen.desk.page, offset=(left + 4, y + 1))
        await pilot.pause()
        copied = screen.get_selected_text()
        assert copied is not None
        assert "\n" not in copied
        assert copied.startswith(rows[y].text.strip()[:5])


async def test_a_missing_analyser_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Romaji that cannot find kanji says what to install, the first time; kana never do."""
    monkeypatch.setattr(Finder, "read_beside", lambda *_: False)
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("slash", *"どう")
        while not screen.desk.search.read:
            await pilot.pause(0.05)
        assert "jreader[ja]" not in screen.desk.status.notice
        await pilot.press("escape", "slash", "d")
        assert "jreader[ja]" in screen.desk.status.notice
        await pilot.press("escape", "slash", "d")
        assert "jreader[ja]" not in screen.desk.status.notice


async def test_a_wrong_expression_is_said_under_the_bar(tmp_path: Path) -> None:
    """An error of a regular expression stands in the line under the bar, and typing goes on."""
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("slash", "tab", "left_parenthesis")
        await pilot.pause(0.3)
        assert "正規表現の括弧" in screen.desk.status.notice
        await pilot.press("動", "right_parenthesis")
        await pilot.pause(0.3)
        assert screen.desk.status.notice == ""
        assert screen.desk.search.matches


async def test_readings_that_come_late_answer_the_search(tmp_path: Path) -> None:
    """A word that was searched for before the text was read is searched for again, once it is."""
    pytest.importorskip("lindera")
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("slash", *"douga", "enter")
        for _ in range(100):
            await pilot.pause(0.05)
            if screen.desk.search.matches:
                break
        assert "/douga  " in screen.desk.status.notice
        assert screen.desk.search.match is not None


async def test_a_match_is_not_behind_the_bar(tmp_path: Path) -> None:
    """The last row of the page becomes the bar; a match that stood there is moved up."""
    lines = "\n\n".join(f"{number}段目の文。" for number in range(60))
    post = tmp_path / "rows.txt"
    post.write_text(lines, "utf-8")
    async with opened(tmp_path, post, (60, 20)) as (screen, pilot):
        window = screen.desk.page.view.window
        last = next(row for row in reversed(window.rows) if row.end > row.start)
        wanted = screen.desk.book.document.text[last.start : last.end]
        await pilot.press("slash", *wanted[:2])
        await pilot.pause(0.2)
        assert screen.desk.search.match is not None
        assert (
            screen.desk.page.view.row_of(screen.desk.search.matches[screen.desk.search.match].start)
            is not None
        )


async def test_the_list_of_matches_counts_copies_and_moves_the_page(tmp_path: Path) -> None:
    """A match in a folded repeat counts under the copy that is shown; the cursor takes the page
    along; a filter narrows the list, and Esc leaves first the filter, then the list."""
    first = (
        "この町の図書館では、閉架の本も朝のうちなら取り出せます。"
        + "棚の番号を紙に書いて渡すと、" * 4
    )
    filler = "\n\n".join(
        f"{number}行目はただの埋め草として書いてあります。" for number in range(40)
    )
    post = tmp_path / "copies.txt"
    post.write_text(f"{first}\n\n{filler}\n\n図書館の話は以上です。\n\n{first}\n", "utf-8")
    async with opened(tmp_path, post) as (screen, pilot):
        await pilot.press("slash", *"図書館", "enter")
        await pilot.pause(0.3)
        assert (len(screen.desk.search.matches), screen.desk.search.hidden) == (2, 1)
        await pilot.press("ampersand")
        entries = [entry for entry in screen.desk.list_panel.entries if entry.value is not None]
        assert [entry.right for entry in entries] == ["繰り返し内に他1件", ""]
        low, high = entries[0].match or (0, 0)
        assert entries[0].title[low:high] == "図書館"
        await pilot.press("j")
        spans = screen.desk.page.view.window.spans()
        assert any(span.start <= screen.desk.search.matches[1].start < span.end for span in spans)
        await pilot.press("slash", *"以上")
        assert len(screen.desk.list_panel.entries) == 1
        await pilot.press("escape")
        assert len(screen.desk.list_panel.entries) >= 2
        await pilot.press("escape")
        assert not screen.desk.list_panel.display


async def test_facts_that_come_late_do_not_come_back(tmp_path: Path) -> None:
    """The list opens at once; whoever leaves it while it is made is not brought back to it."""
    async with opened(tmp_path) as (screen, pilot):
        later: list[Callable[[], None]] = []

        def put_off(work: Callable[[], Any], then: Callable[[Any], None]) -> None:
            if (
                getattr(then, "__name__", "") == "_take_facts"
            ):  # what is prepared for keys is none of it
                later.append(lambda: then(work()))

        def kind() -> object:
            return screen.desk.list_panel.kind

        screen.desk.in_background = put_off  # type: ignore[method-assign]
        await pilot.press("i")
        assert kind() is screen.facts and not screen.desk.list_panel.entries
        await pilot.press("escape", "m", "B")
        later[0]()
        assert kind() is screen.marking
        assert [entry.title for entry in screen.desk.list_panel.entries if entry.value is not None]
        await pilot.press("escape", "i")
        later[-1]()
        assert screen.desk.list_panel.entries
        await pilot.press("enter")
        assert screen.focused is screen.desk.page


async def test_a_list_that_opens_behind_a_choice_stays(tmp_path: Path) -> None:
    """A choice closes the list that it was made in, and no other that has opened since."""
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("}", "}", "m", "g", "B")
        panel = screen.desk.list_panel
        panel.action_choose()
        screen.help.show()
        await pilot.pause()
        assert screen.desk.place() > 0
        assert panel.kind is screen.help and panel.display


async def test_no_tag_is_parted_at_any_width(tmp_path: Path) -> None:
    """The title page is set anew for each measure: a tag stays on a line, with its sign."""
    post = tmp_path / "post.md"
    tags = ["港", "夜明けの市場", "魚の値段", "船大工", "冷凍技術"]
    listed = "".join(f"- {tag}\n" for tag in tags)
    post.write_text(f"---\ntitle: 港\ntags:\n{listed}---\n\n市が立つ。\n", encoding="utf-8")
    async with opened(tmp_path, post, (100, 30)) as (screen, pilot):
        for columns in (100, 50, 44, 40, 100):
            await pilot.resize_terminal(columns, 30)
            await pilot.pause(0.1)
            rows = [row.text for row in screen.desk.page.view.window.rows]
            shown = [tag for row in rows if row.startswith("#") for tag in row.split()]
            assert shown == [f"#{tag}" for tag in tags], (columns, rows)


async def test_changes_by_hand_count_no_repeats(tmp_path: Path) -> None:
    """What is folded is in no section after a change of the outline either."""
    async with opened(tmp_path) as (screen, pilot):
        assert screen.desk.book.outline is not None
        before = screen.desk.book.outline.sections
        assert screen.desk.book.repeated_share > 0.3
        await pilot.press("}", "}", "}", ")", "tab", "a")
        await pilot.pause(0.1)
        after = screen.desk.book.outline.sections
        assert len(after) == len(before) + 1
        assert after[-1].characters == before[-1].characters
        tops = [section.characters for section in after if section.level == 1]
        assert sum(tops) == sum(one.characters for one in before if one.level == 1)


async def test_readings_that_come_amid_a_burst_lose_no_letter(tmp_path: Path) -> None:
    """What stands in the bar is searched for, also if its last letters were still to be."""
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("/", "d")
        await pilot.pause(0.2)
        with screen.desk.prompt.prevent(Input.Changed):
            screen.desk.prompt.field.value = "douga"
        screen.turns.typed("douga")
        screen.turns.typed("douga")
        screen.turns._take_readings(False)
        await pilot.pause(0.3)
        assert screen.desk.search.text == "douga"


async def test_what_is_told_apart_stays_so(tmp_path: Path) -> None:
    """The setting holds in the bar, and still when the file has been read again."""
    post = tmp_path / "post.txt"
    post.write_text("みなとの話です。\n\nミナトの話です。\n", encoding="utf-8")
    async with opened(tmp_path, post, told_apart=frozenset({"kana"})) as (screen, pilot):
        await pilot.press("slash", *"ミナト", "enter")
        await pilot.pause(0.3)
        assert len(screen.desk.search.matches) == 1
        await pilot.press("R")
        for _ in range(100):
            await pilot.pause(0.02)
            if not screen.desk.search.matches:
                break
        await pilot.press("slash", *"ミナト", "enter")
        await pilot.pause(0.3)
        assert len(screen.desk.search.matches) == 1
