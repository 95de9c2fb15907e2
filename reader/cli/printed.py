"""Writing of printed answers: lines and JSON to standard output, notices to standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from reader.cli.options import Call
from reader.cli.streams import is_terminal, print_error
from reader.config import Settings
from reader.document import Notice
from reader.wording import Lang, say

_BATCH = 500
"""Lines that are joined and written in a single call."""


class Invocation(NamedTuple):
    """What a printed answer is made by: the command line and what it is answered with."""

    call: Call
    settings: Settings
    """The settings of the configuration file, with the command line's options over them."""
    lang: Lang
    """Language of the interface."""


def write(lines: Iterable[str], *, painted: bool = False) -> None:
    """Write lines to standard output without control characters, which could act on the terminal.
    `painted`: the lines have colour sequences around text that has been cleaned already."""
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
    """Print each notice as a line on standard error, with the post's name `source` before it."""
    for notice in notices:
        message = say(notice.key, lang, **notice.values)
        complain(f"{source}: {message}" if source else message, lang)


def complain(message: str, lang: Lang) -> None:
    """Print a message as a single line on standard error; line ends in it are replaced."""
    from reader.formats.input.harmless import harmless_line

    print_error(harmless_line(say("cli.error", lang, message=message)))


def colored(call: Call) -> bool:
    """Whether the answer may have colours."""
    return call.color == "always" or (call.color == "auto" and is_terminal(sys.stdout))
