"""Kinds of text on which a reader that is not careful works by the square of their length.

`KINDS` is a table: name -> what makes a text of about so many characters. Every notation, tag,
bracket and nesting that a format reads has a row; a new notation adds one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

Maker = Callable[[int], str]
"""A length in characters -> a text of about that length."""

_PROSE = "市場の朝は早い。魚を並べ、声をかけ、昼には片づける。"


def _times(unit: str, before: str = "", after: str = "") -> Maker:
    """A unit as often as it fits."""
    return lambda size: before + unit * (size // len(unit)) + after


def _halves(first: str, second: str) -> Maker:
    """The first unit to the middle of the text, the second one from there on."""

    def make(size: int) -> str:
        count = size // (len(first) + len(second))
        return first * count + second * count

    return make


def _numbered(form: str, before: str = "") -> Maker:
    """Units that differ by their number, which `form` holds as {0}."""

    def make(size: int) -> str:
        return before + "".join(form.format(n) for n in range(size // len(form.format(size // 9))))

    return make


def _field(value: str, unit: str, after: str = "") -> Maker:
    """A front matter whose one field is long."""
    return lambda size: f"---\n{value}{unit * (size // len(unit))}{after}\n---\n本文。\n"


def _depths(size: int) -> Iterator[str]:
    depth = 0
    while size > 0:
        yield "  " * (depth % 200) + "- 項\n"
        size -= 2 * (depth % 200) + 4
        depth += 1


KINDS: dict[str, Maker] = {
    # HTML
    "bold before breaks": _halves("<b>", "a<br>"),
    "bold, a break each": _times("<b>a<br>"),
    "open tags of many kinds": _times("<b><i><s><kbd>語"),
    "tags closed only": _halves("<b><i>", "</s>"),
    "anchors never closed": _times("<a href=b>語"),
    "anchors and breaks": _halves("<a href=b>", "語<br>"),
    "em with sesame": _times("<em class=", "平<em class='sesame'>文"),
    "class in class": _times(" class=", "文<em ", ">語</em> sesame"),
    "ruby never closed": _times("<ruby>漢"),
    "ruby full of readings": _times("漢<rt>かん</rt>", "文<ruby>", "</ruby>"),
    "comments never closed": _times("<!-- a ", "文"),
    "CDATA never closed": _times("<![CDATA[", "文"),
    "instructions never closed": _times("<?a ", "文"),
    "declarations never closed": _times("<!A ", "文"),
    "tags never ended": _times("<a ", "文"),
    "a tag with long names": _times("a", "文<a ", ">語</a>"),
    "a tag with many attributes": _times(" a=b", "文<a", ">語</a>"),
    "a block of HTML": _times("<div>語", "<div>\n"),
    "blocks of HTML closed": _halves("<div>\n", "語</div>\n"),
    "cells of HTML": _times("<td>語</td>", "<table><tr>"),
    "script never closed": _times("<script>a", "<div>"),
    "images": _times("<img alt=語 src=b>", "文"),
    # Markdown, inside a paragraph
    "brackets": _times("["),
    "brackets closed": _halves("[", "]"),
    "brackets, a letter each": _times("[a"),
    "closing brackets": _times("]"),
    "images open": _times("!["),
    "images nested": _halves("![", "](a)"),
    "links": _times("[語](a)"),
    "links nested": _halves("[a", "](b)"),
    "links without an end": _times("[a](b"),
    "addresses in angles": _times("[a](<b"),
    "parentheses of an address": _halves("[a](", "("),
    "titles without an end": _times('[a](b "'),
    "inline notes": _times("^[a"),
    "inline notes closed": _halves("^[a", "]"),
    "note references": _numbered("[^{0}]", "[^1]: 注\n\n"),
    "code and links": _times("`a` [b](c) "),
    "code and notations": _times("`a` 漢字《かんじ》 "),
    "code and addresses": _times("`a` http://a.b/ "),
    "backticks": _numbered("a`", "文"),
    "growing backticks": lambda size: "".join(
        "`" * n + "a" for n in range(1, int((2 * size) ** 0.5))
    ),
    "emphasis open": _times("*a "),
    "emphasis closed": _times("a* "),
    "emphasis of two kinds": _times("*a _b "),
    "emphasis nested": _halves("*a **b", "** c*"),
    "stars": _times("*"),
    "stars and lines": _times("*_"),
    "threes": _times("a***b"),
    "emphasis and breaks": _times("**a**  \n"),
    "strikes": _times("~~a"),
    "escapes": _times("\\*"),
    "backslashes": _times("\\"),
    "entities": _times("&amp;"),
    "entities without an end": _times("&a"),
    "numbers of characters": _times("&#x3042;"),
    "a number without an end": _times("0", "&#"),
    "autolinks": _times("<a:b>"),
    "autolinks without an end": _times("<a:b"),
    "mails": _times("<a@b"),
    "addresses": _times("http://a.b/c "),
    "an address": _times("a", "http://"),
    "parentheses after an address": _times("(", "http://a"),
    "closing parentheses of an address": _times(")", "http://a"),
    "Liquid output": _times("{{"),
    "Liquid tags": _times("{%"),
    "attributes": _times("{:a"),
    "Liquid in an address": _times("{%", "[a]("),
    # Markdown, blocks
    "quotes nested": _times(">"),
    "quotes": _times("> 語\n"),
    "quotes of growing depth": lambda size: "".join(
        ">" * (n % 300) + "a\n" for n in range(size // 152)
    ),
    "a list in a list": _times("- "),
    "numbers in numbers": _times("1. "),
    "a list of growing depth": lambda size: "".join(_depths(size)),
    "items": _times("- 語\n"),
    "items of tasks": _times("- [ ] 語\n"),
    "items and blank lines": _times("- 語\n\n\n"),
    "empty items": _times("-\n"),
    "quotes and items": _times("> - "),
    "items and quotes by turns": _times("- 語\n> 文\n"),
    "fences": _times("```\n"),
    "a fence": _times("a\n", "```\n"),
    "a fence's name": _times("a", "```"),
    "tildes": _times("~~~\na\n"),
    "highlights": _times("{% highlight a %}\n"),
    "headings": _times("# 語\n"),
    "a heading": _times("語", "# "),
    "a heading of spaces": _times(" ", "# 語", "文"),
    "a heading's signs": _times("#", "# 語 "),
    "a heading of attributes": _times(" {:", "# 語"),
    "signs": _times("#"),
    "underlines": _times("語\n---\n"),
    "equals": _times("=", "語\n"),
    "rules": _times("---\n\n"),
    "a rule": _times("-"),
    "a rule of spaces": _times("- - "),
    "tables": _times("| 語 | 文 |\n", "| a | b |\n|---|---|\n"),
    "a wide table": lambda size: (
        "|a" * (size // 6) + "|\n" + "|-" * (size // 6) + "|\n" + "|b" * (size // 6) + "|\n"
    ),
    "a table's short rows": lambda size: (
        "|a" * 300 + "|\n" + "|-" * 300 + "|\n" + "|b\n" * (size // 3)
    ),
    "many tables": _times("|a|\n|-|\n\n"),
    "cells of code": _times("|`a|`", "|a|\n|-|\n"),
    "bars": _times("|"),
    "a table's head alone": _times("|a", "", "\n|-"),
    "references": _numbered("[a{0}]: b\n"),
    "one reference": _times("[a]: b\n"),
    "a reference's title": _times("a\n", "[a]: b '"),
    "references used": _times("[a]", "[a]: b\n\n"),
    "references not there": _times("[a][b]", "[c]: d\n\n"),
    "footnotes": _numbered("[^{0}]: 注\n"),
    "one footnote": _times("[^a]: 注\n"),
    "footnotes nested": _times("[^a]: "),
    "indented code": _times("    a\n"),
    "indents": _times(" "),
    "tabs": _times("\t", "語", "文"),
    "soft breaks": _times("語\n"),
    "hard breaks": _times("語\\\n"),
    "blank lines": _times("\n"),
    "drawings": _times("┌─┐\n│語│\n"),
    "alerts": _times("> [!NOTE]\n> 語\n\n"),
    # Front matter
    "a field's key": _field("題", " "),
    "a field's value": _field("title: ", "語"),
    "quotes in a field": _field("title: '", "''"),
    "a list in a field": _field("tags: ", "["),
    "a number": _field("a: ", "9"),
    "a number with colons": _field("a: ", "59:", "5"),
    "a time": _field("date: 2020-01-01 00:00:00.", "1"),
    "a number of digits and lines": _field("a: 0b1", "_1"),
    "a fraction": _field("a: 1.", "_"),
    "merge keys": lambda size: (
        "---\na: &a {b: c}\n"
        + "".join(f"k{n}: {{<<: *a}}\n" for n in range(size // 16))
        + "---\n本文。\n"
    ),
    "aliases": lambda size: (
        "---\na: &a [" + "b," * (size // 4) + "]\nc: [" + "*a," * (size // 6) + "]\n---\n本文。\n"
    ),
    "fields": lambda size: "---\n" + "".join(f"k{n}: v\n" for n in range(size // 9)) + "---\n文",
    "fields with one key": _field("", "a: b\n"),
    "front matter without an end": _times("a: b\n", "---\n"),
    "broken fields": _field("a: [\n", "題: 語\n"),
    "comments": _field("", "# a\n"),
    # Notations
    "readings": _times("漢字《かんじ》"),
    "readings open": _times("漢字《"),
    "bars before readings": _times("｜漢"),
    "kanji": _times("漢"),
    "dots": _times("《《語》》"),
    "dots open": _times("《《語"),
    "braces": _times("{漢|"),
    "braces read": _times("{漢字|かん|じ}"),
    "notes": _times("［＃"),
    "notes nested": _times("［＃［＃あ］"),
    "notes closed": _halves("［＃", "］"),
    "notes of dots": _times("語［＃「語」に傍点］"),
    "ranges": _times("［＃傍点］語［＃傍点終わり］"),
    "ranges ended only": _times("語［＃傍点終わり］"),
    "gaiji": _times("※［＃「木」、U+6728］"),
    "Aozora headings": _times("［＃大見出し］語［＃大見出し終わり］\n"),
    # Prose
    "one sentence": _times("語"),
    "one sentence with commas": _times("語、"),
    "one repeated sentence": _times("市場の朝は早い。"),
    "repeated paragraphs": _times(_PROSE + "\n\n"),
    "two sentences by turns": _times("市場の朝は早い。魚を並べる。\n\n"),
    "numbered sentences": _numbered("第{0}の朝も市場は早い。"),
    "numbered paragraphs": _numbered("{0}日目の市場の朝は早かった。\n\n"),
    "full stops": _times("。"),
    "short sentences": _times("あ。"),
    "combining marks": _times("\u3099", "か"),
    "marks on letters": _times("e\u0301"),
    "joiners": _times("👩\u200d"),
    "variation selectors": _times("\ufe0f", "語"),
    "quotation marks": _times("「"),
    "quotation marks closed": _halves("「", "」"),
    "brackets of all kinds": _times("（「『【［〔"),
    "closing quotation marks": _times("」"),
    "dashes": _times("―"),
    "dots of leaving off": _times("…"),
    "small kana": _times("っ"),
    "katakana": _times("ア"),
    "Latin letters": _times("a"),
    "words": _times("word "),
    "figures": _times("1"),
    "figures with commas": _times("1,234"),
    "dates": _times("2020年1月2日"),
    "names": _times("田中さん"),
    "hyphens": _times("a-"),
    "white space": _times("\u3000", "語", "文"),
    "zero width": _times("\u200b", "語"),
    "bidi": _times("\u202e語"),
    "controls": _times("\x1b[31m語"),
    "headings of plain text": _numbered("第{0}章\n\n本文。\n\n"),
    "lines of signs": _times("■■\n\n"),
    "speakers": _times("田中：はい。\n"),
    "list of plain text": _times("・項\n"),
    "one-letter lines": _times("a\n\n"),
}
"""Kind of text -> its maker."""
