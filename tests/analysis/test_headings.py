"""Headings that stand in a post, in every shape that they take."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from reader.analysis.outlines.heading_shapes import is_back_matter
from reader.analysis.outlines.headings import Heading, heading_blocks, headings
from reader.analysis.outlines.outline_units import units
from reader.document import Block, Document, Kind, Mark, MarkKind
from reader.formats import load

BODY = "港の朝は早い。漁を終えた船が次々に戻り、市場では競りの声が響く。私はその声を聞きに通った。"


def document(*texts: str | Block) -> Document:
    """Paragraphs, or blocks as they are, one source line each."""
    blocks: list[Block] = []
    for line, text in enumerate(texts, 1):
        block = Block(Kind.PARAGRAPH, text) if isinstance(text, str) else text
        blocks.append(Block(block.kind, block.text, block.level, block.marks, ((0, line),), line))
    return Document(blocks)


def found(*texts: str | Block) -> list[Heading]:
    """The headings of such a document."""
    made = document(*texts)
    return headings(units(made))


def bold(text: str) -> Block:
    """A paragraph that is all bold, marks beside the text."""
    return Block(Kind.PARAGRAPH, text, marks=(Mark(0, len(text), MarkKind.STRONG),))


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("#港町の暮らし", "港町の暮らし"),
        ("＃＃ 港町の暮らし", "港町の暮らし"),
        ("第1章 港町の暮らし", "第1章 港町の暮らし"),
        ("第二節　港町の暮らし", "第二節　港町の暮らし"),
        ("1. 港町の暮らし", "1. 港町の暮らし"),
        ("２．港町の暮らし", "２．港町の暮らし"),
        ("3.1 港町の暮らし", "3.1 港町の暮らし"),
        ("①港町の暮らし", "①港町の暮らし"),
        ("■港町の暮らし", "■港町の暮らし"),
        ("◆ 港町の暮らし", "◆ 港町の暮らし"),
        ("【港町の暮らし】", "【港町の暮らし】"),
        ("**港町の暮らし**", "港町の暮らし"),
    ],
)
def test_a_line_with_a_sign_is_a_heading(line: str, title: str) -> None:
    """A short line with a heading's sign and text after it is a heading, under its title."""
    assert [heading.title for heading in found(BODY, line, BODY)] == [title]


def test_a_bold_line_is_a_heading() -> None:
    """A paragraph that is all bold stands as a heading, and the view is told its level."""
    made = document(BODY, bold("魚市場の仕組み"), BODY)
    assert heading_blocks(made) == {1: 1}


@pytest.mark.parametrize(
    "line",
    [
        "1. 港町の暮らしは、朝の競りから始まる。",
        "今日は雨だった",
        "3.5%の伸び",
        "【注意】この先は私有地につき、立ち入りを固く禁ずる。",
    ],
)
def test_running_text_is_no_heading(line: str) -> None:
    """A sentence, or a line without any sign, is none."""
    assert found(BODY, line, BODY) == []


def test_a_run_of_siblings_is_a_list() -> None:
    """Marked lines with no text between them are a list, even where one is long."""
    long = (
        "③ 網を直す。破れたところは必ずその日のうちに繕い、干してから納屋にしまうことになっている。"
    )
    assert found(BODY, "① 船を洗う", "② 氷を積む", long, BODY) == []


def test_a_last_line_is_no_heading() -> None:
    """What no text follows heads nothing."""
    assert found(BODY, "■ 終わり") == []


def test_levels_nest_without_holes() -> None:
    """Parts, sections and bold lines lie inside one another, whatever ranks a post begins with."""
    lines = ["第1章 港", BODY, "■ 船", BODY, "**網**", BODY, "第2章 山", BODY]
    assert [heading.level for heading in found(*lines)] == [1, 2, 3, 1]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{BODY} ## 夕方の港 {BODY}", "夕方の港"),
        (f"{BODY}### 夕方の港 {BODY}", "夕方の港"),
    ],
)
def test_a_glued_heading_is_found(text: str, title: str) -> None:
    """A heading that an accident glued into a paragraph is found where it stands."""
    made = document(BODY, text)
    (heading,) = headings(units(made))
    assert (heading.title, heading.glued) == (title, True)
    assert made.text[heading.start : heading.end] == title


def test_a_bold_run_between_sentences_is_glued() -> None:
    """So is a bold run that stands between two sentences; emphasis inside one is left alone."""
    text = f"{BODY} 夕方の港 {BODY}"
    at = text.index("夕方の港")
    glued = Block(Kind.PARAGRAPH, text, marks=(Mark(at, at + 4, MarkKind.STRONG),))
    inside = Block(Kind.PARAGRAPH, BODY, marks=(Mark(0, 3, MarkKind.STRONG),))
    assert [heading.title for heading in found(BODY, glued)] == ["夕方の港"]
    assert found(BODY, inside) == []


def test_a_heading_line_without_a_blank_line_after_it() -> None:
    """A marked first line that no blank line parts from its paragraph is its heading."""
    made = load(f"{BODY}\n\n■ 夕方の港\n{BODY}\n".encode(), name="post.md")
    assert [heading.title for heading in headings(units(made))] == ["■ 夕方の港"]
    wrapped = Block(Kind.PARAGRAPH, f"■ 夕方の港{BODY}", lines=((0, 2), (6, 3)), end_line=3)
    assert found(BODY, wrapped) == []


def test_a_bold_first_line_is_a_heading() -> None:
    """So is a bold line that its paragraph follows at once; a bold run that goes on is none."""
    made = load(f"{BODY}\n\n**夕方の港**\n{BODY}\n".encode(), name="post.md")
    assert [(h.title, h.glued) for h in headings(units(made))] == [("夕方の港", True)]
    text = f"漁師として見れば、 {BODY}"
    run = Block(Kind.PARAGRAPH, text, marks=(Mark(0, 9, MarkKind.STRONG),))
    assert found(BODY, run, bold("漁師として見れば、"), BODY) == []


def test_related_posts_in_the_middle_contain_nothing() -> None:
    """What the argument goes on with after related posts is no part of them."""
    middle = ["# 無料相談", "略", "# 関連記事", "別の話"]
    heads = ["# 港", BODY, "## 船", BODY, *middle, "## 網", *([BODY] * 6)]
    levels = {heading.title: heading.level for heading in found(*heads)}
    assert levels == {"港": 1, "船": 2, "無料相談": 2, "関連記事": 2, "網": 2}


def test_back_matter_stands_apart() -> None:
    """Related posts and references at the end are back matter, with all that follows them."""
    heads = ["# 港", BODY, BODY, "# 山", BODY, BODY, "# 参考文献", "港湾年報", "# お知らせ", "略"]
    assert [heading.back_matter for heading in found(*heads)] == [False, False, True, True]


def test_references_in_the_middle_are_no_back_matter() -> None:
    """A title of back matter with the argument after it is an ordinary heading."""
    heads = ["# 港", BODY, "# 参考資料", BODY, "# 山", BODY, BODY, BODY]
    assert not any(heading.back_matter for heading in found(*heads))


@pytest.mark.parametrize(
    "title", ["関連記事", "あわせて読みたい", "参考文献", "References", "導入のご相談はこちら"]
)
def test_titles_of_back_matter(title: str) -> None:
    """The usual titles of back matter are known."""
    assert is_back_matter(title)


def test_a_paragraph_made_heading_by_an_underline_is_text() -> None:
    """A long paragraph that a rule under it made a setext heading is no heading."""
    assert found(BODY, Block(Kind.HEADING, BODY * 2, 2), BODY) == []


def test_a_list_without_blank_lines_is_no_heading() -> None:
    """Marked lines that one paragraph holds are its list, whichever of them comes first."""
    text = "① 鯵② 鰯③ 鯖の中でも大きなもの"
    lines = ((0, 2), (3, 3), (6, 4))
    made = Document([Block(Kind.PARAGRAPH, BODY), Block(Kind.PARAGRAPH, text, lines=lines)])
    assert headings(units(made)) == []


def test_a_line_of_back_matter_needs_no_sign() -> None:
    """参考文献 alone on a line opens back matter at the end, and is text anywhere else."""
    bodies = [f"{BODY}{name}から見た話である。" for name in ("船", "岸", "丘", "橋", "沖")]
    last = found("第1章 港", *bodies, "参考文献", "港の本")[-1]
    assert (last.title, last.back_matter, last.level) == ("参考文献", True, 1)
    assert [h.title for h in found("第1章 港", "参考文献", *bodies)] == ["第1章 港"]


def test_of_two_marks_the_first_is_the_outer_one() -> None:
    """Marks that no book ranks take their levels from the order in which they come."""
    bodies = [f"{BODY}{name}から見た話である。" for name in ("船", "岸", "丘", "橋")]
    made = found("【港】", bodies[0], "■ 市場", bodies[1], "■ 船", bodies[2], "【町】", bodies[3])
    assert [heading.level for heading in made] == [1, 2, 2, 1]


def told(text: str) -> list[tuple[int, str]]:
    """Level and title of the headings of a plain text."""
    made = load(text.encode(), name="post.txt")
    return [(heading.level, heading.title) for heading in headings(units(made))]


@pytest.mark.parametrize(
    "numbers",
    ["一二三", "123", "１２３", "ⅠⅡⅢ", ("(一)", "(二)"), ("その一", "その二"), ("九", "十")],
)
def test_numbers_alone_on_their_lines_are_headings_in_sequence(numbers: Sequence[str]) -> None:
    """Where they count on from 1 and text stands between them."""
    text = "\n\n".join(f"{number}\n\n\u3000{BODY}" for number in numbers)
    expected = [] if numbers[0] == "九" else [(1, number) for number in numbers]
    assert told(text) == expected
    assert told("\n\n".join([*numbers, BODY])) == []
    assert told(f"{numbers[0]}\n\n{BODY}\n\n{numbers[0]}\n\n{BODY}") == []


def test_the_parts_of_a_book_are_headings_by_their_words() -> None:
    """Beside the chapters and of their level."""
    parts = ["プロローグ", "第一章　舟", "幕間", "第二章　櫂", "エピローグ", "あとがき"]
    text = "\n\n".join(f"{part}\n\n\u3000{BODY}" for part in parts)
    assert told(text) == [(1, part) for part in parts]
    assert told(f"{BODY}\n\nあとがきを書いた人の名は誰も知らない\n\n{BODY}") == []


def test_articles_are_named_by_their_number_and_caption() -> None:
    """Under their chapters, whichever side the caption stands on."""
    text = (
        f"第１章　総則\n\n（名称）\n第１条　{BODY}\n２　{BODY}\n\n第２条（区域）　{BODY}\n\n"
        f"第２章　渡し\n\n第２条の二（舟）\n{BODY}\n\n第３条　{BODY}\n"
    )
    assert told(text) == [
        (1, "第１章　総則"),
        (2, "第１条（名称）"),
        (2, "第２条（区域）"),
        (1, "第２章　渡し"),
        (2, "第２条の二（舟）"),
        (2, "第３条"),
    ]
    assert told(f"{BODY}\n\n第九条　{BODY}\n\n第九条を読む。{BODY}") == []


def test_who_speaks_in_minutes_heads_what_is_said() -> None:
    """And stage directions head nothing."""
    text = (
        f"○議長（川守太郎君）　{BODY}\n\u3000{BODY}\n\u3000\u3000\u3000〔岸花子君登壇〕\n"
        f"○岸花子君　{BODY}\n\u3000\u3000\u3000〔拍手〕\n○国務大臣（山次郎君）　{BODY}\n"
    )
    titles = ["○議長（川守太郎君）", "○岸花子君", "○国務大臣（山次郎君）"]
    assert told(text) == [(1, title) for title in titles]


def test_numbers_stand_below_sections_and_brackets_below_numbers() -> None:
    """Whatever stands first."""
    signs = [
        "第１章　渡し",
        "第１節　舟",
        "１．櫂",
        "（１）柄",
        "（２）水かき",
        "２．帆",
        "第２節　岸",
    ]
    text = "\n\n".join(f"{sign}\n\n{BODY}" for sign in signs)
    assert [level for level, _ in told(text)] == [1, 2, 3, 4, 4, 3, 2]


@pytest.mark.parametrize(
    "line",
    [
        "第一回戦の結果は次のとおり",
        "第三章で述べたとおり舟は出ない",
        "第二話以降の舟の行方",
        "第２部会は川の上で開く",
        "\u3000\u3000〔岸花子君登壇〕",
        "（出典）川の年鑑",
        "12) 舟の数を数える",
    ],
)
def test_lines_that_only_look_like_headings(line: str) -> None:
    """They go on as sentences, direct the stage, or belong to lists and tables."""
    assert told(f"\u3000{BODY}\n\n{line}\n\n\u3000{BODY}") == []


def test_a_table_of_contents_holds_no_headings() -> None:
    """And it is no list that the first chapter is an entry of."""
    contents = "目次\n\n第一章　舟………3\n第二章　櫂......12"
    text = f"{contents}\n\n第一章　舟\n\n{BODY}\n\n第二章　櫂\n\n{BODY}"
    assert told(text) == [(1, "第一章　舟"), (1, "第二章　櫂")]
