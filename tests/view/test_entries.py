"""Lists: where the cursor stands while a filter comes and goes."""

from __future__ import annotations

from pathlib import Path

from tests.view.pilot import opened


async def test_leaving_a_filter_keeps_the_entry(tmp_path: Path) -> None:
    """After Esc the cursor stands on the entry that it stood on, never on a heading."""
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("f1")
        panel = screen.desk.list_panel
        await pilot.press("slash", *"ルビ")
        chosen = panel.chosen
        assert chosen is not None
        await pilot.press("escape")
        assert not panel.needle
        assert panel.chosen is not None and panel.chosen.value is chosen.value
        await pilot.press("slash", *"zzz")
        assert panel.chosen is None
        await pilot.press("escape")
        assert panel.chosen is not None


async def test_a_filter_that_is_not_typed_any_more_shows_no_cursor(tmp_path: Path) -> None:
    """Enter ends the typing also where nothing fits, and the line says so."""
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("f1", "slash", *"zzz")
        assert screen.desk.list_panel.render_line(0).text.rstrip().endswith("zzz_")
        drawn: list[str] = []
        refresh = screen.desk.list_panel.refresh

        def noted() -> None:
            drawn.append(screen.desk.list_panel.render_line(0).text.rstrip())
            refresh()

        screen.desk.list_panel.refresh = noted  # type: ignore[method-assign,assignment]
        await pilot.press("enter")
        assert drawn and drawn[-1].endswith("zzz")


async def test_the_outline_is_whole_again_after_a_choice(tmp_path: Path) -> None:
    """Enter on an entry of a filtered outline goes there and shows all sections again, the
    chosen one under the cursor."""
    async with opened(tmp_path) as (screen, pilot):
        outline = screen.desk.book.outline
        assert outline is not None
        wanted = outline.sections[3]
        panel = screen.desk.outline_panel
        await pilot.press("tab", "slash", *wanted.title[:2])
        assert len(panel.entries) < len(outline.sections)
        await pilot.press("enter")
        await pilot.pause(0.1)
        assert len(panel.entries) == len(outline.sections)
        assert panel.chosen is not None and panel.chosen.value is wanted
        assert screen.focused is screen.desk.page


async def test_a_page_in_a_list_shows_the_next_entries(tmp_path: Path) -> None:
    """After Space what stood at the bottom stands on top, and b goes back the same way."""
    async with opened(tmp_path, size=(80, 24)) as (screen, pilot):
        await pilot.press("f1")
        panel = screen.desk.list_panel
        height = panel.size.height

        def rows() -> list[str]:
            return [panel.render_line(y).text for y in range(1, height)]

        first = rows()
        await pilot.press("space")
        second = rows()
        assert second[0] == first[-1]
        await pilot.press("b")
        assert rows() == first
        await pilot.press("G")
        last = rows()
        await pilot.press("space")
        assert rows() == last
