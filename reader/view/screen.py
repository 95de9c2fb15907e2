"""The reading screen: puts the parts together and answers their messages."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.geometry import Offset
from textual.timer import Timer
from textual.widget import Widget

from reader.config import Settings
from reader.document import Document, Notice
from reader.view.asked import Asked
from reader.view.book import AT_ONCE, Book, Study
from reader.view.desk import Desk, lit_matches
from reader.view.entries import EntryList
from reader.view.geometry import SHOWN_FROM, panel_shown, panel_width
from reader.view.growing import WAITING, Growing
from reader.view.inking import Lit
from reader.view.keys import READING, bindings
from reader.view.marking import shown_color
from reader.view.page import Page, Sign
from reader.view.panels import ListPanel
from reader.view.prompt import PromptBar, typed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.analysis import Outline, Section
    from reader.store import Annotation, Store
    from reader.view.note_editor import NoteEditor

LOOK_EVERY = 2.0
"""Seconds after which it is looked whether another jreader has written something."""
TICKS = 400
"""Parts of the text, of each of which one match is ticked on the scrollbar: more than it has
rows."""
PAUSE = 0.12
"""Seconds without a key after which a query is taken for typed."""
TURN = 0.0005
"""Seconds after which a worker lets the screen have its turn (Python's own value is 0.005)."""


class ReadingScreen(Growing):
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
    ) -> None:
        """`goto`: where to open, else where the reader was. `reload`: reads the post again.
        `size`: columns and rows of the terminal, where they are known."""
        super().__init__(book, settings, store, path, size)
        place = self.post.place()
        if place is not None and place.offset:
            # Before anything is drawn: the page never shows another place first.
            self.page.view.show(place.offset, row=0)
        self.asked = Asked()
        self.removed = []
        self._goto = goto
        self._notices = notices
        self._reload = reload
        self._ready = False
        self._drawn: tuple[object, ...] = ()
        self._ticked: dict[str, tuple[object, list[float]]] = {}
        self._rest: Timer | None = None

    def compose(self) -> ComposeResult:
        yield self.top_line
        with Horizontal(id="body"):
            yield self.outline_panel
            yield self.page
        yield self.list_panel
        yield self.prompt
        yield self.status

    def on_mount(self) -> None:
        """Size the outline; everything else waits for the page to know its width."""
        sys.setswitchinterval(TURN)
        self.book.pace = self.store.pace
        self._fit_panel(self.app.size.width)
        if panel_shown(self.settings.outline, self.app.size.width):
            self.outline_panel.add_class("-shown")

        self.set_interval(LOOK_EVERY, self._look_for_others)

    def _look_for_others(self) -> None:
        """Marks that another jreader has set or taken away are shown."""
        if self._ready and self.is_current and self.store.changed():
            if self.list_panel.purpose == "marks":
                self.list_panel.refresh_entries(self._mark_entries())
            self.update()

    def on_resize(self, event: events.Resize) -> None:
        self._fit_panel(event.size.width)
        if event.size.width < SHOWN_FROM and self.settings.outline == "auto":
            self.outline_panel.remove_class("-shown")

    def _fit_panel(self, columns: int) -> None:
        self.outline_panel.styles.width = panel_width(columns)

    def _open(self) -> None:
        """The first page: at the place asked for, or where the reader was."""
        self._ready = True
        if self.book.size <= AT_ONCE:
            self.book.order.count()
        self._watch()
        self.update()
        self._say_first(self.post.place() is not None)
        complete = self.book.document.complete
        self.call_after_refresh(self.find_out if complete else self.start_growing)

    def _say_first(self, read_before: bool) -> None:
        """What the reader should know on opening, the most important first."""
        notices = [*self._notices, *self.book.document.notices, *self.store.notices]
        change = self.post.change if read_before else None
        if change is not None and (change.added or change.removed):
            values = {"added": change.added, "removed": change.removed}
            notices.insert(0, Notice("view.changed", values))
        if notices:
            self.say_notices(notices)

    # -- what takes longer than a page may wait

    def find_out(self) -> None:
        """Repeats and headings, then the outline, laid in without moving what is read."""
        self.in_background(self.book.study, self._take_study)

    def _take_study(self, study: Study) -> None:
        changed = study.reading is not None or study.headings
        self.book.use(study)
        self.reflow(same_rows=not changed)
        self.find_outline()

    def take_outline(self, outline: Outline) -> None:
        from reader.view.outline_edits import with_edits

        self.book.outline = with_edits(outline, self.post.outline_edits(), self.book.document)
        self._drawn = ()
        if self.book.too_long and not self.status.notice:
            self.say("view.too-long")
        if self._goto:
            self.go_to(self._goto)
            self._goto = ""
        self.update()
        self.fold_ahead()

    # -- in step

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
        lit: list[Lit] = []
        signs: list[Sign] = []
        marks = self.post.marks()
        standing = [mark for mark in marks if mark.state != "lost"]
        lit += [
            Lit(mark.start, mark.end, f"page--highlight-{shown_color(mark.color)}")
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
        if not self.outline_panel.has_class("-shown"):
            return
        here = self.section_here()
        read = self.post.read_spans()
        marks = [mark.start for mark in self.post.marks() if mark.state != "lost"]
        matches = self.matches
        width = self.outline_panel.size.width
        drawn = (id(self.book.outline), width, tuple(read), tuple(marks), id(matches))
        if drawn != self._drawn:
            self._drawn = drawn
            ticks = sorted([(at, "*") for at in marks] + [(m.start, "-") for m in matches])
            self.outline_panel.show_outline(self.book, read, ticks)
        self.outline_panel.light(here)

    # -- messages of the parts

    def on_page_resized(self, event: Page.Resized) -> None:
        if event.new_width:
            self.relayout()
        if not self._ready:
            self._open()
        elif self.match is not None and {"search", "matches"} & {
            self.prompt.purpose,
            self.list_panel.purpose,
        }:
            # A bar or a list that opened may stand where the match was.
            if self.page.view.show(self.matches[self.match].start):
                self.moved()
            else:
                self.update()

    def on_page_scrolled(self, event: Page.Scrolled) -> None:
        if event.fraction is not None:
            self.scroll_to_share(event.fraction)
        else:
            self.action_scroll_rows(event.rows)

    def on_page_pressed(self, event: Page.Pressed) -> None:
        if event.row.kind == "fold":
            fold = self.book.fold_at(event.row.start)
            if fold is not None:
                self._set_folds(self.book.opened | {fold})
            return
        self.current = self.book.sentence_at(event.offset)
        self.update()

    def on_entry_list_chosen(self, event: EntryList.Chosen) -> None:
        self._visit(event.sender, event.entry.value, jump=True)
        if event.sender is self.outline_panel or self.list_panel.purpose != "help":
            self._leave(event.sender)

    def on_entry_list_browsed(self, event: EntryList.Browsed) -> None:
        if event.sender is self.list_panel and self.list_panel.purpose in ("matches", "marks"):
            self._visit(event.sender, event.entry.value, jump=False)

    def on_entry_list_left(self, event: EntryList.Left) -> None:
        self._leave(event.sender)

    def on_entry_list_asked(self, event: EntryList.Asked) -> None:
        value = event.entry.value if event.entry else None
        if event.sender is self.outline_panel:
            self.change_outline(event.what, cast("Section | None", value))
        elif self.list_panel.purpose == "marks":
            self.change_mark(event.what, cast("Annotation | None", value))

    def _visit(self, sender: EntryList, value: object, *, jump: bool) -> None:
        """Go to what an entry of a list stands for."""
        if sender is self.outline_panel:
            self.go(cast("Section", value).start, row=0, jump=jump)
            return
        purpose = self.list_panel.purpose
        if purpose == "matches":
            self.match = cast("tuple[str, int]", value)[1]
            self.show_match(jump=jump)
        elif purpose == "marks":
            mark = cast("Annotation", value)
            if mark.state != "lost":
                self.go(mark.start, jump=jump)
        elif purpose == "facts" and jump:
            self.go_to(f"line:{cast('tuple[str, int]', value)[1]}")
        elif purpose == "links" and jump:
            self.open_link(cast("str", value))

    def _leave(self, sender: EntryList) -> None:
        if isinstance(sender, ListPanel):
            sender.close()
        self.set_focus(self.page)

    def on_prompt_bar_changed(self, event: PromptBar.Changed) -> None:
        if event.purpose == "search":
            self.typed(event.value)

    def on_prompt_bar_done(self, event: PromptBar.Done) -> None:
        if event.purpose == "search":
            self.end_search(event.value)
            return
        self._close_prompt()
        if event.purpose == "goto" and event.value.strip():
            self.go_to(event.value)
        elif event.purpose == "rename":
            self.rename_section(event.value)
        elif event.purpose == "open":
            self.open_typed(event.value)
        elif event.purpose.startswith("letter-"):
            self.take_letter(event.purpose, event.value)

    def on_prompt_bar_given_up(self, event: PromptBar.GivenUp) -> None:
        if event.purpose == "search":
            self.give_up_search()
        else:
            self._close_prompt()

    def on_prompt_bar_switched(self, event: PromptBar.Switched) -> None:
        if event.purpose == "search":
            self.switch_search()
        elif event.purpose == "open":
            self.complete_path(self.prompt.field.value)

    def on_prompt_bar_recalled(self, event: PromptBar.Recalled) -> None:
        if event.purpose == "search":
            self.recall_search(event.older, event.value)

    def on_note_editor_kept(self, event: NoteEditor.Kept) -> None:
        self.keep_note(event.text)

    def on_note_editor_given_up(self) -> None:
        self.close_note()

    # -- keys

    def action_cancel(self) -> None:
        """Escape on the page: the marks of a search and the selection go, nothing else."""
        self.stop_search()
        self.matches, self.match = (), None
        self.asked.text = ""
        self.clear_selection()
        if self.list_panel.has_class("-shown"):
            self.list_panel.close()
        self.status.say("")
        self.update()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of the page are letters while something is typed, and the panel's in a panel."""
        if typed_in(self.focused):
            return action not in _OF_THE_PAGE
        if action in WAITING and not self.book.document.complete:
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
        widget, region = self.get_widget_at(x, y)
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

    # -- the file

    def action_reload(self) -> None:
        if self._reload is None:
            return
        self.look_away()
        self.save()
        document = self._reload()
        self.book = Book(document, self.lang, fold_repeats=self.book.fold_repeats)
        self.post = self._post()
        self.stop_search()
        self.matches, self.match, self.current = (), None, None
        if not document.complete:
            self._reload_long()
            return
        self.book.use(self.book.study())
        place = self.post.place()
        self.reflow()
        if place is not None:
            self.page.view.show(place.offset, row=0)
            self.update()
        self.say("view.reloaded")
        self._say_first(True)
        self.find_outline()

    def _reload_long(self) -> None:
        """A long post comes in anew; the page stays where it is as soon as that is there."""
        place = self.place()
        self.reflow()
        self.wait_for(place)
        self.say("view.reloaded")
        self.start_growing()

    def close(self) -> None:
        """Keep what is to be kept; called when the program ends."""
        if self._ready:
            self.look_away()
        # Also where keys typed on the first page end it before the application has drawn.
        self.save()


_OF_THE_PAGE = frozenset(row.action.partition("(")[0] for row in READING) - {"app.quit"}
_PRIORITY = frozenset(row.action.partition("(")[0] for row in READING if row.priority)

__all__ = ["Desk", "ReadingScreen"]
