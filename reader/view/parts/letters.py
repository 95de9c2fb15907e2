"""Marks with letters: one key and a letter gives it, another and the letter goes there."""

from __future__ import annotations

from reader.store import Annotation
from reader.view.keys import fold_key
from reader.view.parts.marking import MarkActions
from reader.view.parts.moving import MoveActions
from reader.wording import say

_SHOWN = 12
"""Characters of a quote behind its letter."""


class LetterActions(MoveActions, MarkActions):
    """Actions on bookmarks that have a letter."""

    def action_letter(self, what: str) -> None:
        """Wait for a letter: to "set" on the current sentence, or to "go" to."""
        self.prompt.open(f"letter-{what}", say(f"view.letter.{what}", self.lang), single=True)
        self.prompt.say(
            "  ".join(f"{mark.letter} {mark.quote[:_SHOWN]}" for mark in self._lettered())
        )

    def take_letter(self, purpose: str, typed: str) -> None:
        """A character came for what `action_letter` asked."""
        letter = fold_key(typed) or typed
        if purpose == "letter-go" and letter == "'":
            self.action_jump(-1)
        elif not letter.isalpha() or not letter.isascii():
            self.say("view.letter.only")
        elif purpose == "letter-go":
            self._go_to_letter(letter)
        else:
            self._give(letter)

    def _lettered(self) -> list[Annotation]:
        return sorted(
            (mark for mark in self.post.marks() if mark.letter), key=lambda mark: mark.letter
        )

    def _go_to_letter(self, letter: str) -> None:
        mark = next((mark for mark in self._lettered() if mark.letter == letter), None)
        if mark is None:
            self.say("view.letter.none", letter=letter)
        elif mark.state == "lost":
            self.say("view.letter.lost", letter=letter)
        else:
            self.go(mark.start)

    def _give(self, letter: str) -> None:
        """Bookmark the sentence under a letter; the same letter there again takes it away."""
        sentence, post = self.here_or_say(), self.stored_or_say()
        if sentence is None or post is None:
            return
        start, end = sentence.spans[0]
        made = post.toggle(start, end, section=self._section_title(), letter=letter)
        if made:
            self.say("view.letter.given", letter=letter)
        else:
            self.say("view.marks.removed")
        self.update()
