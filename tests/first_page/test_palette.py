"""The small reader of theme files, beside the authority."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from reader.config import theme_files
from reader.first_page.palette import plain_toml
from reader.view.themes import load_theme


@pytest.mark.parametrize("path", theme_files().values(), ids=str)
def test_our_themes_are_of_the_plain_form(path: Path) -> None:
    """They are read as tomllib reads them, without it."""
    assert plain_toml(str(path)) == tomllib.loads(path.read_text("utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        '# ü\n\n a = "1"\n  b-c_D9 =\ttrue\n[t]\na = "#"\r\n[u]\n',
        'a = "日本"\nd=false',
        'a = ""',
    ],
)
def test_the_plain_form(tmp_path: Path, text: str) -> None:
    """Blanks, comments, empty tables and any script."""
    path = tmp_path / "a.toml"
    path.write_bytes(text.encode())
    assert plain_toml(str(path)) == tomllib.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        "a = 1",
        "a = '1'",
        'a = "1" # one',
        'a = "\\u0041"',
        'a = """1"""',
        'a = "1"\na = "2"',
        '"a" = "1"',
        'a.b = "1"',
        "[a.b]",
        "[[a]]",
        "[a]\n[a]",
        "[ a ]",
        "a",
        'a = "',
        'a = "1',
        '= "1"',
        'a b = "1"',
        "a = True",
        'a = "1"\n[a]',
    ],
)
def test_anything_else_is_left_to_tomllib(tmp_path: Path, text: str) -> None:
    """Right or wrong, it is refused here, and the theme says what tomllib says."""
    path = tmp_path / "a.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ValueError):
        plain_toml(str(path))
    try:
        fields = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        with pytest.raises(tomllib.TOMLDecodeError, match="^" + str(error)[:9]):
            load_theme(path)
    else:
        with pytest.raises(TypeError):
            load_theme(path)
        assert fields
