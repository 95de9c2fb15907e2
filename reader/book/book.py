"""The open post: its document, and the repeats, outline and search found in it.

Slow methods (`study`, `find_outline`, `order_of`) run in a worker thread or another process; the
screen's thread takes their results over by `use` and `take`.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import islice
from operator import sub
from typing import TYPE_CHECKING, cast

from reader.book.progress import Progress
from reader.book.sentence_order import Sentence, SentenceOrder
from reader.document import (
    PACE,
    Document,
    Fold,
    Mark,
    MarkKind,
    ReadingOrder,
    WholeText,
    folds_of,
    whole_text,
)
from reader.limits import (
    LONGEST_FOR_STUDY,
    MOST_FOR_HEADINGS,
    MOST_FOR_OUTLINE,
    MOST_FOR_STUDY,
)
from reader.wording import Lang, say

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from reader.analysis import Outline, Section
    from reader.analysis.model.segmentation import Detail
    from reader.book.study import Answer, Study
    from reader.search import Finder, Shown
    from reader.typeset import Flow, Header

AT_ONCE = 25_000
"""Characters up to which they are counted before the first page is drawn."""


class Book:
    """A document as it is shown now: what is folded, what is open, how it is divided."""

    def __init__(self, document: Document, lang: Lang, *, fold_repeats: bool = True) -> None:
        self.document = document
        self.lang = lang
        self.fold_repeats = fold_repeats
        self.folding: ReadingOrder | None = None
        self.repeated_share = 0.0
        self.headings: dict[int, int] = {}
        """Block index -> level of paragraphs that stand as headings in the post."""
        self.opened: set[int] = set()
        self.alone = False
        """Whether this book is in a process of its own, where slow work holds up no screen."""
        self.left_out = ""
        """The sentence that tells what was left out because the text is too long, as a key of
        `reader.wording`; "" where nothing was."""
        self.studied = False
        """Whether the whole text has been studied, so that counts and shares are final."""
        self.found: Outline | None = None
        """The outline as it was found."""
        self.outline: Outline | None = None
        """The outline as the reader has changed it."""
        self._giant = 1, False
        """Number of blocks whose length was compared so far, counted from 1, and whether a block
        longer than `LONGEST_FOR_STUDY` is among them."""
        self.pace: float = PACE
        self.told_apart: Collection[str] = ()
        """Folds that do not hold in a search, of `reader.config.FOLDS`."""

    def another(self, document: Document) -> Book:
        """A book of another document, with this book's language, pace and search folds."""
        book = Book(document, self.lang, fold_repeats=self.fold_repeats)
        book.pace, book.told_apart = self.pace, self.told_apart
        return book

    @property
    def size(self) -> int:
        """Characters of the text, as far as it is loaded."""
        return self.document.starts[-1]

    @property
    def too_long(self) -> bool:
        """Whether the text is too long to look for repeats while a reader waits."""
        return self.size > MOST_FOR_STUDY or (not self.alone and self.has_giant)

    @property
    def has_giant(self) -> bool:
        """Whether a block is so long that a pass over its text would hold up the screen."""
        starts = self.document.starts
        if self.size <= LONGEST_FOR_STUDY:
            return False
        looked_at, found = self._giant
        if not found and looked_at < len(starts):
            lengths = map(sub, islice(starts, looked_at, None), islice(starts, looked_at - 1, None))
            self._giant = len(starts), max(lengths, default=0) > LONGEST_FOR_STUDY
        return self._giant[1]

    # -- what is shown -----------------------------------------------------------------------

    @property
    def reading_order(self) -> ReadingOrder:
        """What is shown, in order."""
        if self.folding is None or not self.fold_repeats:
            return self._whole
        return self.folding

    @cached_property
    def _whole(self) -> ReadingOrder:
        return whole_text(self.document)

    @cached_property
    def order(self) -> SentenceOrder:
        """The reading order, indexed by offset; made anew when folds open or close."""
        return SentenceOrder(self.document, self.reading_order, self.opened)

    def flow(self, measure: int = 0) -> Flow:
        """The title page and the text, ready for a layout of that measure (0: of any)."""
        from reader.typeset import flow

        return flow(
            self.document,
            None if self.reading_order is self._whole else self.reading_order,
            opened=self.opened,
            header=self.header(measure),
            headings=self.headings,
            fold_label=self.fold_label,
        )

    def header(self, measure: int = 0) -> Header:
        """The title page; its last row fits the measure (0: any)."""
        from reader.book.title_page import title_page

        if not self.studied:
            return title_page(self.document, None)
        total = self.order.total
        share = self.repeated_share * self._still_folded() if self.fold_repeats else 0.0
        return title_page(self.document, total, total / PACE, share, measure)

    def _still_folded(self) -> float:
        """Share of the characters of all folds that is still folded, 0 to 1."""
        if not self.opened:
            return 1.0
        folds = list(folds_of(self.reading_order))
        closed = sum(fold.characters for fold in folds if fold.id not in self.opened)
        return closed / max(1, sum(fold.characters for fold in folds))

    def fold_label(self, fold: Fold) -> str:
        """The one line that stands for folded paragraphs, in the post's language."""
        from reader.book.title_page import fold_label

        return fold_label(fold, self.text_lang)

    @cached_property
    def text_lang(self) -> Lang:
        """Language of the title page and of fold labels: that of the post."""
        from reader.book.title_page import text_language

        return text_language(self.document)

    # -- slow questions, asked in a worker ----------------------------------------------------

    def study(self) -> Study:
        """Find headings and repeats in the whole text. Slow."""
        from reader.book.study import Study

        headings: dict[int, int] = {}
        if self.size <= MOST_FOR_HEADINGS:
            from reader.analysis import heading_blocks

            headings = heading_blocks(self.document)
        if not self.fold_repeats or self.too_long:
            return Study(None, 0.0, headings)
        from reader.analysis import fold

        folding = fold(self.document)
        hidden = folding.characters - folding.characters_unique
        share = hidden / folding.characters if folding.characters else 0.0
        return Study(folding.reading_order, share, headings)

    def find_outline(self, detail: str) -> Outline:
        """The outline of what is shown; `detail`: coarse, normal or fine."""
        if self.too_long and not (self.alone and self.size <= MOST_FOR_OUTLINE):
            from reader.analysis.outlines.own_headings import own_outline

            self.left_out = "view.too-long"
            return own_outline(self.document)
        from reader.analysis import outline

        return outline(self.document, self.reading_order, detail=cast("Detail", detail))

    def order_of(self, study: Study, counts: Sequence[int] | None = None) -> SentenceOrder | None:
        """The indexed reading order of a study; None if the study folds nothing. Slow.

        `counts`: as `SentenceOrder.counts`; without them the characters are counted here. Raises
        ValueError for the counts of another reading order.
        """
        if (
            not self.fold_repeats
            or study.reading_order is None
            or isinstance(study.reading_order, WholeText)
        ):
            return None
        order = SentenceOrder(self.document, study.reading_order)
        if counts is None:
            order.count()
        else:
            order.take_counts(counts)
        return order

    def use(self, study: Study, order: SentenceOrder | None = None) -> None:
        """Show the text as a study found it. `order`: the result of `order_of` for the study."""
        self.folding, self.repeated_share = study.reading_order, study.repeated_share
        self.headings = study.headings
        self.studied = True
        for name in ("_fold_spans", "fold_ids", "shown"):
            self.__dict__.pop(name, None)
        self.refold(order)

    def take(self, answer: Answer, order: SentenceOrder | None = None) -> None:
        """Take over the answer of a study in another process. `order` as in `use`."""
        order = order or self.order_of(answer.study, answer.counts)
        self.use(answer.study, order)
        if answer.counts is not None and order is None:
            self.order.take_counts(answer.counts)
        self.found = answer.outline
        if self.fold_repeats and self.size > MOST_FOR_STUDY:
            self.left_out = "view.too-long-to-fold"

    def refold(self, order: SentenceOrder | None = None) -> None:
        """Make the sentence order anew after folds were opened or closed, or take `order`."""
        counted = self.order.counted if "order" in self.__dict__ else False
        self.__dict__.pop("order", None)
        if order is not None and not self.opened:
            self.__dict__["order"] = order
        elif counted or self.size <= AT_ONCE:
            self.order.count()

    # -- questions about a place --------------------------------------------------------------

    def section_at(self, offset: int) -> Section | None:
        """The innermost section of the outline around an offset."""
        return self.outline.at(offset) if self.outline else None

    @property
    def top_sections(self) -> list[Section]:
        """The outermost sections."""
        sections = self.outline.sections if self.outline else ()
        return [section for section in sections if section.level == 1]

    def progress(self, offset: int, *, finished: bool = False) -> Progress:
        """The progress at an offset; `finished`: the end of the post is on the screen."""
        order = self.order
        total = order.total
        read = total if finished else order.characters_before(offset)
        section = self.section_at(offset)
        end = order.characters_before(section.end) if section else total
        return Progress(
            read, total, max(0, end - read) / self.pace, max(0, total - read) / self.pace
        )

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence around an offset, or the next one."""
        return self.order.sentence_at(offset)

    def links(self, sentence: Sentence) -> list[Mark]:
        """The links that stand in a sentence, in order."""
        found = []
        for start, end in sentence.spans:
            block, low = self.document.position_of(start)
            high = low + end - start
            found += [
                mark
                for mark in self.document.blocks[block].marks
                if mark.kind in (MarkKind.LINK, MarkKind.IMAGE)
                and mark.start < high
                and low < max(mark.end, mark.start + 1)
            ]
        return found

    def fold_at(self, offset: int) -> int | None:
        """Id of the fold that hides an offset, or that stands nearest after it; None if none."""
        spans = self._fold_spans
        at = bisect_right(spans, (offset, 1 << 62, 0)) - 1
        return spans[at][2] if at >= 0 and offset < spans[at][1] else None

    @cached_property
    def _fold_spans(self) -> list[tuple[int, int, int]]:
        """(start, end, id of the fold) of every folded span, ascending; a block without text (a
        rule) counts as a character long."""
        return sorted(
            (span.start, max(span.end, span.start + 1), item.id)
            for item in folds_of(self.folding or ())
            for span in item.spans
        )

    @cached_property
    def fold_ids(self) -> list[int]:
        """Ids of all folds, in reading order."""
        return [item.id for item in folds_of(self.folding or ())]

    # -- search ------------------------------------------------------------------------------

    @cached_property
    def finder(self) -> Finder:
        """The search over the text."""
        from reader.search import Finder
        from reader.search.folds import GROUPS

        groups = (name for name in GROUPS if name not in self.told_apart)
        return Finder(self.document, groups=groups)

    @cached_property
    def shown(self) -> Shown:
        """Tells matches in shown text from matches in folded text."""
        from reader.search import Shown

        return Shown(self.reading_order)


def title_of(document: Document, lang: Lang) -> str:
    """The post's title, or its file's name, or a word for having none."""
    return document.title or document.source.rpartition("/")[2] or say("view.untitled", lang)
