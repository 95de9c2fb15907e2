"""Where a text may be read in more ways than one: 抱いて, 一人, 法規制."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from reader.search.sound.analysers import Analyser, ReadingWay, Token
from reader.search.sound.phonemes import hiragana, is_kana

_LONGEST = 10
"""Characters of a run that are asked about at once."""


class Doubt(NamedTuple):
    """Some words that may be others."""

    first: int
    last: int
    """Indexes of the words, the last one excluded."""
    words: tuple[Token, ...]
    """What they may be instead, in offsets into the text."""


class Doubter:
    """Asks an analyser for second opinions, and remembers them."""

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser
        self._known: dict[str, tuple[Doubt, ...]] = {}

    def __call__(self, text: str, words: Sequence[Token]) -> Iterator[Doubt]:
        """The doubts about the words of a text, run by run of words that have kanji."""
        for first, last in _runs(text, words):
            start = words[first].start
            run = text[start : words[last - 1].end]
            # Readings with the kana of the words tell how the run was cut as well.
            key = "/".join([run, *(word.reading for word in words[first:last])])
            if (known := self._known.get(key)) is None:
                known = self._known[key] = self._asked(run, start, words[first:last])
            for doubt in known:
                moved = (
                    other._replace(start=other.start + start, end=other.end + start)
                    for other in doubt.words
                )
                yield Doubt(doubt.first + first, doubt.last + first, tuple(moved))

    def _asked(self, run: str, start: int, words: Sequence[Token]) -> tuple[Doubt, ...]:
        own = [Token(word.start - start, word.end - start, word.reading) for word in words]
        others = self._analyser.others(run, possible=_any_voiced(own))
        return tuple(_differences(run, own, others))


@cache
def doubter_of(analyser: Analyser) -> Doubter:
    """The shared doubter of an analyser."""
    return Doubter(analyser)


def _runs(text: str, words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Indexes (first, last excluded) of neighbouring words that have kanji or are numbers; a
    single kanji with the kana on both sides, which tell how it is meant."""
    for first, last in _bare_runs(text, words):
        if words[last - 1].end - words[first].start == 1:
            if first and words[first - 1].end == words[first].start:
                first -= is_kana(text[words[first - 1].start : words[first - 1].end])
            if last < len(words) and words[last].start == words[last - 1].end:
                last += is_kana(text[words[last].start : words[last].end])
        yield first, last


def _bare_runs(text: str, words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    first = 0
    doubtful = False
    for at, (start, end, reading, _, _, sure) in enumerate(words):
        surface = text[start:end]
        # An analyser reads brackets and stops as themselves.
        has_kanji = bool(reading) and not sure and surface[0].isalnum() and not is_kana(surface)
        joins = has_kanji or surface.isdecimal()
        if at > first and (
            not joins or words[at - 1].end != start or end - words[first].start > _LONGEST
        ):
            if doubtful:
                yield first, at
            first, doubtful = at, False
        if not joins:
            first = at + 1
        doubtful = doubtful or has_kanji
    if doubtful and first < len(words):
        yield first, len(words)


def _differences(text: str, own: Sequence[Token], others: Iterable[ReadingWay]) -> Iterator[Doubt]:
    """Where others differ from one's own words, each difference once and as short as can be."""
    seen: set[tuple[object, ...]] = set()
    ends = {word.end: at for at, word in enumerate(own)}
    own_sounds = _sounds(own)
    for other, likely in others:
        first = at = 0
        sounds = _sounds(other)
        for number, word in enumerate(other, 1):
            last = ends.get(word.end)
            if last is None:
                continue
            mine, theirs = slice(first, last + 1), slice(at, number)
            key = (first, last, *sounds[theirs])
            if (
                own_sounds[mine] != sounds[theirs]
                and key not in seen
                and (likely or _unvoiced(own[mine], other[theirs]))
                and _likely(text, own[mine], other[theirs])
            ):
                seen.add(key)
                yield Doubt(first, last + 1, tuple(other[theirs]))
            first, at = last + 1, number


def _likely(text: str, mine: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Whether some words may be meant instead of one's own: all have readings, and none is cut
    into single kanji."""
    if len(mine) == 1 and len(theirs) > 1 and all(word.end - word.start == 1 for word in theirs):
        return False
    if _heard(mine) and _heard(mine) == _heard(theirs):  # only taken apart otherwise
        return True
    inflected = not is_kana(text[theirs[0].start : theirs[0].end]) and is_kana(
        text[theirs[0].end - 1]
    )
    for word in theirs:
        surface = text[word.start : word.end]
        if is_kana(surface):
            if not inflected:
                return False
        elif not word.reading or surface.isdecimal() or not _fits(text, word):
            return False
    return True


def _any_voiced(words: Sequence[Token]) -> bool:
    """Whether one of some words begins with a voiced sound."""
    return any(hiragana(word.reading[:1]) in _VOICELESS for word in words)


def _unvoiced(mine: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Whether others say a word as it is said alone that is voiced here: 会社 is がいしゃ only in
    子会社, and analysers carry that elsewhere."""
    own, other = _heard(mine), _heard(theirs)
    return own[1:] == other[1:] and _VOICELESS.get(own[:1]) == other[:1]


_VOICELESS = dict(
    zip(
        "がぎぐげござじずぜぞだぢづでどばびぶべぼ",
        "かきくけこさしすせそたちつてとはひふへほ",
        strict=True,
    )
)


def _fits(text: str, word: Token) -> bool:
    """Whether a word may stand there: one kanji stands beside others only where it is a prefix, a
    suffix or a number (力 is りょく in 競争力)."""
    if word.end - word.start > 1 or word.binds == "both":
        return True
    if word.binds:
        return word.end < len(text) if word.binds == "after" else word.start > 0
    beside = text[max(0, word.start - 1) : word.start] + text[word.end : word.end + 1]
    return not beside or is_kana(beside)


def _heard(words: Sequence[Token]) -> str:
    """How words are read on end; "" where one of them has no reading."""
    return hiragana("".join(w.reading for w in words)) if all(w.reading for w in words) else ""


def _sounds(words: Iterable[Token]) -> list[tuple[int, str]]:
    return [(word[0], hiragana(word[2])) for word in words]
