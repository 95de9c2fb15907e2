"""The command line in a real terminal: keys apart from the document, sizes, the way out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.terminal import ROOT

pytestmark = pytest.mark.pty
SAMPLE = ROOT / "samples" / "video-ai.txt"


def test_a_piped_post_is_read_with_keys(open_terminal: Callable[..., Any]) -> None:
    """`-` reads the document from the pipe while q still comes from the terminal."""
    terminal = open_terminal("-", stdin=SAMPLE.read_bytes(), size=(100, 30))
    terminal.wait_for("地方局の編集室").settle().send("q")
    assert terminal.exit_status() == 0


def test_print_follows_the_terminals_width(open_terminal: Callable[..., Any]) -> None:
    """In a terminal of 30 columns the post is printed at 30 cells."""
    terminal = open_terminal("--print", "--no-header", SAMPLE, size=(30, 40))
    assert terminal.exit_status() == 0
    widest = max(len(line.rstrip()) for line in terminal.raw.decode().splitlines())
    assert widest <= 30


def test_a_mistake_in_a_terminal_is_one_line(open_terminal: Callable[..., Any]) -> None:
    """A missing post never reaches the alternate screen."""
    terminal = open_terminal("missing.txt")
    assert terminal.exit_status() == 2
    assert b"\x1b[?1049h" not in terminal.raw
    assert terminal.lines()[0].startswith("jreader: missing.txt")
