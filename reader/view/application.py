"""The Textual application: themes, keys, which screen is shown."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.keys import ASCII_KEY_NAMES, KEY_NAME_REPLACEMENTS
from textual.screen import Screen

from reader.book.book import Book
from reader.config import STYLES, Settings, theme_files
from reader.document import Document, Notice
from reader.errors import ReaderError
from reader.first_page.handover import Handover
from reader.first_page.palette import default_theme
from reader.formats import load
from reader.formats.input.source import must_be_file
from reader.request import Request
from reader.store import Store
from reader.store.identity import openable
from reader.view.desk import absolute
from reader.view.keys import fold_key, keymap
from reader.view.messages import OpenPost
from reader.view.patches.driver import driver_class, typed_keys
from reader.view.patches.faults import take_faults
from reader.view.patches.frames import Frames
from reader.view.screen import ReadingScreen
from reader.view.themes import THEME_DEFAULTS, load_theme
from reader.view.widgets.prompt import typed_in
from reader.wording import Lang, say_error


def _commands() -> type:
    from reader.view.commands import ReaderCommands

    return ReaderCommands


class ReaderApp(App[None]):
    """Holds what outlives a post, and shows one post or the history."""

    CSS_PATH = STYLES / "reader.tcss"
    COMMANDS: ClassVar[set[Callable[[], type]]] = {_commands}  # type: ignore[assignment]
    ENABLE_COMMAND_PALETTE = True
    ANIMATION_LEVEL = "none"
    _themed = False
    fault: Exception | None = None
    """What ended it, if it is not the reader who did."""

    def __init__(
        self,
        request: Request,
        settings: Settings,
        store: Store,
        handover: Handover,
    ) -> None:
        self.frames = Frames()
        super().__init__(driver_class=driver_class(handover, self.frames))
        take_faults(self, self._take_fault)
        self.request, self.settings, self.store = request, settings, store
        self._handover = handover
        self.lang: Lang = request.lang
        self.animation_level = "none"
        self._notices: list[Notice] = list(request.notices)
        self._shown: list[Notice] = []
        self._kept_keys: list[events.Key] = []
        # The style sheet is parsed with the theme's variables, before anything is mounted.
        self._use_themes()

    def get_default_screen(self) -> Screen[None]:
        """The post, or the list of posts: the first screen is the only one that is made."""
        chosen, unknown = keymap(self.settings.keys, self.settings.remaps)
        self._notices += unknown
        self.set_keymap(chosen)
        if self._handover.document is None:
            from reader.view.history import HistoryScreen

            return HistoryScreen(self.store, self.lang)
        return self._screen_for(self._handover.document, self.request.source, self.request.goto)

    def on_mount(self) -> None:
        """Signals that end the program, and keys typed before it could take them; see
        `reader.cli.main`."""
        if sys.platform != "win32":
            # By the event loop: a plain handler would not wake it.
            for number in (signal.SIGTERM, signal.SIGHUP):
                asyncio.get_running_loop().add_signal_handler(number, self.leave_at_once)
        if self._handover.screen.typed:
            self.call_after_refresh(self._replay, self._handover.screen.typed)
        self.call_after_refresh(_collect_from_now)

    def _replay(self, typed: bytes) -> None:
        """Act on keys that were read from the terminal before the application could take them."""
        for message in typed_keys(typed):
            self.post_message(message)

    def _use_themes(self) -> None:
        wanted = self.settings.theme or default_theme()
        broken = set()
        for name, path in theme_files().items():
            try:
                self.register_theme(load_theme(path))
            except ReaderError as error:
                self._notices.append(Notice(error.key, error.values))
                broken.add(name)
        if wanted not in self.available_themes and wanted not in broken:
            themes = ", ".join(theme_files())
            self._notices.append(
                Notice("config.unknown-theme", {"theme": wanted, "themes": themes})
            )
        if wanted not in self.available_themes:
            wanted = default_theme()
        # Without its watcher, which would parse every style sheet once more.
        self.set_reactive(App.theme, wanted)
        self._themed = True
        self.stylesheet.set_variables(self.get_css_variables())

    def get_css_variables(self) -> dict[str, str]:
        """None before `_use_themes`: those of Textual's own theme would be made for nothing."""
        return super().get_css_variables() if self._themed else {}

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours of our own for a theme that does not name them."""
        return dict(THEME_DEFAULTS)

    def _screen_for(self, document: Document, source: str, goto: str = "") -> ReadingScreen:
        """The screen of a post."""
        folding = self.settings.repeats == "fold"
        begun = self._handover.book if document is self._handover.document else None
        book = begun or Book(document, self.lang, fold_repeats=folding)
        columns, rows = self.size
        screen = ReadingScreen(
            book,
            self.settings,
            self.store,
            absolute(source),
            goto=goto,
            notices=tuple(self._notices),
            reload=None if source == "-" else lambda: self._load(source),
            size=(columns, rows),
            study=self._handover.study if begun else None,
            place=None if document.complete or not begun or goto else self._handover.place,
            ahead=begun is not None and self._handover.ahead,
            frames=self.frames,
        )
        self._shown += self._notices
        self._notices = []
        return screen

    @property
    def faults(self) -> list[Notice]:
        """What is wrong with the configuration: the status line has no room for more than one
        sentence, and the list of posts has none."""
        return [*self._shown, *self._notices]

    def _load(self, source: str) -> Document:
        request = self.request
        same = source == request.source
        must_be_file(source)
        return load(
            source,
            input_format=request.input_format if same else "auto",
            encoding=request.encoding if same else None,
            breaks=request.settings.breaks,
            lazily=True,
        )

    def on_open_post(self, event: OpenPost) -> None:
        """Open another post without leaving."""
        path = openable(event.path)
        try:
            document = self._load(path)
        except ReaderError as error:
            self.notify(say_error(error, self.lang))
            return
        self._keep()
        # The first screen cannot be replaced (Textual keeps no answer for it); later ones are, so
        # that no more than two posts are held.
        put = self.push_screen if len(self.screen_stack) == 1 else self.switch_screen
        put(self._screen_for(document, path))

    def notify(self, message: str, **_: object) -> None:
        """Say something, where Textual would show a box that covers the text."""
        inform = getattr(self.screen, "inform", None)
        if inform is not None:
            inform(message)

    async def on_event(self, event: events.Event) -> None:
        """Keys that an IME turned full-width count as their ASCII keys while reading."""
        if isinstance(event, events.Resize):
            self.frames.take_size(event.size)
        elif isinstance(event, events.Key) and self._must_wait(event):
            self._kept_keys.append(event)
            return
        elif isinstance(event, events.Key) and self._kept_keys:
            await self.on_place_shown()
            await self.on_event(event)
            return
        elif (
            isinstance(event, events.Key)
            and not event.is_forwarded
            and not typed_in(self.focused)
            and not getattr(self.focused, "filtering", False)
        ):
            if event.key.startswith("alt+") and event.key not in self.screen.active_bindings:
                await self._take_apart(event)
                return
            folded = fold_key(event.character)
            if folded is not None:
                event = events.Key(_key_name(folded), folded)
            if isinstance(self.screen, ReadingScreen):
                self.screen.desk.status.say("")
        await super().on_event(event)

    async def _take_apart(self, key: events.Key) -> None:
        """Alt and a key are sent like Esc and that key, which may have been meant: fingers or a
        line that bring both at once. No key of the reader's own is one with Alt."""
        plain = _key_name(key.character) if key.character else key.key.removeprefix("alt+")
        await self.on_event(events.Key("escape", "\x1b"))
        await self.on_event(events.Key(plain, key.character))

    def _must_wait(self, key: events.Key) -> bool:
        """Whether a key is for a place that is shown but not loaded yet."""
        screen = self.screen_stack[-1] if self.screen_stack else None
        if not isinstance(screen, ReadingScreen) or not screen.picture.waiting:
            return False
        bound = screen.active_bindings.get(key.key)
        return bound is None or bound.binding.action != "app.quit"

    async def on_place_shown(self) -> None:
        """Act on the keys that had to wait, before any other."""
        kept, self._kept_keys = self._kept_keys, []
        for key in kept:
            await self.on_event(key)

    def _keep(self) -> None:
        """Keep the place in the post that is read; those under it were kept when they were left."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, ReadingScreen):
                screen.close()
                break

    def action_command_palette(self) -> None:
        from reader.view.commands import open_palette

        open_palette(self, self.lang)

    async def action_quit(self) -> None:
        """Keep the place and leave."""
        self._keep()
        self.exit()

    def _take_fault(self, error: Exception) -> None:
        """An error of our own ends the program; `fault` is told by whoever runs the application."""
        with suppress(Exception):
            self._keep()
        self.fault = self.fault or error

    def leave_at_once(self) -> None:
        """SIGTERM, SIGHUP: keep the place and leave."""
        self._keep()
        self.exit(return_code=0)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """None of Textual's own: the key table has what the reader needs."""
        return ()


def _collect_from_now() -> None:
    """Collect garbage again, without looking at what was made at the start and stays."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _key_name(character: str) -> str:
    """A key as Textual names it: "j", "full_stop", "enter"."""
    name = character
    if not character.isalnum():
        name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    name = name or ASCII_KEY_NAMES.get(character, character)
    return KEY_NAME_REPLACEMENTS.get(name, name)
