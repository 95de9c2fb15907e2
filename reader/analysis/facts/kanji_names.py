"""Names that have kanji in them: offices, places, companies, universities, people.

What is surely one: an office or place of the closed lists in data/facts.txt, a name that the
dictionary has, and a run that ends as names of organisations do (…協会, …大学, 株式会社…) or
stands before 氏 or さん. Countries are places, so 中国 and 米国 are names; 中国語 and 日本人 are
words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from reader.analysis.facts.characters import is_kanji, is_katakana, is_noun
from reader.analysis.facts.vocabulary import (
    begins,
    is_common,
    is_known_katakana,
    is_known_latin,
    listed,
    words,
)
from reader.patterns import pattern

_RUN = pattern(r"[^\W_ぁ-ん](?:[^\W_ぁ-ん]|[&・〆](?=[^\W_ぁ-ん]))+")
"""Kanji, katakana, letters and digits."""
_LEGAL = (
    r"(?:株式会社|有限会社|合同会社|(?:一般|公益)(?:社団|財団)法人|国立研究開発法人|独立行政法人)"
)
_COMPANY = pattern(rf"(?P<after>.{{2,20}}?)(?:株式会社|有限会社)|{_LEGAL}(?P<before>.{{2,20}})")
_ENDS = pattern(
    r"(?P<end>協会|学会|機構|総合研究所|研究所|研究室|研究会|大学院大学|大学|財団|連盟|裁判所|工科大|商工会議所"
    r"|ホールディングス|グループ|ジャパン|万博)(?![院生発別会員長])"
)
_GENERIC = pattern(
    r"(?:各|同|両|他|海外|国内|国外|地方|大手|某|私立|国立|公立|県立|市立|府立|都立|民間|有名|一流|著名|主要|専門|業界|国際|"
    r"研究|産学|母校|短期|女子|医科|工科|総合|先進|提携|企業|関連|調査|中央|附属|付属|名門|トップ|複数|両方|世界|"
    r"支援|推進|評価|教育|連携|専門家|当該|社団|公益|一般|特定|以上|社会|弱者|自社|少数|対象|組織|先端|合同|定期|年次|全国|有力)+"
)
_TAIL = pattern(r"[ァ-ヴー]{2,}")
KATAKANA = pattern(r"[ァ-ヴー・]+")
_DATED = pattern(r"[0-9]+年度?(?:[0-9]+月)?|第?[0-9]+回")
_OF_A_FIELD = frozenset(["研究会", "学会"])
"""Ends behind which common words are a name: ウェブサイエンス研究会."""
_SOFT = frozenset({"グループ", "ホールディングス", "ジャパン", "万博"})
_INITIALS = pattern(
    r"(?P<who>[A-Z](?<![A-Za-z0-9].)[A-Z]{1,5})(?:データ(?=[のがはともを、]|グループ)"
    r"|(?P<tail>エレクトロニクス|テレコム|コミュニケーションズ|システムズ|ソリューションズ|テクノロジーズ"
    r"|モバイル|ケミカル|ホールディングス))"
)
_PERSON = pattern(r"氏(?![名族神])|さん|首相|大統領|被告|容疑者|選手")
_NOBODY = pattern(
    r".*(?:皆|患者|職人|客|業者|同|両|各|某|奥|娘|息子|母|父|兄|姉|親|嫁|旦那|店員|社員|学生|記者|先生|者|員|人|家|副|元|前|現|師|士|方|子供|担当|"
    r"読者|作者|著者|主婦|誰|何)"
)
_AFTER_PLACE = pattern(
    r"[語人酒食史刀海画製]|企業家|系|経済新聞|中の|地方(?!自治|銀|創生|公)|庭園|髪|犬|猫|一般|(?<=日本)一|脳"
)
_PREFIXES = pattern(r"(?:在|対|訪|反|親|駐|元|前|現|旧|新|全|来|主に|特に|同|米|英|仏|独|現在)$")
_ADMINISTRATIVE = pattern(
    r"(?<![州国米洲])(?:[都府県](?!民|内|下|立|道府県)|市(?![場民内街販長況立]))"
)
_DIRECTION = frozenset("西東北南")
_AFTER_NAME = ("社製株", "社製株本系側傘会等氏内版元前現")
"""Kanji that may follow a name of two, and a longer one; behind another it is part of a word."""
_LONGEST = 20
_FARTHEST = 32
"""Characters before the end of a name that are looked at."""


class KanjiName(NamedTuple):
    """A name in a text."""

    name: str
    start: int
    end: int


@cache
def _closed() -> re.Pattern[str]:
    """The offices and places, the longer before what they begin with."""
    known = sorted(words("places") | words("offices"), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, known)))


def kanji_names(text: str) -> list[KanjiName]:
    """The names with kanji in a text, in order; none lies in another."""
    found: list[KanjiName] = []
    taken = bytearray(len(text))
    for source in (_companies, _organisations, _initials, _closed_lists, _dictionary, _people):
        for name in source(text):
            if taken.find(1, name.start, name.end) < 0:
                taken[name.start : name.end] = b"\1" * (name.end - name.start)
                found.append(name)
    return sorted(found, key=lambda name: name.start)


def _companies(text: str) -> Iterator[KanjiName]:
    if "会社" not in text and "法人" not in text:
        return
    for run in _RUN.finditer(text):
        match = _COMPANY.fullmatch(run.group())
        if match is None:
            continue
        group = "after" if match["after"] else "before"
        if not _GENERIC.fullmatch(match[group]):
            low, high = match.span(group)
            yield KanjiName(match[group].strip("・"), run.start() + low, run.start() + high)


def _organisations(text: str) -> Iterator[KanjiName]:
    for match in _ENDS.finditer(text):
        start, least = match.start(), max(0, match.start() - _FARTHEST)
        while start > least and is_noun(text[start - 1]) and text[start - 1] not in "%％/+":
            start -= 1
        left = text[start : match.start()]
        if dated := _DATED.match(left):
            left = left[dated.end() :]
        if _names_organisation(left, match["end"]):
            name = left + match["end"]
            yield KanjiName(name, match.end() - len(name), match.end())


def _names_organisation(left: str, end: str) -> bool:
    bare = _GENERIC.sub("", left, count=1) if _GENERIC.match(left) else left
    if len(left) < 2 or not bare or left[-1] == "系" or len(left) > _LONGEST:
        return False
    if end not in _SOFT:
        return end in _OF_A_FIELD or not (KATAKANA.fullmatch(left) and is_common(left))
    head = re.match(r"[A-Za-z0-9&.]+|[ァ-ヴー]+", left)
    if head is None:
        return listed("kanji-names", left) or end == "万博"
    return (head.group().isascii() and head.group() != "AI") or is_known_katakana(head.group())


def _initials(text: str) -> Iterator[KanjiName]:
    for match in _INITIALS.finditer(text):
        if match["tail"] or is_known_latin(match["who"]):
            yield KanjiName(match.group(), *match.span())


def _closed_lists(text: str) -> Iterator[KanjiName]:
    for match in _closed().finditer(text):
        name, start, end = match.group(), match.start(), match.end()
        if name in words("offices"):
            yield KanjiName(name, start, end)
            continue
        before = text[max(0, start - 2) : start]
        if _AFTER_PLACE.match(text, end) or (before and before[-1] in _DIRECTION):
            continue
        within = bool(before) and is_kanji(before[-1]) and before[-1] not in "年月日時"
        if len(name) > 2 or not within or _PREFIXES.search(before):
            if suffix := _ADMINISTRATIVE.match(text, end):
                name, end = name + suffix.group(), suffix.end()
            yield KanjiName(name, start, end)


def _dictionary(text: str) -> Iterator[KanjiName]:
    for run in _RUN.finditer(text):
        whole = run.group()
        known = begins("kanji-names", whole)
        if not known:
            continue
        for length in range(min(len(whole), _LONGEST), 1, -1):
            after = whole[length : length + 1]
            if after and is_kanji(after) and after not in _AFTER_NAME[length > 2]:
                continue
            if b" " + whole[:length].encode() + b" " in known and not _is_word(whole, length):
                end = run.start() + length
                tail = _TAIL.match(text, end)
                if tail and not is_common(tail.group()):
                    end = tail.end()
                yield KanjiName(text[run.start() : end], run.start(), end)
                break


def _is_word(run: str, length: int) -> bool:
    """Whether what the dictionary takes for a name at the start of a run is a word here: 三社,
    情報社 of 情報社会."""
    name = run[:length]
    counted = name.lstrip("一二三四五六七八九十百千")
    return (
        name in words("words")
        or (counted != name and counted in words("units"))
        or (name[-1] == "社" and run.startswith("会", length))
    )


def _people(text: str) -> Iterator[KanjiName]:
    for match in _PERSON.finditer(text):
        start, least = match.start(), max(0, match.start() - _FARTHEST)
        while start > least and is_kanji(text[start - 1]):
            start -= 1
        who = text[start : match.start()]
        before = text[start - 1] if start else " "
        if 2 <= len(who) <= 5 and not is_katakana(before) and not _NOBODY.fullmatch(who):
            yield KanjiName(who, start, match.start())
