"""The two lists of facts: their columns, orders, jumps, filter, and what stands when there is
nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.analysis.facts.find import Facts, find_facts
from reader.cells import cell_len
from reader.document import Block, Document, Kind
from reader.view.parts.facts import LISTS, ORDERS, heading, rows
from reader.view.screen import ReadingScreen
from reader.wording import Lang
from tests.view.pilot import opened

TEXT = (
    "トルネリアは9億円で港を買った。",
    "Brixel Labsは1兆円を、トルネリアは5,000万円を投じる。2025年の話だ。",
    "トルネリアの船は速い。港の利用者の75%が喜んだ。",
)


def facts(*texts: str) -> Facts:
    return find_facts(
        Document(
            [
                Block(Kind.PARAGRAPH, text, lines=((0, line),), end_line=line)
                for line, text in enumerate(texts, 1)
            ]
        )
    )


def post(folder: Path, *texts: str) -> Path:
    path = folder / "post.txt"
    path.write_text("\n\n".join(texts), encoding="utf-8")
    return path


async def listed(screen: ReadingScreen, pilot: Pilot[None]) -> list[str]:
    for _ in range(100):
        await pilot.pause(0.02)
        if screen.facts.facts is not None:
            break
    return [
        entry.title.split()[0]
        for entry in screen.desk.list_panel.entries
        if entry.value is not None
    ]


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("kind", LISTS)
def test_no_title_is_cut(kind: str, lang: Lang) -> None:
    """However short what stands under it is."""
    found = facts("トルは1円だ。" * 12)
    for order in ORDERS[kind]:
        assert "~" not in heading(found, kind, order, ("s", "i"), 80, lang)


@pytest.mark.parametrize("width", [40, 80, 100, 160])
@pytest.mark.parametrize("kind", LISTS)
def test_columns_stand_under_one_another(kind: str, width: int) -> None:
    """Whatever the names are, the columns of a list begin at the same cells, and the titles above
    them end with theirs."""
    long = "Alpha Brixel Cortane Delphine Esteban Foundry Gallimard Hollander Labs"
    found = facts(*TEXT, f"{long}が3億円を集めた。", "ﾄﾙﾈﾘｱ👨‍👩‍👧は4億円だ。")
    for order in ORDERS[kind]:
        entries = [
            entry for entry in rows(found, kind, order, width, "ja") if entry.value is not None
        ]
        assert len({cell_len(entry.title) for entry in entries}) == 1
        title = heading(found, kind, order, ("s", "i"), width, "ja")
        assert cell_len(title[: title.index(" s:")].rstrip()) <= cell_len(entries[0].title)


def test_orders_of_the_lists() -> None:
    """Names by count or first mention; figures as they come, or unit by unit, the largest first,
    points in time last."""
    found = facts(*TEXT)

    def order(kind: str, by: str) -> list[str]:
        return [entry.title.split("  ")[0].strip() for entry in rows(found, kind, by, 100, "ja")]

    assert order("names", "count") == ["トルネリア", "Brixel Labs"]
    assert order("names", "first") == ["トルネリア", "Brixel Labs"]
    assert order("figures", "first") == ["9億円", "1兆円", "5,000万円", "2025年", "75%"]
    assert order("figures", "size") == [
        *("円 (3)", "1兆円", "9億円", "5,000万円"),
        *("% (1)", "75%", "年 (1)", "2025年"),
    ]


async def test_names_then_figures_then_by_size(tmp_path: Path) -> None:
    """`i` opens the names and goes to the figures and back, `s` sorts; an order is kept."""
    async with opened(tmp_path, post(tmp_path, *TEXT)) as (screen, pilot):
        await pilot.press("i")
        assert await listed(screen, pilot) == ["トルネリア", "Brixel"]
        await pilot.press("i")
        assert await listed(screen, pilot) == ["9億円", "1兆円", "5,000万円", "2025年", "75%"]
        await pilot.press("s")
        by_size = ["1兆円", "9億円", "5,000万円", "75%", "2025年"]
        assert await listed(screen, pilot) == by_size
        await pilot.press("i", "i")
        assert await listed(screen, pilot) == by_size
        await pilot.press("escape", "i")
        assert await listed(screen, pilot) == by_size


async def test_a_choice_goes_to_the_figure_and_not_to_its_line(tmp_path: Path) -> None:
    """In a paragraph of many rows the row of the figure is shown."""
    filler = "ここには数えるものが何も書かれていない文が続いていきます。" * 80
    path = post(tmp_path, "前置き。", filler + "船は77億円だった。" + filler)
    async with opened(tmp_path, path, (80, 24)) as (screen, pilot):
        await pilot.press("i")
        assert await listed(screen, pilot) == ["77億円"]
        await pilot.press("enter")
        await pilot.pause(0.1)
        at = screen.desk.book.document.text.index("77億円")
        assert any(span.start <= at < span.end for span in screen.desk.page.view.window.spans())


async def test_the_filter_looks_into_subjects_and_sentences(tmp_path: Path) -> None:
    """What is typed after `/` is sought in all that a row says."""
    async with opened(tmp_path, post(tmp_path, *TEXT)) as (screen, pilot):
        await pilot.press("i")
        await listed(screen, pilot)
        await pilot.press("i")
        await listed(screen, pilot)
        await pilot.press("slash", *"利用者")
        assert await listed(screen, pilot) == ["75%"]


async def test_a_post_without_facts_says_so(tmp_path: Path) -> None:
    """No empty list without a word; a list alone that is empty says what it lacks."""
    async with opened(tmp_path, post(tmp_path, "何もない。")) as (screen, pilot):
        await pilot.press("i")
        assert await listed(screen, pilot) == []
        assert screen.desk.list_panel.note == "固有名詞は見つかりません"
        await pilot.press("i")
        assert screen.desk.list_panel.note == "数値は見つかりません"


async def test_the_columns_follow_the_size_of_the_terminal(tmp_path: Path) -> None:
    """A list that is open is set anew when the terminal changes, and its cursor stays."""
    async with opened(tmp_path, post(tmp_path, *TEXT), (160, 40)) as (screen, pilot):
        await pilot.press("i")
        await listed(screen, pilot)
        await pilot.press("i", "j", "j")
        await pilot.resize_terminal(44, 24)
        await pilot.pause(0.3)
        assert screen.desk.list_panel.cursor == 2
        assert all(cell_len(entry.title) <= 40 for entry in screen.desk.list_panel.entries)
