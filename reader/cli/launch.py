"""`jreader POST`: load the post, paint its first page, then start the application on it."""

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
    """Start the application on a post, or on the reading history where the call names no post;
    return its exit status.

    Before anything is drawn, raises ReaderError for a terminal that cannot send keys, an unknown
    theme, and a post that cannot be read.
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
        handover = _begin(request, screen)
        try:
            if handover.document is not None:
                from reader.book.study_process import begin_study

                # Repeats and outline are found on another core while Textual loads.
                handover.study = begin_study(request, handover.document)
            status: int = import_module("reader.app").run(request, handover)
        finally:
            if handover.study is not None:
                handover.study.end()
    return status


def _is_theme(name: str) -> bool:
    """Whether a theme of that name exists. The user's folder is read only if the program itself
    has none, because listing it loads `pathlib`."""
    from reader.config.folders import STYLES_NAME

    if is_file(os.path.join(STYLES_NAME, "themes", f"{name}.toml")):
        return True
    from reader.config import theme_files

    return name in theme_files()


def _begin(request: Request, screen: EarlyScreen) -> Handover:
    """Load the post and paint its first page, if the terminal can be painted and the request does
    not name another place (`--goto`)."""
    quiet = screen.open()
    settings = request.settings
    if quiet and settings.ambiguous is None:
        screen.ask()
    if not request.source:
        return Handover(screen, None)
    document = _load(request)
    handover = Handover(screen, document)
    if quiet and not request.goto:
        _paint(request, handover)
    return handover


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


def _paint(request: Request, handover: Handover) -> None:
    """Paint the first page. Nothing is painted without colours, in a tiny terminal, or with a
    theme that cannot be read: the application then draws the page, or reports the theme."""
    from reader.config.theme import read_theme, theme_file
    from reader.first_page.paint import LEAST, first_view, paint_first
    from reader.first_page.palette import Palette, color_depth, default_theme

    screen, depth = handover.screen, color_depth()
    columns, rows = screen.size
    if not depth or columns < LEAST[0] or rows < LEAST[1] or handover.document is None:
        return
    try:
        theme = request.settings.theme or default_theme()
        palette = Palette(read_theme(theme_file(theme)), depth)
    except ReaderError:
        return
    from reader.book.book import Book

    handover.place = _place(request, handover)
    settings = request.settings
    answer = screen.answer(wait=False) if settings.ambiguous is None else None
    settings = settings.over(ambiguous=answer)
    folding = settings.repeats == "fold"
    book = Book(handover.document, request.lang, fold_repeats=folding)
    size = columns, rows
    view = _ahead(request, handover, settings, size)
    if view is None:
        there = handover.place is not None and handover.place < handover.document.length
        view = first_view(book, settings, size, handover.place if there else None)
    screen.paint(paint_first(view, settings, size, palette))
    handover.book, handover.ambiguous, handover.size = book, settings.ambiguous, size


def _ahead(
    request: Request, handover: Handover, settings: Settings, size: tuple[int, int]
) -> Viewport | None:
    """The page at the stored place of a long post whose text is not loaded up to there yet. None
    if it is loaded, or if the page cannot be previewed."""
    document, place = handover.document, handover.place
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
    # Near the end of the post the page begins above the place, in text that the preview lacks.
    handover.ahead = view.top == view.layout.place_of(block[1])
    return view if handover.ahead else None


def _kept_at(request: Request) -> tuple[str, str]:
    """The state directory, and the path under which it knows the post ("-": standard input)."""
    from reader.config.folders import user_folder_name

    folder = str(request.state_dir) if request.state_dir else user_folder_name("data")
    path = request.source if request.source == "-" else absolute(request.source)
    return folder, path


def _place(request: Request, handover: Handover) -> int | None:
    """Offset at which the post was left the last time; None for its beginning.

    SQLite is loaded only if there is a database and `quick_places` does not know the post.
    """
    from reader.store import quick_places

    folder, path = _kept_at(request)
    if not exists(os.path.join(folder, "jreader.db")):
        return None
    known = quick_places.look(folder, path)
    assert handover.document is not None
    if known is not None or not handover.document.complete:
        return known or None  # the store identifies a post by its whole text, not loaded yet
    from reader.store import open_store

    handover.store = open_store(request.state_dir)
    place = handover.store.post(handover.document, path).place()
    return place.offset or None if place else None
