"""The line at the bottom: what gives way where not all of it fits."""

from __future__ import annotations

from pathlib import Path

from tests.view.pilot import opened


async def test_a_notice_is_whole_where_the_line_has_room(tmp_path: Path) -> None:
    """How far the reader is gives way to a notice; a notice longer than the line is cut."""
    async with opened(tmp_path, size=(60, 20)) as (screen, pilot):
        for notice in ("正規表現の誤り: " + "字" * 20, "しおりを挟みました"):
            screen.desk.inform(notice)
            await pilot.pause()
            assert notice in screen.desk.status.render_line(0).text
        assert "%" in screen.desk.status.render_line(0).text
        screen.desk.inform("字" * 40)
        text = screen.desk.status.render_line(0).text
        assert "字" * 20 in text and "~" in text and "%" not in text
