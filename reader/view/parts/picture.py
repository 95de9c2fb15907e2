"""Page, bars and outline panel in step with the place, the search and the marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.book.book import title_of
from reader.book.progress import minutes_left
from reader.page.geometry import measure_for, most_rows, panel_width
from reader.page.row_pieces import LitSpan, lit_matches
from reader.records import replace
from reader.typeset import Layout
from reader.view.messages import PlaceShown
from reader.view.widgets.page import Sign
from reader.wording import say

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.timer import Timer

    from reader.typeset import Options
    from reader.view.desk import Desk
    from reader.view.patches.frames import Frames

COLORS = ("yellow", "green", "blue", "red")
"""Colours of highlights, in the order in which the key goes through them."""
TICKS = 400
"""Parts of the text, of each of which one match is ticked on the scrollbar: more than it has
rows."""
WIDE = 30
"""Cells from which on the outline shows leads."""
PAUSE = 0.12
"""Seconds without a key after which a query is taken for typed."""


def shown_color(color: str) -> str:
    """The colour that a highlight is drawn in: its own, or the first for one that has none here."""
    return color if color in COLORS else COLORS[0]


class Picture:
    """Sets the text and draws what stands beside and upon it."""

    def __init__(self, desk: Desk, frames: Frames) -> None:
        self.desk, self._frames = desk, frames
        self.ready = False
        """Whether the page has its size and its place; nothing is drawn before."""
        self.waiting = False
        """Whether the page shows a place that is not loaded."""
        self.held = False
        """Whether nothing reaches the terminal, because this screen is not whole yet."""
        self._drawn: tuple[object, ...] = ()
        """The values from which the outline was drawn last, to see whether any has changed."""
        self._ticked: dict[str, tuple[object, list[float]]] = {}
        """Kind of ticks -> the values from which they were made, and their places, 0 to 1."""
        self._rest: Timer | None = None
        desk.page.fit = self.fit_page

    # -- the first page

    def hold(self, *, waiting: bool) -> None:
        """Show nothing yet: the first page stands, painted before Textual was loaded, and Textual
        draws a new screen several times until each widget has its size. `waiting`: the first page
        shows a place that is not loaded, and until it is loaded nothing is shown and no key is
        taken."""
        self.held, self.waiting = True, waiting
        self._frames.hold()

    def show_held(self, *, updated: bool) -> None:
        """Everything has its size: show what was held back. `updated`: as it is."""
        if self.held and not self.waiting:
            if not updated:
                self.update()
            self._release()

    def let_go(self) -> None:
        """No place is waited for any more: draw, and let the keys act that were kept back."""
        if self.waiting:
            self.waiting = False
            self.update()
            self._release()
            self.desk.screen.post_message(PlaceShown())

    def _release(self) -> None:
        self.held = False
        self._frames.show()
        self.desk.screen.refresh()

    # -- the text

    def fit_page(self, width: int) -> None:
        """Set the text for a page of `width` cells; the sentence on top stays there."""
        desk = self.desk
        measure = measure_for(width, desk.settings.measure, desk.options.hang)
        if measure != desk.options.measure:
            self._relayout(replace(desk.options, measure=measure))
        self.update()

    def relayout(self, options: Options | None = None) -> None:
        """Set the text anew, with other options, for the page's width; the sentence on top stays
        there."""
        desk = self.desk
        options = options or desk.options
        width = desk.page.size.width or desk.screen.app.size.width
        measure = measure_for(width, desk.settings.measure, options.hang)
        self._relayout(replace(options, measure=measure))
        self.update()

    def _relayout(self, options: Options) -> None:
        view = self.desk.page.view
        self.desk.options = options
        view.set_layout(view.layout.relayout(options))

    def reflow(self) -> None:
        """Folds were opened or closed: make the layout anew."""
        self.set_flow()
        self.update()

    def set_flow(self, *, same_rows: bool = False) -> None:
        """Give the page a new layout of the same measure.

        `same_rows`: only what the title page says is different.
        """
        desk, view = self.desk, self.desk.page.view
        flow = desk.book.flow(desk.options.measure)
        same_rows = same_rows and len(flow) == len(view.layout.flow)
        layout = view.layout.retitled(flow) if same_rows else Layout(flow, desk.options)
        view.set_layout(layout, same_rows=same_rows)

    # -- everything

    def update(self) -> None:
        """Bring page, bars and outline in step with the place, the search and the marks."""
        if not self.ready:
            return
        self._decorate()
        self.show_status()
        if self.desk.prompt.live:
            self._update_rest_soon()
        else:
            self.show_outline()

    def _update_rest_soon(self) -> None:
        """While a query is typed, the page has the first turn: the ticks and the outline follow
        when there is a pause between two keys."""
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.desk.screen.set_timer(PAUSE, self._update_rest)

    def _update_rest(self) -> None:
        self._rest = None
        self._decorate(anew=True)
        self.show_outline()
        self.desk.tell()

    def _decorate(self, *, anew: bool = False) -> None:
        desk = self.desk
        standing = [mark for mark in desk.post.marks() if mark.state != "lost"]
        lit = [
            LitSpan(mark.start, mark.end, f"page--highlight-{shown_color(mark.color)}")
            for mark in standing
            if mark.kind == "highlight"
        ]
        search = desk.search
        lit += lit_matches(search.matches, search.match, desk.page.view.window.spans())
        signs = [Sign(mark.start, mark.letter or "»", "page--mark") for mark in standing]
        new = desk.post.change.spans if desk.post.change else ()
        here = desk.here()
        if here is not None:
            fresh = any(span.start <= here.start < span.end for span in new)
            signs.append(Sign(here.start, "›", "page--new" if fresh else "page--here"))
        signs += [Sign(span.start, "+", "page--new", span.end) for span in new]
        ticks = {
            "page--tick-mark": self._ticks("marks", tuple(mark.start for mark in standing)),
            "page--tick-match": self._match_ticks(anew or not desk.prompt.live),
        }
        desk.page.decorate(lit, signs, ticks)

    def _match_ticks(self, anew: bool) -> list[float]:
        """Where the matches are ticked, the first of each part of the text; as they were while
        they are not wanted `anew`."""
        search = self.desk.search
        if (not anew or search.running is not None) and "matches" in self._ticked:
            return self._ticked["matches"][1]
        size = self.desk.book.size
        parts = {match.start * TICKS // size: match.start for match in reversed(search.matches)}
        return self._ticks("matches", tuple(parts.values()))

    def _ticks(self, kind: str, offsets: tuple[int, ...]) -> list[float]:
        """Where offsets are ticked on the scrollbar, 0 to 1; kept until there are others."""
        order = self.desk.book.order
        key = (offsets, id(order), order.counted)
        if kind not in self._ticked or self._ticked[kind][0] != key:
            total = order.total or 1
            shares = sorted(order.about_before(offset) / total for offset in offsets)
            self._ticked[kind] = key, shares
        return self._ticked[kind][1]

    # -- bars and panels

    def fit_panels(self, size: Size) -> None:
        """Fit outline and list to a screen of that size, so that the bars stay on it."""
        self.desk.outline_panel.styles.width = panel_width(size.width)
        self.desk.list_panel.styles.max_height = most_rows(size.height)

    def show_status(self) -> None:
        """Section, characters, per cent and minutes, the most telling first."""
        desk, lang = self.desk, self.desk.lang
        progress, section = desk.progress(), desk.section_here()
        about = "" if desk.book.order.counted else say("view.about", lang)
        read, total = f"{progress.read:,}", f"{progress.total:,}"
        facts = (
            f"{progress.percent}%",
            about + say("view.characters", lang, read=read, total=total),
            say(
                "view.left",
                lang,
                section=minutes_left(progress.section_left),
                post=minutes_left(progress.left),
            ),
        )
        title = title_of(desk.book.document, lang)
        name = section.mark + section.label if section else ""
        desk.status.show(name or title, facts)
        desk.top_line.show(title, name)

    def show_panel(self, shown: bool) -> None:
        """Show the outline panel, or hide it."""
        screen, panel = self.desk.screen, self.desk.outline_panel
        panel.display = shown
        if shown:
            self.show_outline()
        elif screen.focused is panel:
            screen.set_focus(self.desk.page)

    def redraw_outline(self) -> None:
        """The book has another outline: update everything, the outline panel in any case."""
        self._drawn = ()
        self.update()

    def show_outline(self) -> None:
        """Draw the outline, if it is to be seen and something in it has changed."""
        desk, panel = self.desk, self.desk.outline_panel
        if not panel.display:
            return
        read = desk.post.read_spans()
        marks = [mark.start for mark in desk.post.marks() if mark.state != "lost"]
        matches = desk.search.matches
        width = panel.size.width or panel_width(desk.screen.app.size.width)
        drawn = (id(desk.book.outline), width, tuple(read), tuple(marks), id(matches))
        if drawn != self._drawn:
            self._drawn = drawn
            ticks = sorted([(at, "*") for at in marks] + [(m.start, "-") for m in matches])
            panel.show_outline(desk.book, read, ticks, wide=width >= WIDE)
        panel.light(desk.section_here())
