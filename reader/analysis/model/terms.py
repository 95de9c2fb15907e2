"""Terms of Japanese text without a tokenizer: runs of one script.

Runs of Latin letters and digits, of katakana and of kanji carry what a text is about; a kanji
run of four or more is cut into pairs (資本支出 -> 資本 支出), an odd tail kept as three. On
paragraphs this equals a morphological analyser to within noise and costs a hundredth.
"""

from __future__ import annotations

import unicodedata
from sys import intern

from reader.patterns import pattern

KATAKANA = "ァ-ヺー"
"""For a character class; without ・, which parts words."""
KANJI = r"[^\W!-ʯぁ-ヿ]"
"""Letters and numerals that are neither Latin nor kana: in Japanese text kanji, 々 and 〇. Said by
what it is not, because Python needs 2 ms to compile a class of all kanji."""
WORD = r"[^\W_ぁ-ゟ]"
"""Letters and numerals but hiragana: what content words are written with."""
_RUN = pattern(
    rf"[a-z][a-z0-9.+&-]*|[{KATAKANA}]{{2,}}|{KANJI}{{2}}(?={KANJI}{{2}})|{KANJI}{{1,3}}"
)


def terms(text: str) -> list[str]:
    """The terms of a text in order, NFKC-folded and in lower case.

    >>> terms("AIの資本支出とクラウド")
    ['ai', '資本', '支出', 'クラウド']
    """
    return split_terms(unicodedata.normalize("NFKC", text).lower())


def split_terms(folded: str) -> list[str]:
    """The terms of a text that is NFKC-folded and in lower case already.

    Each is one object wherever it stands: a paragraph's tables hold only places of them.
    """
    return list(map(intern, _RUN.findall(folded)))
