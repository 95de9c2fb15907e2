"""What stands around a run and shows that it is a name, or that it is none."""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.analysis.facts.latin_names import LatinSort, sort_of
from reader.analysis.facts.vocabulary import is_known_katakana
from reader.patterns import pattern

_SOMEBODY = pattern(
    r"[」』]?(?:と呼ばれ|と名付け|シリーズ|世代の|社(?![会員内長外])|氏(?![名族神])|さん|くん(?!れ)|CEO|CTO|CFO|会長|社長|傘下|製(?![品造])|自身|政権|大統領|首相|教授|"
    r"(?:など|のような|といった|をはじめ)[^。、「」（）()]{0,14}"
    r"(?:企業|会社|メーカー|ベンダー|スタートアップ|大手|サービス|ツール|モデル|製品|プラットフォーム"
    r"|フレームワーク|ライブラリ|国々"
    r"|保護法|法律|規則|団体|機関|イベント|会議|ベンチマーク)|"
    r"[とや、]?[^。、「」（）()]{0,8}の(?:提言|声明|見解|調査|予測|決算|株価|CEO|創業者|子会社|親会社)|"
    r"(?:によれば|によると)|の[「『][^」』]{1,30}[」』]?を?発表|"
    r"[はが][^。「」（）()]{0,40}(?:発表|提供|買収|開発|設立|提携|リリース|公開|出資)し)"
)
_BEFORE = pattern(
    r"(?:株式会社|企業の|大手の?|会社の?|傘下の|親会社の|子会社の|メーカーの?|通称|略称|別名|@|id:|[米独仏英中韓印]|(?:企業|会社|メーカー|大手|サービス|製品|ツール)である)$"
)
_QUOTED = pattern(r"[「『]$")
_UNQUOTED = pattern(
    r"[A-Za-z0-9 ]{0,10}[」』](?!という(?:言葉|概念|考え|名|用語|表現|問)"
    r"|の(?:概念|原則|思想|考え|定義|部分|観点))"
)
_PARTICLE = pattern(
    r"(?:は|が(?!ち)|も|を|に|へ|や|の|と(?!し|い)|で(?!す|き)|、|」|』|社|氏|・|など|自身|から|より)"
)
_SUBJECT = pattern(r"(?:は|が(?!ち)|も|、|」|』|と(?!し|い)|・|の(?=[「『A-Z]))")
_COMMON_USE = pattern(
    r"(?:する|し[たてまな、]|さ[れせ]|でき|な(?!ど|ら|の|く)|化|的|っぽ|性|型(?!番))"
)
_NEIGHBOUR_BEFORE = pattern(
    r"(?<![A-Za-z])([A-Z][A-Za-z0-9.+!-]*(?: [A-Z0-9][A-Za-z0-9.+!-]*){0,2}|[ァ-ヴー]{3,})"
    r"(?:、|・|や|と|／|/|, |そして|および)$"
)
_NEIGHBOUR_AFTER = pattern(r"(?:、|・|や|と|／|/|, )([A-Z][A-Za-z0-9.+!-]*|[ァ-ヴー]{3,})")
_OWNED = pattern(r"(?:[A-Za-z0-9]|[ァ-ヴー]{2}|自身)の$")
_TAKEN = pattern(r"(?:は|が|を|や|と(?!い|し)|といった|などの?|へ|に|の|」|、)")
_TITLED = pattern(r" #[0-9]|[「『](?=[A-Z][A-Za-z0-9.-]*[0-9])")
_OWNER = pattern(r"の[「『]?(?=[A-Z][A-Za-z]+(?: [A-Z]|[0-9]|[a-z][A-Z]|-[A-Z0-9]))")
_DESCRIBED = pattern(r"(?:モデル|チップ|製品|サービス|ツール|企業|会社|プラットフォーム)[（(]$")
_BESIDE = pattern(r"[A-Z][A-Za-z]*[a-z] ?[（(]$")
_CLOSED = pattern(r"[)）]")
_REACH = 30


class NameSigns(NamedTuple):
    """What one mention shows, each 0 or 1."""

    somebody: int
    """It acts, or is called a company, a person, a product."""
    quoted: int
    subject: int
    """It is spoken of: は, が, a list."""
    particle: int
    listed: int
    """It stands in a list with names, or belongs to one."""
    common: int
    """It is used as words are: する, な, 化."""


def signs_of(text: str, start: int, end: int) -> NameSigns:
    """What the text around a run shows."""
    before = text[max(0, start - _REACH) : start]
    quoted = bool(_QUOTED.search(before)) and bool(_UNQUOTED.match(text, end))
    listed = _is_sure(_NEIGHBOUR_BEFORE.search(before)) or _is_sure(
        _NEIGHBOUR_AFTER.match(text, end)
    )
    inside = _CLOSED.match(text, end) and (
        _DESCRIBED.search(before) or (text[start + 1 : end].islower() and _BESIDE.search(before))
    )
    owned = bool(_OWNED.search(before)) and bool(_TAKEN.match(text, end))
    return NameSigns(
        int(bool(_SOMEBODY.match(text, end) or _BEFORE.search(before) or inside)),
        int(quoted),
        int(bool(_SUBJECT.match(text, end))),
        int(bool(_PARTICLE.match(text, end))),
        int(listed or owned or bool(_TITLED.match(text, end) or _OWNER.match(text, end))),
        int(bool(_COMMON_USE.match(text, end))),
    )


def _is_sure(neighbour: re.Match[str] | None) -> bool:
    """Whether what stands beside a run is a name by its looks."""
    if neighbour is None:
        return False
    name = neighbour[1]
    return sort_of(name) is LatinSort.SURE if name.isascii() else is_known_katakana(name)
