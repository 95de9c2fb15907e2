"""What a figure is said of: the investment of 800億ドル, the market of 2025年.

The subject is a noun phrase of the figure's sentence, by the first rule that finds one: what
stands behind it (75%の企業, 100億円規模の投資), what its row or label says (市場規模: 120億ドル),
what stands right before it (成長率28%), what its particle marks nearby (資金を270億ドル調達した),
the topic of its clause or sentence. A figure in brackets has the subject of the one before.
"""

from __future__ import annotations

import re

from reader.analysis.facts_dates import Found
from reader.analysis.facts_figures import JOINED
from reader.patterns import pattern

_N = r"[一-龯々〆ヶァ-ヴーA-Za-zÀ-ÿ0-9０-９&・.+%％/\-]"
_S = rf"(?:{_N}|(?<=[A-Za-z0-9]) (?=[A-Za-z0-9])|(?<=[ァ-ヴー]) (?=[ァ-ヴー]))"
_NOUN = rf"(?:[「『])?{_S}*[一-龯々ァ-ヴーA-Za-z0-9]{_S}*(?:[」』])?"
_CHAIN = rf"{_NOUN}(?:の{_NOUN})?"
_VAGUE = (
    r"(?:規模|水準|差|間|うち|中|内|時点|場合|もの|こと|ため|点|際|頃|ころ|分|額|値|数字|数値|段階|大台|枠|巨額|莫大|単位|"
    r"範囲|程度|形|方|後|前|現在|今回|今|レベル|一つ|追加|ところ|ペース|期間|間隔|計画|予定|見通し|見込み|予測|可能性|末|初頭|春|夏|秋|冬|上期|下期|上半期|下半期)"
)
_BEHIND = pattern(
    r"(?:もの|という|といった|とも言われる|規模の?|相当の|分の|に(?:上|のぼ|及|およ)[るぶ]|を(?:超え|上回|下回)る|前後の|程度の|以上の|近い|ほどの|弱の|強の|超の|の)+"
    r"(?:非常に|極めて|とても|かなり|さらなる)?(?:(?:巨額|莫大|大規模|膨大|大型|大幅)の|[一-龯ァ-ヴー]{1,5}な|(?:新た|大き|小さ|豊か|確か|さらなる)な?|[一-龯]{1,2}し?い)?"
    rf"(?P<noun>{_NOUN}(?:[びみしりきぎけえれめ](?=[がをはでもにと、。]|$))?)"
)
_THROUGH_NO = pattern(rf"の(?P<noun>{_NOUN})")
_BARE = pattern(rf"(?P<noun>{_CHAIN})$")
_LABEL = pattern(rf"(?P<noun>{_CHAIN})(?:[（(][^（()）]*[)）])?\s*[:：|]\s*$")
_DIRECT = pattern(rf"(?P<noun>{_CHAIN})(?:[（(][^（()）]{{1,40}}[)）])?[はがも](?:約)?$")
_OWNER = pattern(rf"(?P<noun>{_NOUN})の(?:うち)?(?:約)?$")
_LEADING = pattern(r"^[（(][^（()）]*[)）]")
_ATTACHED = pattern(rf"(?:級|規模|相当|超)?(?P<noun>{_NOUN})(?=[をがはにでとの、。])")
_DEED = pattern(
    r"突破|発見|削減|増|減|向上|上昇|低下|短縮|超|拡大|成長|発表|付与|達|搭載|以上|以下|程度|前後|続|連続|目|後|前|間|時点|現在|末|台|級|規模|ごと|毎|単位|全|ずつ|分|近|弱|強"
)
_BRACKET = pattern(r"[（(][^（()）]*[)）]$")
_OPEN = pattern(r"[（(][^（()）]{0,12}$")
_MARKED = pattern(
    rf"(?P<noun>{_CHAIN})(?:[（(][^（()）]{{1,40}}[)）])?(?P<particle>に(?:至って|ついて|関して|おいて)は|に(?:は|も|つい|おけ|対)?|では?|と(?!い)|から|より|は|が|も|を|へ)"
)
_TOPIC = pattern(
    rf"(?P<noun>{_CHAIN})(?:[（(][^（()）]{{1,40}}[)）])?(?P<particle>は|が|も)(?!な|ら)"
)
_OBJECT = pattern(rf"(?P<noun>{_CHAIN})を")
_AFTER_TOPIC = pattern(
    rf"[^。、]{{0,18}}?、?(?P<noun>{_CHAIN}(?:[びみしりきぎけえれめ](?=[がをは]))?)(?P<particle>は|が|も|を)"
)
_TIME = pattern(
    r"(?:[0-9０-９〇一二三四五六七八九十]+|数|同|昨|今|来|翌|前|毎)(?:年|月|日|年度|週|四半期)|"
    r"(?:現在|今後|今回|当初|今年|昨年|来年|現時点|最近|近年|将来|本日|先日|過去|年間|毎年|これまで|初年度|すでに|既に|最終的|全体|世界的|平均|合計|総額|累計|約|およそ|"
    r"最大|最低|最小|少なくとも|ここ|それ|これ|あれ|何|私|僕|あなた|皆|皆さん|方|もの|こと|わけ|ところ|はず|時|際|結果|ため|とき|背景|一方|例|例えば|実際|具体的|個人的|正直|特|他|"
    r"あと|直近|(?:今後|過去|ここ)?(?:数|[0-9]+)(?:年|か月|カ月|ヶ月|週|日)間?|以前|以来|最|目|以来最高|本当|必要|非常|最初|可能|可能性|重要|明確|言葉|真意|私自身|誰|たち|私たち|彼ら|目標|世界|国内|海外|前述|次|以下|以上|点|後|前|間|中|うち|場合|時点|年|月|日|初|末|まで)"
)
_GAP = pattern(
    r"(?:[、\s]|約|およそ|ほぼ|最大で?|最低|少なくとも|合計で?|総額|累計で?|平均で?|わずか|たった|年間で?|なんと|既に|すでに|さらに|新たに|それぞれ|"
    r"[0-9０-９]+年(?:度|間)?(?:[0-9０-９]+月)?(?:に|は|には|まで(?:に|には)?|で|時点で|から)?|今後|今年|昨年|来年|現在|一気に|当初|ここ)*$"
)
_TIME_UNITS = frozenset(
    {
        "年",
        "年月",
        "年月日",
        "月日",
        "月",
        "日",
        "年度",
        "四半期",
        "年四半期",
        "年代",
        "世紀",
        "時",
        "時分",
        "年前",
        "年後",
    }
)
_MONEY = ("円", "ドル", "ユーロ", "元", "ポンド", "ウォン")
_LONGEST = 30
_EDGES = "「」『』・、 　-/"


def subjects(text: str, start: int, end: int, found: list[Found]) -> list[str]:
    """The subjects of the figures of one sentence of a text; "" where none is to be found.

    `start` and `end` bound the sentence, `found` are its figures in order.
    """
    result: list[str] = []
    for index, figure in enumerate(found):
        before, after = text[start : figure.start], text[figure.end : end]
        previous = found[index - 1] if index else None
        subject = ""
        opened = _OPEN.search(before)
        if opened:
            inside = _near(before[opened.start() + 1 :])
            follows = previous is not None and previous.end >= start + opened.start()
            subject = inside or (result[-1] if follows else _near(before[: opened.start()]))
        joined = previous is not None and JOINED.fullmatch(text, previous.end, figure.start)
        if joined and not figure.is_date:
            subject = result[-1]
        if not subject:
            if figure.is_date or figure.unit in _TIME_UNITS:
                subject = _of_time(before, after)
            else:
                subject = _of_amount(before, after, figure.unit.endswith(_MONEY))
        result.append(subject)
    return result


def _of_amount(before: str, after: str, money: bool) -> str:
    return (
        _cell(before)
        or _label(before)
        or _near(before)
        or (_behind(after) if after.startswith("の") else "")
        or _spoken_of(before)
        or _behind(after)
        or ("" if money else _part_of(before))
        or _attached(after)
        or _part_of(before)
        or _marked(before)
        or _first_topic(before)
        or _last_topic(after)
        or _open_bracket(before)
        or _object(after)
    )


def _of_time(before: str, after: str) -> str:
    noun = _THROUGH_NO.match(after)
    said = _good(noun["noun"]) if noun else ""
    following = _AFTER_TOPIC.match(after)
    return (
        _cell(before)
        or said
        or _first_topic(before)
        or (_good(following["noun"]) if following else "")
        or _marked(before)
        or _last_topic(after)
        or _near(before)
        or _object(after)
    )


def _good(noun: str) -> str:
    """A noun phrase without its edges; "" where it says nothing."""
    if "「" in noun and "」" not in noun:
        noun = noun.rpartition("「")[2]
    noun = _LEADING_DATE.sub("", noun.strip(_EDGES))
    if "の" in noun:
        first, _, last = noun.rpartition("の")
        if _VAGUE_ONLY.fullmatch(last):
            noun = first
        elif _TIME.fullmatch(first) or _FIGURE_ONLY.fullmatch(first):
            noun = last
    noun = noun.strip(_EDGES)
    if len(noun) < 2 and not noun.isalpha():
        return ""
    if _VAGUE_ONLY.fullmatch(noun) or _TIME.fullmatch(noun) or _FIGURE_ONLY.fullmatch(noun):
        return ""
    return noun if len(noun) <= _LONGEST else noun.rpartition("の")[2][-_LONGEST:]


_VAGUE_ONLY = pattern(_VAGUE)
_LEADING_DATE = pattern(r"^[0-9０-９]+年度?(?:[0-9]+月)?")
_FIGURE_ONLY = pattern(r"[約第]?[0-9０-９.,，．一二三四五六七八九十百千万億兆]+[^A-Za-z]{0,6}")


def _cell(before: str) -> str:
    """The first cell of a table row."""
    head, tab, _ = before.partition("\t")
    return head.strip()[:_LONGEST] if tab and head.strip() else ""


def _label(before: str) -> str:
    match = _LABEL.search(before)
    return _good(match["noun"]) if match else ""


def _behind(after: str) -> str:
    match = _BEHIND.match(_LEADING.sub("", after))
    after = _LEADING.sub("", after)
    if match is None:
        return ""
    noun, end = match["noun"], match.end()
    while more := _THROUGH_NO.match(after, end):
        if _good(noun):
            break
        noun, end = more["noun"], more.end()
    return _good(noun)


def _spoken_of(before: str) -> str:
    """成長率は28%: the topic that stands right before the figure."""
    match = _DIRECT.search(before)
    return _good(match["noun"]) if match else ""


def _part_of(before: str) -> str:
    """企業の40%: the whole that a share or count is of."""
    match = _OWNER.search(before)
    return _good(match["noun"]) if match else ""


def _attached(after: str) -> str:
    """100%再生可能エネルギー: what the figure stands before, if it is no change or deed."""
    match = _ATTACHED.match(after)
    return "" if match is None or _DEED.match(match["noun"]) else _good(match["noun"])


def _near(before: str) -> str:
    """What stands right before the figure, a bracket between passed over."""
    bare = _BRACKET.sub("", before.rstrip("約+＋ 　"))
    match = _BARE.search(bare)
    return _good(match["noun"]) if match else ""


def _marked(before: str) -> str:
    """What a particle marks, if but adverbs and dates stand between it and the figure."""
    found = list(_MARKED.finditer(before))
    last = found[-1] if found else None
    if last is None or not _GAP.fullmatch(before, last.end()):
        return _before_date(before, last)
    return _good(last["noun"]) or _before_date(before, last)


def _before_date(before: str, last: re.Match[str] | None) -> str:
    if last is None:
        return ""
    found = list(_MARKED.finditer(before[: last.start()]))
    if found and _GAP.fullmatch(before, found[-1].end()):
        return _good(found[-1]["noun"])
    return ""


def _first_topic(before: str) -> str:
    """The topic of the clause nearest to the figure, else of the sentence."""
    found = [_good(match["noun"]) for match in _TOPIC.finditer(before)]
    good = [noun for noun in found if noun]
    return good[-1] if good else ""


def _last_topic(after: str) -> str:
    match = _TOPIC.search(after)
    return _good(match["noun"]) if match else ""


def _object(after: str) -> str:
    """What the sentence does something to, behind a date: 2025年までに…投資を計画する."""
    match = _OBJECT.search(after)
    return _good(match["noun"]) if match else ""


def _open_bracket(before: str) -> str:
    head = re.split(r"[（(]", before)[0]
    return _near(head)
