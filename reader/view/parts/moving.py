"""Moving through the text: rows, pages, sentences, paragraphs, sections, places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from reader.view.parts.place import Keeping

_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")
_LINE = re.compile(r"(?:line|行)[:：]\s*(\d+)|(\d+)行")
_MARK = re.compile(r"mark:\s*(\d+)")


class MoveActions(Keeping):
    """Actions of the groups "move" and "sections"."""

    def _scroll(self, move: Callable[[], bool]) -> None:
        read, seconds = self.turn_away()
        if move():
            self.moved()
        else:
            self._watch()
            # It may be another sentence that is at hand all the same.
            self.update()
        self.keep_after(read, seconds)

    def action_scroll_rows(self, count: int) -> None:
        self._scroll(lambda: self.page.view.scroll_rows(count))

    def action_scroll_pages(self, pages: float) -> None:
        self._scroll(lambda: self.page.view.scroll_pages(pages))

    def action_top(self) -> None:
        self.jumps.leave(self.place())
        self.current = None
        self._scroll(self.page.view.scroll_to_top)

    def action_bottom(self) -> None:
        self.jumps.leave(self.place())
        self.current = None
        self._scroll(self.page.view.scroll_to_bottom)

    def scroll_to_share(self, fraction: float) -> None:
        """The scrollbar was clicked, that far down."""
        self._scroll(lambda: self.page.view.scroll_to_fraction(fraction))

    def action_sentence(self, count: int) -> None:
        sentence = self.here()
        if sentence is None:
            return
        # What is merely the first on the screen is reached by the first key, as a click would.
        target = self.book.order.step(sentence, count) if self.current or count < 0 else sentence
        self.go(target.start, jump=False)

    def action_paragraph(self, count: int) -> None:
        self.go(self.book.order.paragraph(self.here_offset(), count), row=0, jump=False)

    def action_section(self, count: int) -> None:
        """The next section, or the start of this one and then the one before."""
        sections = self.book.outline.sections if self.book.outline else ()
        if not sections:
            ready = self.book.outline is not None or not self.book.size
            self.say("view.sections.none" if ready else "view.section.unready")
            return
        here = self.here_offset()
        starts = [section.start for section in sections]
        if count > 0:
            target = next((start for start in starts if start > here), None)
        else:
            target = next((start for start in reversed(starts) if start < here), None)
        if target is not None:
            self.go(target, row=0)
        elif count < 0:
            self.action_top()

    def action_section_number(self, number: int) -> None:
        if self.book.outline is None:
            self.say("view.section.unready")
            return
        sections = self.book.top_sections
        if number <= len(sections):
            self.go(sections[number - 1].start, row=0)
        else:
            self.say("view.section.none", number=number)

    def action_jump(self, direction: int) -> None:
        """To where the reader was, or forward again."""
        move = self.jumps.back if direction < 0 else self.jumps.forward
        target = move(self.place())
        if target is None:
            self.say("view.jump.none" if direction < 0 else "view.jump.none-forward")
            return
        self.current = None
        self._scroll(lambda: self.page.view.show(target, row=0))

    def action_first_unread(self) -> None:
        self.look_away()
        unread = self.book.order.first_outside(self.post.read_spans())
        if unread is None:
            self.say("view.unread.none")
        else:
            self.go(unread, row=0)

    def action_goto(self) -> None:
        from reader.wording import say

        self.prompt.open("goto", say("view.goto.label", self.lang))

    def go_to(self, place: str) -> bool:
        """A place as a reader names it: section number or title, 40%, line:12, mark:3."""
        offset = self.offset_of(place)
        if offset is None:
            self.say("view.goto.unknown", place=place)
            return False
        self.go(offset, row=0)
        return True

    def offset_of(self, place: str) -> int | None:
        """The offset that a named place stands for; None where there is no such place."""
        place = unicodedata.normalize("NFKC", place).strip()
        if found := _PERCENT.fullmatch(place):
            return self._at_share(min(100.0, float(found[1])) / 100)
        if found := _LINE.fullmatch(place):
            return self.book.document.offset_of_line(int(found[1] or found[2]))
        if found := _MARK.fullmatch(place):
            mark = self.post.mark(int(found[1]))
            return mark.start if mark and mark.state != "lost" else None
        return self._at_section(place)

    def _at_share(self, share: float) -> int:
        layout = self.page.view.layout
        rows, _ = layout.height()
        return layout.offset_of(layout.place_at(round(share * max(0, rows - 1))))

    def _at_section(self, name: str) -> int | None:
        sections = self.book.outline.sections if self.book.outline else ()
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
            for section in sections:
                title = fold(section.label)
                if fits(section.id, title):
                    return section.start
        return None
