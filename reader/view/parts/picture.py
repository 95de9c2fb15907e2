"""Page, lines and outline in step with the place, the search and the marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.page.geometry import panel_width
from reader.page.row_pieces import LitSpan, lit_matches
from reader.view.parts.growing import Growing
from reader.view.parts.marking import shown_color
from reader.view.widgets.page import Sign

if TYPE_CHECKING:
    from textual.timer import Timer

TICKS = 400
"""Parts of the text, of each of which one match is ticked on the scrollbar: more than it has
rows."""
WIDE = 30
"""Cells from which on the outline shows leads."""
PAUSE = 0.12
"""Seconds without a key after which a query is taken for typed."""


class Showing(Growing):
    """What is drawn beside and upon the text."""

    _ready = False
    """Whether the page has its size and its place."""
    _drawn: tuple[object, ...] = ()
    """What the outline was drawn of."""
    _ticked: dict[str, tuple[object, list[float]]]
    """Kind of ticks -> what they were made of, and where they are."""
    _rest: Timer | None = None

    def update(self) -> None:
        if not self._ready:
            return
        self._decorate()
        self.show_status()
        if self.prompt.purpose == "search":
            self._update_rest_soon()
        else:
            self.show_outline()

    def _update_rest_soon(self) -> None:
        """While a query is typed, the page has the first turn: the ticks and the outline follow
        when there is a pause between two keys."""
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(PAUSE, self._update_rest)

    def _update_rest(self) -> None:
        self._rest = None
        self._decorate(anew=True)
        self.show_outline()
        self.tell()

    def _decorate(self, *, anew: bool = False) -> None:
        lit: list[LitSpan] = []
        signs: list[Sign] = []
        marks = self.post.marks()
        standing = [mark for mark in marks if mark.state != "lost"]
        lit += [
            LitSpan(mark.start, mark.end, f"page--highlight-{shown_color(mark.color)}")
            for mark in standing
            if mark.kind == "highlight"
        ]
        lit += lit_matches(self.matches, self.match, self.page.view.window.spans())
        signs += [Sign(mark.start, mark.letter or "»", "page--mark") for mark in standing]
        new = self.post.change.spans if self.post.change else ()
        here = self.here()
        if here is not None:
            fresh = any(span.start <= here.start < span.end for span in new)
            signs.append(Sign(here.start, "›", "page--new" if fresh else "page--here"))
        signs += [Sign(span.start, "+", "page--new", span.end) for span in new]
        ticks = {
            "page--tick-mark": self._ticks("marks", tuple(mark.start for mark in standing)),
            "page--tick-match": self._match_ticks(anew or self.prompt.purpose != "search"),
        }
        self.page.decorate(lit, signs, ticks)

    def _match_ticks(self, anew: bool) -> list[float]:
        """Where the matches are ticked, the first of each part of the text; as they were while
        they are not wanted `anew`."""
        if (not anew or self.running is not None) and "matches" in self._ticked:
            return self._ticked["matches"][1]
        size = self.book.size
        parts = {match.start * TICKS // size: match.start for match in reversed(self.matches)}
        return self._ticks("matches", tuple(parts.values()))

    def _ticks(self, kind: str, offsets: tuple[int, ...]) -> list[float]:
        """Where offsets are ticked on the scrollbar, 0 to 1; kept until there are others."""
        order = self.book.order
        key = (offsets, id(order), order.counted)
        if kind not in self._ticked or self._ticked[kind][0] != key:
            total = order.total or 1
            shares = sorted(order.about_before(offset) / total for offset in offsets)
            self._ticked[kind] = key, shares
        return self._ticked[kind][1]

    def show_outline(self) -> None:
        if not self.outline_panel.display:
            return
        here = self.section_here()
        read = self.post.read_spans()
        marks = [mark.start for mark in self.post.marks() if mark.state != "lost"]
        matches = self.matches
        width = self.outline_panel.size.width or panel_width(self.app.size.width)
        drawn = (id(self.book.outline), width, tuple(read), tuple(marks), id(matches))
        if drawn != self._drawn:
            self._drawn = drawn
            ticks = sorted([(at, "*") for at in marks] + [(m.start, "-") for m in matches])
            self.outline_panel.show_outline(self.book, read, ticks, wide=width >= WIDE)
        self.outline_panel.light(here)
