"""The reading that a plan of folds and joins makes."""

from __future__ import annotations

from reader.analysis.repeats.plan import RUN, Plan
from reader.analysis.repeats.sentence_table import Sentences
from reader.document import Fold, Passage, Piece, ReadingOrder, Span, count_characters

NOWHERE = -1
"""In place of a block: what is set in no passage, but hidden in a fold."""


def assemble(sentences: Sentences, plan: Plan) -> ReadingOrder:
    """Passages and folds in reading order."""
    document = sentences.document
    shown: list[list[Piece]] = [[] for _ in document.blocks]
    hidden: list[list[Span]] = [[] for _ in document.blocks]
    place: dict[int, int] = {}
    last: dict[int, int] = {}
    for block in range(len(document.blocks)):
        for piece, target in _block(sentences, plan, block):
            if target == NOWHERE:
                hidden[block].append(Span(piece.start, piece.end))
                continue
            home = block if target == block else place.get(target, target)
            shown[home].append(piece)
            last[block] = home
        place[block] = last.get(block, block)
    return _ordered(sentences, plan, shown, hidden)


def _block(sentences: Sentences, plan: Plan, block: int) -> list[tuple[Piece, int]]:
    """The pieces of a block, each with the block in whose passage it is set, or NOWHERE."""
    document = sentences.document
    start = document.starts[block]
    end = start + len(document.blocks[block].text)
    inside = sentences.of_block[block]
    if block in plan.separators or (inside and all(index in plan.hidden for index in inside)):
        return [(Piece(start, end), NOWHERE)]
    pieces = _pieces(sentences, plan, block, start, end)
    first = pieces[0][0]
    bare = not any(target == block and not piece.folded for piece, target in pieces)
    unmarked = block in plan.moved or block in plan.echoes
    if first.folded and len(pieces) > 1 and unmarked:
        pieces[0] = (first, NOWHERE)
    elif bare and block not in plan.moved:
        pieces = [(piece, NOWHERE if piece.folded else target) for piece, target in pieces]
    return [(Piece(p.start, p.end), t) if t == NOWHERE else (p, t) for p, t in pieces]


def _pieces(
    sentences: Sentences, plan: Plan, block: int, start: int, end: int
) -> list[tuple[Piece, int]]:
    """A block's text in order, parted where folded text begins and ends, and where it is set."""
    inside = sentences.of_block[block]
    own = plan.moved.get(block, block)
    edges: list[tuple[int, bool, int]] = []
    for index in inside:
        begin = start if index == inside[0] else sentences.all[index].start
        if index in plan.heads:
            edges.append((begin, True, own))
            rest = sentences.inside(index, plan.heads[index])
            edges.append((rest, False, plan.rests.get(index, own)))
        else:
            edges.append((begin, index in plan.hidden, own))
    pieces: list[tuple[Piece, int]] = []
    for position, (begin, folded, target) in enumerate(edges or [(start, False, own)]):
        stop = edges[position + 1][0] if position + 1 < len(edges) else end
        last = pieces[-1] if pieces else None
        if last and last[0].folded == folded and last[1] == target:
            pieces[-1] = (Piece(last[0].start, stop, folded), target)
        else:
            pieces.append((Piece(begin, stop, folded), target))
    return pieces


def _ordered(
    sentences: Sentences, plan: Plan, shown: list[list[Piece]], hidden: list[list[Span]]
) -> ReadingOrder:
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
