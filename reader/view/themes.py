"""Themes as Textual takes them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.theme import Theme

from reader.config import STYLES
from reader.config.theme import read_theme

THEME_DEFAULTS: dict[str, str] = read_theme(str(STYLES / "themes" / "dark.toml")).variables
"""Variables that only jreader's themes name, for Textual's own themes."""


def load_theme(path: Path) -> Theme:
    """The theme of a file; its name is the file's. Raises ReaderError as `read_theme` does."""
    theme = read_theme(str(path))
    fields: dict[str, Any] = dict(theme.colors)
    return Theme(name=path.stem, dark=theme.dark, variables=theme.variables, **fields)
