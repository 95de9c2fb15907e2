"""Writes reader/typeset/breaking/kana_pairs.py: hiragana between which phrases likely end.

    python tools/make_kana_pairs.py FILE...

Counted over the ends that BudouX finds in the files, which are plain text or Markdown.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from reader.phrases import phrases
from reader.typeset.breaking.context import allowed
from reader.typeset.breaking.rules import YES, pairs

TARGET = Path(__file__).parent.parent / "reader" / "typeset" / "breaking" / "kana_pairs.py"
LEAST_SHARE = 0.08
"""Of the places of a pair that are ends of phrases."""
LEAST_ENDS = 3
MOST = 30
"""First hiragana of the table; the others matter too little for the time that each takes."""
STEM_SHARE = 0.35
"""Of the places between a hiragana and another script that are ends, if it is no stem's."""
LEAST_PLACES = 20
"""Of a pair that is judged by itself."""
KANA = [
    chr(code)
    for code in range(ord("ぁ"), ord("ん"))
    if chr(code) not in "ぁぃぅぇぉっゃゅょゎゐゑを"
]
"""Hiragana that words begin with."""

HEAD = '''"""Hiragana and the ends of phrases. Written by tools/make_kana_pairs.py."""

# ruff: noqa: E501

FOLLOWED: dict[str, str] = {
'''
MIDDLE = '''}
"""Hiragana -> the hiragana before which a phrase that it ends is likely to end; both in the order
of how often that is so."""

'''
TAIL = '''"""Hiragana that mostly end no phrase where kanji follow (取り組む, 引き出す, お客)."""
'''


def is_kana(character: str) -> bool:
    """Whether a character is hiragana."""
    return "ぁ" <= character <= "ん"


def counted(lines: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """How often each pair with a hiragana first stands, and how often a phrase ends inside.

    A second character that is no hiragana counts as K; places where no line ends are left out.
    """
    ends, rules = phrases().ends, pairs("strict")
    stands: Counter[str] = Counter()
    parts: Counter[str] = Counter()
    for line in lines:
        for at in range(1, len(line)):
            before, after = line[at - 1 : at + 1]
            if is_kana(before) and allowed(rules, line, at) == YES:
                pair = before + (after if is_kana(after) else "K")
                stands[pair] += 1
                parts[pair] += ends(line, at)
    return stands, parts


def table(stands: Counter[str], parts: Counter[str]) -> dict[str, str]:
    """First hiragana -> second ones, of the pairs that are likely enough."""
    found: dict[str, str] = {}
    firsts: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for pair, count in stands.items():
        if is_kana(pair[1]):
            alone[pair[0]] += count
            firsts[pair[0]] += parts[pair]
    for first, ends in firsts.most_common(MOST):
        # A pair that hardly stands in the texts is as likely as its first hiragana.
        unknown = ends >= 0.5 * alone[first]
        likely = [
            second
            for second in sorted(KANA, key=lambda second: -parts[first + second])
            if (
                parts[first + second] >= LEAST_SHARE * stands[first + second]
                if stands[first + second] >= LEAST_PLACES
                else unknown or parts[first + second] >= LEAST_ENDS
            )
        ]
        if likely:
            found[first] = "".join(likely)
    return found


def stems(stands: Counter[str], parts: Counter[str]) -> str:
    """Hiragana that mostly end no phrase before another script."""
    return "".join(
        pair[0]
        for pair, count in stands.most_common()
        if pair[1] == "K" and count >= LEAST_PLACES and parts[pair] < STEM_SHARE * count
    )


def main() -> None:
    """Writes the table."""
    texts = (Path(name).read_text(encoding="utf-8", errors="replace") for name in sys.argv[1:])
    counts = counted(dict.fromkeys(line for text in texts for line in text.split("\n")))
    rows = "".join(f'    "{first}": "{after}",\n' for first, after in table(*counts).items())
    written = f'{HEAD}{rows}{MIDDLE}STEMS = "{stems(*counts)}"\n{TAIL}'
    TARGET.write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
