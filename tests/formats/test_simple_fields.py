"""The small reader of front matter says what YAML says, or nothing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.formats.front.bounded_yaml import YAMLError, load
from reader.formats.front.front_matter import _Reduction
from reader.formats.front.simple_fields import simple

_PIECES = (
    "title",
    "date",
    "tags",
    "y",
    "No",
    "on",
    ": ",
    ":",
    " ",
    "  ",
    '"',
    "'",
    "[",
    "]",
    ", ",
    ",",
    "題",
    "AI",
    "true",
    "False",
    "null",
    "~",
    "8",
    "08",
    "1_000",
    "1e3",
    "0x1f",
    "0o7",
    "1:30",
    "-",
    "- ",
    "#",
    " #x",
    "2025-10-02",
    "2025-02-31",
    " 16:40:16",
    " +0000",
    " +09:00",
    "Z",
    "\\",
    "\\n",
    "&a",
    "*a",
    "!",
    "|",
    ">",
    "%",
    "@",
    "`",
    "{",
    "}",
    "?",
    "...",
    "\n",
    "\n",
    "\n ",
    "=",
    "<<",
    ".inf",
    "。",
    "「",
)
_LINES = st.lists(
    st.tuples(
        st.sampled_from(("title", "date", "tags", "a-b", "_x", "y", "x1", "NULL")),
        st.sampled_from((": ", ":  ", ":", " : ")),
        st.lists(st.sampled_from(_PIECES), max_size=6).map("".join)
        | st.text(max_size=8).map(lambda text: f'"{text}"')
        | st.sampled_from(
            ("8", "2025-10-02 16:40:16 +0000", "2025-10-02", '["a", "b"]', "[]", "投資 AI")
        ),
    ).map("".join),
    max_size=6,
).map("\n".join)


@given(_LINES | st.lists(st.sampled_from(_PIECES), max_size=20).map("".join))
@settings(max_examples=1500, deadline=None)
def test_it_never_differs_from_yaml(block: str) -> None:
    """Where it answers, YAML gives the very same fields."""
    fields = simple(block)
    if not fields:
        return
    try:
        expected = _Reduction().reduce(load(block, deepest=40, most_aliases=32))
    except (YAMLError, ValueError) as error:
        raise AssertionError(block) from error
    assert fields == expected
    assert [type(value) for value in fields.values()] == [type(v) for v in expected.values()]


def test_it_answers_for_a_usual_post() -> None:
    """The fields that posts usually have are plain enough for it."""
    block = (
        'layout: post\ntitle: "題: 副題 #1"\ndate: 2025-10-02 16:40:16 +0000\n'
        'categories: ["分析"]\ntags: ["AI", "投資"]\nauthor: \'編集部\'\nreading_time: 8\n'
    )
    assert simple(block) == {
        "layout": "post",
        "title": "題: 副題 #1",
        "date": "2025-10-02 16:40:16 +0000",
        "categories": ["分析"],
        "tags": ["AI", "投資"],
        "author": "編集部",
        "reading_time": 8,
    }
