"""What a post is, as a table and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reader.analysis import Repeat, Statistics
from reader.book.progress import show_minutes
from reader.cells import cell_len
from reader.document import Document
from reader.formats.front.fields import other_fields
from reader.wording import Lang, say


def as_value(document: Document, counted: Statistics, sections: int) -> Mapping[str, object]:
    """What `--stats --json` says."""
    return {
        "source": document.source,
        "format": document.format,
        "encoding": document.encoding,
        "encoding_sure": document.encoding_sure,
        "front_matter": dict(document.front_matter),
        "title": document.title,
        "author": document.author,
        "date": document.date,
        "characters": counted.characters,
        "characters_unique": counted.characters_unique,
        "repeated_share": counted.repeated_share,
        "minutes": counted.minutes,
        "minutes_stated": counted.minutes_stated,
        "paragraphs": counted.paragraphs,
        "sections": sections,
        "controls_removed": counted.controls_removed,
        "repeats": [_repeat(repeat) for repeat in counted.repeats],
    }


def _repeat(repeat: Repeat) -> Mapping[str, object]:
    return {
        "line": repeat.line,
        "end_line": repeat.end_line,
        "of_line": repeat.of_line,
        "characters": repeat.characters,
        "kind": repeat.kind,
    }


def table(document: Document, counted: Statistics, sections: int, lang: Lang) -> Iterator[str]:
    """Name and value, one line each; then the repeats."""
    rows = [
        (say(f"output.stats.{name}", lang), value)
        for name, value in _rows(document, counted, sections, lang)
        if value
    ]
    width = max(cell_len(name) for name, _ in rows)
    for name, value in rows:
        yield f"{name}{' ' * (width - cell_len(name))}  {value}"
    if counted.repeats:
        yield f"{say('output.stats.repeats', lang)}:"
    for repeat in counted.repeats:
        kind = say(f"output.kind.{repeat.kind}", lang)
        shown = {"kind": kind, "characters": f"{repeat.characters:,}"}
        key = "output.repeat" if repeat.end_line > repeat.line else "output.repeat-line"
        yield f"  {say(key, lang, **{**_repeat(repeat), **shown})}"


def _rows(
    document: Document, counted: Statistics, sections: int, lang: Lang
) -> Iterator[tuple[str, str]]:
    guessed = say("output.guessed", lang, encoding=document.encoding)
    share = round(100 * counted.repeated_share)
    stated = counted.minutes_stated
    yield "source", document.source
    yield "title", document.title
    yield "author", document.author
    yield "date", document.date
    yield "format", document.format
    yield "encoding", document.encoding if document.encoding_sure else guessed
    yield (
        "characters",
        say("output.share", lang, characters=f"{counted.characters:,}", share=share)
        if share
        else f"{counted.characters:,}",
    )
    yield "characters_unique", f"{counted.characters_unique:,}" if share else ""
    yield "minutes", say("output.minutes", lang, minutes=show_minutes(counted.minutes))
    yield (
        "minutes_stated",
        "" if stated is None else say("output.minutes", lang, minutes=f"{stated:g}"),
    )
    yield "paragraphs", f"{counted.paragraphs:,}"
    yield "sections", str(sections)
    yield "other_fields", ", ".join(other_fields(document.front_matter))
    yield "controls_removed", str(counted.controls_removed or "")
