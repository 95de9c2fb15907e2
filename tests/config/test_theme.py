"""Theme files: what is taken, and what is said of all else."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.config import STYLES, theme_files
from reader.config.theme import NEEDED, OTHERS, read_theme
from reader.errors import ReaderError
from reader.view.themes import load_theme
from tests.terminal import CURSOR, JAPANESE, ROOT, Open, cursor_answer

DARK = (STYLES / "themes" / "dark.toml").read_text("utf-8")


@pytest.mark.parametrize("path", theme_files().values(), ids=lambda path: path.stem)
def test_our_themes_name_every_colour(path: Path) -> None:
    """Each of them has all colours and the variables of the dark one."""
    theme = read_theme(str(path))
    assert theme.colors.keys() == {*NEEDED, *OTHERS}
    assert (
        theme.variables.keys() == read_theme(str(STYLES / "themes" / "dark.toml")).variables.keys()
    )
    assert load_theme(path).name == path.stem


def test_what_a_theme_leaves_out_is_the_built_in_one(tmp_path: Path) -> None:
    """Three colours are enough; #rgb is #rrggbb."""
    path = tmp_path / "own.toml"
    path.write_text('primary = "#abc"\nforeground = "#000000"\nbackground = "#fff"\ndark = false\n')
    theme = read_theme(str(path))
    light = read_theme(str(STYLES / "themes" / "light.toml"))
    assert theme.colors["primary"] == "#aabbcc"
    assert theme.colors["panel"] == light.colors["panel"]
    assert theme.variables == light.variables


BROKEN = {
    "no foreground": DARK.replace("foreground =", "accent2 =", 1),
    "empty": "",
    "no colour": DARK.replace('"#d5d2cb"', '"no such colour"'),
    "a sheet of styles": DARK.replace('"#d5d2cb"', '"red; } * { display: none"'),
    "an escape": DARK.replace('"#d5d2cb"', '"\\u001b]0;owned\\u0007"'),
    "a number": DARK.replace('"#949aa5"', "3"),
    "a list": DARK.replace('"#16181c"', "['x']"),
    "dark as text": DARK.replace("dark = true", 'dark = "no"'),
    "variables as a number": 'variables = 3\nprimary = "#fff"\n',
    "an unknown variable": DARK + '"$x" = "#fff"\n',
    "a name": 'name = "x"\n' + DARK,
    "no TOML": "= =",
    "deep": "a = " + "[" * 20000,
    "large": DARK + "#" * (1 << 17),
    "binary": "\0\udcff",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=list(BROKEN))
def test_what_is_no_theme_is_said(tmp_path: Path, text: str) -> None:
    """One sentence that names the file, printable, and nothing else happens."""
    path = tmp_path / "own.toml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ReaderError) as caught:
        read_theme(str(path))
    assert caught.value.values["path"] == str(path)
    assert str(caught.value.values.get("value", "")).isprintable()


@pytest.mark.pty
@pytest.mark.parametrize("name", ["no foreground", "a sheet of styles", "a number"])
def test_a_broken_theme_does_not_end_the_reader(
    open_terminal: Open, own_folders: Path, name: str
) -> None:
    """The built-in theme is used, and one line says why."""
    folder = own_folders / "config" / "jreader" / "themes"
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text(BROKEN[name], "utf-8")
    sample = ROOT / "samples" / "video-ai.txt"
    options = {"answers": {CURSOR: cursor_answer}, "env": JAPANESE, "size": (200, 24)}
    terminal = open_terminal("--theme", "own", sample, **options)
    terminal.wait_for("組み込みの配色").send("j")
    terminal.settle(0.3).send("q")
    assert terminal.exit_status() == 0
    assert terminal.raw.decode().count("組み込みの配色") <= 3
