"""The command palette: every action of the key table, the posts that were read, and files."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.style import Style
from textual.widgets import Input

from reader.formats.input.harmless import harmless_line
from reader.view.desk import Desk
from reader.view.history import HistoryScreen
from reader.view.keys import READING, describe, show_keys
from reader.view.messages import OpenPost
from reader.view.paths import completions, current_folder, meant
from reader.view.screen import ReadingScreen
from reader.wording import Lang, say

MOST = 50
"""Files that are offered for what is typed."""


class Command(NamedTuple):
    """One line of the palette."""

    name: str
    help: str
    run: Callable[[], object]


class ReaderCommands(Provider):
    """Offers actions, posts and files to the palette."""

    _chosen = False

    @property
    def _desk(self) -> Desk | HistoryScreen:
        """The object that has the reader's language and the store."""
        screen = self.screen
        if isinstance(screen, ReadingScreen):
            return screen.desk
        assert isinstance(screen, HistoryScreen)
        return screen

    def commands(self) -> Iterator[Command]:
        """Actions first (of the page only where there is a page), then posts that were read."""
        lang, store = self._desk.lang, self._desk.store
        for row in READING:
            if isinstance(self.screen, ReadingScreen) or row.action.startswith("app."):
                run = partial(self.screen.run_action, row.textual)
                yield Command(describe(row, lang), show_keys(row.keys), run)
        for recent in store.history(20):
            if recent.exists:
                name = say("view.palette.open", lang, title=recent.title or recent.path)
                yield Command(name, recent.path, self._opening(recent.path))

    async def discover(self) -> Hits:
        for command in self.commands():
            line = _line(command.name, command.help)
            yield DiscoveryHit(line, self._once(command.run), text=command.name)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        none = True
        for command in self.commands():
            score, letters = matcher.fuzzy_search.match(query, command.name)
            if score > 0:
                line = _line(command.name, command.help, letters, matcher.match_style)
                yield Hit(score, line, self._once(command.run), text=command.name)
                none = False
        typed = query.strip()
        if typed:
            found = await asyncio.to_thread(completions, typed, self._folders())
            for path in found[:MOST]:
                yield self._file(path, 2.0 if "/" in typed else 0.5)
                none = False
        if none:
            # Textual would say so in English.
            yield Hit(1.0, _line(say("view.filter.none", self._desk.lang)), _do_nothing, text=typed)

    def _once(self, run: Callable[[], object]) -> Callable[[], object]:
        """`run`, but nothing once a line of this palette has been chosen: Textual acts on the
        second click of two, and on an Enter behind the one that chose, once more."""

        def run_once() -> object:
            if self._chosen:
                return None
            self._chosen = True
            return run()

        return run_once

    def _folders(self) -> list[Path]:
        """Where a relative path is looked for."""
        screen = self.screen
        return (
            screen.open_prompt.folders()
            if isinstance(screen, ReadingScreen)
            else [current_folder()]
        )

    def _opening(self, path: str) -> Callable[[], object]:
        """A callable that asks the application to open a post."""
        return partial(self.app.post_message, OpenPost(path))

    def _file(self, path: str, score: float) -> Hit:
        """A file to open, or a folder to look into."""
        lang = self._desk.lang
        if path.endswith("/"):
            line = _line(say("view.open.folder", lang, path=path))
            return Hit(score, line, self._once(partial(self._look_into, path)), text=path)
        target = meant(path, self._folders())
        line = _line(say("view.palette.open", lang, title=path), target)
        return Hit(score, line, self._once(self._opening(target)), text=path)

    def _look_into(self, folder: str) -> None:
        """The palette again, with the folder typed."""
        open_palette(self.app, self._desk.lang, folder)


def _line(
    name: str, explanation: str = "", letters: Sequence[int] = (), style: Style | None = None
) -> Content:
    """A line of the palette and, under it, its explanation. `letters`: indexes into the name that
    are drawn in `style`.

    Titles and paths come from outside: a string would be read as Textual's markup, a Content is
    drawn as it is. `Hit.help` is always read as markup, so that no hit has one.
    """
    content = Content(harmless_line(name))
    for at in letters:
        if style is not None and at < len(content):
            content = content.stylize(style, at, at + 1)
    if not explanation:
        return content
    return Content("\n").join([content, Content(harmless_line(explanation)).stylize("dim")])


class _Palette(CommandPalette):
    """Textual's palette, in the reader's language, with something typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys, f"move('{action}')", show=False)
        for keys, action in (
            ("ctrl+end,shift+end", "last"),
            ("ctrl+home,shift+home", "first"),
            ("pagedown", "page_down"),
            ("pageup", "page_up"),
            ("up", "cursor_up"),
        )
    ]

    def __init__(self, placeholder: str, typed: str) -> None:
        super().__init__(placeholder=placeholder, id="--command-palette")
        self._typed = typed
        self._left = False

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Once: the second click of two, or an Enter behind one, would take the page away."""
        if self._left:
            return AwaitComplete()
        self._left = True
        return super().dismiss(result)

    def action_move(self, action: str) -> None:
        """Move in the list of lines. The list fails with KeyError while it has no room for a line
        or has not been laid out, as when a key comes in one burst with the one that opens it."""
        with suppress(KeyError, IndexError):
            getattr(self.query_one(CommandList), f"action_{action}")()

    def on_mount(self) -> None:
        if self._typed:
            field = self.query_one(Input)
            field.value = self._typed
            field.cursor_position = len(self._typed)


def open_palette(app: App[Any], lang: Lang, typed: str = "") -> None:
    """Show the palette, where it is not open already."""
    if not any(isinstance(screen, CommandPalette) for screen in app.screen_stack):
        app.push_screen(_Palette(say("view.palette.placeholder", lang), typed))


def _do_nothing() -> None:
    """The action of a line that only says something."""
