"""Where the program's own styles and the user's files are.

The way to the first page goes by names; what loads `pathlib` is for all that comes later.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from reader.disk import is_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    STYLES: Path

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
STYLES_NAME = next(
    name
    for name in (f"{_PACKAGE}/styles", f"{os.path.dirname(_PACKAGE)}/styles")
    if os.path.isdir(name)
)
"""The folder of style sheets and themes: beside the package in a wheel, beside its folder in a
checkout."""


def __getattr__(name: str) -> Path:
    """`STYLES` is `STYLES_NAME` as a path."""
    if name != "STYLES":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pathlib import Path

    return Path(STYLES_NAME)


def config_folder() -> Path:
    """Where the user's `config.toml` and own themes are."""
    return user_folder("config")


def user_folder(kind: str) -> Path:
    """The user's folder for jreader's "config" or "data", as platformdirs knows it."""
    from pathlib import Path

    return Path(user_folder_name(kind))


def user_folder_name(kind: str) -> str:
    """`user_folder` as a string.

    On Linux the rule is that of the XDG base directory specification and is answered without
    loading platformdirs, which takes as long as the rest of the way to the first page.
    """
    if sys.platform == "linux":
        default = {"config": ".config", "data": ".local/share"}[kind]
        base = os.environ.get(f"XDG_{kind.upper()}_HOME", "").strip()
        return os.path.join(base or os.path.join(os.path.expanduser("~"), default), "jreader")
    import platformdirs

    find = {"config": platformdirs.user_config_path, "data": platformdirs.user_data_path}[kind]
    return str(find("jreader", appauthor=False))


def theme_files(folder: Path | None = None) -> dict[str, Path]:
    """Name -> TOML file of every theme: the program's own, then the user's in `themes/` of the
    configuration folder, which go before them."""
    from pathlib import Path

    found = {}
    for place in (Path(STYLES_NAME) / "themes", (folder or config_folder()) / "themes"):
        with suppress(OSError):
            found.update({path.stem: path for path in sorted(place.iterdir()) if is_toml(path)})
    return found


def is_toml(path: Path) -> bool:
    """Whether a path is a TOML file that can be looked at."""
    return path.suffix == ".toml" and is_file(path)
