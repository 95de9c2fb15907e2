"""`wrap`: what holds for every text, width and mode."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cells import cell_len, clusters
from reader.typeset import wrap
from reader.typeset.options import Wrap

POSTS = sorted(Path("/work/shared/corpus/posts").glob("*"))[::16]
NO_START = frozenset(
    "、。，．・：；？！ー々〜～」』）】〉》ぁぃぅぇぉっゃゅょァィゥェォッャュョ…‥,.!?:;)]}%％℃”’"
)
NO_END = frozenset("「『（【〈《“‘([{￥$№")
ALPHABET = "あいうっゃ漢字東京カタカナー、。「」『』（）！？…―・々〜～ abcXYZ019,.%$-/“”　ｶﾞ👍🏽é🇯🇵"

texts = st.one_of(
    st.text(alphabet=ALPHABET, max_size=120),
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            ["今日は", "「雨」", "だった。", "3,800億円", "Wan2.1", "https://a.jp/b-c?d", "……"]
        )
    ).map("".join),
)
modes = st.sampled_from(get_args(Wrap))


def squeezed(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


@settings(max_examples=300, deadline=None)
@given(texts, st.integers(1, 120), modes, st.booleans(), st.sampled_from([1, 2]))
def test_no_text_is_lost(text: str, width: int, mode: Wrap, hang: bool, ambiguous: int) -> None:
    """Lines joined are the text again, but for white space where they end."""
    lines = wrap(text, width, mode=mode, hang=hang, ambiguous=ambiguous)
    assert squeezed("".join(lines)) == squeezed(text)


@settings(max_examples=300, deadline=None)
@given(texts, st.integers(1, 120), modes, st.booleans(), st.sampled_from([1, 2]))
def test_no_line_is_too_wide(text: str, width: int, mode: Wrap, hang: bool, ambiguous: int) -> None:
    """A line has at most `width` cells, and 2 more where it hangs; a cluster wider than that
    stands alone."""
    for line in wrap(text, width, mode=mode, hang=hang, ambiguous=ambiguous):
        cells = cell_len(line, ambiguous)
        assert cells <= width + 2 * hang or len(clusters(line)) == 1
        if cells > width:
            assert line[-1] in "、。，．､｡" or len(clusters(line)) == 1


@pytest.mark.parametrize("mode", get_args(Wrap))
@pytest.mark.parametrize("hang", [False, True])
def test_kinsoku_at_every_width(mode: Wrap, hang: bool) -> None:
    """From 20 cells up no line starts or ends with what must not, and no word is broken."""
    text = (
        "「生成AIは、どこまで来たのか。」——編集部は2025年10月、国内の1,200社に尋ねた（回答率は42.5％）。"
        "結果は……予想を超えていた！　「毎日つかう」と答えたのは、全体の38％にのぼり、"
        "“試験中”の企業もＡ社・Ｂ社など３割近い。キャッシュフローやサーバーの費用、"
        "著作権の問題（くわしくは第３章）を挙げた人々も多く、Stable DiffusionやOpen-Sourceの"
        "モデルを自社で動かす例は、まだ$500以下の小さな試みばかりである。"
    )
    free = (
        frozenset()
        if mode in ("strict", "phrase")
        else frozenset("ー々〜～・！？ぁぃぅぇぉっゃゅょァィゥェォッャュョ…％")
    )
    for width in range(20, 121):
        lines = wrap(text, width, mode=mode, hang=hang)
        for before, line in pairwise(lines):
            assert line[0] not in NO_START - free, (width, line)
            assert before[-1] not in NO_END, (width, before)
            assert not (
                before[-1:].isascii()
                and line[:1].isascii()
                and before[-1:].isalnum()
                and line[:1].isalnum()
                and before + line in text
            ), (width, before)


def test_address_is_broken_only_where_it_must_be() -> None:
    """An address that fits on a line is whole; one that does not breaks at its own places."""
    address = "https://example.com/papers/2025/10/index.html"
    for width in range(len(address), 100):
        lines = wrap(f"くわしくは{address}にある。", width)
        assert any(address in line for line in lines), width
    assert wrap(address, 30)[0] == "https://example.com/papers/"


def test_a_scheme_is_not_left_alone() -> None:
    """No line ends with https:// where what stands behind it fits too."""
    text = "詳しくはhttps://example.com/very/long/path/to/some/page.html?query=1を見よ。"
    for mode in get_args(Wrap):
        for width in range(20, 60):
            assert not any(line.endswith("://") for line in wrap(text, width, mode=mode)), width


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        (
            "連絡先はfirst.last+tag@example.co.jpまで",
            18,
            ["連絡先は", "first.last+tag@", "example.co.jpまで"],
        ),
        ("電話は090-1234-5678です", 12, ["電話は", "090-1234-", "5678です"]),
        ("と/usr/local/lib_python/site", 10, ["と/usr/", "local/", "lib_", "python/", "site"]),
        ("式x²+y²=z²、", 8, ["式", "x²+y²=", "z²、"]),
        ("あabcdefghijk", 8, ["あ", "abcdefgh", "ijk"]),
    ],
)
def test_a_word_that_must_be_broken_is_broken_behind_a_sign(
    text: str, width: int, lines: list[str]
) -> None:
    """An e-mail address, a telephone number, a path part at their signs before anything else."""
    assert wrap(text, width) == lines


@pytest.mark.parametrize("mode", get_args(Wrap))
def test_zero_width_space_is_a_place_to_end(mode: Wrap) -> None:
    """LB8: the author's own places are used, in Latin words too."""
    assert wrap("東京\u200b特許\u200b許可局", 8, mode=mode) == ["東京\u200b特許\u200b", "許可局"]
    assert wrap("Very\u200bLong\u200bWord", 8, mode=mode) == ["Very\u200bLong\u200b", "Word"]


def test_hanging_only_where_it_does_not_fit() -> None:
    """One 、 or 。 hangs, and only in place of a line that would be shorter."""
    assert wrap("今日は雨だった。明日は", 14, hang=True) == ["今日は雨だった。", "明日は"]
    assert wrap("今日は雨だ。明日は", 12, hang=True) == ["今日は雨だ。", "明日は"]
    assert wrap("今日は雨だった。」と", 14, hang=True) == ["今日は雨だっ", "た。」と"]


def test_narrow_lines_are_set_looser() -> None:
    """Under 20 cells the level is one lower, so that ー may start a line."""
    assert wrap("ああああああコー", 14) == ["ああああああコ", "ー"]
    assert wrap("あああああああああコー", 20) == ["あああああああああ", "コー"]


def test_width_must_be_positive() -> None:
    """A width of 0 is a mistake of the caller."""
    with pytest.raises(ValueError, match="width"):
        wrap("雨", 0)


@pytest.mark.skipif(not POSTS, reason="the corpus is not here")
@pytest.mark.parametrize("path", POSTS, ids=lambda path: path.name[:16])
def test_posts_lose_nothing(path: Path) -> None:
    """Real posts come out whole at several widths, in each mode."""
    text = path.read_text(encoding="utf-8")
    for width, mode in ((23, "strict"), (40, "normal"), (60, "phrase"), (80, "loose")):
        assert squeezed("".join(wrap(text, width, mode=mode))) == squeezed(text)  # type: ignore[arg-type]
