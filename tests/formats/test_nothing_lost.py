"""Each letter and kana of a body stands in what `--print --repeats show` prints."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.formats import load
from reader.typeset import Layout, Options, flow

_CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
_INVISIBLE = re.compile(
    r"""
      <!-- (?s:.*?) --> | </?[A-Za-z][^<>\n]*>      # comments and tags
    | (?<=\]) \( [^()\s]* (?: \([^()\s]*\) [^()\s]* )* \)    # the address of a link
    | (?<!.) [ ]{0,3} \[ [^\]^\n][^\]\n]* \]: [^\n]*      # the address of a reference
    | (?<!.) [ ]{0,3} (?: ``` | ~~~ ) [^\n]*     # the language of code
    | \{% (?s:.*?) %\} | \{[:\#][^{}\n]*\}       # Liquid, attributes of Kramdown
    | & \#? \w+ ;
    """,
    re.VERBOSE,
)
"""What Markdown defines as invisible."""
_END_MARK = re.compile(r"^[-=]{2,} ?END ?[-=]{2,}$", re.MULTILINE)
_LEGEND = re.compile(r"-{20,}\n【テキスト中に現れる記号について】.*?-{20,}\n|［＃.*?］", re.DOTALL)


def letters(text: str) -> Counter[str]:
    """How often each letter, kana and kanji stands in a text, in one width."""
    folded = unicodedata.normalize("NFKC", text)
    return Counter(character for character in folded if unicodedata.category(character)[0] == "L")


def lost(source: str, name: str) -> Counter[str]:
    """The letters of a body that are not printed."""
    document = load(source.encode(), name=name)
    printed = "\n".join(Layout(flow(document), Options(measure=60)).texts())
    _, front, rest = source.partition("---\n") if document.front_matter else ("", "", source)
    body = rest.partition("\n---\n")[2] if front else rest
    if document.blocks and front:
        printed += document.title  # a first line that repeats it is left out
    visible = _END_MARK.sub("", body)
    if document.format == "markdown":
        visible = _INVISIBLE.sub("", visible)
    elif document.format == "aozora":
        visible = _LEGEND.sub("", visible)
        printed += document.title + document.author
    return letters(visible) - letters(printed)


def _outline_texts() -> list[tuple[str, str]]:
    """The documents of the outline corpus as plain text, each with a name."""
    found = []
    for path in sorted((_CORPUS / "outline").glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            body = "\n\n".join(json.loads(line)["paragraphs"])
            found.append((f"{path.stem}-{number}.txt", body))
    return found


@pytest.mark.skipif(not _CORPUS.is_dir(), reason="the corpus is not part of the project")
def test_nothing_is_lost_from_the_corpus() -> None:
    """No letter of the posts and of the texts without headings is missing."""
    posts = [(path.name, path.read_text("utf-8")) for path in sorted(_CORPUS.glob("posts/*.md"))]
    for name, source in (*posts, *_outline_texts()):
        assert not lost(source, name), name


_WORDS = st.sampled_from(
    ("港", "Docker", "かもめ", "カタカナ", "Visual Studio", "終", "END", "one", "船が出た。")
)
_SHAPES = st.sampled_from(
    (
        "{}",
        "**{}**",
        "***{}***",
        "--{}--",
        "--- {} ---",
        "== {} ==",
        "==={}===",
        "~~{}~~",
        "__{}__",
        "=== {}",
        "― {} ―",
        "◇{}◇",
        "＊＊{}＊＊",
        "# {}",
        "＃{}",
        "{}\n---",
        "{}\n===",
        "- {}",
        "1. {}",
        "> {}",
        "    {}",
        "\t{}",
        "\u3000{}",
        "| {} |",
        "| 列 |\n|---|\n| {} | 余り |",
        "```\n{}\n```",
        "```{}",
        "<div>{}</div>",
        "<!-- {}",
        "<style> {}",
        "<script>\n{}",
        "<template>{}",
        "<ruby>{}",
        "<rt>{}",
        "<?{}",
        "<p>{}",
        "<details><summary>{}</summary>",
        "[{}](https://example.jp/)",
        "![{}](a.png)",
        "[{}]",
        "[{}]: 本文",
        "[^1]: {}",
        "^[{}]",
        "`{}`",
        "<{}>",
        "* * *",
        "＊＊＊",
        "",
    )
)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.tuples(_SHAPES, _WORDS), min_size=1, max_size=12),
    st.sampled_from(("post.txt", "post.md")),
)
def test_nothing_is_lost_from_generated_texts(lines: list[tuple[str, str]], name: str) -> None:
    """No letter is missing whatever signs stand around words, alone on their lines or not."""
    source = "\n".join(shape.format(word) for shape, word in lines)
    assert not lost(source, name)
