"""Bookmarks with letters: one key and a letter gives it, another and the letter goes there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.view.keys import fold_key
from reader.view.widgets.prompt import PromptKind
from reader.wording import say

if TYPE_CHECKING:
    from reader.store import Annotation
    from reader.view.desk import Desk
    from reader.view.parts.picture import Picture
    from reader.view.parts.place import Place

_SHOWN = 12
"""Characters of a quote behind its letter."""


class LetterPrompt(PromptKind):
    """Waits for one character."""

    def __init__(self, done: Callable[[str], None]) -> None:
        self._done = done

    def done(self, value: str) -> None:
        self._done(value)


class Letters:
    """Gives letters to sentences, and goes to them."""

    def __init__(self, desk: Desk, picture: Picture, place: Place) -> None:
        self.desk, self.picture, self.place = desk, picture, place
        self._kinds = {"set": LetterPrompt(self.give), "go": LetterPrompt(self.go)}

    def ask(self, what: str) -> None:
        """Wait for a letter: to "set" on the current sentence, or to "go" to."""
        prompt = self.desk.prompt
        prompt.open(self._kinds[what], say(f"view.letter.{what}", self.desk.lang), single=True)
        prompt.say("  ".join(f"{mark.letter} {mark.quote[:_SHOWN]}" for mark in self._lettered()))

    def _lettered(self) -> list[Annotation]:
        """The bookmarks that have a letter, in the order of the alphabet."""
        marks = (mark for mark in self.desk.post.marks() if mark.letter)
        return sorted(marks, key=lambda mark: mark.letter)

    def _letter(self, typed: str) -> str:
        """The ASCII letter that was typed; "" for anything else, which is said."""
        letter = fold_key(typed) or typed
        if letter.isalpha() and letter.isascii():
            return letter
        self.desk.say("view.letter.only")
        return ""

    def go(self, typed: str) -> None:
        """Go to the bookmark of a letter; "'" goes back to where the reader was before."""
        if (fold_key(typed) or typed) == "'":
            self.place.jump(-1)
            return
        letter = self._letter(typed)
        if not letter:
            return
        mark = next((mark for mark in self._lettered() if mark.letter == letter), None)
        if mark is None:
            self.desk.say("view.letter.none", letter=letter)
        elif mark.state == "lost":
            self.desk.say("view.letter.lost", letter=letter)
        else:
            self.place.go(mark.start)

    def give(self, typed: str) -> None:
        """Bookmark the sentence under a letter; the same letter there again takes it away."""
        desk, letter = self.desk, self._letter(typed)
        sentence = desk.here_or_say() if letter else None
        post = desk.stored_or_say() if sentence else None
        if sentence is None or post is None:
            return
        start, end = sentence.spans[0]
        if post.toggle(start, end, section=desk.section_title(), letter=letter):
            desk.say("view.letter.given", letter=letter)
        else:
            desk.say("view.marks.removed")
        self.picture.update()
