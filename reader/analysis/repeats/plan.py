"""Which of the sentences that stand earlier are hidden, and which fragments are joined."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from reader.analysis.repeats.copies import Matches, is_cut, is_headline
from reader.analysis.repeats.sentence_table import Sentences, is_end_mark
from reader.patterns import pattern
from reader.phrases import torn

RUN = 60
"""字 of a run of repeated sentences that is folded wherever it stands."""
PARAGRAPH = 30
"""字 of a whole repeated paragraph that is folded though no other stands beside it; a shorter one
is a refrain."""

_OPENS = pattern(
    r"(?:しかし|また|さて|では|でも|だが|ただ|まず|次に|そして|それで|一方|さらに|例えば|たとえば|"
    r"つまり|なお|もちろん|最後に|ところで|[#■◆●【第①-⑳])"
)
"""Openings with which no sentence goes on."""


_GOES_ON = pattern("[をァィゥェォッャュョぁぃぅぇぉっゃゅょんン、。，．」』）】〕]")
"""Beginnings with which no sentence starts: the text before was cut, separator or not."""
_UNFINISHED = pattern("[、，はがをにへとでものや]$")
"""Endings with which no sentence ends: a comma or a particle."""


@dataclass
class Plan:
    """What becomes of the sentences of a post."""

    hidden: set[int] = field(default_factory=set)
    """Sentences that are folded whole."""
    heads: dict[int, int] = field(default_factory=dict)
    """Sentence -> how many characters of its key are hidden at its start; the rest of its block
    is set where `moved` or `rests` says."""
    rests: dict[int, int] = field(default_factory=dict)
    """Sentence whose text after its head goes on in another block's passage -> that block."""
    moved: dict[int, int] = field(default_factory=dict)
    """Block whose shown text goes on in another block's passage -> that block."""
    separators: set[int] = field(default_factory=set)
    """Blocks of separators that are hidden."""
    echoes: set[int] = field(default_factory=set)
    """Blocks whose text starts with the title, which is hidden without a mark."""

    @property
    def changes(self) -> bool:
        """Whether the reading differs from the whole text."""
        return bool(self.hidden or self.heads or self.moved)


def plan(matches: Matches) -> Plan:
    """Decides what is hidden and what is joined."""
    made = Plan(hidden=set(matches.seams))
    for run in _runs(matches):
        _hide(matches, run, made)
    sentences = matches.sentences
    for later, (cut, shared) in matches.completes.items():
        block = sentences.all[later].block
        made.heads[later] = shared
        if _leads(matches, made, later):
            made.moved[block] = sentences.all[cut].block
        else:
            made.rests[later] = sentences.all[cut].block
    _hide_title(matches, made)
    _join(matches, made)
    _hide_separators(sentences, made)
    return made


def _leads(matches: Matches, made: Plan, later: int) -> bool:
    """Whether nothing of a block is shown before a sentence, and no other there is torn, so that
    the whole block goes on where the cut one stopped."""
    inside = matches.sentences.of_block[matches.sentences.all[later].block]
    before = range(inside.start, later)
    return all(index in made.hidden for index in before) and not any(
        index in matches.completes for index in inside if index != later
    )


def _runs(matches: Matches) -> Iterator[list[int]]:
    """The runs of sentences that stand earlier, in order; one that completes a cut ends a run."""
    run: list[int] = []
    for index, sentence in enumerate(matches.sentences.all):
        if sentence.block < 0:
            continue
        if matches.known(index):
            run.append(index)
            continue
        if run:
            yield run
        run = []
    if run:
        yield run


def _hide(matches: Matches, run: list[int], made: Plan) -> None:
    """Hides a run, or the whole paragraphs in it, or nothing."""
    sentences = matches.sentences
    later = matches.completes.get(run[-1] + 1)
    completes = later is not None and (
        not sentences.is_first(run[-1] + 1)
        or matches.end_of_source(run[-1]) == sentences.at[later[0] + 1] - later[1]
    )
    if not completes:
        run = _without_headlines(sentences, run)
    if completes or sum(len(sentences.keys[index]) for index in run) >= RUN:
        made.hidden.update(run)
        return
    inside = set(run)
    for block in dict.fromkeys(sentences.all[index].block for index in run):
        members = sentences.of_block[block]
        characters = sum(len(sentences.keys[index]) for index in members)
        if not inside.issuperset(members) or is_headline(sentences, block):
            continue
        if characters >= PARAGRAPH:
            made.hidden.update(members)


def _hide_title(matches: Matches, made: Plan) -> None:
    """Hides the title where a copy of the article has set it on one line with its first text."""
    sentences = matches.sentences
    if not sentences.all or sentences.all[0].block >= 0:
        return
    for index in range(1, len(sentences.all) - 1):
        if (
            sentences.keys[index] == sentences.keys[0]
            and sentences.is_first(index)
            and not sentences.is_last(index)
            and index not in made.hidden
        ):
            made.hidden.add(index)
            made.echoes.add(sentences.all[index].block)


def _without_headlines(sentences: Sentences, run: list[int]) -> list[int]:
    """A run without the headings at its end, over which other text stands now."""
    end = len(run)
    while end and run[end - 1] + 1 < len(sentences.all):
        block = sentences.all[run[end - 1]].block
        if not sentences.is_last(run[end - 1]) or not is_headline(sentences, block):
            break
        while end and sentences.all[run[end - 1]].block == block:
            end -= 1
    return run[:end]


def _join(matches: Matches, made: Plan) -> None:
    """Joins a paragraph that was cut to the next one, where the text proves that it goes on."""
    sentences = matches.sentences
    targets = {*made.moved.values(), *made.rests.values()}
    before = -1
    for block, inside in enumerate(sentences.of_block):
        if block in sentences.separators or not inside:
            continue
        if before >= 0 and _goes_on(matches, made, before, block):
            root = made.moved.get(before, before)
            if before not in targets:
                made.moved[block] = root
        before = block


def _goes_on(matches: Matches, made: Plan, before: int, block: int) -> bool:
    sentences = matches.sentences
    last, first = sentences.of_block[before][-1], sentences.of_block[block][0]
    if matches.known(last) or matches.known(first) or first in made.heads:
        return False
    if sentences.kind(last) is not sentences.kind(first) or not is_cut(sentences, last):
        return False
    blocks = sentences.document.blocks
    if blocks[block].text[0] == "\u3000" or is_headline(sentences, block):
        return False
    between = blocks[before + 1 : block]
    if between and sentences.keys[last] + sentences.keys[first] in matches.first:
        return True
    if not all(map(is_end_mark, between)) or _OPENS.match(sentences.keys[first]):
        return False
    return _is_torn(sentences.keys[last], sentences.keys[first], marked=bool(between)) and (
        not _starts_elsewhere(matches, first)
    )


def _is_torn(before: str, after: str, *, marked: bool) -> bool:
    """Whether a sentence goes on behind a cut, by the text on both sides alone.

    `marked`: an end mark stands at the cut; without it, only the beginning of what follows is
    proof enough.
    """
    if not before[-1].isalnum() and before[-1] not in "、，・":
        return False
    if not marked or _GOES_ON.match(after):
        return _GOES_ON.match(after) is not None
    return torn(before, after) or (after[0].isalnum() and bool(_UNFINISHED.search(before)))


def _starts_elsewhere(matches: Matches, index: int) -> bool:
    """Whether another sentence of the post starts as this one does."""
    opening = matches.sentences.keys[index][:12]
    place = bisect_left(matches.ordered, opening)
    near = matches.ordered[place : place + 2]
    return sum(key.startswith(opening) for key in near) > 1


def _hide_separators(sentences: Sentences, made: Plan) -> None:
    """Hides the separators beside text that is hidden or joined."""
    if not made.changes:
        return
    ends = [_ends(sentences, made, block) for block in range(len(sentences.of_block))]
    group: list[int] = []
    before = False
    for block in range(len(ends)):
        if block in sentences.separators:
            group.append(block)
            continue
        if not sentences.of_block[block]:
            continue
        if before or ends[block][0]:
            made.separators.update(group)
        group = []
        before = ends[block][1]
    if before:
        made.separators.update(group)


def _ends(sentences: Sentences, made: Plan, block: int) -> tuple[bool, bool]:
    """Whether a block hides or has moved the text at its start, and at its end."""
    inside = sentences.of_block[block]
    gone = block in made.moved or all(index in made.hidden for index in inside)
    return gone, gone
