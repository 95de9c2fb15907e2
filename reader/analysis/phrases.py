"""Cutting a Japanese clause to a length without cutting a word (文節 by BudouX)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from budoux import Parser

_NOUN_END = re.compile(r"[々一-鿿㐀-䶿ァ-ヺーA-Za-z0-9Ａ-Ｚａ-ｚ０-９」』）)%％]$")
_PARTICLES = re.compile(
    r"(?:については|について|においては|において|における|にとっては|にとって|としては|として|に関する|"
    r"に対する|に対して|によって|による|によると|とともに|からの|への|との|では|には|とは|にも|でも|"
    r"からも|から|まで|より|など|だけ|ほど|は|が|を|の|も|と|に|で|へ|や|か)$"
)
_WEAK = re.compile(r"(?:に|で|では|には|にも|でも|と)$")
CONNECTIVE = re.compile(
    r"^(?:さて|では|それでは|じゃあ|ところで|まず第一に|まず初めに|まずは|まず|はじめに|最初に|第[一二三四五0-9]に|"
    r"次に|続いて|そして、?もう[一1]つ、?|もう[一1]つ|最後に|最終的に|しかしながら|しかし|だが|けれども|けれど|"
    r"ただし|ただ|とはいえ|でも|ところが|それでも|もっとも|だけど|また|さらに|加えて|しかも|そのうえ|同時に|そして|"
    r"それから|そこで|すると|こうして|例えば|たとえば|具体的には|具体的に|実際のところ|実際に|実際|実は|つまり|"
    r"すなわち|要するに|言い換えれば|言い換えると|いわば|なぜなら|というのも|だからこそ|だから|したがって|従って|そのため|"
    r"これにより|よって|ゆえに|一方で|一方|他方で|他方|逆に|反対に|対照的に|もちろん|確かに|たしかに|むろん|無論|当然|"
    r"結局のところ|結局|いずれにせよ|いずれにしても|とにかく|ともあれ|そもそも|正直なところ|正直に言うと|正直言って|"
    r"正直に言って|正直|個人的には|個人的に|私自身は|私自身|私は|特に|とりわけ|中でも|なかでも|考えてみてください|"
    r"想像してみてください|いやはや|いやあ|いやぁ|いやー|いや|おや|ええ|うーん|そう|ここで|ここから|皆さん|みなさん|"
    r"あなたも|ご存知の通り|ご存じの通り|言うまでもなく|興味深いことに|驚くべきことに|残念ながら|幸い|なお|ちなみに|"
    r"その上で|その結果|その意味で|そういう意味で|この点で|このように|こうした中で?|そんな中で?|とすれば|だとすれば|かくて|"
    r"併せて|あわせて|何より|何よりも|最も重要なのは|重要なのは|大切なのは|そうして|それに|おまけに|と同時に|にもかかわらず)"
    r"(?:[、,，。！!？?…・\s]+|(?=[「『A-Za-zァ-ヺ一-鿿]))"
)
_BARE_CONNECTIVE = re.compile(
    r"(?:さて|しかし|そして|さらに|だが(?!ね)|つまり|例えば|たとえば|すなわち|ところが|けれども|したがって)"
)
SHORTEST = 5
"""Characters of a lead at least."""


@cache
def words(name: str) -> frozenset[str]:
    """A list of data/labels.txt."""
    text = (files("reader.analysis") / "data" / "labels.txt").read_text("utf-8")
    rows = dict(line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    return frozenset(rows[name].split())


@cache
def _parser() -> Parser:
    from budoux import load_default_japanese_parser

    return load_default_japanese_parser()


def phrases(text: str) -> list[str]:
    """The phrases (文節) of a text."""
    return list(_parser().parse(text))


def without_connective(sentence: str) -> str:
    """A sentence without the connectives and interjections that it opens with."""
    bare = sentence.strip()
    for _ in range(4):
        match = CONNECTIVE.match(bare) or _BARE_CONNECTIVE.match(bare)
        if match is None or len(bare) - match.end() < SHORTEST:
            break
        bare = bare[match.end() :]
    return bare


@lru_cache(maxsize=64)
def cut(sentence: str, longest: int) -> str:
    """The beginning of a sentence, at most `longest` characters, ending with a noun or whole.

    "" where there is no such beginning.
    """
    bare = without_connective(sentence).rstrip("。．！？!?…、， 　")
    if len(bare) <= longest and _balanced(bare) and not _PARTICLES.search(bare):
        return bare
    ends: list[str] = []
    taken = ""
    for phrase in phrases(bare[: longest + 8]):
        taken += phrase
        end = noun_end(taken)
        if end and SHORTEST <= len(end) <= longest and _balanced(end):
            ends.append(end)
        if len(taken) > longest + 4:
            break
    if len(ends) > 1 and "、" in ends[-1][-SHORTEST:]:
        ends = [end for end in ends if "、" not in end[-SHORTEST:]] or ends
    return ends[-1] if ends else ""


def noun_end(taken: str) -> str:
    """A run of whole phrases without its last particle, where a noun is before it, else ""."""
    bare = taken.rstrip("、，,")
    if bare != taken and _NOUN_END.search(bare):
        return bare
    match = _PARTICLES.search(bare)
    if match is None:
        return ""
    noun = bare[: match.start()]
    if not _NOUN_END.search(noun) or noun.endswith("的"):
        return ""
    last = re.search(r"(?:[々一-鿿㐀-䶿]+|[ァ-ヺー]+|[A-Za-z0-9.+-]+|[」』）)])$", noun)
    tail = last.group() if last else ""
    if len(tail) < 2 and not re.search(r"[」』）)]$", tail):
        return ""
    if _WEAK.search(match.group()) and tail in words("adverbs"):
        return ""
    return "" if tail in words("generic") and len(tail) < 2 else noun


def _balanced(text: str) -> bool:
    return all(text.count(a) == text.count(b) for a, b in ("「」", "『』", "（）", "()", "【】"))
