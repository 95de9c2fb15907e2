"""What a figure is said of: the investment of 800億ドル, the market of 2025年.

The subject is a noun phrase of the figure's sentence, by the first rule that finds one: what its
row or label says (市場規模: 120億ドル), what stands right before it (成長率28%), what stands behind
it (75%の企業, 100億円規模の投資), what its particle marks nearby (資金を270億円調達), the
topic of its clause or sentence. A figure in brackets has the subject of the one before.
"""

from __future__ import annotations

from typing import NamedTuple

from reader.analysis.facts.characters import is_kanji, noun_after, noun_before
from reader.analysis.facts.dates import FoundDate
from reader.analysis.facts.figures import JOINED
from reader.analysis.facts.vocabulary import words
from reader.patterns import pattern

_MONEY = ("円", "ドル", "ユーロ", "元", "ポンド", "ウォン")
_POINTS = frozenset(["年前", "年後", "年代", "世紀"])
_LONGEST = 30
_REACH = 300
"""Characters on either side of a figure among which its subject stands."""
_EDGES = "「」『』・、 　-/."
_VERBAL = frozenset("しすさせそてたっつまみむめらりるれろかきくけげぎぐびぶべいうえん")
"""Kana behind which what looks like a noun is a verb: 調達した, 見てきた."""
_EACH = ("あたり", "当たり", "ごと", "につき", "おき")
_TOPICS = frozenset(["は", "が", "も", "では", "には", "にも"])
_SPOKEN = frozenset(["は", "が", "も"])
_PARTICLE = pattern(
    r"に(?:至って|ついて|関して|おいて)は|に(?:は|も|対し)?|では?|と(?!い)|から|より|は|が|も(?!の)|を|へ"
)
_BEHIND = pattern(
    r"(?:もの|という|といった|規模の?|相当の|分の|に(?:上|のぼ|及|およ)[るぶ]|を(?:超え|上回|下回)る"
    r"|前後の|程度の|以上の|近い|ほどの|弱の|強の|超の|の)+"
    r"(?:非常に|極めて|とても|かなり|さらなる)?"
    r"(?:(?:巨額|莫大|大規模|膨大|大型|大幅)の|(?:新た|大き|小さ)な|[^ぁ-ん、。]{1,5}的?な(?=[^ぁ-ん、。])|[高低多少早速大強]く?い)?"
)
_GAP = pattern(
    r"(?:[、\s]|約|およそ|ほぼ|最大で?|最低|少なくとも|合計で?|総額|累計で?|平均で?|わずか|たった|年間で?"
    r"|なんと|既に|すでに|さらに|新たに|それぞれ|[0-9０-９]+年(?:度|間)?(?:[0-9０-９]+月)?"
    r"(?:には|に|まで(?:に|には)?|で|時点で|から)?|今後|今年|昨年|来年|現在|一気に|当初|ここ)*"
)
_INSIDE = 17
"""Characters of a bracket before a figure that stands in it."""
_LEADING = pattern(r"[（(][^（()）]*[)）]")
_TIME = pattern(
    r"FY[0-9]{2,4}|(?:今後|過去|ここ|第)?(?:[0-9０-９〇一二三四五六七八九十]+|数|同|昨|今|来|翌|前|毎)"
    r"(?:年代?|月|日|年度|週|四半期|世紀|か月|カ月|ヶ月)(?:間|以上|以内|前|後)?"
)
_DATED = pattern(r"[0-9０-９]+年度?(?:[0-9]+月)?")
_AMOUNT = pattern(r"[約第]?[0-9０-９][0-9０-９.,，．千万億兆]*[^A-Za-z]{0,6}")
_LAST = pattern(
    r"(?<=[^\W_0-9A-Za-z])(?<!第)約?[0-9０-９][0-9０-９.,，．万億兆]*[^0-9A-Za-z]{0,3}$"
)
"""A figure at the end of a noun: 年間売上1305億ドル."""
_KANJI_DIGITS = "〇一二三四五六七八九十百千万億兆"
_BEGINS_AMOUNT = frozenset("約第0123456789０１２３４５６７８９" + _KANJI_DIGITS)
_BEGINS_TIME = _BEGINS_AMOUNT | frozenset("今過こ数同昨来翌前毎F")
_DEED = pattern(
    r"突破|発見|削減|増|減|向上|上昇|低下|短縮|超|拡大|成長|発表|付与|達|搭載|以上|以下|程度|前後|続|連続|目|後|前|間"
    r"|時点|現在|末|台|級|ごと|毎|単位|全|ずつ|分|近|弱|強"
)


class _Place(NamedTuple):
    """A figure in its sentence."""

    text: str
    low: int
    start: int
    end: int
    high: int
    """Where the sentence begins, the figure begins and ends, the sentence ends."""


class _Marked(NamedTuple):
    """A noun phrase and the particle behind it."""

    noun: str
    particle: str
    end: int


def subjects(text: str, start: int, end: int, found: list[FoundDate]) -> list[str]:
    """The subjects of the figures of one sentence of a text; "" where none is to be found.

    `start` and `end` bound the sentence, `found` are its figures in order.
    """
    result: list[str] = []
    previous: FoundDate | None = None
    for figure in found:
        low, high = max(start, figure.start - _REACH), min(end, figure.end + _REACH)
        place = _Place(text, low, figure.start, figure.end, high)
        subject = ""
        if previous is not None and _joined(text, previous, figure):
            subject = result[-1]
        subject = subject or _in_brackets(place, previous, result)
        if not subject and not text.startswith(_EACH, figure.end):
            if figure.is_date or figure.unit in _POINTS:
                subject = _of_time(place)
            else:
                subject = _of_amount(place, figure.unit.endswith(_MONEY))
        result.append(subject)
        previous = figure
    return result


def _joined(text: str, previous: FoundDate, figure: FoundDate) -> bool:
    """140億および13億パラメータ: two figures of one thing."""
    amounts = not figure.is_date and not previous.is_date
    between = text[previous.end : figure.start]
    return amounts and (between == "のうち" or bool(JOINED.fullmatch(between)))


def _in_brackets(place: _Place, previous: FoundDate | None, known: list[str]) -> str:
    least = max(place.low, place.start - _INSIDE)
    inside = place.text[least : place.start]
    if "（" not in inside and "(" not in inside:
        return ""
    at = max(place.text.rfind(sign, least, place.start) for sign in "（(")
    if at < 0 or any(place.text.find(sign, at, place.start) >= 0 for sign in ")）"):
        return ""
    if inside := _right_before(place._replace(low=at + 1)):
        return inside
    if previous is not None and previous.end >= at:
        return known[-1]
    return _good(noun_before(place.text, place.low, at))


def _of_amount(place: _Place, money: bool) -> str:
    follows_no = place.text.startswith("の", place.end)
    return (
        _cell(place)
        or _label(place)
        or _right_before(place)
        or (_behind(place) if follows_no else "")
        or _of_particles(place, money)
    )


def _of_particles(place: _Place, money: bool) -> str:
    marked = _marks(place.text, place.low, place.start)
    return (
        _direct(place, marked)
        or _behind(place)
        or _attached(place)
        or ("" if money else _part_of(place))
        or _near(place, marked)
        or _topic(marked)
        or _later(place, _TOPICS)
        or _later(place, frozenset("を"))
        or _part_of(place)
    )


def _of_time(place: _Place) -> str:
    marked = _marks(place.text, place.low, place.start)
    after = ""
    if place.text.startswith("の", place.end):
        after = _good(noun_after(place.text, place.end + 1, place.high))
    return (
        _cell(place)
        or after
        or _topic(marked, _SPOKEN)
        or _later(place, _TOPICS | {"を"}, 40)
        or _near(place, marked)
        or _later(place, _TOPICS)
        or _right_before(place)
        or _later(place, frozenset("を"))
    )


def _good(noun: str) -> str:
    """A noun phrase without its edges; "" where it says nothing."""
    if "「" in noun and "」" not in noun:
        noun = noun.rpartition("「")[2]
    noun = noun.strip(_EDGES)
    if not noun:
        return ""
    if noun[0].isdigit() and (dated := _DATED.match(noun)):
        noun = noun[dated.end() :].strip(_EDGES).removeprefix("の")
    first, joined, last = noun.rpartition("の")
    if joined and first:
        if last in words("vague") or _is_amount(last):
            noun = first
        elif _is_time(first) or first in words("vague") or _is_amount(first):
            noun = last
    noun = noun.strip(_EDGES)
    if not noun.isalpha() and (last_figure := _LAST.search(noun)):
        noun = noun[: last_figure.start()]
    if (
        not noun
        or (len(noun) < 2 and not is_kanji(noun))
        or noun in words("vague")
        or (noun[-1] == "的" and noun[-2:] not in ("目的", "標的"))
        or _is_time(noun)
        or _is_amount(noun)
    ):
        return ""
    return noun if len(noun) <= _LONGEST else noun.rpartition("の")[2][-_LONGEST:]


def _is_time(noun: str) -> bool:
    if noun in words("adverbs"):
        return True
    return noun[:1] in _BEGINS_TIME and bool(_TIME.fullmatch(noun))


def _is_amount(noun: str) -> bool:
    """Whether a noun is a figure itself; 千葉 and 四十雀 are none."""
    if noun[:1] not in _BEGINS_AMOUNT:
        return False
    if _AMOUNT.fullmatch(noun):
        return True
    bare = noun.removeprefix("約")
    unit = bare.lstrip(_KANJI_DIGITS)
    return unit != bare and (not unit or unit in words("units"))


def _cell(place: _Place) -> str:
    """The first cell of a table row."""
    tab = place.text.find("\t", place.low, place.start)
    return place.text[place.low : tab].strip()[:_LONGEST] if tab >= 0 else ""


def _label(place: _Place) -> str:
    label = place.text[place.low : place.start].rstrip()
    if not label.endswith((":", "：", "|")):
        return ""
    at = place.low + len(label[:-1].rstrip())
    return _good(noun_before(place.text, place.low, _unbracketed(place, at)))


def _unbracketed(place: _Place, at: int) -> int:
    """A place, or where the bracket that ends there opens."""
    if at > place.low and place.text[at - 1] in "）)":
        opened = max(place.text.rfind(sign, place.low, at) for sign in "（(")
        return opened if opened >= place.low else at
    return at


def _right_before(place: _Place) -> str:
    """What stands right before the figure, a bracket between passed over."""
    at = place.start
    while at > place.low and place.text[at - 1] in "約+＋ 　":
        at -= 1
    return _good(noun_before(place.text, place.low, _unbracketed(place, at)))


def _behind(place: _Place) -> str:
    at = place.end
    if leading := _LEADING.match(place.text, at, place.high):
        at = leading.end()
    match = _BEHIND.match(place.text, at, place.high)
    if match is None:
        return ""
    at = match.end()
    while noun := noun_after(place.text, at, place.high):
        if good := _good(noun):
            return good
        at += len(noun)
        if not place.text.startswith("の", at):
            break
        at += 1
    return ""


def _part_of(place: _Place) -> str:
    """企業の40%: the whole that a share or count is of."""
    at = place.start
    if not place.text.endswith("の", place.low, at):
        return ""
    return _good(noun_before(place.text, place.low, at - 1, chain=False))


def _attached(place: _Place) -> str:
    """100%再生可能エネルギー: what the figure stands before, if it is no change or deed."""
    noun = noun_after(place.text, place.end, place.high)
    verb = place.text[place.end + len(noun) : place.end + len(noun) + 1] in _VERBAL
    return "" if not noun or verb or _DEED.match(noun) else _good(noun)


def _marks(text: str, low: int, high: int) -> list[_Marked]:
    """The noun phrases with a particle behind them between two places, in order."""
    found = []
    for match in _PARTICLE.finditer(text, low, high):
        at = match.start()
        if at > low and text[at - 1] in "）)":
            at = max(text.rfind(sign, low, at) for sign in "（(")
        if noun := noun_before(text, low, at):
            found.append(_Marked(noun, match.group(), match.end()))
    return found


def _direct(place: _Place, marked: list[_Marked]) -> str:
    """成長率は28%: the topic that stands right before the figure."""
    if not marked or marked[-1].end != place.start or marked[-1].particle not in "はがも":
        return ""
    return _good(marked[-1].noun)


def _near(place: _Place, marked: list[_Marked]) -> str:
    """What a particle marks, if but adverbs and dates stand between it and the figure."""
    for last in reversed(marked[-3:]):
        if not _GAP.fullmatch(place.text, last.end, place.start):
            return ""
        if good := _good(last.noun):
            return good
    return ""


def _topic(marked: list[_Marked], particles: frozenset[str] = _TOPICS) -> str:
    """The topic nearest to the figure."""
    for last in reversed(marked):
        if last.particle in particles and (good := _good(last.noun)):
            return good
    return ""


def _later(place: _Place, particles: frozenset[str], reach: int = 200) -> str:
    """The first noun behind the figure that one of some particles marks."""
    for mark in _marks(place.text, place.end, min(place.high, place.end + reach)):
        if mark.particle in particles and (good := _good(mark.noun)):
            return good
    return ""
