"""The table of keys, and what typed characters and configured keys become."""

from __future__ import annotations

from collections import Counter

import pytest

from reader.config import Remap
from reader.document import Notice
from reader.view.keys import PANEL, READING, Key, bindings, describe, fold_key, keymap, show_keys
from reader.wording import Lang, say

ALL = (*READING, *PANEL)


def keys_of(row: Key) -> list[str]:
    """The keys of a row, those of the set "vim" with them."""
    return [key for key in f"{row.keys},{row.vim}".split(",") if key]


def test_every_id_is_unique() -> None:
    """A configuration's id names one action."""
    assert [name for name, count in Counter(row.id for row in ALL).items() if count > 1] == []


@pytest.mark.parametrize("table", [READING, PANEL], ids=["reading", "panel"])
def test_no_key_is_bound_twice(table: tuple[Key, ...]) -> None:
    """Where one table is in force a key does one thing, with the set "vim" too."""
    counts = Counter(key for row in table for key in keys_of(row))
    assert [key for key, count in counts.items() if count > 1] == []
    assert all(row.keys for row in table)


@pytest.mark.parametrize("row", ALL, ids=lambda row: row.id)
def test_every_key_is_described_in_both_languages(row: Key) -> None:
    """The help has words for every row and its group, other ones in Japanese than in English."""
    for words in (
        [describe(row, lang) for lang in ("en", "ja")],
        [say(f"view.group.{row.group}", lang) for lang in ("en", "ja")],
    ):
        english, japanese = words
        assert english.isascii()
        assert english.strip()
        assert not japanese.isascii()
        assert "{" not in english + japanese


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_no_two_keys_are_described_alike(lang: Lang) -> None:
    """In the help of one table no two actions read the same."""
    for table in (READING, PANEL):
        counts = Counter(describe(row, lang) for row in table)
        assert [words for words, count in counts.items() if count > 1] == []


def test_sections_say_their_number() -> None:
    """The nine keys for sections are described by the number that they go to."""
    rows = {row.id: row for row in READING}
    assert describe(rows["read.section-7"], "en") == "section 7"
    assert rows["read.section-7"].keys == "7"


def test_bindings_carry_ids() -> None:
    """Every row becomes a binding with its id, which is what a remap goes by."""
    made = bindings(READING)
    assert [getattr(binding, "id", None) for binding in made] == [row.id for row in READING]
    assert [getattr(binding, "key", None) for binding in made] == [row.keys for row in READING]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("ｊ", "j"),
        ("Ｇ", "G"),
        ("／", "/"),
        ("？", "?"),
        ("１", "1"),
        ("｝", "}"),
        ("　", " "),
        ("あ", "a"),
        ("い", "i"),
        ("う", "u"),
        ("え", "e"),
        ("お", "o"),
        ("「", "["),
        ("」", "]"),
        ("・", "/"),
        ("ー", "-"),
        ("j", None),
        (" ", None),
        ("か", None),
        ("漢", None),
        ("ああ", None),
        ("", None),
        (None, None),
    ],
)
def test_keys_typed_with_an_ime_on(typed: str | None, key: str | None) -> None:
    """What an IME commits for one key counts as that key; other text counts as none."""
    assert fold_key(typed) == key


def test_the_usual_keys_need_no_map() -> None:
    """Without a set and remaps nothing differs from the table."""
    assert keymap("", ()) == ({}, [])


def test_vim_adds_keys_and_takes_none_away() -> None:
    """The set "vim" keeps every key of the table."""
    chosen, notices = keymap("vim", ())
    assert notices == []
    assert chosen["read.page-down"] == "space,f,pagedown,ctrl+f"
    assert set(chosen) == {row.id for row in ALL if row.vim}
    for row in ALL:
        if row.vim:
            assert chosen[row.id].split(",") == keys_of(row)


def test_a_remap_wins_over_the_set() -> None:
    """Keys that the reader chose replace both the table's and the set's."""
    chosen, notices = keymap("vim", (Remap("read.page-down", "l", 3), Remap("panel.add", "", 4)))
    assert chosen["read.page-down"] == "l"
    assert chosen["panel.add"] == ""
    assert chosen["read.page-up"].endswith("ctrl+b")
    assert notices == []


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_an_unknown_remap_is_told_and_left_out(lang: Lang) -> None:
    """A remap that names no action is reported with its name and line, and binds nothing."""
    chosen, notices = keymap("", (Remap("read.fly", "v", 12), Remap("read.top", "0", 13)))
    assert chosen == {"read.top": "0"}
    assert notices == [Notice("view.unknown-binding", {"name": "read.fly", "line": 12})]
    said = say(notices[0].key, lang, **notices[0].values)
    assert "read.fly" in said
    assert "12" in said


@pytest.mark.parametrize("row", ALL, ids=lambda row: row.id)
def test_no_key_is_shown_by_its_inner_name(row: Key) -> None:
    """The help writes keys as they are printed on a keyboard, one for each."""
    shown = show_keys(",".join(keys_of(row))).split(" ")
    assert len(shown) == len(keys_of(row))
    assert not [name for name in shown if "_" in name]


def test_keys_as_they_are_written() -> None:
    """Names and chords are written as readers know them."""
    assert show_keys("space,f,pagedown,ctrl+f") == "Space f PgDn Ctrl+f"
    assert show_keys("question_mark") == "?"
    assert show_keys("") == ""
