"""The finder as a whole: blocks, offsets, progress, readings, expressions that do not end."""

from __future__ import annotations

import threading
from itertools import pairwise
from time import monotonic, process_time, sleep

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document import Block, Document, Kind, Mark, MarkKind
from reader.search import Finder
from reader.search.chunks import Chunk
from reader.search.sound.readings import Readings
from reader.wording import say


def _document(*texts: str) -> Document:
    return Document(tuple(Block(Kind.PARAGRAPH, text) for text in texts))


@given(st.lists(st.text("あいアＡaA ー", max_size=12), max_size=12), st.text("あいa", min_size=1))
@settings(max_examples=200, deadline=None)
def test_offsets_are_into_the_logical_text(texts: list[str], query: str) -> None:
    """Every match lies inside one block, in order, apart from the others, and is what was asked
    for."""
    document = _document(*texts)
    reach = 0
    for start, end in Finder(document).find(f'"{query}"').spans:
        assert start >= reach
        assert document.text[start:end] == query
        assert document.position_of(start).block == document.position_of(end - 1).block
        reach = end


@settings(deadline=None)
@given(st.text("動画生成AIの話。", min_size=4, max_size=60), st.data())
def test_every_phrase_of_a_block_is_found(text: str, data: st.DataObject) -> None:
    """A phrase is found wherever lines may break, since nothing but the text is searched."""
    start = data.draw(st.integers(0, len(text) - 2))
    phrase = text[start : start + data.draw(st.integers(2, 12))]
    spans = Finder(["前", text]).find(phrase, romaji=False).spans
    assert any(text[a - 2 : b - 2] == phrase for a, b in spans)


def test_nothing_is_found_across_blocks() -> None:
    """Two blocks are not one phrase, not even where a space is asked for."""
    assert not Finder(["動画", "生成"]).find('"動画 生成"').spans
    assert not Finder(["ab", "cd"]).find('"b\nc"').spans
    assert not Finder(["動画", "生成"]).find("動画 生成").spans


def test_lines_of_code_are_searched_as_one_text() -> None:
    """The newline inside a block is white space, and offsets count it."""
    assert Finder(["x", "one\ntwo"]).find("/e\\st/").spans == ((4, 7),)


def test_a_search_goes_on_in_steps() -> None:
    """Matches come in order while a search is under way, and all are there at its end."""
    finder = Finder(["動画と音声。" * 1000] * 60)
    search = finder.search("音声")
    seen = [0]
    while not search.some(0):
        assert not search.matches.complete
        seen.append(len(search.matches))
    assert seen == sorted(seen)
    assert len(seen) > 5
    assert search.matches.complete
    assert len(search.matches) == 60_000


def test_folding_ahead_can_be_done_in_steps() -> None:
    """A worker folds as long as it is given, and says when all is folded."""
    finder = Finder(["動画と音声。" * 1000] * 60)
    assert not finder.prepare(0)
    assert finder.prepare(60)


@pytest.mark.parametrize("query", ["", " ", "　", '""', "-語", "\u200b", "-"])
def test_queries_for_nothing_find_nothing(query: str) -> None:
    """An empty query, or one that only forbids, lights nothing and is no error."""
    matches = Finder(["語と語"]).find(query)
    assert (matches.spans, matches.problem) == ((), "")


@given(st.text(max_size=20))
@settings(max_examples=200, deadline=None)
def test_no_query_is_an_error(query: str) -> None:
    """Whatever is typed is a query: nothing raises."""
    finder = Finder(["動画と「AI」の話。", "douga"])
    problem = finder.find(query, romaji=True).problem
    assert problem in ("", "search.bad-regex") or problem.startswith("search.regex-")


# -- regular expressions -----------------------------------------------------------------


def test_an_expression_is_matched_block_by_block() -> None:
    """^ and $ are the ends of a block, and nothing matches over them."""
    finder = Finder(["動画", "動物"])
    assert finder.find("^動.$", mode="regex").spans == ((0, 2), (3, 5))
    assert finder.find("画\\s動", mode="regex").spans == ()


def test_expressions_have_smart_case() -> None:
    """No capital letter ignores case; an escape such as \\W is none."""
    finder = Finder(["AIとai"])
    assert len(finder.find("ai", mode="regex")) == 2
    assert len(finder.find("AI", mode="regex")) == 1
    assert len(finder.find("ai\\W?", mode="regex")) == 2


WRONG = {
    "(": "parenthesis",
    "a)": "parenthesis",
    "[あ": "set",
    "[ん-あ]": "range",
    "*": "repeat",
    "a**": "repeat",
    "a{2,1}": "repeat",
    "\\": "escape",
    "\\p{Nothing}": "property",
    "(?:a|(?R))": "recursion",
    "(?<x>a(?&x)?)": "recursion",
    "((a{1000}){1000}){1000}": "large",
    "(" * 5000 + ")" * 5000: "large",
}


@pytest.mark.parametrize("wrong", [*WRONG, "(?P<a"], ids=lambda text: text[:12])
def test_a_wrong_expression_is_a_problem_not_an_error(wrong: str) -> None:
    """The reason is said in both languages, and the next expression is searched."""
    finder = Finder(["あいう"])
    matches = finder.find(wrong, mode="regex")
    expected = f"search.regex-{WRONG[wrong]}" if wrong in WRONG else "search.bad-regex"
    assert matches.problem == expected
    assert say(matches.problem, "ja", **matches.values) != say(
        matches.problem, "en", **matches.values
    )
    assert finder.find("い", mode="regex").spans == ((1, 2),)


def test_scripts_have_names() -> None:
    r"""\p{Han} and its like are known."""
    finder = Finder(["漢字とカナ"])
    assert finder.find(r"\p{Han}+", mode="regex").spans == ((0, 2),)
    assert finder.find(r"\p{Katakana}+", mode="regex").spans == ((3, 5),)


def test_an_expression_without_end_is_stopped() -> None:
    """It takes its time limit and no longer, other threads run on, and the next one works."""
    finder = Finder(["動画", "a" * 40 + "b"])
    ticks = []
    stop = threading.Event()

    def tick() -> None:
        while not stop.is_set():
            ticks.append(monotonic())
            sleep(0.005)

    thread = threading.Thread(target=tick)
    thread.start()
    begun = process_time()  # the library measures the time of the processor
    matches = finder.find("(?:a|aa)+$", mode="regex")
    took = process_time() - begun
    stop.set()
    thread.join()
    assert matches.problem == "search.slow-regex"
    assert 0.5 < took < 5
    gaps = [after - before for before, after in pairwise(ticks)]
    assert len(ticks) > 20
    assert sorted(gaps)[len(gaps) * 95 // 100] < 0.1
    assert finder.find("動", mode="regex").spans == ((0, 1),)


def test_an_endless_expression_that_is_cancelled_keeps_nobody() -> None:
    """The next one is answered at once, and what was cancelled has no problem to tell."""
    finder = Finder(["a" * 40 + "b", "あいう"])
    search = finder.search("(?:a|aa)+$", mode="regex")
    waits = threading.Thread(target=search.all)
    waits.start()
    sleep(0.3)
    assert waits.is_alive()
    begun = monotonic()
    search.cancel()
    assert len(finder.find("い", mode="regex")) == 1
    assert monotonic() - begun < 1
    waits.join(60)  # its time is that of the processor, which others may have
    assert not waits.is_alive()
    assert not search.matches.problem


# -- readings ----------------------------------------------------------------------------


def test_ruby_is_the_reading() -> None:
    """What the author wrote above a word is how it is found, in kana and in romaji; a word
    without ruby is not found by kana."""
    blocks = (Block(Kind.PARAGRAPH, "宇宙と宇宙", marks=(Mark(0, 2, MarkKind.RUBY, "そら"),)),)
    finder = Finder(Document(blocks))
    assert finder.find("そら").spans == ((0, 2),)
    assert finder.find("ソラ").spans == ((0, 2),)
    assert finder.find("sora").spans == ((0, 2),)


def test_ruby_inside_a_word_of_the_analyser() -> None:
    """A reading for part of a word leaves its kana readable."""
    pytest.importorskip("lindera")
    blocks = (
        Block(Kind.PARAGRAPH, "話を鵜呑みにする", marks=(Mark(2, 4, MarkKind.RUBY, "うの"),)),
    )
    finder = Finder(Document(blocks))
    assert finder.find("unomi").spans == ((2, 5),)
    assert finder.find("うのみ").spans == ((2, 5),)


def test_readings_grow_in_a_worker() -> None:
    """A search by sound finds in what has been read; reading in steps finds all in the end."""
    pytest.importorskip("lindera")
    finder = Finder(["動画の話。" * 100] * 200)
    assert not finder.search("douga").all().spans
    found = [0]
    while not finder.read(0.05):
        found.append(len(finder.search("douga").all()))
    assert len(finder.search("douga").all()) == 20_000
    assert found == sorted(found)


def test_another_process_reads_the_same() -> None:
    """What is read beside the screen is found as what is read here, ruby and all."""
    marks = (Mark(0, 2, MarkKind.RUBY, "そら"),)
    blocks = (
        Block(Kind.PARAGRAPH, "宇宙と動画、サーバーの話", marks=marks),
        *(Block(Kind.PARAGRAPH, f"{n}番目の投資家は一人で歩く。" * 40) for n in range(40)),
    )
    here, beside = Finder(Document(blocks)), Finder(Document(blocks))
    here.read()
    assert beside.read_beside(60) == Finder.reads_kanji()
    for query in ("sora", "そら", "douga", "sa-ba-", "toushika", "hitori", "t"):
        assert beside.search(query).all() == here.search(query).all()


def test_a_text_is_read_here_where_the_process_dies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the text is left out then."""
    from reader.search.sound.reader import ReadingProcess

    finder = Finder([f"{n}番目のサーバー。" * 300 for n in range(20)])
    answers = iter(range(3))
    read = ReadingProcess.read

    def dying(process: ReadingProcess, chunk: Chunk) -> tuple[Readings, bool]:
        if next(answers, None) is None:
            process._process.end()
        return read(process, chunk)

    monkeypatch.setattr(ReadingProcess, "read", dying)
    finder.read_beside(60)
    assert len(finder.search("sa-ba-").all()) == 6_000


def test_several_threads_may_search_and_read() -> None:
    """A worker that reads and folds does not disturb a search."""
    texts = [f"動画{n}と音声。" * 50 for n in range(400)]
    finder = Finder(texts)
    counts: list[int] = []
    threads = [
        threading.Thread(target=finder.read),
        threading.Thread(target=lambda: finder.prepare(9)),
    ]
    threads += [
        threading.Thread(target=lambda: counts.append(len(finder.find("音声", romaji=False))))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [20_000] * 3


def test_capitals_and_switched_off_romaji_are_literal() -> None:
    """AI finds no あい; without romaji, douga finds no 動画."""
    finder = Finder(["あいと愛", "動画"])
    assert not finder.find("AI").spans
    assert not finder.find("ai", romaji=False).spans
    assert finder.find("ai").spans[0] == (0, 2)


@given(
    st.lists(st.sampled_from(["あい", "う", "あ\nあ", "い" * 40_000]), max_size=6),
    st.integers(0, 300_000),
)
@settings(max_examples=60, deadline=None)
def test_a_search_may_begin_anywhere(texts: list[str], start: int) -> None:
    """Where a search begins changes what is found first, not what is found."""
    finder = Finder(texts)
    assert finder.search("あ", start=start).all().spans == finder.find("あ").spans
