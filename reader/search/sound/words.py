"""The words of a text as its readings need them: with the author's ruby, and cut into the words
that they hold themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache

from reader.search.sound.alternates import corrected, read_also
from reader.search.sound.analysers import Analyser, ReadingWay, Token
from reader.search.sound.doubts import Doubt
from reader.search.sound.phonemes import is_kana

_LONGEST_TEXT = 2_000
"""Characters given to the analyser at once: it holds the interpreter meanwhile."""
_CUT = re.compile(r"[。！？\n、]")
_DOT = "・"
_DIGITS = re.compile(r"[0-9０-９]+")
_LINES = re.compile(r"[^\n\t]+|[\n\t]")
"""What a match may not leave: the lines of code, the cells of a table."""
_RUNS = re.compile(
    r"(?P<latin>[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]+)|(?P<katakana>[ァ-ヺー]+)|(?P<hiragana>[ぁ-ゖー]+)"
    r"|(?P<space>\s+)|(?P<other>[^A-Za-z0-9Ａ-Ｚａ-ｚ０-９ァ-ヺぁ-ゖー\s]+)"
)


class _Plain:
    """The analyser where none is installed: runs of kana and of Latin letters are words, kanji
    have no reading."""

    def __call__(self, text: str, /) -> list[Token]:
        runs = _RUNS.finditer(text)
        return [Token(*run.span(), "") for run in runs if run.lastgroup != "space"]

    def others(self, text: str, /, *, possible: bool = True) -> Iterator[ReadingWay]:
        return iter(())


analyse_plainly = _Plain()


def words_of(
    text: str, analyser: Analyser, ruby: Sequence[tuple[int, int, str]] = ()
) -> list[Token]:
    """The words of a block; `ruby` are (start, end, reading), ascending, in offsets into it."""
    words: list[Token] = []
    for word in corrected(text, _analysed(text, analyser)):
        if text[word.start].isdecimal():
            _count(text, word, words, analyser)
            continue
        if words and words[-1].end < word.start and _is_latin(text[words[-1].end - 1]):
            if _is_latin(text[word.start]):
                words.append(Token(words[-1].end, word.start, ""))
        elif words and words[-1].end == word.start and text[word.start - 1] == "一":
            words[-1:], word = _with_counter(words[-1], word)
        if word.end - word.start < 3 and word.reading:
            words.append(word)
        else:
            words += parts_of(text, word, analyser)
    return _with_ruby(words, ruby) if ruby else words


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _with_counter(one: Token, counter: Token) -> tuple[list[Token], Token]:
    """一 before a counter that begins with a voiceless sound is いっ, and は is ぱ: 一石, 一匹."""
    first = counter.reading[:1]
    if one.reading != "イチ" or counter.binds != "before" or first not in _VOICELESS:
        return [one], counter
    reading = _VOICELESS[first] + counter.reading[1:]
    one = one._replace(reading="イッ", spoken="", sure=True)
    return [one], counter._replace(reading=reading, spoken="")


_VOICELESS = {kana: kana for kana in "カキクケコサシスセソタチツテトパピプペポ"}
_VOICELESS |= zip("ハヒフヘホ", "パピプペポ", strict=True)
"""How a counter begins -> how it begins after いっ."""


def _count(text: str, word: Token, words: list[Token], analyser: Analyser) -> None:
    """Adds a word that begins with a number: the number, digit by digit as an analyser gives it,
    is one word that stands for itself; what follows it in the word keeps its reading."""
    digits = _DIGITS.match(text, word.start, word.end)
    end = digits.end() if digits else word.start + 1
    before = words[-1] if words else None
    if before and before.end == word.start and text[before.start].isdecimal():
        words[-1] = Token(before.start, end, "")
    else:
        words.append(Token(word.start, end, ""))
    if end < word.end:
        reading = _ending(analyser, text[end : word.end], word.reading)
        words.append(Token(end, word.end, reading))


@cache
def _ending(analyser: Analyser, surface: str, reading: str) -> str:
    """The end of a reading that belongs to the end of a word; "" where that cannot be told."""
    ways = [analyser(surface), *(way.words for way in analyser.others(surface))]
    heard = ("".join(word.reading for word in way) for way in ways)
    return next((each for each in heard if each and reading.endswith(each)), "")


def _analysed(text: str, analyser: Analyser) -> Sequence[Token]:
    """The words of a text."""
    if len(text) <= _LONGEST_TEXT and "\n" not in text and "\t" not in text:
        return analyser(text)
    return list(_by_parts(text, analyser))


def _by_parts(text: str, analyser: Analyser) -> Iterator[Token]:
    """The words of a long text, or of one of lines, which is given to the analyser in parts."""
    for line in _LINES.finditer(text):
        begin = line.start()
        if text[begin] in "\n\t":
            yield Token(begin, line.end(), "")
            continue
        while begin < line.end():
            end = line.end()
            if end - begin > _LONGEST_TEXT:
                reach = begin + _LONGEST_TEXT
                cuts = [match.end() for match in _CUT.finditer(text, begin + 1, reach)]
                end = cuts[-1] if cuts else reach
            for word in analyser(text[begin:end]):
                yield word._replace(start=word.start + begin, end=word.end + begin)
            begin = end


def parts_of(text: str, word: Token, analyser: Analyser) -> Iterable[Token]:
    """A word, or the words in it (不可能 is 不 and 可能), so that each of them is found."""
    surface = text[word.start : word.end]
    unread = not word.reading and not is_kana(surface) and not surface.isspace()
    if unread or (_DOT in surface and is_kana(surface.replace(_DOT, ""))):
        inner = analyse_plainly(surface)
        return (p._replace(start=p.start + word.start, end=p.end + word.start) for p in inner)
    if len(surface) < 3 or is_kana(surface):
        return (word,)
    cuts = _inner_words(analyser, surface, word.reading)
    return (word,) if not cuts else _cut(word, cuts)


_INNER: dict[tuple[Analyser, str, str], tuple[tuple[int, int], ...]] = {}
_INNER_MOST = 20_000


def _inner_words(analyser: Analyser, surface: str, reading: str) -> tuple[tuple[int, int], ...]:
    """Where a word may be cut before a kanji: (offset, offset into the reading), wherever one of
    its two parts, read by itself, begins or ends its own reading."""
    if (known := _INNER.get((analyser, surface, reading))) is not None:
        return known
    cuts: list[tuple[int, int]] = []
    for at in range(1, len(surface)):
        if is_kana(surface[at]):
            continue
        left = _agreeing(_ways(analyser, surface[:at]), reading, reading.startswith)
        right = _agreeing(_ways(analyser, surface[at:]), reading, reading.endswith)
        if not left and not right:
            continue
        heard = left or len(reading) - right
        while cuts and cuts[-1][1] >= heard:
            cuts.pop()
        cuts.append((at, heard))
    if len(_INNER) >= _INNER_MOST:
        _INNER.clear()
    _INNER[analyser, surface, reading] = tuple(cuts)
    return tuple(cuts)


def _agreeing(ways: Sequence[str], reading: str, fits: Callable[[str], bool]) -> int:
    """The length of the first of some readings that fits one end of a longer one; 0 for none."""
    return next((len(way) for way in ways if way and len(way) < len(reading) and fits(way)), 0)


@lru_cache(maxsize=1 << 14)
def _ways(analyser: Analyser, surface: str) -> tuple[str, ...]:
    """How a text is read by itself, by the analyser and by the table."""
    return (_heard(analyser, surface), *read_also(surface))


def otherwise(text: str, words: Sequence[Token], analyser: Analyser) -> Iterator[Doubt]:
    """What is looked for as it is said by itself, though it is said otherwise where it stands:
    深い is ぶかい in 興味深い, 一 is いっ in 一歩."""
    for at, word in enumerate(words):
        reading = word.reading
        if reading == "イッ" and text[word.start] == "一":
            yield Doubt(at, at + 1, (word._replace(reading="イチ", spoken="", sure=False),))
        elif (
            reading[:1] in _VOICED
            and at
            and words[at - 1].end == word.start
            and not is_kana(text[word.start])
        ):
            alone = _heard(analyser, text[word.start : word.end])
            same = alone[1:] == reading[1:] and alone[:1] == _VOICED[reading[0]]
            if same and len(alone) >= _LONG_ENOUGH:
                yield Doubt(at, at + 1, (word._replace(reading=alone, spoken=""),))


_LONG_ENOUGH = 3
"""Kana of a reading from which on a word is looked for so: とり is not meant in 先取り."""
_VOICED = dict(
    zip(
        "ガギグゲゴザジズゼゾダヂヅデドバビブベボ",
        "カキクケコサシスセソタチツテトハヒフヘホ",
        strict=True,
    )
)
"""How a word begins where it is voiced -> how it begins by itself."""


def _heard(analyser: Analyser, surface: str) -> str:
    """How a text is read by itself; "" where some of it has no reading."""
    readings = [word.reading for word in analyser(surface)]
    return "".join(readings) if all(readings) else ""


def _cut(word: Token, cuts: Sequence[tuple[int, int]]) -> Iterator[Token]:
    """The parts of a word that is cut there."""
    ends = [*cuts, (word.end - word.start, len(word.reading))]
    for (begin, heard), (end, silent) in zip([(0, 0), *cuts], ends, strict=True):
        said = word.spoken[heard:silent] if len(word.spoken) == len(word.reading) else ""
        reading = word.reading[heard:silent]
        yield Token(word.start + begin, word.start + end, reading, said, sure=word.sure)


def _with_ruby(words: Sequence[Token], ruby: Sequence[tuple[int, int, str]]) -> list[Token]:
    """The words with the author's readings instead of the analyser's."""
    found: list[Token] = []
    rest = list(reversed(words))
    for begin, end, reading in ruby:
        while rest and rest[-1].end <= begin:
            found.append(rest.pop())
        if rest and rest[-1].start < begin:
            found.append(Token(rest[-1].start, begin, ""))
        found.append(Token(begin, end, reading, sure=True))
        while rest and rest[-1].start < end:
            last = rest.pop()
            if last.end > end:
                rest.append(Token(end, last.end, ""))
    found += reversed(rest)
    return [word for word in found if word.end > word.start]
