"""The reading that a plan of folds and joins makes."""

from __future__ import annotations

from reader.analysis.repeats_runs import RUN, Plan
from reader.analysis.repeats_sentences import Sentences
from reader.document import Fold, Passage, Piece, Reading, Span, count_characters


def assemble(sentences: Sentences, plan: Plan) -> Reading:
    """Passages and folds in reading order."""
    document = sentences.document
    shown: list[list[Piece]] = []
    hidden: list[list[Span]] = []
    for block in range(len(document.blocks)):
        pieces, spans = _block(sentences, plan, block)
        shown.append(pieces)
        hidden.append(spans)
    for block, target in plan.moved.items():
        shown[target].extend(shown[block])
        shown[block] = []
    return _ordered(sentences, plan, shown, hidden)


def _block(sentences: Sentences, plan: Plan, block: int) -> tuple[list[Piece], list[Span]]:
    """The pieces of a block that are shown or folded in it, and what of it goes into a fold."""
    document = sentences.document
    start = document.starts[block]
    end = start + len(document.blocks[block].text)
    inside = sentences.of_block[block]
    if block in plan.separators or (inside and all(index in plan.hidden for index in inside)):
        return [], [Span(start, end)]
    pieces = _pieces(sentences, plan, inside, start, end)
    if (block in plan.moved or block in plan.echoes) and len(pieces) > 1 and pieces[0].folded:
        return pieces[1:], [Span(pieces[0].start, pieces[0].end)]
    return pieces, []


def _pieces(sentences: Sentences, plan: Plan, inside: range, start: int, end: int) -> list[Piece]:
    """A block's text in order, parted where folded text begins and ends."""
    edges: list[tuple[int, bool]] = []
    for index in inside:
        sentence = sentences.all[index]
        begin = start if index == inside[0] else sentence.start
        if index in plan.heads:
            edges.append((begin, True))
            edges.append((sentences.inside(index, plan.heads[index]), False))
        else:
            edges.append((begin, index in plan.hidden))
    if not edges:
        return [Piece(start, end)]
    pieces: list[Piece] = []
    for position, (begin, folded) in enumerate(edges):
        stop = edges[position + 1][0] if position + 1 < len(edges) else end
        if pieces and pieces[-1].folded == folded:
            pieces[-1] = Piece(pieces[-1].start, stop, folded)
        else:
            pieces.append(Piece(begin, stop, folded))
    return pieces


def _ordered(
    sentences: Sentences, plan: Plan, shown: list[list[Piece]], hidden: list[list[Span]]
) -> Reading:
    reading: list[Passage | Fold] = []
    waiting: list[tuple[int, Span]] = []
    last = -1
    for block, pieces in enumerate(shown):
        waiting.extend((block, span) for span in hidden[block])
        if pieces:
            reading.extend(_fold(sentences, plan, waiting, last))
            reading.append(Passage(tuple(pieces)))
            waiting, last = [], block
    reading.extend(_fold(sentences, plan, waiting, last))
    return reading


def _fold(
    sentences: Sentences, plan: Plan, hidden: list[tuple[int, Span]], before: int
) -> list[Fold]:
    """One fold of what is hidden after the passage of a block; none where nothing is.

    Separators, the echoed title and the heads of paragraphs that the passage before it goes on
    with are no paragraphs of it: a fold of these alone leaves no mark.
    """
    if not hidden:
        return []
    text = sentences.document.text
    paragraphs = characters = 0
    for block, span in hidden:
        if block in plan.separators or block in plan.echoes:
            continue
        length = count_characters(text[span.start : span.end])
        characters += length
        if block in plan.moved:
            paragraphs += length >= RUN and plan.moved[block] != before
        else:
            paragraphs += 1
    spans = tuple(span for _, span in hidden)
    return [Fold(spans, paragraphs, characters, spans[0].start)]
