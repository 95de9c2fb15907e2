"""Themes: one TOML file each, turned into Textual's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.theme import Theme

from reader.config import STYLES
from reader.first_page.palette import default_theme, plain_toml

__all__ = ["THEME_DEFAULTS", "default_theme", "load_theme"]

THEME_DEFAULTS: dict[str, str] = plain_toml(str(STYLES / "themes" / "dark.toml"))["variables"]
"""Colours that only jreader's themes name, for those that do not."""


def load_theme(path: Path) -> Theme:
    """The theme of a file; its name is the file's.

    Raises OSError, ValueError (tomllib's and that of bad UTF-8), or TypeError for a field that no
    theme has.
    """
    return Theme(name=path.stem, **_fields(path))


def _fields(path: Path) -> dict[str, Any]:
    try:
        return plain_toml(str(path))
    except ValueError:
        import tomllib

        return tomllib.loads(path.read_text(encoding="utf-8"))
