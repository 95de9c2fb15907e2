"""Where the program's own styles and the user's files are."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
STYLES = next(path for path in (_PACKAGE / "styles", _PACKAGE.parent / "styles") if path.is_dir())
"""The folder of style sheets and themes: beside the package in a wheel, beside its folder in a
checkout."""


def config_folder() -> Path:
    """Where the user's `config.toml` and own themes are."""
    return user_folder("config")


def user_folder(kind: str) -> Path:
    """The user's folder for jreader's "config" or "data", as platformdirs knows it.

    On Linux the rule is that of the XDG base directory specification and is answered without
    loading platformdirs, which takes as long as the rest of the way to the first page.
    """
    if sys.platform == "linux":
        default = {"config": ".config", "data": ".local/share"}[kind]
        base = os.environ.get(f"XDG_{kind.upper()}_HOME", "").strip()
        return Path(base or Path("~").expanduser() / default) / "jreader"
    import platformdirs

    find = {"config": platformdirs.user_config_path, "data": platformdirs.user_data_path}[kind]
    return find("jreader", appauthor=False)


def user_folder_name(kind: str) -> str:
    """`user_folder` as a string."""
    return str(user_folder(kind))


def theme_files(folder: Path | None = None) -> dict[str, Path]:
    """Name -> TOML file of every theme: the program's own, then the user's in `themes/` of the
    configuration folder, which go before them."""
    folders = (STYLES / "themes", (folder or config_folder()) / "themes")
    return {path.stem: path for place in folders for path in sorted(place.glob("*.toml"))}
