"""A fold that hides very many paragraphs is lit by what is found in it, at no great cost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reader.document import Span
from reader.page.row_pieces import LitSpan, pieces
from reader.typeset import Row, RowKind
from reader.typeset.rows import Hidden


class _Counted(NamedTuple):
    """Spans that count how often they are looked at."""

    spans: tuple[Span, ...]
    looks: list[int]

    def __len__(self) -> int:
        return len(self.spans)

    def __getitem__(self, index: int) -> Span:  # type: ignore[override]
        self.looks[0] += 1
        return self.spans[index]

    def __iter__(self) -> Iterator[Span]:  # type: ignore[override]
        for span in self.spans:
            self.looks[0] += 1
            yield span


def _fold(count: int) -> tuple[Row, list[int]]:
    looks = [0]
    spans = _Counted(tuple(Span(10 * n, 10 * n + 5) for n in range(count)), looks)
    text = "…repeated…"
    hidden = tuple(Hidden(at, spans) for at in range(len(text)))  # type: ignore[arg-type]
    nowhere = (-1,) * len(text)
    row = Row(text, len(text), 0, 10 * count, RowKind.FOLD, 0, (), nowhere, hidden)
    return row, looks


def test_matches_in_a_fold_light_it_without_looking_at_each_hidden_paragraph() -> None:
    """4,000 matches in a fold of 4,000 paragraphs: the looks are few for each match."""
    row, looks = _fold(4000)
    lit = [LitSpan(10 * n + 1, 10 * n + 3, "page--match") for n in range(4000)]
    shown = list(pieces(row, lit))
    assert [text for text, _ in shown] == [row.text]
    assert "page--match" in shown[0][1]
    assert looks[0] <= 20 * len(lit)


def test_what_is_found_between_hidden_paragraphs_does_not_light_their_fold() -> None:
    """Neither side of a hidden paragraph is in it."""
    row, looks = _fold(4000)
    lit = [LitSpan(10 * n + 5, 10 * n + 10, "page--match") for n in range(4000)]
    assert all("page--match" not in names for _, names in pieces(row, lit))
    assert looks[0] <= 20 * len(lit)
    assert row.hiding(9, 11) == set(range(len(row.text)))
    assert row.hiding(15, 20) == set()
