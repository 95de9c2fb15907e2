"""Themes: one TOML file each, turned into Textual's."""

from __future__ import annotations

import tomllib
from pathlib import Path

from textual.theme import Theme

from reader.config import STYLES
from reader.view.palette import default_theme

__all__ = ["THEME_DEFAULTS", "default_theme", "load_theme"]

THEME_DEFAULTS: dict[str, str] = tomllib.loads(
    (STYLES / "themes" / "dark.toml").read_text(encoding="utf-8")
)["variables"]
"""Colours that only jreader's themes name, for those that do not."""


def load_theme(path: Path) -> Theme:
    """The theme of a file; its name is the file's.

    Raises OSError, tomllib.TOMLDecodeError, or TypeError for a field that no theme has.
    """
    return Theme(name=path.stem, **tomllib.loads(path.read_text(encoding="utf-8")))
