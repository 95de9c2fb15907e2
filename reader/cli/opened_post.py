"""A post for a printed answer: its document, and repeats, outline and layout, each computed when
first used."""

from __future__ import annotations

import sys
from functools import cached_property
from typing import TYPE_CHECKING

from reader.book.outline_edits import with_edits
from reader.cli.options import Call
from reader.cli.printed import Invocation, tell
from reader.config import Settings, user_folder
from reader.disk import absolute, exists, read_all
from reader.document import PACE, Document, Fold, ReadingOrder, whole_text
from reader.errors import ReaderError
from reader.formats import load
from reader.limits import MOST_BYTES
from reader.page.geometry import options_for
from reader.records import replace
from reader.wording import language

if TYPE_CHECKING:
    from reader.analysis import Folding, Outline
    from reader.output.link_notes import Links
    from reader.store import OutlineEdit, Post, Store
    from reader.typeset import Header, Layout, Options


class OpenedPost:
    """A post with the call and the settings by which it is printed."""

    def __init__(self, source: str, call: Call, settings: Settings) -> None:
        """Load the post at `source` (a path, or "-" for standard input). Raises ReaderError if it
        cannot be read."""
        self.call = call
        self.settings = settings
        self.source = source
        self.document: Document = load(
            standard_input() if source == "-" else source,
            name=source,
            input_format=call.input_format,
            encoding=call.encoding,
            breaks=settings.breaks,
        )

        self.links: Links = "none"
        """How addresses of links are printed; set before the first layout is made."""

    @cached_property
    def _printed(self) -> tuple[Document, list[str]]:
        from reader.output.link_notes import with_addresses

        return with_addresses(self.document, self.links)

    @property
    def link_notes(self) -> list[str]:
        """The lines after the printed text that list the addresses of its links."""
        return self._printed[1]

    @property
    def path(self) -> str:
        """The post's absolute path; "-" for standard input."""
        return "-" if self.source == "-" else absolute(self.source)

    @cached_property
    def folding(self) -> Folding:
        """The post without its repeats."""
        from reader.analysis import fold

        return fold(self.document)

    @property
    def reading_order(self) -> ReadingOrder:
        """The passages and folds that are printed; the whole text with `repeats = "show"`."""
        if self.settings.repeats == "show":
            return whole_text(self.document)
        return self.folding.reading_order

    @cached_property
    def outline(self) -> Outline:
        """The outline of the reading order, with the reader's stored changes applied."""
        from reader.analysis import outline

        detail = self.settings.outline_detail
        found = outline(self.document, self.reading_order, detail=detail)  # type: ignore[arg-type]
        return with_edits(found, self._edits(), self.document, self.reading_order)

    def _edits(self) -> list[OutlineEdit]:
        """The reader's changes to the outline; SQLite is loaded only if there is a database."""
        from reader.store.database.files import Files

        if not exists(Files(self.call.state_dir or user_folder("data")).database):
            return []
        from reader.store import open_store

        store = open_store(self.call.state_dir)
        try:
            edits = self.kept_in(store).outline_edits()
            if not store.whole:
                tell(store.notices, language(self.settings.lang))
            return edits
        finally:
            store.close()

    @cached_property
    def folds(self) -> bool:
        """Whether repeats are folded in print; in a very long post only with `--repeats fold`,
        because finding them takes long."""
        from reader.limits import MOST_FOR_STUDY

        if self.settings.repeats == "show":
            return False
        return self.call.repeats == "fold" or self.document.length <= MOST_FOR_STUDY

    @property
    def leaves_repeats(self) -> bool:
        """Whether repeats are printed only because the post is too long to look for them."""
        return self.settings.repeats != "show" and not self.folds

    def layout(self, width: int, *, counted: bool = True) -> Layout:
        """The layout of the post for a measure of `width` cells. Without `counted`, the title
        page has the same number of items but does not tell how long the post is."""
        from reader.book.title_page import fold_label, text_language
        from reader.typeset import Layout, flow

        lang = text_language(self.document)

        def label(fold: Fold) -> str:
            return fold_label(fold, lang)

        return Layout(
            flow(
                self._printed[0],
                self.reading_order if self.folds else None,
                header=self._header(counted) if self.call.header else None,
                headings=self._headings,
                fold_label=label,
            ),
            self._options(width),
        )

    def _header(self, counted: bool) -> Header:
        """The title page."""
        from reader.book.title_page import title_page

        if not counted:
            return title_page(self.document, None)
        shown = self._characters
        everything = self.folding.characters if self.folds else shown
        repeated = 1 - shown / everything if everything else 0.0
        return title_page(self.document, shown, shown / PACE, repeated)

    @property
    def _headings(self) -> dict[int, int]:
        """Block index -> level of paragraphs that stand as headings."""
        from reader.limits import MOST_FOR_HEADINGS

        if self.document.length > MOST_FOR_HEADINGS:
            return {}
        from reader.analysis import heading_blocks

        return heading_blocks(self.document)

    @property
    def _characters(self) -> int:
        """Characters (字) of the printed text, without folded repeats."""
        from reader.document import count_characters

        return (
            self.folding.characters_unique if self.folds else count_characters(self.document.text)
        )

    def _options(self, width: int) -> Options:
        hang = self.settings.hang if "hang" in self.settings.given else False
        return replace(
            options_for(self.settings),
            measure=width,
            hang=hang,
            tight=False,
            links=self.links != "none",
        )

    def kept_in(self, store: Store) -> Post:
        """The post in an open store, for its place, annotations and outline changes."""
        return store.post(self.document, self.path)


def open_post(invocation: Invocation, source: str | None = None) -> OpenedPost:
    """Load the post of an invocation, or the post `source` (a path, or "-" for standard input),
    and print the document's notices on standard error. Raises ReaderError as `OpenedPost`."""
    call, settings, lang = invocation
    opened = OpenedPost(call.posts[0] if source is None else source, call, settings)
    tell(opened.document.notices, lang, opened.document.source)
    return opened


def standard_input(most: int = MOST_BYTES) -> bytes:
    """All bytes of standard input. Raises ReaderError if it is closed or has more than `most`
    bytes."""
    if sys.stdin is None:
        raise ReaderError("formats.missing", name="-")
    data = read_all(sys.stdin.buffer, most)
    if data is None:
        raise ReaderError("formats.too-large", name="-", most=most // 1_000_000)
    return data
