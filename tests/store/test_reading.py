"""The sentence around a place, which is looked for near it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document import Span
from reader.sentences import sentences
from reader.store import reading_place as reading

TEXTS = st.lists(
    st.sampled_from(
        ["港の朝。", "船が出る！", "「帰る。」と言った。", "  ", "\n", "長い" * 20, "。", "（"]
    ),
    max_size=30,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.data())
def test_what_is_looked_at_does_not_show(text: str, data: st.DataObject) -> None:
    """Near the place or in the whole paragraph, the same sentence is found, unless a bracket that
    is never closed stands between."""
    offset = data.draw(st.integers(0, len(text)))
    whole = reading.sentence_at(text, offset)
    assert whole.start <= max(whole.end, offset)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "_AROUND", 60)
        near = reading.sentence_at(text, offset)
    if "（" not in text:
        assert near == whole


def test_a_place_in_a_giant_is_found_without_going_through_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A paragraph of a million characters is not parted into its sentences for each place kept."""
    text = "港の話です。" * 200_000
    seen: list[int] = []

    def noted(part: str) -> object:
        seen.append(len(part))
        return sentences(part)

    monkeypatch.setattr(reading, "sentences", noted)
    span = reading.sentence_at(text, 600_003)
    assert text[span.start : span.end] == "港の話です。"
    assert span.start <= 600_003 < span.end
    assert sum(seen) < 20_000


SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 9)).map(lambda at: Span(at[0], sum(at))),
    max_size=12,
)


@settings(max_examples=300, deadline=None)
@given(SPANS, SPANS)
def test_more_is_read_as_if_all_were_merged(before: list[Span], more: list[Span]) -> None:
    """What is added to thousands of spans gives what sorting them all would, and tells what of it
    is new, each character once."""
    known = reading.merged(before)
    after, fresh = reading.with_more(known, more)
    old = {at for span in before for at in range(*span)}
    new = {at for span in more for at in range(*span)} - old
    assert sorted(at for span in fresh for at in range(*span)) == sorted(new)
    assert {at for span in after for at in range(*span)} == old | new
    assert after == reading.merged(after)
    assert after == reading.merged(known + more)
