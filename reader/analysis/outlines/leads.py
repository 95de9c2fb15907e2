"""The lead of a section: its first telling clause, cut so that it can stand as a title.

A lead is a whole clause where that is short enough, else a noun phrase from the clause's start
that breaks off before a particle. A topic (〜は) or a clause that another one follows (〜が、) ends
what can be cut from one place; what comes after it is looked at next. A noun phrase has no object
or subject without the verb that it belongs to: 港が運ぶ荷 may be cut from a sentence, 港が荷 not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from reader.analysis.model.cues import announces
from reader.analysis.model.terms import terms
from reader.analysis.outlines.clauses import (
    SHORTEST,
    connective,
    finished,
    is_content,
    particle,
    phrase_ends,
    without_connective,
    words,
)
from reader.patterns import pattern

LONGEST_LEAD = 24
"""Characters of a lead at most."""
LONGEST_LATIN = 48
"""The same of text in Latin letters, which are half as wide."""
_SHORT_CLAUSE = 8
"""Characters under which a clause needs more than one word of content."""
_STARTS = 3
"""Clauses of a sentence that are looked at."""
_SENTENCE_END = pattern(r"(?<=[。！？!?])")
_COLON = pattern(r"：|:\s")
_LATIN_STOP = pattern(r"(?<=[.!?;:])\s+")
_STOPS = "。．！？!?…、， 　"
_CASES = ("が", "を", "も", "に", "へ", "で", "から", "まで", "より", "として", "について", "て")
"""The end of a phrase that a verb must follow."""
_VERBAL = frozenset("るただいうすつくむぶぐぬな")
"""Last characters of a verb or adjective before its noun."""
_NUMERALS = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十")
_BRACKET = pattern(r"[「」『』（）()【】〈〉“”\"]")
_BRACKETS = ("「」", "『』", "（）", "()", "【】", "〈〉", "“”")


def lead(paragraphs: Sequence[str], used: Collection[str] = (), *, latin: bool = False) -> str:
    """The first telling clause of a section, "" where none can be cut decently.

    `used`: leads that other sections have; `latin`: whether the post is in Latin letters.
    """
    if latin:
        return _latin_lead(paragraphs, used)
    spare = ""
    for paragraph in paragraphs[:2]:
        for sentence in sentences(paragraph):
            for number, (clause, whole) in enumerate(clauses(sentence, LONGEST_LEAD)):
                if len(clause) < SHORTEST or clause in used:
                    continue
                if _tells(clause, subjectless=whole and number > 0):
                    return clause
                spare = spare or clause
    return spare


def is_latin(text: str) -> bool:
    """Whether a text is written in Latin letters: next to none of it takes more than a byte."""
    return len(text.encode("utf-8", "replace")) < 1.25 * len(text)


def _latin_lead(paragraphs: Sequence[str], used: Collection[str]) -> str:
    """The first clause that is not used yet, cut between words and before words that bind."""
    for paragraph in paragraphs[:2]:
        for clause in _LATIN_STOP.split(paragraph.strip(), 3)[:3]:
            parts = clause.split()
            while parts and parts[0].lower().rstrip(",") in words("latin_openers"):
                del parts[0]
            while len(" ".join(parts)) > LONGEST_LATIN or (
                parts and parts[-1].lower() in words("latin_binding")
            ):
                del parts[-1]
            lead = " ".join(parts).rstrip(",;:")
            if len(parts) > 1 and lead not in used and _balanced(lead):
                return lead[0].upper() + lead[1:]
    return ""


def sentences(paragraph: str) -> Iterator[str]:
    """The first sentences of the first lines of a paragraph, without the signs before them."""
    for line in paragraph.split("\n", 4)[:4]:
        for part in _SENTENCE_END.split(line, 4)[:4]:
            if part.strip():
                yield part.strip().lstrip("・-*•… 　")


def cut(sentence: str, longest: int) -> str:
    """The first clause of a sentence, whole or as a noun phrase; "" where there is none."""
    return next((clause for clause, _ in clauses(sentence, longest)), "")


def clauses(sentence: str, longest: int) -> Iterator[tuple[str, bool]]:
    """What can be cut from a sentence, from its first clauses in order, and whether it is whole.

    What follows a topic is looked at only where the topic itself is no title: 港は is, これは not.
    """
    rest = without_connective(sentence).rstrip(_STOPS)
    for _ in range(_STARTS):
        if len(rest) < SHORTEST or connective(rest) or _goes_on(rest):
            return
        whole = finished(rest) if len(rest) <= longest + 3 else ""
        if whole and len(whole) <= longest and _balanced(whole):
            yield _unquoted(whole), True
            return
        head = _COLON.split(rest, 1)[0]
        fits = SHORTEST <= len(head) <= longest and len(head) < len(rest)
        if fits and _ends_in_noun(head) and _balanced(head):
            yield head, False
            return
        noun, after = _cut(rest, longest)
        if noun:
            yield _unquoted(noun), False
        if not after or (noun and rest.startswith((f"{noun}は", f"{noun}が")) and _names(noun)):
            return
        rest = without_connective(rest[after:])


def _cut(text: str, longest: int) -> tuple[str, int]:
    """The longest noun phrase at the start of a text, and where the next clause begins, or 0."""
    best = ""
    begin = 0
    waiting = False
    for end in phrase_ends(text, longest + 8):
        phrase, begin = text[begin:end], end
        noun = noun_end(text[:end])
        if noun.endswith("分") and text[len(noun)] == "の" and text[end] in _NUMERALS:
            noun = ""  # of a fraction
        if SHORTEST <= len(noun) <= longest and not waiting and _balanced(noun):
            best = best if best and "、" in noun[-SHORTEST:] else noun
        bare = phrase.rstrip("、，,")
        if _balanced(text[:end]) and (
            bare.endswith("は") or (bare != phrase and not is_content(bare[-1:]))
        ):
            return best, end
        if bare.endswith(_CASES) and bare.rstrip("に") not in words("adverbs"):
            waiting = True
        elif bare[-1:] in _VERBAL or _has_verb(bare):
            waiting = False
    return best, 0


def _has_verb(phrase: str) -> bool:
    """Whether a phrase holds a verb with the noun that it belongs to: 示す動画."""
    return any(a in _VERBAL and is_content(b) for a, b in pairwise(phrase))


def _unquoted(clause: str) -> str:
    """A clause that is nothing but a quotation without its brackets; "" where that is no title."""
    inner = clause[1:-1]
    if clause[0] not in "「『" or clause[-1] not in "」』" or any(c in inner for c in "「」『』"):
        return clause
    return (
        inner if finished(inner) == inner and not connective(inner) and not _goes_on(inner) else ""
    )


def noun_end(taken: str) -> str:
    """A run of whole phrases without its last particle, where a noun is before it, else ""."""
    bare = taken.rstrip("、，,")
    if bare != taken and _ends_in_noun(bare):
        return ""  # a list that goes on
    last = particle(bare)
    noun = bare[: -len(last)] if last else ""
    if not _ends_in_noun(noun):
        return ""
    tail = _last_run(noun)
    if tail in words("times"):
        return ""
    if last.endswith(("に", "で", "と", "にも", "でも")) and tail in words("adverbs"):
        return ""
    return noun if _is_word(noun) else ""


def _ends_in_noun(text: str) -> bool:
    return bool(text) and (is_content(text[-1]) or text[-1] in "」』）)%％")


def _is_word(noun: str) -> bool:
    """Whether a noun phrase ends in more than a single character, a stem or an adjective."""
    if noun[-1] in "」』）)":
        return True
    tail = _last_run(noun)
    return len(tail) > 1 and not tail.endswith("最") and not (tail.endswith("的") and len(tail) > 2)


def _last_run(text: str) -> str:
    """The characters of one script that a text ends with."""
    kind = _script(text[-1])
    start = len(text) - 1
    while start and _script(text[start - 1]) == kind:
        start -= 1
    return text[start:]


def _script(char: str) -> str:
    if "ァ" <= char <= "ヺ" or char == "ー":
        return "katakana"
    if "㐀" <= char <= "鿿" or char in "々〇":
        return "kanji"
    return "latin" if (char.isalnum() and not "ぁ" <= char <= "ゟ") or char in ".+-%％" else char


def _names(noun: str) -> bool:
    """Whether a topic names something, so that what is said of it is nothing without it."""
    generic = words("generic")
    return any(term not in generic and len(term) > 1 for term in terms(noun))


def _goes_on(text: str) -> bool:
    """Whether a text opens with the particle of what stood before it, or maybe with a connective
    that another word begins like (また, またたく)."""
    return (text[0] in "とをがはにのへで" and is_content(text[1])) or text.startswith(
        tuple(words("doubtful"))
    )


def _tells(clause: str, *, subjectless: bool = False) -> bool:
    """Whether a clause says what a section is about: by a content word, by more where it is short,
    points to something else, ends in a word that could be said of anything, or has lost its
    topic; an announcement never does."""
    generic = words("generic")
    found = {term for term in terms(clause) if term not in generic}
    content = sum(1.0 if len(term) > 1 else 0.5 for term in found)
    needed = subjectless + clause.startswith(tuple(words("points")))
    needed += len(clause) < _SHORT_CLAUSE or _last_run(clause) in generic
    return content > needed and not announces(f"{clause}。")


def _balanced(text: str) -> bool:
    if _BRACKET.search(text) is None:
        return True
    even = not text.count('"') % 2
    return even and all(text.count(pair[0]) == text.count(pair[1]) for pair in _BRACKETS)
