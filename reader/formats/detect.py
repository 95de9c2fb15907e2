"""Which format a post is in, by its name and by signs that prose does not have by chance."""

from __future__ import annotations

import re

from reader.patterns import pattern

_SUFFIXES = (".md", ".markdown", ".mkd", ".mkdn", ".mdown", ".mdwn", ".mdx", ".qmd", ".rmd")

_MARKDOWN = re.compile(
    r"""
      ^[ ]{0,3}\#{1,6}[ \t]+\S                 # a heading
    | ^[ ]{0,3}(?:```|~~~)                     # a fence
    | ^[ ]{0,3}\|?[ ]*:?-{3,}:?[ ]*\|          # the second row of a table
    | ^[ ]{0,3}>[ ]\S                          # a quote
    | \*\*(?=\S)[^*\n]{1,200}(?<=\S)\*\*       # strong
    | !?\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)    # a link or an image
    | ^\[\^[^\]\n]{1,40}\]:                    # a footnote
    | ^[ ]{0,3}[-*+][ ]+\S.*\n[ ]{0,3}[-*+][ ]+\S   # two items of a list
    """,
    re.VERBOSE | re.MULTILINE,
)

_AOZORA = pattern(r"［＃[^］\n]{1,100}］|【テキスト中に現れる記号について】|^底本：", re.MULTILINE)
_RUBY = (  # compiled for the few texts that need it
    r"[｜|][^｜|《》\s]{1,20}《[ぁ-ゖァ-ヺー・]+》|[一-鿿々〆ヶ]《[ぁ-ゖー]+》"
)
_ENOUGH_RUBY = 3
SAMPLE = 1 << 16
"""Characters of the body that are looked at: a long file is known by its head."""


def is_aozora(name: str, body: str, front_matter: bool) -> bool:
    """Whether a text is in the notation of Aozora Bunko: notes, its legend, or many readings."""
    sample = body[:SAMPLE]
    if (
        front_matter
        or name.lower().endswith(_SUFFIXES)
        or ("《" not in sample and "［＃" not in sample)
    ):
        return False
    if _AOZORA.search(sample):
        return True
    return sum(1 for _ in zip(re.finditer(_RUBY, sample), range(_ENOUGH_RUBY), strict=False)) == (
        _ENOUGH_RUBY
    )


def is_markdown(name: str, body: str, front_matter: bool) -> bool:
    """Whether a file is called Markdown, or has front matter and clear Markdown syntax."""
    if name.lower().endswith(_SUFFIXES):
        return True
    return front_matter and _MARKDOWN.search(body[:SAMPLE]) is not None


def is_plain(name: str, body: str, front_matter: bool) -> bool:
    """Whether a text can be read as it stands: always."""
    return True
