"""How well inferred sections agree with headings and with editors, cross-validated.

    python -m benchmarks.outline_quality

Pk and WindowDiff with k = half the mean section of the reference, at least 2; F1 of boundaries,
exact, micro-averaged over texts and editors. Beside the model: even spacing with the editors'
own number of sections, and TextTiling on paragraphs. The model is trained anew without each
fold (`benchmarks.train_outline`, which needs scikit-learn), so no text is judged by a model
that saw its source.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from benchmarks.outline_data import Text, load_texts
from reader.analysis.cohesion import cosines, depths
from reader.analysis.profiles import profiles
from reader.analysis.segment import best_boundaries, style_shift

GROUPS = {
    "headed": ("headed",),
    "posts": ("posts", "posts of two editors"),
    "posts of two editors": ("posts of two editors",),
    "essays": ("essays", "essays of two editors"),
    "essays of two editors": ("essays of two editors",),
}
BARS = {
    "headed": (0.38, 0.40, 0.42),
    "posts": (None, 0.30, 0.72),
    "posts of two editors": (None, 0.30, 0.72),
    "essays": (None, None, 0.54),
    "essays of two editors": (None, None, 0.54),
}
"""Pk at most, WindowDiff at most, F1 at least."""


def window_errors(
    reference: Iterable[int], found: Iterable[int], count: int
) -> tuple[float, float]:
    """Pk and WindowDiff of the boundaries (paragraph numbers, 0 aside) of one text."""
    one = _cumulated(reference, count)
    other = _cumulated(found, count)
    width = max(2, round(count / (one[-1] + 1) / 2))
    places = range(count - width)
    if not places:
        return 0.0, 0.0
    pairs = [
        (one[at + width + 1] - one[at + 1], other[at + width + 1] - other[at + 1]) for at in places
    ]
    return (
        sum((a > 0) != (b > 0) for a, b in pairs) / len(pairs),
        sum(a != b for a, b in pairs) / len(pairs),
    )


def _cumulated(boundaries: Iterable[int], count: int) -> list[int]:
    marked = {at for at in boundaries if at}
    sums = [0]
    for at in range(count):
        sums.append(sums[-1] + (at in marked))
    return sums


def scores(texts: Sequence[Text], found: Sequence[Sequence[int]]) -> tuple[float, float, float]:
    """Mean Pk, mean WindowDiff and micro F1 against each editor."""
    errors: list[tuple[float, float]] = []
    hits = marked = made = 0
    for text, boundaries in zip(texts, found, strict=True):
        for reference in text.boundaries:
            errors.append(window_errors(reference, boundaries, len(text.paragraphs)))
            hits += len({*reference} & {*boundaries} - {0})
            marked += len({*reference} - {0})
            made += len({*boundaries} - {0})
    pk = sum(error[0] for error in errors) / len(errors)
    window = sum(error[1] for error in errors) / len(errors)
    return pk, window, 2 * hits / max(1, marked + made)


def group(texts: Sequence[Text], name: str) -> list[int]:
    """Indices of the texts of a group."""
    return [at for at, text in enumerate(texts) if text.kind in GROUPS[name]]


def table(texts: Sequence[Text], found: Sequence[Sequence[int]]) -> dict[str, tuple[float, ...]]:
    """Scores by group."""
    return {
        name: scores([texts[at] for at in chosen], [found[at] for at in chosen])
        for name in GROUPS
        if (chosen := group(texts, name))
    }


def show(name: str, rows: dict[str, tuple[float, ...]]) -> None:
    """One line for each group."""
    parts = [f"{key} {a:.3f} {b:.3f} {c:.3f}" for key, (a, b, c) in rows.items()]
    print(name.ljust(24), " | ".join(parts), flush=True)


def tune(texts: Sequence[Text], gaps: Sequence[Sequence[float]]) -> None:
    """Prints what each choice of shift and weight of the length prior gives."""
    for weight in (0.0, 0.15, 0.3, 0.5):
        for shift in (0.0, 0.3, 0.6, 0.9, 1.2, 1.5):
            found = [
                best_boundaries(row, [len(p) for p in text.paragraphs], shift, weight)
                for text, row in zip(texts, gaps, strict=True)
            ]
            show(f"shift {shift} prior {weight}", table(texts, found))


def divided(text: Text, row: Sequence[float]) -> list[int]:
    """The sections of a text with these scores, as the reader divides it."""
    sentences = [sentence for one in profiles(text.paragraphs) for sentence in one.sentences]
    lengths = [len(paragraph) for paragraph in text.paragraphs]
    return best_boundaries(row, lengths, style_shift(sentences))


def even_spacing(text: Text) -> list[int]:
    """As many sections as the first editor has, all of one length."""
    sections = len(text.boundaries[0])
    return [round(at * len(text.paragraphs) / sections) for at in range(sections)]


def text_tiling(text: Text) -> list[int]:
    """Gaps whose depth is above the mean less half a deviation (Hearst 1997), on paragraphs."""
    found = profiles(text.paragraphs)
    weights = dict.fromkeys((term for one in found for term in one.counts), 1.0)
    deep = depths(cosines([one.counts for one in found], {**weights, "": 2.0})[1])[1:]
    if not deep:
        return [0]
    mean = sum(deep) / len(deep)
    spread = math.sqrt(sum((value - mean) ** 2 for value in deep) / len(deep))
    return [0, *(at for at, value in enumerate(deep, 1) if value > mean + spread / 2)]


BASELINES: dict[str, Callable[[Text], list[int]]] = {
    "even spacing, true number": even_spacing,
    "TextTiling": text_tiling,
}


def measure() -> list[dict[str, object]]:
    """Rows: what, value, unit, baseline, ratio, bar."""
    from benchmarks.train_outline import Corpus, cross_validated

    texts = load_texts()
    gaps = cross_validated(Corpus(texts))
    found = [divided(text, row) for text, row in zip(texts, gaps, strict=True)]
    ours = table(texts, found)
    even = table(texts, [even_spacing(text) for text in texts])
    rows: list[dict[str, object]] = []
    for name, values in ours.items():
        for at, unit in enumerate(("Pk", "WindowDiff", "F1")):
            rows.append(
                {
                    "what": f"outline, {name}",
                    "value": round(values[at], 3),
                    "unit": unit,
                    "baseline": round(even[name][at], 3),
                    "ratio": round(values[at] / max(even[name][at], 1e-9), 3),
                    "bar": BARS[name][at],
                }
            )
    return rows


def main() -> None:
    """Prints the table."""
    texts = load_texts()
    for name, method in BASELINES.items():
        show(name, table(texts, [method(text) for text in texts]))
    for row in measure():
        print(row)


if __name__ == "__main__":
    main()
