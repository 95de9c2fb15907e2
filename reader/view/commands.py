"""The command palette: every action of the key table, the posts that were read, and files."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import Input

from reader.view.keys import READING, describe, show_keys
from reader.view.parts.open_prompt import OpenActions
from reader.view.paths import completions, meant
from reader.wording import say

if TYPE_CHECKING:
    from reader.view.application import ReaderApp


MOST = 50
"""Files that are offered for what is typed."""


class Command(NamedTuple):
    """One line of the palette."""

    name: str
    help: str
    run: Callable[[], object]


class ReaderCommands(Provider):
    """What the palette offers."""

    def commands(self) -> Iterator[Command]:
        """All of it, actions first; those of the page only where there is one."""
        app: ReaderApp = self.app  # type: ignore[assignment]
        for row in READING:
            if isinstance(self.screen, OpenActions) or row.action.startswith("app."):
                run = partial(self.screen.run_action, row.action)
                yield Command(describe(row, app.lang), show_keys(row.keys), run)
        for recent in app.store.history(20):
            if recent.exists:
                name = say("view.palette.open", app.lang, title=recent.title or recent.path)
                yield Command(name, recent.path, partial(app.open_post, recent.path))

    async def discover(self) -> Hits:
        for command in self.commands():
            yield DiscoveryHit(command.name, command.run, help=command.help)

    async def search(self, query: str) -> Hits:
        app: ReaderApp = self.app  # type: ignore[assignment]
        matcher = self.matcher(query)
        none = True
        for command in self.commands():
            score = matcher.match(command.name)
            if score > 0:
                yield Hit(score, matcher.highlight(command.name), command.run, help=command.help)
                none = False
        typed = query.strip()
        if typed:
            found = await asyncio.to_thread(completions, typed, self._folders())
            for path in found[:MOST]:
                yield self._file(path, 2.0 if "/" in typed else 0.5)
                none = False
        if none:
            # Textual would say so in English.
            yield Hit(1.0, say("view.filter.none", app.lang), _do_nothing)

    def _folders(self) -> list[Path]:
        """Where a relative path is looked for."""
        screen = self.screen
        return screen.folders() if isinstance(screen, OpenActions) else [Path.cwd()]

    def _file(self, path: str, score: float) -> Hit:
        """A file to open, or a folder to look into."""
        app: ReaderApp = self.app  # type: ignore[assignment]
        if path.endswith("/"):
            name = Content(say("view.open.folder", app.lang, path=path))
            return Hit(score, name, partial(self._look_into, path), text=path)
        name = Content(say("view.palette.open", app.lang, title=path))
        target = meant(path, self._folders())
        return Hit(score, name, partial(app.open_post, target), text=path, help=target)

    def _look_into(self, folder: str) -> None:
        """The palette again, with the folder typed."""
        open_palette(self.app, folder)  # type: ignore[arg-type]


class _Palette(CommandPalette):
    """Textual's palette, in the reader's language, with something typed."""

    def __init__(self, placeholder: str, typed: str) -> None:
        super().__init__(placeholder=placeholder, id="--command-palette")
        self._typed = typed
        self._left = False

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Once: the second click of two, or an Enter behind one, would take the page away."""
        if self._left:
            self._selected_command = Hit(0.0, "", _do_nothing)
            return AwaitComplete()
        self._left = True
        return super().dismiss(result)

    def on_mount(self) -> None:
        if self._typed:
            field = self.query_one(Input)
            field.value = self._typed
            field.cursor_position = len(self._typed)


def open_palette(app: ReaderApp, typed: str = "") -> None:
    """Show the palette, where it is not open already."""
    if not any(isinstance(screen, CommandPalette) for screen in app.screen_stack):
        app.push_screen(_Palette(say("view.palette.placeholder", app.lang), typed))


def _do_nothing() -> None:
    """What choosing a line that only says something does."""
