"""How every printed answer writes: lines, JSON and notices."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from reader.cli.options import Call
from reader.cli.streams import is_terminal, print_error
from reader.config import Settings
from reader.document import Notice
from reader.wording import Lang, say

if TYPE_CHECKING:
    from reader.cli.opened_post import OpenedPost

_BATCH = 500
"""Lines that are written at once."""

Asked = tuple[Call, Settings, Lang]
"""The call, its settings, the language of the interface."""


def write(lines: Iterable[str], *, painted: bool = False) -> None:
    """Write lines to standard output, some hundred at a time; what could act on a terminal is cut
    out. `painted`: they have colours and hold nothing but texts that are harmless already."""
    from reader.formats.input.harmless import harmless

    left = iter(lines)
    while batch := list(islice(left, _BATCH)):
        text = "\n".join(batch) + "\n"
        sys.stdout.write(text if painted else harmless(text)[0])


def write_json(value: object) -> None:
    """Write one JSON document to standard output."""
    from reader.escaping import json_text

    sys.stdout.write(json_text(value, indent=2) + "\n")


def tell(notices: Iterable[Notice], lang: Lang, source: str = "") -> None:
    """Say on standard error what the reader should know, one line each; of which post, if any."""
    for notice in notices:
        message = say(notice.key, lang, **notice.values)
        complain(f"{source}: {message}" if source else message, lang)


def complain(message: str, lang: Lang) -> None:
    """One line on standard error, whatever line ends the message holds."""
    from reader.formats.input.harmless import harmless_line

    print_error(harmless_line(say("cli.error", lang, message=message)))


def colored(call: Call) -> bool:
    """Whether the answer may have colours."""
    return call.color == "always" or (call.color == "auto" and is_terminal(sys.stdout))


def open_post(asked: Asked, source: str | None = None) -> OpenedPost:
    """The post of a call, or another one; what is odd about it is told."""
    from reader.cli.opened_post import OpenedPost

    call, settings, lang = asked
    opened = OpenedPost(call.posts[0] if source is None else source, call, settings)
    tell(opened.document.notices, lang, opened.document.source)
    return opened
