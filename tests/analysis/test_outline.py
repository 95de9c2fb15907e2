"""Sections that are inferred where a post has no headings."""

from __future__ import annotations

import itertools
import re
import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.analysis import fold, outline
from reader.analysis.model.forest import read_forests
from reader.analysis.model.profiles import nouns, profiles
from reader.analysis.model.roles import ROLES, assign
from reader.analysis.model.segmentation import best_boundaries, segment
from reader.analysis.outlines.clauses import without_connective
from reader.analysis.outlines.edits import OutlineChange, edited
from reader.analysis.outlines.labels import labels
from reader.analysis.outlines.leads import cut, lead
from reader.analysis.outlines.tags import TagPart
from reader.analysis.outlines.tree import Outline, Section
from reader.document import Block, Document, Fold, Kind, Passage, Piece, Span
from reader.formats import load

HERE = Path(__file__).parent
SEED = HERE.parents[2] / "shared" / "seeds" / "post.txt"


def _posts() -> dict[str, tuple[str, list[str]]]:
    """The invented posts of outline_posts.txt: kind -> (title, paragraphs)."""
    text = (HERE / "outline_posts.txt").read_text("utf-8")
    parts = re.split(r"^= (.+) ｜ (.+)$", text, flags=re.MULTILINE)[1:]
    return {
        kind: (title, body.strip().split("\n\n"))
        for kind, title, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    }


POSTS = _posts()


def document(kind: str) -> Document:
    """One of those posts, loaded."""
    title, paragraphs = POSTS[kind]
    body = "\n\n".join(paragraphs)
    return load(f"---\ntitle: {title}\n---\n\n{body}\n".encode())


def tops(found: Outline) -> list[Section]:
    """The sections of the outermost level."""
    return [section for section in found.sections if section.level == 1]


def test_a_company_analysis_gets_its_argument() -> None:
    """An analysis of two companies is divided at each of them, and its parts have their roles."""
    found = tops(outline(document("分析")))
    titles = [section.title for section in found]
    assert found[0].role == "intro" and found[-1].role == "conclusion"
    assert any("北浜電機" in title for title in titles)
    assert any("南洋重工" in title for title in titles)
    assert {"implications", "ethics"} <= {section.role for section in found}


@pytest.mark.parametrize("kind", POSTS)
def test_sections_tile_the_text(kind: str) -> None:
    """Sections of the outermost level follow one another and leave no paragraph out."""
    made = document(kind)
    found = tops(outline(made))
    assert found[0].start == 0 and found[-1].end == len(made.text)
    assert all(a.end < b.start for a, b in itertools.pairwise(found))
    assert sum(section.paragraphs for section in found) == len(made.blocks)
    assert all(section.inferred for section in found)


@pytest.mark.parametrize("kind", POSTS)
def test_loading_a_file_changes_nothing(kind: str) -> None:
    """A file's outline begins sections where `segment` does on its paragraphs."""
    title, paragraphs = POSTS[kind]
    made = document(kind)
    lines = [made.blocks[at].line for at in segment(paragraphs, title)]
    assert [section.line for section in tops(outline(made))] == lines


@pytest.mark.parametrize("kind", POSTS)
def test_the_knob(kind: str) -> None:
    """Coarse never makes more sections than normal, nor normal more than fine."""
    title, paragraphs = POSTS[kind]
    coarse, normal, fine = (
        len(segment(paragraphs, title, detail=detail)) for detail in ("coarse", "normal", "fine")
    )
    assert coarse <= normal <= fine and coarse < fine


@pytest.mark.parametrize("kind", POSTS)
def test_labels_are_decent(kind: str) -> None:
    """No label ends in a particle or opens with a conjunction; no title stands twice."""
    found = outline(document(kind)).sections
    for section in found:
        assert not re.search(r"[はがをにへとのも、]$", section.title + section.lead)
        assert not re.match(r"しかし|そして|また、|さて|一方、", section.lead)
        assert len(section.lead) <= 24
    titles = [section.title for section in found]
    assert len(set(titles)) == len(titles)


def test_whom_two_sections_address_is_told_apart() -> None:
    """A turn that bears a name that stands in the outline already says what else it is about."""
    found = profiles(["投資家としては運河の通行料を見る。通行料は上がる。"])
    parts = [TagPart(["投資家としては運河の通行料を見る。通行料は上がる。"], found, "turn")]
    (label,) = labels(parts, "", ["投資家"], {"投資家"})
    assert label.tag.startswith("投資家・") and label.tag != "投資家"


def test_children_lie_inside_their_parents() -> None:
    """A turn's id extends its section's, and its span lies in it."""
    found = {section.id: section for section in outline(document("分析"), detail="fine").sections}
    for section in found.values():
        if section.level > 1:
            parent = found[section.id.rpartition(".")[0]]
            assert parent.start <= section.start and section.end <= parent.end


def test_headless_stretches_in_a_headed_post_are_divided() -> None:
    """A long stretch under a heading gets inferred sections one level below it."""
    title, paragraphs = POSTS["分析"]
    long = [text * 5 for text in paragraphs]
    blocks = [Block(Kind.HEADING, "前置き", 1), Block(Kind.PARAGRAPH, long[0])]
    blocks += [Block(Kind.HEADING, "本論", 1), *(Block(Kind.PARAGRAPH, text) for text in long)]
    blocks += [Block(Kind.HEADING, "補足", 1), Block(Kind.PARAGRAPH, long[1])]
    found = outline(Document(blocks, title=title)).sections
    assert [s.title for s in found if not s.inferred] == ["前置き", "本論", "補足"]
    assert {s.id.partition(".")[0] for s in found if s.inferred} == {"2"}


@pytest.mark.parametrize("kind", POSTS)
def test_related_posts_at_the_end_change_no_section(kind: str) -> None:
    """A list of related posts under its heading is no division of the text before it."""
    title, paragraphs = POSTS[kind]
    tail = "## 関連記事\n\n- [別の記事の題名](https://example.com/a)\n"
    body = "\n\n".join([*paragraphs, tail])
    found = tops(outline(load(f"---\ntitle: {title}\n---\n\n{body}".encode())))
    assert [section.line for section in found[:-1]] == [
        section.line for section in tops(outline(document(kind)))
    ]
    assert found[-1].back_matter


def test_an_opening_before_headings_of_the_second_rank_contains_none_of_them() -> None:
    """Headings stand beside the opening, also where some later one is of a higher rank."""
    paragraph = "畑の土は、春になると色が変わります。それを見て種をまきます。"
    body = f"{paragraph}\n\n### 春\n\n{paragraph}\n\n## 付録\n\n{paragraph}\n"
    found = outline(load(f"---\ntitle: 畑\n---\n\n{body}".encode()))
    assert [(section.title, section.level) for section in found.sections[1:]] == [
        ("春", 1),
        ("付録", 1),
    ]


def test_what_is_folded_is_left_out() -> None:
    """Folded paragraphs are in no section's counts, and no section reaches into the last fold."""
    blocks = [Block(Kind.PARAGRAPH, text) for text in [*POSTS["随筆"][1], POSTS["随筆"][1][0]]]
    made = Document(blocks)
    shown: list[Passage | Fold] = [
        Passage((Piece(start, start + len(block.text)),))
        for block, start in zip(blocks[:-1], made.starts, strict=False)
    ]
    hidden = Span(made.starts[-2], len(made.text))
    shown.append(Fold((hidden,), 1, 40, hidden.start))
    found = tops(outline(made, shown))
    assert found[-1].end == hidden.start - 1
    assert sum(section.paragraphs for section in found) == len(blocks) - 1


@given(st.lists(st.text(alphabet="あ漢ア。、？A1 \n「」", max_size=60), max_size=12))
@settings(max_examples=60, deadline=None)
def test_any_text_has_an_outline(texts: list[str]) -> None:
    """Whatever a text is, its sections are in order and inside it."""
    made = Document([Block(Kind.PARAGRAPH, text) for text in texts])
    found = outline(made).sections
    assert all(0 <= s.start <= s.end <= len(made.text) for s in found)
    assert all(a.start <= b.start for a, b in itertools.pairwise(found))


@given(st.lists(st.floats(-6, 6), min_size=1, max_size=30))
def test_boundaries_are_ascending(scores: list[float]) -> None:
    """The programme's boundaries start at 0 and ascend; no paragraphs give none."""
    found = best_boundaries(scores, [100] * len(scores))
    assert found[0] == 0 and found == sorted(set(found)) and found[-1] < len(scores)
    assert best_boundaries([], []) == []


def test_roles_follow_an_argument() -> None:
    """What the words leave open, the usual order of roles decides."""
    open_ = [[1 / len(ROLES)] * len(ROLES)]
    clear = [[0.9 if role == "advice" else 0.02 for role in ROLES]]
    assert assign([open_, open_, clear, open_])[0] == "intro"
    assert assign([open_, open_, clear, open_])[2] == "advice"
    assert assign([]) == []


@pytest.mark.parametrize(
    ("sentence", "longest", "lead"),
    [
        ("しかし、港の市場は早朝から開いている。", 30, "港の市場は早朝から開いている"),
        ("一方、古い港の市場では、早朝の競りが観光客にも開かれている。", 12, "古い港の市場"),
        ("最も重要なのは", 30, ""),
        ("港から一人の漁師が歩いて", 30, ""),
        ("港から来た一人の漁師が歩いて", 30, "港から来た一人の漁師"),
        ("これは、港の歴史を語る資料館に残された古い地図である。", 16, "港の歴史を語る資料館"),
        ("古い港の市場は、競りの声が途切れない所として旅人に知られている。", 12, "古い港の市場"),
        ("市場が船の数を増やした年の記録を読み返すと面白い。", 8, ""),
        ("今年の港はずいぶんと静かですね。", 30, "今年の港はずいぶんと静かです"),
        ("港の明日はどんな", 30, ""),
        ("港の人が「鐘の音」と呼ぶものが今も残っている。", 12, ""),
        ("もちろん、T", 30, ""),
    ],
)
def test_a_lead_is_cut_at_a_phrase(sentence: str, longest: int, lead: str) -> None:
    """A clause is cut after a noun at the end of a phrase, without its connective."""
    assert cut(sentence, longest) == lead


def test_connectives_go_only_where_they_stand_apart() -> None:
    """A word that merely begins like a connective stays."""
    assert without_connective("またたく間に夜が明けた。") == "またたく間に夜が明けた。"
    assert without_connective("また、夜が明けた。") == "夜が明けた。"
    assert without_connective("実際問題が残る。") == "実際問題が残る。"
    assert without_connective("そこで港の市場を見た。") == "港の市場を見た。"
    assert without_connective("ところでこの市場は古い。") == "この市場は古い。"
    assert without_connective("そこでは夜が明けた。") == "そこでは夜が明けた。"


@pytest.mark.parametrize(
    ("paragraph", "wanted"),
    [
        ("雨だ。港の古い時計台がこの春に直されたという知らせが役場から届いた。", "港の古い時計台"),
        (
            "それでは見ていきましょう。北の港の氷は春まで溶けません。",
            "北の港の氷は春まで溶けません",
        ),
        ("「海辺の青い灯台」。それが店の名前だった。", "海辺の青い灯台"),
        ("魚、貝、海藻を扱う市場の歴史は長い。", "魚、貝、海藻を扱う市場の歴史は長い"),
        (
            "霧粒の何分の一かが凍り、残りは水のまま夜の海へと降っていく。",
            "残りは水のまま夜の海へと降っていく",
        ),
    ],
)
def test_a_lead_tells_what_a_section_is_about(paragraph: str, wanted: str) -> None:
    """Announcements, fractions and what says nothing are passed over; a quotation stands bare."""
    assert lead([paragraph]) == wanted


def test_no_lead_is_said_twice() -> None:
    """A clause that another section has for its lead is passed over."""
    text = "港の古い時計台が直された。市場の鐘も新しくなった。"
    assert lead([text]) != lead([text], {lead([text])})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("港の仕組みを仕組む。", []),
        ("売上は1,500万円で12.5%伸びた。", ["売上", "1,500万円"]),
        ("直径百分の一と一グラムの差。", []),
        ("巨大な船と大型船。", ["大型船"]),
        ("Weights & Biasesとthe Harbor。", ["Weights & Biases", "Harbor"]),
        ("働き方改革の方法論。", ["方法論"]),
        ("お客様とお伽話と窓口係。", ["窓口係"]),
    ],
)
def test_nouns_are_whole(text: str, found: list[str]) -> None:
    """No stem of a verb or adjective, no part of a number or fraction is taken for a noun."""
    assert [noun for noun in nouns(text) if noun not in ("直径", "差")] == found


def test_a_post_in_english_has_english_labels() -> None:
    """Tags are in the language of the post, and a clause in Latin letters is cut between words."""
    paragraphs = [
        f"First, the {thing} of the old harbour freezes before the river does. It was cold."
        for thing in ("basin", "quay", "lock", "mole", "pier", "dock", "canal", "slip")
    ]
    found = outline(Document([Block(Kind.PARAGRAPH, p * 3) for p in paragraphs])).sections
    for section in found:
        assert section.label.isascii() or "｜" in section.label
        assert not section.lead.endswith((" the", " of", " before"))
    whole = outline(Document([Block(Kind.PARAGRAPH, "The basin freezes. It is cold.")])).sections
    assert [section.title for section in whole] == ["The basin freezes."]


def test_a_title_above_the_first_heading_is_no_section() -> None:
    """A line or two before the first heading make no entry; a paragraph there does."""
    head, body = Block(Kind.HEADING, "港", 1), Block(Kind.PARAGRAPH, POSTS["随筆"][1][0])
    line = Block(Kind.PARAGRAPH, "港町だより")
    assert [s.title for s in outline(Document([line, head, body])).sections] == ["港"]
    found = outline(Document([body, head, body])).sections
    assert [s.inferred for s in found] == [True, False]


def test_one_section_has_no_part_in_an_argument() -> None:
    """A text that is not divided is its topic, neither introduction nor conclusion."""
    (section,) = outline(Document([Block(Kind.PARAGRAPH, "今日は雨だった。")])).sections
    assert (section.title, section.role) == ("今日は雨だった", "topic")


def test_trees_are_read_as_they_were_written() -> None:
    """A file of two trees gives each row the leaves that its features lead to."""
    nodes = [(0, 1.5, 0, 0b01), (0, 2.5, 1, 0b01), (3, -1.0, 1, 0b10)]
    leaves = [0.5, -0.5, *[0.0] * 6, 1.0, 2.0, 4.0, *[0.0] * 5]
    data = struct.pack("<III", 1, 2, 3)
    for column, layout in zip(zip(*nodes, strict=True), ("3H", "3d", "3H", "3B"), strict=True):
        data += struct.pack(f"<{layout}", *column)
    (forest,) = read_forests(data + struct.pack("<16f", *leaves))
    assert forest.score([1.0, 0, 0, 0.0]) == 0.5 + 1.0
    assert forest.score([2.0, 0, 0, 0.0]) == -0.5 + 1.0
    assert forest.score([3.0, 0, 0, 0.0]) == -0.5 + 4.0
    assert forest.score([3.0, 0, 0, -2.0]) == -0.5 + 2.0
    with pytest.raises(struct.error):
        read_forests(data)


def test_edits_by_hand() -> None:
    """Renaming, deleting, adding and moving change just what they name; ids are made anew."""
    made = document("分析")
    before = outline(made)
    second = tops(before)[1]
    renamed = edited(before, [OutlineChange("rename", second.start, "二社の今")], made)
    entry = next(s for s in renamed.sections if s.start == second.start and s.level == 1)
    assert (entry.title, entry.inferred, entry.lead) == ("二社の今", False, "")
    fewer = edited(before, [OutlineChange("delete", second.start)], made)
    assert len(fewer.sections) == len(before.sections) - 1
    assert tops(fewer)[0].end >= tops(before)[0].end
    demoted = edited(before, [OutlineChange("demote", second.start)], made)
    assert next(s for s in demoted.sections if s.start == second.start).id == "1.1"
    back = edited(demoted, [OutlineChange("promote", second.start)], made)
    assert [s.id for s in tops(back)] == [s.id for s in tops(before)]


def test_an_added_section_begins_at_its_paragraph() -> None:
    """A section added in the middle of a paragraph begins where the paragraph does."""
    made = document("随筆")
    start = made.starts[4]
    found = edited(Outline(()), [OutlineChange("add", start + 5, "染物屋")], made)
    assert [(s.start, s.title, s.inferred) for s in found.sections] == [(start, "染物屋", False)]
    assert found.sections[0].paragraphs == len(made.blocks) - 4


@pytest.mark.skipif(not SEED.exists(), reason="the seed post is not here")
def test_the_seed_post_reads_as_it_is_argued() -> None:
    """The sections that a reader names are found in order, each where it starts."""
    made = load(str(SEED))
    found = tops(outline(made, fold(made).reading_order))
    places = {
        "導入": 14,
        "アリババ": 20,
        "ByteDance": 26,
        "示唆": 32,
        "倫理・リスク": 48,
        "提言": 56,
    }
    by_title = {section.title: section.line for section in found}
    assert [title for title in by_title if title in places] == list(places)
    assert all(abs(by_title[title] - line) <= 2 for title, line in places.items())
    assert found[-1].title == "結論"
