"""What the command line asks the application to do, in one value that both know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.config import Settings
from reader.document import Notice
from reader.records import dataclass, field

if TYPE_CHECKING:
    from pathlib import Path

    from reader.wording import Lang


@dataclass(frozen=True, slots=True)
class Request:
    """Open a post in the terminal, or the list of what was read last."""

    source: str = ""
    """The post's path as the user wrote it, "-" for standard input, "" for the list of what was
    read last."""
    data: bytes | None = None
    """What standard input held; None unless `source` is "-". Its descriptor is the terminal by
    the time the application starts."""
    input_format: str = "auto"
    """"auto", "plain", "markdown" or "aozora"."""
    encoding: str | None = None
    """Name of the encoding; None detects it."""
    goto: str = ""
    """Where to open: a section's number or title, "40%", "mark:3"; "" is the place of last
    time."""
    settings: Settings = field(default_factory=Settings)
    """The configuration file with the command line's options over it."""
    notices: tuple[Notice, ...] = ()
    """What in the configuration could not be understood."""
    config: Path | None = None
    """The configuration file that was asked for; None is the user's own."""
    state_dir: Path | None = None
    """Folder of everything that is kept; None is the user's own."""
    lang: Lang = "en"
    """Language of the interface, settled."""
