"""The title page of a post, and the line that stands for a fold.

Both are in the language of the post, whatever the language of the interface.
"""

from __future__ import annotations

import re

from reader.book.progress import show_minutes
from reader.cells import cell_len
from reader.document import Document, Fold
from reader.typeset import Header
from reader.wording import Lang, say

_KANA = re.compile("[ぁ-ゖァ-ヺ]")
_DAY = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})(?=[T ]|$)")
_SAMPLE = 4000
"""Characters looked at to tell a text's language."""
_SHOWN_SHARE = 0.005
"""Repeats below this share of the text are not worth a word on the title page."""


def text_language(document: Document) -> Lang:
    """The language of a post's title page: Japanese if title or text have kana, else English."""
    sample = [document.title]
    length = 0
    for block in document.blocks:
        sample.append(block.text[:_SAMPLE])
        length += len(block.text)
        if length > _SAMPLE:
            break
    return "ja" if _KANA.search("\n".join(sample)) else "en"


def title_page(
    document: Document,
    characters: int | None,
    minutes: float = 0.0,
    repeated: float = 0.0,
    measure: int = 0,
) -> Header:
    """The title page: title, author and date, tags, excerpt, what there is to read.

    `characters` and `minutes` are of what is shown; `repeated` is the folded share, 0 to 1.
    Where `characters` is None the row that counts them is left blank, to be filled in later: it
    takes one row of `measure` cells then too (0: as many as it needs).
    """
    lang = text_language(document)
    lines = (
        "  ".join(part for part in (document.author, _day(document.date)) if part),
        "  ".join(f"#{tag}" for tag in document.tags),
        document.excerpt if document.excerpt != document.title else "",
        _counts(document, lang, characters, minutes, repeated, measure)
        if document.blocks
        else say("output.empty", lang),
    )
    return Header(document.title, tuple(line for line in lines if line))


def _day(date: str) -> str:
    """A date without the time of day, which tells a reader nothing; another text as it is."""
    found = _DAY.match(date)
    return found[1] if found else date


def _counts(
    document: Document,
    lang: Lang,
    characters: int | None,
    minutes: float,
    repeated: float,
    measure: int,
) -> str:
    """The row of characters, minutes and repeats; without the stated minutes, then without the
    share of repeats, if the row is longer than `measure` cells."""
    if characters is None:
        return " "
    shown = show_minutes(minutes)
    counts = say("output.counts", lang, characters=f"{characters:,}", minutes=shown)
    stated = share = ""
    if document.minutes_stated is not None:
        stated = say("output.stated", lang, minutes=f"{document.minutes_stated:g}")
    if repeated >= _SHOWN_SHARE:
        share = say("output.repeated", lang, share=round(100 * repeated))
    fitting = (counts + stated + share, counts + share, counts)
    return next((one for one in fitting if not measure or cell_len(one) <= measure), counts)


def fold_label(fold: Fold, lang: Lang) -> str:
    """The one line that stands for folded paragraphs."""
    return say("output.fold", lang, paragraphs=fold.paragraphs, characters=f"{fold.characters:,}")
