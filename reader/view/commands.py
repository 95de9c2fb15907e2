"""The command palette: every action of the key table, and the posts that were read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.command import DiscoveryHit, Hit, Hits, Provider

from reader.view.keys import READING, describe, show_keys
from reader.wording import say

if TYPE_CHECKING:
    from reader.view.application import ReaderApp


class Command(NamedTuple):
    """One line of the palette."""

    name: str
    help: str
    run: Callable[[], object]


class ReaderCommands(Provider):
    """What the palette offers."""

    def commands(self) -> Iterator[Command]:
        """All of it, actions first."""
        app: ReaderApp = self.app  # type: ignore[assignment]
        for row in READING:
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
        matcher = self.matcher(query)
        for command in self.commands():
            score = matcher.match(command.name)
            if score > 0:
                yield Hit(score, matcher.highlight(command.name), command.run, help=command.help)
