"""The configuration: what is wrong is told by its line, and the rest holds."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.config import Settings, load_settings, user_folder
from reader.config.file import RULES, read
from reader.errors import ReaderError

FAULTS = (
    ("measure = 9", "config.wrong-value", 1),
    ("hang = 1", "config.wrong-value", 1),
    ("indent = true", "config.wrong-value", 1),
    ('\ncolour = "red"', "config.unknown-key", 2),
    ("ruby = above\n", "config.not-toml", 1),
    ('theme = "x"\n[keys]\npreset = "emacs"', "config.wrong-value", 3),
    ("[keys]\nread.top = 3", "config.wrong-value", 2),
    ("[fold]\ncase = true\ncolour = false", "config.unknown-key", 3),
    ("[fold]\ncase = 0", "config.wrong-value", 2),
    ("fold = false", "config.unknown-key", 1),
)


@pytest.mark.parametrize(("text", "key", "line"), FAULTS)
def test_a_fault_is_told_by_its_line(text: str, key: str, line: int) -> None:
    """Each fault gives one notice with the line where it stands, and the rest holds."""
    values, _, notices = read(f"{text}\n[other]\n", "c.toml")
    assert (notices[0].key, notices[0].values["line"]) == (key, line)
    assert notices[-1].values["name"] == "other"
    assert values.get("theme", "x") == "x"


def test_keys_by_dotted_and_quoted_names() -> None:
    """A binding's id may be quoted or not; a list of keys is one remap."""
    _, remaps, notices = read('[keys]\nread.top = "t"\n"read.end" = ["e", "x"]\n', "c.toml")
    assert [tuple(remap) for remap in remaps] == [("read.top", "t", 2), ("read.end", "e,x", 3)]
    assert notices == []


def test_folds_are_switched_by_name() -> None:
    """What is false is told apart; what is true, or not named, is one."""
    values, _, notices = read("[fold]\nkana = false\ncase = true\nwidth = false\n", "c.toml")
    assert values["told_apart"] == {"kana", "width"}
    assert notices == []


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_no_file_stops_the_reading(text: str) -> None:
    """Whatever the file holds, settings come out of it."""
    values, _, _ = read(text, "c.toml")
    Settings().over(**values)


def test_missing_files(tmp_path: Path) -> None:
    """No file of one's own is no fault; a missing one that was asked for is."""
    assert load_settings() == (Settings(), [])
    with pytest.raises(ReaderError, match=r"config\.unreadable"):
        load_settings(tmp_path / "none.toml")


def test_every_rule_is_a_setting() -> None:
    """No key of the file is without a field."""
    assert {name.replace("-", "_") for name in RULES} <= set(Settings.__slots__)


def test_folders_are_platformdirs_own() -> None:
    """The short way on Linux leads where platformdirs leads."""
    assert user_folder("config") == platformdirs.user_config_path("jreader", appauthor=False)
    assert user_folder("data") == platformdirs.user_data_path("jreader", appauthor=False)
