"""A widget that is drawn before it has styles."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.dom import DOMNode

from reader.view.patches.unstyled import forgive_unstyled
from reader.view.widgets.note_editor import NoteEditor
from tests.view.pilot import opened


async def test_its_parts_look_as_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual raises KeyError for a part without styles; the reader goes on."""
    monkeypatch.setattr(DOMNode, "get_component_styles", DOMNode.get_component_styles)
    forgive_unstyled()
    async with opened(tmp_path):
        editor = NoteEditor("文")
        assert editor.get_component_styles("text-area--not-there") is editor.styles
