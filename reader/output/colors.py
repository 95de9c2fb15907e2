"""Colours in print: SGR sequences (ECMA-48 8.3.117) around runs of text."""

from __future__ import annotations

BOLD, DIM, ITALIC, UNDERLINE, STRIKE = "1", "2", "3", "4", "9"
MATCH = "1;31"
"""A match, as grep shows it."""
FILE = "35"
LINE = "32"


def painted(text: str, look: str) -> str:
    """A text in a look, which is a list of SGR numbers; "" leaves it as it is."""
    return f"\x1b[{look}m{text}\x1b[0m" if look and text else text
