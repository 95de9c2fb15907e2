"""Opening the reader in the terminal: the first page before the application has loaded."""

from __future__ import annotations

import os
import sys
from importlib import import_module

from reader.cli.options import Call
from reader.cli.streams import keys_from_terminal, screen_on_terminal
from reader.config import Settings
from reader.disk import absolute, exists, is_file
from reader.errors import ReaderError
from reader.first_page.early_screen import EarlyScreen
from reader.first_page.handover import Handover
from reader.first_page.paint import LEAVE
from reader.request import Request

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reader.document import Document, Notice
    from reader.page.viewport import Viewport
    from reader.wording import Lang


def open_reader(call: Call, settings: Settings, notices: list[Notice], lang: Lang) -> int:
    """Start the application on a post, or on the list of what was read last.

    Raises ReaderError where no keys can come, for a theme that does not exist, and for a post
    that cannot be read, before anything is drawn.
    """
    if call.theme and not _is_theme(call.theme):
        from reader.config import theme_files

        themes = ", ".join(theme_files())
        raise ReaderError("cli.unknown-theme", theme=call.theme, themes=themes)
    source = call.posts[0] if call.posts else ""
    data = None
    if source == "-" and sys.stdin is not None:
        from reader.cli.opened_post import standard_input

        data = standard_input()
    if not keys_from_terminal():
        raise ReaderError("cli.no-keys")
    if not screen_on_terminal():
        raise ReaderError("cli.no-screen")
    request = Request(
        source=source,
        data=data,
        input_format=call.input_format,
        encoding=call.encoding,
        goto=call.goto,
        settings=settings,
        notices=tuple(notices),
        config=call.config,
        state_dir=call.state_dir,
        lang=lang,
    )
    with EarlyScreen(LEAVE.encode()) as screen:
        begun = _begin(request, screen)
        try:
            if begun.document is not None:
                from reader.book.study_process import begin_study

                # What takes longer than the first page, on another core while Textual loads.
                begun.study = begin_study(request, begun.document)
            status: int = import_module("reader.app").run(request, begun)
        finally:
            if begun.study is not None:
                begun.study.end()
    return status


def _is_theme(name: str) -> bool:
    """Whether the program's own themes, or else the user's, have it."""
    from reader.config.folders import STYLES_NAME

    if is_file(os.path.join(STYLES_NAME, "themes", f"{name}.toml")):
        return True
    from reader.config import theme_files

    return name in theme_files()


def _begin(request: Request, screen: EarlyScreen) -> Handover:
    """Load the post and, where terminal and post allow, put its first page on the screen."""
    quiet = screen.open()
    settings = request.settings
    if quiet and settings.ambiguous is None:
        screen.ask()
    if not request.source:
        return Handover(screen, None)
    document = _load(request)
    begun = Handover(screen, document)
    if quiet and not request.goto:
        _paint(request, begun)
    return begun


def _load(request: Request) -> Document:
    from reader.formats import load

    return load(
        request.source if request.data is None else request.data,
        name=request.source,
        input_format=request.input_format,
        encoding=request.encoding,
        breaks=request.settings.breaks,
        lazily=True,
    )


def _paint(request: Request, begun: Handover) -> None:
    """Put the first page on the screen, unless something about it is out of the ordinary."""
    from reader.config.theme import read_theme, theme_file
    from reader.first_page.paint import LEAST, first_view, paint_first
    from reader.first_page.palette import Palette, color_depth, default_theme

    screen, depth = begun.screen, color_depth()
    columns, rows = screen.size
    if not depth or columns < LEAST[0] or rows < LEAST[1] or begun.document is None:
        return
    try:
        theme = request.settings.theme or default_theme()
        palette = Palette(read_theme(theme_file(theme)), depth)
    except ReaderError:  # the application says so
        return
    from reader.book.book import Book

    begun.place = _place(request, begun)
    settings = request.settings
    answer = screen.answer(wait=False) if settings.ambiguous is None else None
    settings = settings.over(ambiguous=answer)
    folding = settings.repeats == "fold"
    book = Book(begun.document, request.lang, fold_repeats=folding)
    size = columns, rows
    view = _ahead(request, begun, settings, size)
    if view is None:
        there = begun.place is not None and begun.place < begun.document.length
        view = first_view(book, settings, size, begun.place if there else None)
    screen.paint(paint_first(view, settings, size, palette))
    begun.book, begun.ambiguous, begun.size = book, settings.ambiguous, size


def _ahead(
    request: Request, begun: Handover, settings: Settings, size: tuple[int, int]
) -> Viewport | None:
    """The page at the kept place of a long post that is not loaded so far; None where it is, or
    where it cannot be told what will stand there."""
    document, place = begun.document, begun.place
    if document is None or place is None or place < document.length or document.complete:
        return None
    from reader.book.book import Book
    from reader.first_page.paint import first_view
    from reader.store import quick_places

    block = quick_places.look_for_block(*_kept_at(request))
    found = document.preview(block[0], block[2]) if block else None
    if block is None or found is None:
        return None
    view = first_view(Book(found, request.lang), settings, size, block[1])
    # Near the end the page would begin further up, with what is not there.
    begun.ahead = view.top == view.layout.place_of(block[1])
    return view if begun.ahead else None


def _kept_at(request: Request) -> tuple[str, str]:
    """The state directory, and the path of the post in it."""
    from reader.config.folders import user_folder_name

    folder = str(request.state_dir) if request.state_dir else user_folder_name("data")
    path = request.source if request.source == "-" else absolute(request.source)
    return folder, path


def _place(request: Request, begun: Handover) -> int | None:
    """Where the reader left off; None for the head.

    SQLite is loaded only where something is kept and the quick file does not know the post.
    """
    from reader.store import quick_places

    folder, path = _kept_at(request)
    if not exists(os.path.join(folder, "jreader.db")):
        return None
    known = quick_places.look(folder, path)
    assert begun.document is not None
    if known is not None or not begun.document.complete:
        return known or None  # the store knows a post by the whole of its text
    from reader.store import open_store

    begun.store = open_store(request.state_dir)
    place = begun.store.post(begun.document, path).place()
    return place.offset or None if place else None
