"""Names and figures in a post: the analyst's index."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from reader.analysis.facts.figures import FoundDate, figures
from reader.analysis.facts.measures import DATES, measure
from reader.analysis.facts.names import NameFinder
from reader.analysis.facts.subjects import subjects
from reader.document import Document, Fold, Kind, Passage, ReadingOrder, Span, whole_text
from reader.sentences import sentences

LONGEST = 2000
"""Characters of a sentence at most; of one that is longer, those around what it is shown for."""


@dataclass(frozen=True, slots=True)
class Name:
    """A company, product, person or place, as far as its script shows it."""

    name: str
    """As it stands first."""
    aliases: tuple[str, ...]
    """Other spellings, where the text itself puts them beside it: アリババ（Alibaba）."""
    count: int
    """How often any of the spellings stands."""
    lines: tuple[int, ...]
    """Source lines that mention it, ascending, each once."""
    start: int
    """Offset into the logical text of the first mention."""
    sentence: str = ""
    """The sentence of the first mention."""

    @property
    def spelled(self) -> str:
        """The name with its other spellings."""
        return self.name + (f"（{'、'.join(self.aliases)}）" if self.aliases else "")


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount, a share, a duration or a date."""

    text: str
    """As written, with 約 and 以上."""
    value: int | float
    """In units, 億 and the like multiplied out; of a range the lower end. A date is 20251002 with
    the unit 年月日, 202510 with 年月, 1002 with 月日."""
    unit: str
    line: int
    """Source line, 1-based."""
    sentence: str
    start: int
    end: int
    """Offsets into the logical text."""
    upto: int | float | None = None
    """The upper end of a range."""
    subject: str = ""
    """What it is said of, a noun phrase of its sentence; "" where that does not show."""

    @property
    def measure(self) -> str:
        """The unit, one for those that are the same thing: 米ドル and USD are ドル."""
        return measure(self.unit)


@dataclass(frozen=True, slots=True)
class Facts:
    """What `--facts` prints."""

    names: tuple[Name, ...]
    """The most mentioned first."""
    figures: tuple[Figure, ...]
    """In the order of the text."""

    def by_size(self) -> tuple[Figure, ...]:
        """The figures, unit by unit (in the order in which the units come up, dates last), largest
        first."""
        units = list(dict.fromkeys(figure.measure for figure in self.figures))
        rank = {unit: (unit in DATES, index) for index, unit in enumerate(units)}
        return tuple(sorted(self.figures, key=lambda f: (rank[f.measure], -f.value, f.start)))


def find_facts(document: Document, reading: ReadingOrder | None = None) -> Facts:
    """The names and figures of what a reading shows; code is left out."""
    finder = NameFinder()
    found: list[Figure] = []
    known: dict[tuple[float, str], str] = {}
    for entry in whole_text(document) if reading is None else reading:
        if isinstance(entry, Fold):
            continue
        text, places = _shown(document, entry)
        if text:
            finder.add(text, places)
            found.extend(_figures(document, text, places, known))
    split: dict[int, list[Span]] = {}
    names = tuple(
        Name(
            name,
            aliases,
            len(starts),
            tuple(sorted({document.line_of(start) for start in starts})),
            starts[0],
            _sentence(document, starts[0], split),
        )
        for name, aliases, starts in finder.names()
    )
    return Facts(names, tuple(found))


def _cut(text: str, sentence: Span, at: int) -> str:
    """A sentence, or what is around a place in one that would fill pages."""
    if sentence.end - sentence.start <= LONGEST:
        return text[sentence.start : sentence.end]
    low = max(sentence.start, at - LONGEST // 2)
    return text[low : min(sentence.end, low + LONGEST)]


def _sentence(document: Document, start: int, split: dict[int, list[Span]]) -> str:
    """The sentence at an offset, in its block; `split` keeps the sentences of the blocks."""
    place = document.position_of(start)
    text = document.blocks[place.block].text
    if place.block not in split:
        split[place.block] = sentences(text)
    spans = split[place.block]
    index = bisect_right(spans, place.offset, key=lambda span: span.start) - 1
    return _cut(text, spans[max(0, index)], place.offset) if spans else ""


def _shown(document: Document, entry: Passage) -> tuple[str, list[tuple[int, int]]]:
    """The text that a passage shows, and (offset into it, logical offset) for each piece."""
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    length = 0
    for piece in entry.pieces:
        place = document.position_of(piece.start)
        block = document.blocks[place.block]
        if block.kind is Kind.CODE:
            continue
        part = "\n" if piece.folded else block.text[place.offset :][: piece.end - piece.start]
        places.append((length, piece.start))
        parts.append(part)
        length += len(part)
    return "".join(parts), places


def _figures(
    document: Document,
    text: str,
    places: list[tuple[int, int]],
    known: dict[tuple[float, str], str],
) -> list[Figure]:
    """The figures of a passage; `known` has what those before it were said of: 「2倍」 alone is
    said of the same again."""
    found = list(figures(text))
    if not found:
        return []
    spans = sentences(text)
    begins = [span.start for span in spans]
    result: list[Figure] = []
    inside: dict[int, list[FoundDate]] = {}
    for figure in found:
        inside.setdefault(max(0, bisect_right(begins, figure.start) - 1), []).append(figure)
    for index, group in inside.items():
        span = spans[index]
        said = subjects(text, span.start, span.end, group)
        for figure, own in zip(group, said, strict=True):
            key = figure.value, figure.unit
            subject = own or ("" if figure.is_date else known.get(key, ""))
            known[key] = subject
            result.append(_figure(document, text, places, figure, span, subject))
    return result


def _figure(
    document: Document,
    text: str,
    places: list[tuple[int, int]],
    figure: FoundDate,
    sentence: Span,
    subject: str,
) -> Figure:
    start = _logical(places, figure.start)
    return Figure(
        text[figure.start : figure.end],
        figure.value,
        figure.unit,
        document.line_of(start),
        _cut(text, sentence, figure.start),
        start,
        _logical(places, figure.end - 1) + 1,
        figure.upto,
        subject,
    )


def _logical(places: list[tuple[int, int]], offset: int) -> int:
    at, logical = places[max(0, bisect_right(places, (offset, 1 << 62)) - 1)]
    return logical + offset - at
