"""The reading screen: puts its parts together, binds their methods to keys, hands messages on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.errors import NoWidget
from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget

from reader.book.book import AT_ONCE, Book
from reader.config import Settings
from reader.document import Document, Notice
from reader.page.geometry import panel_shown
from reader.view.desk import Desk
from reader.view.keys import READING, WAITING, bindings
from reader.view.parts.facts import FactLists
from reader.view.parts.files import Files, OpenPrompt
from reader.view.parts.growing import Growing
from reader.view.parts.help import Help
from reader.view.parts.letters import Letters
from reader.view.parts.links import Links
from reader.view.parts.looks import Looks
from reader.view.parts.marking import Marking
from reader.view.parts.moving import Moving
from reader.view.parts.note_draft import NoteDraft
from reader.view.parts.outline import OutlineEditing
from reader.view.parts.picture import Picture
from reader.view.parts.place import Place
from reader.view.parts.search.found import FoundMatches
from reader.view.parts.search.match_list import MatchList
from reader.view.parts.search.prompt import Searching
from reader.view.parts.search.turns import SearchTurns
from reader.view.parts.studying import Studying
from reader.view.patches.frames import Frames
from reader.view.widgets.entries import EntryList
from reader.view.widgets.page import Page
from reader.view.widgets.panels import ListPanel
from reader.view.widgets.prompt import PromptBar, typed_in

if TYPE_CHECKING:
    from reader.book.study_process import StudyProcess
    from reader.store import Store
    from reader.view.widgets.note_editor import NoteEditor

LOOK_EVERY = 2.0
"""Seconds after which it is looked whether another jreader has written something."""
TURN = 0.0005
"""Seconds after which a worker lets the screen have its turn (Python's own value is 0.005)."""


class ReadingScreen(Screen[None]):
    """The screen of one post: widgets, parts, and which key calls which part."""

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
        frames: Frames | None = None,
    ) -> None:
        """`path`: absolute, or "-" for standard input. `goto`: where to open, else where the reader
        was. `reload`: reads the post again. `size`: columns and rows of the terminal, where they
        are known. `study`: the process that has begun to look for repeats and outline, if one has.
        `place`: where a post was left that the store cannot be asked for yet, because not all of
        it is loaded; `ahead`: the first page shows it all the same. `frames`: what is written to
        the terminal, which holds the screen back until it is whole; None without a terminal."""
        super().__init__()
        self.desk = desk = Desk(self, book, settings, store, path, size)
        self._put_parts_together(frames or Frames(), study, goto, reload)
        self._bind_keys()
        kept = desk.post.place()
        at = kept.offset if kept is not None else place or 0
        waits = at >= book.document.length and not book.document.complete
        if waits:
            self.place.awaited.offset = at
        elif at:
            # Before anything is drawn: the page never shows another place first.
            desk.page.view.show(at, row=0)
        if size is not None:
            self.picture.hold(waiting=ahead and waits)
        self._opened_in = size
        self._notices = notices
        self._columns = size[0] if size else 0

    def _put_parts_together(
        self,
        frames: Frames,
        study: StudyProcess | None,
        goto: str,
        reload: Callable[[], Document] | None,
    ) -> None:
        """Make the parts. The key table names a part by its attribute here."""
        desk = self.desk
        self.picture = picture = Picture(desk, frames)
        self.place = place = Place(desk, picture)
        self.moving = Moving(desk, place)
        self.looks = Looks(desk, picture)
        draft = NoteDraft(desk.store, desk.path)
        self.marking = Marking(desk, picture, place, draft)
        self.letters = Letters(desk, picture, place)
        self.links = Links(desk)
        self.help = Help(desk)
        self.facts = FactLists(desk, place, self.help)
        found = FoundMatches(desk, picture, place)
        self.turns = SearchTurns(desk, found)
        self.searching = Searching(desk, picture, found, self.turns)
        self.matches = MatchList(desk, found)
        self.studying = Studying(desk, picture, self.moving, self.turns, study, goto)
        self.outline = OutlineEditing(desk, place, self.studying)
        self.growing = Growing(desk, picture, place, self.turns, self.studying)
        self.files = Files(
            desk, picture, place, draft, self.turns, self.studying, self.growing, reload
        )
        self.open_prompt = OpenPrompt(desk)

    def _bind_keys(self) -> None:
        """Textual calls `action_moving_top` for the action `moving_top` of a binding: that is
        `top` of the part `moving`, as the key table names it."""
        for row in READING:
            part, _, method = row.method.partition(".")
            if part != "app":
                action = getattr(getattr(self, part), method)
                action = self.desk.when_stored(action) if row.waits else action
                setattr(self, f"action_{row.name}", action)

    def compose(self) -> ComposeResult:
        yield self.desk.top_line
        with Horizontal(id="body"):
            yield self.desk.outline_panel
            yield self.desk.page
        yield self.desk.list_panel
        yield self.desk.prompt
        yield self.desk.status

    # -- opening

    def on_mount(self) -> None:
        """Open, where the size is known before anything is drawn; else size the outline, and the
        rest waits for the page to know its width."""
        sys.setswitchinterval(TURN)
        desk = self.desk
        desk.book.pace = desk.store.pace
        if self.picture.held:
            self._open()
        else:
            self.picture.fit_panels(self.app.size)
            if panel_shown(desk.settings.outline, self.app.size.width):
                desk.outline_panel.display = True
        self.set_interval(LOOK_EVERY, self._look_for_others)

    def _look_for_others(self) -> None:
        """Marks that another jreader has set or taken away are shown."""
        if self.picture.ready and self.is_current and self.desk.store.changed():
            self.marking.refresh_list()
            self.picture.update()

    def on_resize(self, event: events.Resize) -> None:
        self.picture.fit_panels(event.size)
        if event.size != self._opened_in:
            self.picture.let_go()  # the first page no longer fits
        before, self._columns = self._columns or event.size.width, event.size.width
        self.looks.fit_outline(before, event.size.width)

    def _open(self) -> None:
        """The first page: at the place asked for, or where the reader was."""
        self.picture.ready = True
        book = self.desk.book
        if book.size <= AT_ONCE:
            book.order.count()
        self.place.watch()
        if not self.picture.held:
            self.picture.update()
        self.files.say_first(self._notices, self.desk.post.place() is not None)
        self.call_after_refresh(self._open_page)

    def _open_page(self) -> None:
        """Everything has its size: show what was held back, and look for what is missing."""
        complete = self.desk.book.document.complete
        found = complete and self.studying.find_out_at_once()
        self.picture.show_held(updated=found)
        if complete:
            self.place.save_soon()
        else:
            self.growing.start()
        if complete and not found:
            self.studying.find_out()

    # -- messages of the widgets

    def on_page_resized(self, event: Page.Resized) -> None:
        desk, picture = self.desk, self.picture
        if not picture.ready:
            self._open()
        else:
            picture.show_outline()
        search = desk.search
        searching = desk.prompt.live or desk.list_panel.kind is self.matches
        if search.match is not None and searching:
            # A bar or a list that opened may stand where the match was.
            if desk.page.view.show(search.matches[search.match].start):
                self.place.moved()
            else:
                picture.update()

    def on_page_scrolled(self, event: Page.Scrolled) -> None:
        if event.fraction is not None:
            self.moving.scroll_to_share(event.fraction)
        else:
            self.moving.scroll_rows(event.rows)

    def on_page_pressed(self, event: Page.Pressed) -> None:
        book = self.desk.book
        if event.row.kind == "fold":
            fold = book.fold_at(event.row.start)
            if fold is not None:
                self.looks.set_folds(book.opened | {fold})
            return
        self.desk.current = book.sentence_at(event.offset)
        self.picture.update()

    def on_entry_list_asked(self, event: EntryList.Asked) -> None:
        if f"ask('{event.what}')" not in WAITING or self.desk.stored_or_say() is not None:
            event.kind.ask(event.what, event.value)

    def on_entry_list_left(self, event: EntryList.Left) -> None:
        sender = event.sender
        if sender.kind is not event.kind:
            return
        if isinstance(sender, ListPanel):
            sender.close()
        elif sender.needle:
            sender.drop_filter()
        self.set_focus(self.desk.page)

    def on_prompt_bar_ended(self, event: PromptBar.Ended) -> None:
        self.desk.close_prompt()
        if event.value is None:
            event.kind.given_up()
        else:
            event.kind.done(event.value)

    def on_note_editor_kept(self, event: NoteEditor.Kept) -> None:
        self.marking.keep_note(event.text)

    def on_note_editor_given_up(self) -> None:
        self.marking.give_up_note()

    def inform(self, message: str) -> None:
        """Show a sentence of the application until the next key."""
        self.desk.inform(message)

    # -- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of the page are letters while something is typed, and the panel's in a panel."""
        if typed_in(self.focused):
            return action not in _OF_THE_PAGE
        return not (isinstance(self.focused, EntryList) and action in _PRIORITY)

    def on_key(self) -> None:
        """A key that did something else takes the notice away; see `ReaderApp`."""
        self.desk.status.say("")

    # -- selection

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """On the page, the text under the pointer instead of cells of the screen."""
        try:
            widget, region = self.get_widget_at(x, y)
        except NoWidget:
            return None, None  # before anything is laid out, or outside of it
        if widget is self.desk.page:
            return widget, self.desk.page.selection_offset(x - region.x, y - region.y)
        return super().get_widget_and_offset_at(x, y)

    def get_selected_text(self) -> str | None:
        """The selected text, without line breaks of the screen, readings and folds."""
        selection = self.desk.page.text_selection
        if selection is None or selection.start is None or selection.end is None:
            return None
        start, end = selection.start, selection.end
        order = self.desk.book.order
        first, last = order.item_at(start.x), order.item_at(max(start.x, end.x - 1))
        return order.copy(first, start.x, max(first, last), end.x) or None

    # -- leaving

    def on_unmount(self) -> None:
        """Stop loading: nobody comes back to this post."""
        self.growing.stop()

    def close(self) -> None:
        """Keep what is to be kept; called when the program ends."""
        self.growing.stop_opening()
        self.marking.keep_draft()
        # Also where keys typed on the first page end it before the application has drawn.
        desk = self.desk
        self.place.save(*(desk.attention.leave(desk.book.pace) if self.picture.ready else ()))


_OF_THE_PAGE = frozenset(row.name for row in READING)
_PRIORITY = frozenset(row.name for row in READING if row.priority)
