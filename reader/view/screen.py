"""The reading screen: puts the parts together and answers their messages."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.errors import NoWidget
from textual.geometry import Offset, Size
from textual.widget import Widget

from reader.book.book import AT_ONCE, Book
from reader.config import Settings
from reader.document import Document, Notice
from reader.page.geometry import most_rows, panel_shown, panel_width
from reader.view.answering import Answering
from reader.view.keys import READING, WAITING, bindings
from reader.view.parts.found import Asked
from reader.view.parts.note_draft import NoteDraft
from reader.view.patches.direct import DirectScreen
from reader.view.widgets.entries import EntryList
from reader.view.widgets.page import Page
from reader.view.widgets.prompt import typed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.book.study_process import StudyProcess
    from reader.store import Store
    from reader.view.application import ReaderApp

LOOK_EVERY = 2.0
"""Seconds after which it is looked whether another jreader has written something."""
TURN = 0.0005
"""Seconds after which a worker lets the screen have its turn (Python's own value is 0.005)."""


class ReadingScreen(Answering, DirectScreen):
    """One post."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(READING)
    AUTO_FOCUS = "#page"

    def __init__(
        self,
        book: Book,
        settings: Settings,
        store: Store,
        path: str,
        *,
        goto: str = "",
        notices: Sequence[Notice] = (),
        reload: Callable[[], Document] | None = None,
        size: tuple[int, int] | None = None,
        study: StudyProcess | None = None,
        place: int | None = None,
        ahead: bool = False,
    ) -> None:
        """`goto`: where to open, else where the reader was. `reload`: reads the post again.
        `size`: columns and rows of the terminal, where they are known. `study`: the process that
        has begun to look for repeats and outline, if one has. `place`: where a post was left that
        the store cannot be asked for yet, because not all of it is loaded;
        `ahead`: the first page shows it all the same."""
        super().__init__(book, settings, store, path, size)
        kept = self.post.place()
        at = kept.offset if kept is not None else place or 0
        if at >= book.document.length and not book.document.complete:
            self.wait_for(at)
        elif at:
            # Before anything is drawn: the page never shows another place first.
            self.page.view.show(at, row=0)
        self.study = study
        self._held = size is not None
        """Whether nothing is drawn yet: the first page stands, and nothing is to be drawn twice."""
        self._opened_in = size
        self.waiting = ahead and self._wanted is not None
        """Whether the page shows a place that is not loaded; nothing is drawn and no key is taken
        until it is."""
        self.asked = Asked()
        self.removed = []
        self.draft = NoteDraft(store, path)
        self._goto = goto
        self._notices = notices
        self._reload = reload
        self._ready = False
        self._ticked = {}
        self._columns = size[0] if size else 0

    def compose(self) -> ComposeResult:
        yield self.top_line
        with Horizontal(id="body"):
            yield self.outline_panel
            yield self.page
        yield self.list_panel
        yield self.prompt
        yield self.status

    def on_mount(self) -> None:
        """Open, where the size is known before anything is drawn; else size the outline, and the
        rest waits for the page to know its width."""
        sys.setswitchinterval(TURN)
        self.book.pace = self.store.pace
        if self._held:
            self._open()
        else:
            self._fit_panels(self.app.size)
            if panel_shown(self.settings.outline, self.app.size.width):
                self.outline_panel.display = True
        self.set_interval(LOOK_EVERY, self._look_for_others)

    def _look_for_others(self) -> None:
        """Marks that another jreader has set or taken away are shown."""
        if self._ready and self.is_current and self.store.changed():
            if self.list_panel.purpose == "marks":
                self.list_panel.refresh_entries(self._mark_entries())
            self.update()

    def on_resize(self, event: events.Resize) -> None:
        self._fit_panels(event.size)
        if event.size != self._opened_in:
            self.let_go()  # the first page no longer fits
        before, self._columns = self._columns or event.size.width, event.size.width
        self.fit_outline(before, event.size.width)

    def _fit_panels(self, size: Size) -> None:
        """Whatever opens beside a list, the lines above and below stay on the screen."""
        self.outline_panel.styles.width = panel_width(size.width)
        self.list_panel.styles.max_height = most_rows(size.height)

    def _open(self) -> None:
        """The first page: at the place asked for, or where the reader was."""
        self._ready = True
        if self.book.size <= AT_ONCE:
            self.book.order.count()
        self._watch()
        if not self._held:
            self.update()
        self._say_first(self.post.place() is not None)
        self.call_after_refresh(self._open_page)

    def _open_page(self) -> None:
        """Everything has its size: draw what was held back, and look for what is missing."""
        complete = self.book.document.complete
        found = complete and self.find_out_at_once()
        if self._held and not self.waiting:
            self._held = False
            if not found:
                self.update()
            self.paint_all_now()
        if complete:
            self.save_soon()
        else:
            self.start_growing()
        if complete and not found:
            self.find_out()

    def let_go(self) -> None:
        if self.waiting:
            self.waiting = self._held = False
            self.update()
            self.refresh()
            app = cast("ReaderApp", self.app)
            app.call_next(app.take_kept_keys)

    async def _on_idle(self, event: events.Idle) -> None:
        """Textual lays out and draws sixty times a second at most; what nobody sees need not
        wait for the next time."""
        if self._held and not self.app._batch_count:
            self._on_timer_update()

    def _compositor_refresh(self) -> None:
        """Textual draws the screen three times until it stands, each time all of it."""
        if not self._held:
            super()._compositor_refresh()

    def take_outline(self) -> None:
        self._drawn = ()
        if self.book.left_out and not self.status.notice:
            self.say(self.book.left_out)
        if self._goto:
            self.go_to(self._goto)
            self._goto = ""
        self.update()

    # -- messages of the parts

    def on_page_resized(self, event: Page.Resized) -> None:
        if not self._ready:
            self._open()
        else:
            self.show_outline()
        if self.match is not None and {"search", "matches"} & {
            self.prompt.purpose,
            self.list_panel.purpose,
        }:
            # A bar or a list that opened may stand where the match was.
            if self.page.view.show(self.matches[self.match].start):
                self.moved()
            else:
                self.update()

    # -- keys

    def action_cancel(self) -> None:
        """Escape on the page: the marks of a search and the selection go, nothing else."""
        self.stop_search()
        self.matches, self.match = (), None
        self.asked.text = ""
        self.clear_selection()
        if self.list_panel.display:
            self.list_panel.close()
        self.status.say("")
        self.update()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of the page are letters while something is typed, and the panel's in a panel."""
        if typed_in(self.focused):
            return action not in _OF_THE_PAGE
        if self.stored is None and action in _WAITING:
            self.say("view.loading")
            return False
        if isinstance(self.focused, EntryList):
            return action not in _PRIORITY
        return True

    def on_key(self) -> None:
        """A key that did something else takes the notice away; see `ReaderApp`."""
        self.status.say("")

    # -- selection

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """On the page, the text under the pointer instead of cells of the screen."""
        try:
            widget, region = self.get_widget_at(x, y)
        except NoWidget:
            return None, None  # before anything is laid out, or outside of it
        if widget is self.page:
            return widget, self.page.selection_offset(x - region.x, y - region.y)
        return super().get_widget_and_offset_at(x, y)

    def get_selected_text(self) -> str | None:
        """The selected text, without line breaks of the screen, readings and folds."""
        selection = self.page.text_selection
        if selection is None or selection.start is None or selection.end is None:
            return None
        start, end = selection.start, selection.end
        order = self.book.order
        first, last = order.item_at(start.x), order.item_at(max(start.x, end.x - 1))
        return order.copy(first, start.x, max(first, last), end.x) or None

    def on_unmount(self) -> None:
        """Nobody comes back to this post."""
        self.stop_growing()

    def close(self) -> None:
        """Keep what is to be kept; called when the program ends."""
        self.stop_opening()
        self.keep_draft()
        # Also where keys typed on the first page end it before the application has drawn.
        self.save(*(self.attention.leave(self.book.pace) if self._ready else ()))


_OF_THE_PAGE = frozenset(row.action.partition("(")[0] for row in READING) - {"app.quit"}
_PRIORITY = frozenset(row.action.partition("(")[0] for row in READING if row.priority)
_WAITING = frozenset(action.partition("(")[0] for action in WAITING) - {"ask"}
