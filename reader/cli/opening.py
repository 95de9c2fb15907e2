"""Opening the reader in the terminal: the only place of the command line that knows the app."""

from __future__ import annotations

import sys
from importlib import import_module

from reader.cli.options import Call
from reader.cli.streams import keys_from_terminal
from reader.config import Settings, theme_files
from reader.document import Notice
from reader.errors import ReaderError
from reader.request import Request
from reader.wording import Lang


def open_reader(call: Call, settings: Settings, notices: list[Notice], lang: Lang) -> int:
    """Start the application on a post, or on the list of what was read last.

    Raises ReaderError where no keys can come, and for a theme that does not exist.
    """
    if call.theme and call.theme not in theme_files():
        themes = ", ".join(theme_files())
        raise ReaderError("cli.unknown-theme", theme=call.theme, themes=themes)
    source = call.posts[0] if call.posts else ""
    data = sys.stdin.buffer.read() if source == "-" and sys.stdin is not None else None
    if not keys_from_terminal():
        raise ReaderError("cli.no-keys")
    request = Request(
        source=source,
        data=data,
        input_format=call.input_format,
        encoding=call.encoding,
        goto=call.goto,
        settings=settings,
        notices=tuple(notices),
        config=call.config,
        state_dir=call.state_dir,
        lang=lang,
    )
    status: int = import_module("reader.app").run(request)
    return status
