"""How well inferred sections agree with headings and with editors, cross-validated.

    python -m benchmarks.outline_quality

Pk and WindowDiff with k = half the mean section of the reference, at least 2; F1 of boundaries,
exact, micro-averaged over texts and editors. Beside the model: even spacing with the editors'
own number of sections, and TextTiling on paragraphs. The model is trained anew without each
fold (`benchmarks.outline_model`, which needs scikit-learn), so no text is judged by a model
that saw its source.
"""

from __future__ import annotations

import math
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec

from benchmarks.outline_data import FOLDER, Text, load_texts
from reader.analysis import outline
from reader.analysis.model.cohesion import cosines, depths
from reader.analysis.model.profiles import profiles
from reader.analysis.model.segmentation import best_boundaries, polite_share, style_shift
from reader.analysis.model.terms import terms
from reader.analysis.outlines.labels import labels
from reader.analysis.outlines.tags import TagPart
from reader.document import Block, Document, Kind

Row = dict[str, object]
_FRAME = re.compile(r"はじめに|まとめ|おわり|結論|序|導入|最後に")

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
    lengths = [len(paragraph) for paragraph in text.paragraphs]
    return best_boundaries(row, lengths, style_shift(polite_share(profiles(text.paragraphs))))


def even_spacing(text: Text) -> list[int]:
    """As many sections as the first editor has, all of one length."""
    sections = len(text.boundaries[0])
    return [round(at * len(text.paragraphs) / sections) for at in range(sections)]


def text_tiling(text: Text) -> list[int]:
    """Gaps whose depth is above the mean less half a deviation (Hearst 1997), on paragraphs."""
    found = profiles(text.paragraphs)
    often = Counter(term for one in found for term in one.counts)
    weights = dict.fromkeys(often, 1.0)
    repeated = {term for term, times in often.items() if times > 1}
    deep = depths(cosines([one.counts for one in found], weights, repeated)[1])[1:]
    if not deep:
        return [0]
    mean = sum(deep) / len(deep)
    spread = math.sqrt(sum((value - mean) ** 2 for value in deep) / len(deep))
    return [0, *(at for at, value in enumerate(deep, 1) if value > mean + spread / 2)]


BASELINES: dict[str, Callable[[Text], list[int]]] = {
    "even spacing, true number": even_spacing,
    "TextTiling": text_tiling,
}


def label_share(texts: Sequence[Text]) -> float:
    """Share of labels that have a distinctive word of the true heading, boundaries given.

    Distinctive is a term that at most a third of the text's headings have; introductions and
    conclusions are left out.
    """
    hits = judged = 0
    for text in texts:
        headed = text.labels[0]
        if text.kind != "headed" or headed is None:
            continue
        starts = text.boundaries[0]
        found = profiles(text.paragraphs)
        parts = [
            TagPart(text.paragraphs[a:b], found[a:b], "topic")
            for a, b in zip(starts, [*starts[1:], len(found)], strict=True)
        ]
        words = [{term for term in terms(heading) if len(term) > 1} for heading in headed]
        often = Counter(term for row in words for term in row)
        for heading, row, label in zip(headed, words, labels(parts, text.title), strict=True):
            if not row or _FRAME.search(heading):
                continue
            rare = {term for term in row if often[term] <= max(1, len(words) / 3)}
            judged += 1
            hits += bool(rare & set(terms(f"{label.tag}｜{label.lead}")))
    return hits / max(1, judged)


def milliseconds(texts: Sequence[Text]) -> float:
    """CPU of `outline` per 10,000 characters, over some texts of every kind."""
    chosen = texts[::12]
    documents = [
        Document([Block(Kind.PARAGRAPH, p) for p in text.paragraphs], title=text.title)
        for text in chosen
    ]
    outline(documents[0])
    begin = time.process_time()
    for document in documents:
        outline(document)
    spent = time.process_time() - begin
    return spent * 1e7 / sum(len(document.text) for document in documents)


def _row(what: str, value: float, unit: str, baseline: float | None, bar: object) -> Row:
    ratio = round(value / baseline, 3) if baseline else None
    rounded = None if baseline is None else round(baseline, 3)
    return {
        "what": f"outline, {what}",
        "value": round(value, 3),
        "unit": unit,
        "baseline": rounded,
        "ratio": ratio,
        "bar": bar,
    }


def measure() -> list[Row]:
    """Rows: what, value, unit, baseline, ratio, bar; [] without the development data.

    The cross-validated rows are left out where scikit-learn is not installed.
    """
    if not FOLDER.is_dir():
        return []
    texts = load_texts()
    rows = [
        _row("labels with a distinctive word", label_share(texts), "share", 0.28, 0.43),
        _row("CPU per 10,000 characters", milliseconds(texts), "ms", None, 25),
    ]
    if find_spec("sklearn") is None:
        return rows
    from benchmarks.outline_model import Corpus, FirstStages, cross_validated

    gaps = cross_validated(FirstStages(Corpus(texts)))
    ours = table(texts, [divided(text, row) for text, row in zip(texts, gaps, strict=True)])
    even = table(texts, [even_spacing(text) for text in texts])
    for name, values in ours.items():
        for at, unit in enumerate(("Pk", "WindowDiff", "F1")):
            rows.append(_row(name, values[at], unit, even[name][at], BARS[name][at]))
    return rows


def main() -> None:
    """Prints the baselines and the table."""
    if FOLDER.is_dir():
        texts = load_texts()
        for name, method in BASELINES.items():
            show(name, table(texts, [method(text) for text in texts]))
    for row in measure():
        print(*row.values(), sep="\t")


if __name__ == "__main__":
    main()
