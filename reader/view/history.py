"""The list of posts that were read: the screen of `jreader` without a post."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from reader.book.progress import minutes_left
from reader.store import Recent, Store
from reader.view.messages import OpenPost
from reader.view.widgets.entries import EntryList, ListKind
from reader.view.widgets.entry import Entry
from reader.view.widgets.panels import ListPanel
from reader.wording import Lang, say


def recent_entries(store: Store, lang: Lang) -> list[Entry]:
    """The posts that were read, as entries of a list; a post whose file is gone says so."""
    return [_entry(recent, lang) for recent in store.history()]


def _entry(recent: Recent, lang: Lang) -> Entry:
    facts = [f"{round(100 * recent.progress)}%"]
    if not recent.exists:
        facts.append(say("view.history.gone", lang))
    elif recent.minutes > 0.5:
        facts.append(say("view.left-short", lang, post=minutes_left(recent.minutes)))
    if recent.marks:
        facts.append(say("view.history.marks", lang, count=recent.marks))
    title = recent.title or recent.path.rpartition("/")[2] or say("view.untitled", lang)
    return Entry(title, recent, lead=_short(recent.path), right="  ".join(facts))


def _short(path: str) -> str:
    """A path with "~" for the user's home."""
    with suppress(RuntimeError, ValueError):
        return f"~/{Path(path).relative_to(Path.home()).as_posix()}"
    return path


class RecentPosts(ListKind):
    """The list of posts."""

    tall = stays = True

    def __init__(self, post_message: Callable[[Message], object]) -> None:
        self._post_message = post_message

    def choose(self, value: Recent) -> None:
        # A file that was gone may be back; if not, that is said.
        if value.path:
            self._post_message(OpenPost(value.path))


class HistoryScreen(Screen[None]):
    """A list of posts; choosing one opens it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,ctrl+q,escape", "app.quit", show=False, priority=False, id="history.quit")
    ]

    def __init__(self, store: Store, lang: Lang) -> None:
        super().__init__()
        self.store, self.lang = store, lang
        self.list_panel = ListPanel(lang, id="history")

    def compose(self) -> ComposeResult:
        self.list_panel.add_class("-plain")
        yield self.list_panel

    def on_mount(self) -> None:
        """Fill the list."""
        self.list_panel.styles.height = "100%"
        heading = say("view.history.title", self.lang)
        posts = recent_entries(self.store, self.lang)
        self.list_panel.open(RecentPosts(self.post_message), heading, posts)
        self.list_panel.note = say("view.history.none", self.lang)
        self.set_focus(self.list_panel)

    def inform(self, message: str) -> None:
        """Show a sentence in place of the heading."""
        self.list_panel.heading = message
        self.list_panel.refresh()

    def on_entry_list_left(self, event: EntryList.Left) -> None:
        self.app.exit()
