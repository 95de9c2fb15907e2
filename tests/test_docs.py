"""What the READMEs say is what the program does."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from reader.cells import cell_len
from reader.cli.help import help_text
from reader.wording import Lang
from tools.make_readme_tables import READMES, with_tables

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(("name", "lang"), READMES)
def test_tables_are_the_programs_own(name: str, lang: Lang) -> None:
    """Every option and every key stands in both READMEs, as the program has it
    (`python tools/make_readme_tables.py` makes it so)."""
    text = (ROOT / name).read_text("utf-8")
    assert with_tables(text, lang) == text
    assert "| read.page-down |" in text
    for option in re.findall(r"--[a-z-]+", help_text(lang)):
        assert option in text


def test_both_readmes_have_the_same_parts_and_lines() -> None:
    """Neither language has a section, a test line or a setting that the other lacks."""
    english, japanese = ((ROOT / name).read_text("utf-8") for name, _ in READMES)
    for pattern in (r"(?m)^(#+) ", r"(?m)^python3 .*$", r"(?m)^([\w\"-]+[\w.\"-]*) = "):
        assert re.findall(pattern, english) == re.findall(pattern, japanese)


def test_the_configuration_shown_is_right(tmp_path: Path) -> None:
    """The file that the READMEs show is read without a complaint."""
    from reader.config import load_settings

    for name, _ in READMES:
        found = re.search(r"```toml\n(.*?)```", (ROOT / name).read_text("utf-8"), re.DOTALL)
        assert found
        (tmp_path / "config.toml").write_text(found[1], encoding="utf-8")
        settings, notices = load_settings(tmp_path / "config.toml")
        assert notices == []
        assert settings.measure == 72
        assert settings.remaps[0].id == "read.page-down"


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_help_fits_a_terminal(lang: Lang) -> None:
    """No line of the help is wider than 80 cells."""
    assert [line for line in help_text(lang).splitlines() if cell_len(line, 1) > 80] == []


def test_the_exits_that_the_security_pages_name_are_there() -> None:
    """Both languages name the same modules and functions of `reader`, and each of these exists."""
    pages = (
        (ROOT / "docs" / name).read_text("utf-8") for name in ("security.md", "security.ja.md")
    )
    english, japanese = (re.findall(r"`([a-z_]+(?:\.\w+)+)`", page) for page in pages)
    assert english == japanese
    for name in english:
        module, _, thing = f"reader.{name}".rpartition(".")
        found = import_module(module)
        assert hasattr(found, thing) or import_module(f"reader.{name}"), name
