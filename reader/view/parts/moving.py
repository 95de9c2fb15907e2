"""Moving through the text: rows, pages, sentences, paragraphs, sections, places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.view.widgets.prompt import PromptKind
from reader.wording import say

if TYPE_CHECKING:
    from reader.analysis import Section
    from reader.view.desk import Desk
    from reader.view.parts.place import Place

_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")
_LINE = re.compile(r"(?:line|行)[:：]\s*(\d+)|(\d+)行")
_MARK = re.compile(r"mark:\s*(\d+)")


class Moving(PromptKind):
    """Keys that move, and the prompt for the name of a place."""

    def __init__(self, desk: Desk, place: Place) -> None:
        self.desk, self.place = desk, place

    # -- rows, pages, sentences, paragraphs

    def scroll_rows(self, count: int) -> None:
        """Down by so many rows of the page; up where `count` is negative."""
        self.place.scroll(lambda: self.desk.page.view.scroll_rows(count))

    def scroll_pages(self, pages: float) -> None:
        """Down by so many pages; up where `pages` is negative."""
        self.place.scroll(lambda: self.desk.page.view.scroll_pages(pages))

    def top(self) -> None:
        """To the beginning of the text."""
        self._leave(self.desk.page.view.scroll_to_top)

    def bottom(self) -> None:
        """To the end of the text, as soon as it is loaded."""
        self._leave(self.desk.page.view.scroll_to_bottom)
        self._await_share(1.0)

    def _leave(self, move: Callable[[], bool]) -> None:
        self.desk.jumps.leave(self.desk.place())
        self.desk.current = None
        self.place.scroll(move)

    def scroll_to_share(self, share: float) -> None:
        """To a share of the text, 0 to 1: the scrollbar was clicked that far down."""
        self.place.scroll(lambda: self.desk.page.view.scroll_to_fraction(share))
        self._await_share(share)

    def _await_share(self, share: float) -> None:
        """Go on to a share of the text when it is loaded, if it is not."""
        document = self.desk.book.document
        if not document.complete and share >= document.share:
            self.place.awaited.share = share

    def sentence(self, count: int) -> None:
        """The next sentence (1) or the one before (-1)."""
        desk, sentence = self.desk, self.desk.here()
        if sentence is None:
            return
        # A sentence that is merely the first on the screen is reached by the first key.
        target = desk.book.order.step(sentence, count) if desk.current or count < 0 else sentence
        self.place.go(target.start, jump=False)

    def paragraph(self, count: int) -> None:
        """The next paragraph (1) or the one before (-1)."""
        desk = self.desk
        self.place.go(desk.book.order.paragraph(desk.here_offset(), count), row=0, jump=False)

    # -- sections

    def section(self, count: int) -> None:
        """The next section (1); or the start of this one and then the one before (-1)."""
        book, sections = self.desk.book, self._sections
        if not sections:
            ready = book.outline is not None or not book.size
            self.desk.say("view.sections.none" if ready else "view.section.unready")
            return
        here = self.desk.here_offset()
        starts = [section.start for section in sections]
        if count > 0:
            target = next((start for start in starts if start > here), None)
        else:
            target = next((start for start in reversed(starts) if start < here), None)
        if target is not None:
            self.place.go(target, row=0)
        elif count < 0:
            self.top()

    @property
    def _sections(self) -> Sequence[Section]:
        outline = self.desk.book.outline
        return outline.sections if outline else ()

    def section_number(self, number: int) -> None:
        """The start of a section of the first level."""
        if self.desk.book.outline is None:
            self.desk.say("view.section.unready")
            return
        sections = self.desk.book.top_sections
        if number <= len(sections):
            self.place.go(sections[number - 1].start, row=0)
        else:
            self.desk.say("view.section.none", number=number)

    # -- places

    def first_unread(self) -> None:
        """The first sentence that was not read."""
        self.place.look_away()
        unread = self.desk.book.order.first_outside(self.desk.post.read_spans())
        if unread is None:
            self.desk.say("view.unread.none")
        else:
            self.place.go(unread, row=0)

    def new_text(self, direction: int) -> None:
        """The next passage that was not there last time (1), or the one before (-1)."""
        change, here = self.desk.post.change, self.desk.here_offset()
        starts = [span.start for span in change.spans] if change else []
        if direction > 0:
            target = next((start for start in starts if start > here), None)
        else:
            target = next((start for start in reversed(starts) if start < here), None)
        if target is None:
            self.desk.say("view.new.no-more" if starts else "view.new.none")
        else:
            self.place.go(target, row=2)

    def ask(self) -> None:
        """Ask for the name of a place."""
        self.desk.prompt.open(self, say("view.goto.label", self.desk.lang))

    def done(self, value: str) -> None:
        if value.strip():
            self.go_to(value)

    def go_to(self, place: str) -> bool:
        """Go to a place as a reader names it: section number or title, 40%, line:12, mark:3.

        A share of the text that is not loaded is gone to when it is. False where there is no such
        place, which is said."""
        name = unicodedata.normalize("NFKC", place).strip()
        percent = _PERCENT.fullmatch(name)
        share = min(100.0, float(percent[1])) / 100 if percent else None
        offset = self._offset_of(name) if share is None else self._at_share(share)
        if offset is None:
            self.desk.say("view.goto.unknown", place=place)
            return False
        self.place.go(offset, row=0)
        if share is not None:
            self._await_share(share)
        return True

    def _offset_of(self, place: str) -> int | None:
        """The offset of a line, a bookmark or a section; None where there is none such."""
        if found := _LINE.fullmatch(place):
            return self.desk.book.document.offset_of_line(int(found[1] or found[2]))
        if found := _MARK.fullmatch(place):
            mark = self.desk.post.mark(int(found[1]))
            return mark.start if mark and mark.state != "lost" else None
        return self._at_section(place)

    def _at_share(self, share: float) -> int:
        layout = self.desk.page.view.layout
        rows, _ = layout.height()
        return layout.offset_of(layout.place_at(round(share * max(0, rows - 1))))

    def _at_section(self, name: str) -> int | None:
        """Where the section starts whose number or title is `name`, or whose title has it."""
        if not name:
            return None
        from reader.search.folds import shared

        fold = shared().plain
        wanted = fold(name)
        tests: tuple[Callable[[str, str], bool], ...] = (
            lambda number, title: wanted == number,
            lambda number, title: wanted == title,
            lambda number, title: wanted in title,
        )
        for fits in tests:
            for section in self._sections:
                title = fold(section.label)
                if fits(section.id, title):
                    return section.start
        return None
