"""The question of the early screen alone, for programs that tests start in a terminal."""

from __future__ import annotations

from typing import NamedTuple

from reader.first_page import early_screen


class Answer(NamedTuple):
    """What the terminal said, and what it said besides."""

    ambiguous: int | None
    typed: bytes


def ask_ambiguous(wait: float = early_screen.WAIT) -> Answer:
    """Ask as the reader does, and put the terminal back."""
    early_screen.WAIT = wait
    with early_screen.EarlyScreen(b"") as screen:
        if not screen.open():
            return Answer(None, b"")
        screen.ask()
        return Answer(screen.answer(wait=True), screen.typed)
