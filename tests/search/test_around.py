"""What is shown of a match: its context, the copy that is visible, the queries of before."""

from __future__ import annotations

from reader.document import Block, Document, Fold, Kind, Passage, Piece, ReadingOrder, Span
from reader.search import Finder, History, Match, Shown, context, contexts, parse, visible


def test_a_context_is_the_rest_of_the_sentence() -> None:
    """Nothing of the sentences beside it, and where it stands."""
    document = Document(
        (
            Block(Kind.PARAGRAPH, "前の段落。", lines=((0, 3),)),
            Block(
                Kind.PARAGRAPH, "昨日の話。今日は「動画。」の話です。明日。", lines=((0, 5), (8, 6))
            ),
        )
    )
    (match,) = Finder(document).find("動画").spans
    hit = context(document, match)
    assert (hit.before, hit.text, hit.after) == ("今日は「", "動画", "。」の話です。")
    assert document.text[slice(*hit.sentence)] == "今日は「動画。」の話です。"
    assert (hit.block, hit.line) == (1, 6)


def test_a_context_is_short() -> None:
    """At most so many characters on each side."""
    document = Document((Block(Kind.PARAGRAPH, "あ" * 5000 + "動画" + "い" * 5000),))
    hit = context(document, Match(5000, 5002), 7)
    assert (hit.before, hit.after) == ("あ" * 7, "い" * 7)


def test_a_match_over_two_sentences_has_both() -> None:
    """The end of the context is that of the sentence in which the match ends."""
    document = Document((Block(Kind.PARAGRAPH, "雨だ。風だ。雪だ。"),))
    (hit,) = contexts(document, [Match(1, 4)])
    assert (hit.before, hit.text, hit.after) == ("雨", "だ。風", "だ。")


def test_lines_of_code_are_their_own_contexts() -> None:
    """A match that holds a newline is shown on one line."""
    document = Document((Block(Kind.CODE, "one two\nthree\nfour"),))
    assert context(document, Match(4, 7)).before == "one "
    assert context(document, Match(4, 13)).text == "two three"


def _reading() -> tuple[str, ReadingOrder]:
    text = "動画の話。\n音声の話。\n動画の話。\n動画だけ。"
    reading: ReadingOrder = [
        Passage((Piece(0, 5),)),
        Passage((Piece(6, 11),)),
        Fold((Span(12, 17),), 1, 5, 12),
        Passage((Piece(18, 20, True), Piece(20, 23))),
    ]
    return text, reading


def test_hidden_copies_count_under_the_shown_one() -> None:
    """Matches in folds and in folded pieces are not listed but counted."""
    text, reading = _reading()
    matches = Finder(text.split("\n")).find("動画").spans
    shown, hidden = visible(matches, reading, text)
    assert shown == [(0, 2)]
    assert hidden == {Match(0, 2): 2}


def test_a_hidden_copy_counts_under_the_place_it_copies() -> None:
    """Of several shown matches of one text, the one with the same surroundings."""
    text = "この動画だ。\nあの動画の話。\nあの動画の話。"
    reading: ReadingOrder = [
        Passage((Piece(0, 6),)),
        Passage((Piece(7, 14),)),
        Fold((Span(15, 22),), 1, 7, 15),
    ]
    matches = Finder(text.split("\n")).find("動画").spans
    assert visible(matches, reading, text)[1] == {Match(9, 11): 1}


def test_what_only_stands_in_a_fold_is_not_lost() -> None:
    """A match without a shown copy is listed itself."""
    text = "音声\n動画"
    reading: ReadingOrder = [Passage((Piece(0, 2),)), Fold((Span(3, 5),), 1, 2, 3)]
    assert visible([Match(3, 5)], reading, text) == ([Match(3, 5)], {})


def test_history_goes_up_and_down() -> None:
    """What was typed waits below the newest; each query is kept once."""
    history = History(["動画", "AI", "動画"])
    assert history.queries == ("AI", "動画")
    assert history.up("") == "動画"
    assert history.up("動画") == "AI"
    assert history.up("AI") == "AI"
    assert history.down("AI") == "動画"
    assert history.down("動画") == ""
    assert history.down("") == ""


def test_history_keeps_to_what_was_typed() -> None:
    """Only queries with that beginning come, and the typed text comes back."""
    history = History(["動画", "音声", "動向"])
    assert history.up("動") == "動向"
    assert history.up("動向") == "動画"
    assert history.down("動画") == "動向"
    assert history.down("動向") == "動"
    assert history.up("x") == "x"


def test_a_query_has_its_parts() -> None:
    """Words, phrases, exclusions and expressions are told apart; what is unfinished is a query."""
    query = parse('動画　-音声 "a b" /x y\\/z/ -"c" - /a TCP/IP "open')
    parts = [(term.kind, term.text, term.without) for term in query.terms]
    assert parts == [
        ("word", "動画", False),
        ("word", "音声", True),
        ("exact", "a b", False),
        ("regex", "x y/z", False),
        ("exact", "c", True),
        ("word", "-", False),
        ("word", "/a", False),
        ("word", "TCP/IP", False),
        ("exact", "open", False),
    ]
    assert parse("a b", "exact").wanted[0].text == "a b"
    assert parse("", "regex").terms == ()


def test_what_is_shown_is_counted_as_it_is_attributed() -> None:
    """The quick count of what folds hide agrees with the copies under each shown match."""
    text, reading = _reading()
    for query in ("動画", "だけ", "。", "話"):
        matches = Finder(text.split("\n")).find(query).spans
        shown, copies = visible(matches, reading, text)
        assert Shown(reading).listed(matches, text) == (shown, sum(copies.values()))
