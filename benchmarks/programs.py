"""The programs that are measured beside jreader, with the keys that each one takes."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.documents import FIRST
from reader.wording import say
from tests.terminal import JREADER

BARE = f"""
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("{FIRST}")
Bare().run()
"""
"""The smallest Textual application that shows a line."""


class Keys(NamedTuple):
    """What is typed; empty where a program has no such key."""

    page: bytes = b" "
    end: bytes = b"G"
    top: bytes = b"g"
    search: bytes = b"/"
    leave: bytes = b"q"


class Program(NamedTuple):
    """One program that shows a text file in a terminal."""

    name: str
    argv: tuple[str, ...]
    """The file's path follows; the first is a name to be looked for."""
    keys: Keys = Keys()
    largest: int = 200_000_000
    """Bytes beyond which opening takes it minutes."""
    reads: bool = True
    """Whether it takes a file at all."""
    stands: str = ""
    """What it shows last when it opens."""


_NO_SEARCH = Keys(b"\x1b[6~", b"\x1b[F", b"\x1b[H", b"", b"\x11")

PROGRAMS: Sequence[Program] = (
    Program("jreader", JREADER, stands=f" {say('view.outline', 'en')}"),
    Program("bare Textual app", (sys.executable, "-c", BARE), Keys(leave=b"\x11"), reads=False),
    Program("less", ("less",)),
    Program("bat", ("bat", "--paging=always", "--style=plain", "--color=always")),
    Program("bat", ("batcat", "--paging=always", "--style=plain", "--color=always")),
    Program(
        "vim", ("vim", "-R", "-n", "-u", "NONE", "-N"), Keys(b"\x06", top=b"gg", leave=b":q!\r")
    ),
    Program("w3m", ("w3m",), Keys(leave=b"Q"), largest=10_000_000),
    Program("glow", ("glow", "-p"), largest=1_000_000),
    Program("frogmouth", ("frogmouth",), _NO_SEARCH, largest=1_000_000),
)
"""What may be installed. baca reads EPUB alone and takes no text file."""


def missing() -> list[str]:
    """The names of those that are not here."""
    here = {program.name for program in installed()}
    return sorted({program.name for program in PROGRAMS} - here)


def installed() -> list[Program]:
    """The programs that are here, with the full path of each; the bare application is second."""
    found: dict[str, Program] = {}
    for program in PROGRAMS:
        path = shutil.which(program.argv[0])
        if path and program.name not in found:
            found[program.name] = program._replace(argv=(path, *program.argv[1:]))
    return list(found.values())
