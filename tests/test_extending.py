"""Adding a format, a fold, a theme, an export and a key takes what CONTRIBUTING says, and no more.

Each test copies the package, adds the files and rows that CONTRIBUTING names, and runs the copy.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reader.config import FOLDS
from tests.terminal import ROOT

POST = "かな。\n\n二つめの段落。\n"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the package and its styles, to be changed."""
    kept_out = shutil.ignore_patterns("__pycache__")
    for name in ("reader", "styles"):
        shutil.copytree(ROOT / name, tmp_path / "house" / name, ignore=kept_out)
    (tmp_path / "post.txt").write_text(POST, "utf-8")
    return tmp_path / "house"


def add_row(house: Path, file: str, before: str, row: str) -> None:
    """Put a row into a table of the copy, before the row that begins with `before`."""
    path = house / file
    text = path.read_text("utf-8")
    assert text.count(before) == 1, before
    path.write_text(text.replace(before, row + before), "utf-8")


def python(house: Path, *words: str) -> str:
    """What a Python that imports the copy prints on standard output."""
    folder = house.parent
    own = {name: str(folder / "own") for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    path = os.pathsep.join((str(house), str(ROOT)))
    environ = os.environ | own | {"PYTHONPATH": path, "PYTHONUTF8": "1"}
    run = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env=environ,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def jreader(house: Path, *words: str) -> str:
    """What the copy's command line prints."""
    return python(house, "-m", "reader", *words)


def test_a_format_is_a_file_and_a_row(house: Path) -> None:
    """The row's name reaches `--input-format`, the help and the statistics."""
    (house / "reader/formats/shout.py").write_text(
        "from reader.document import Block, Kind\n"
        "from reader.formats.parsed import Parsed\n\n\n"
        "def parse(body, first_line, breaks='auto'):\n"
        "    line = ((0, first_line),)\n"
        "    return Parsed([Block(Kind.PARAGRAPH, body.strip().upper(), lines=line)])\n"
    )
    add_row(
        house,
        "reader/formats/__init__.py",
        '    Format("plain"',
        '    Format("shout", "reader.formats.shout", lambda name, *_: name.endswith(".shout")),\n',
    )
    post = house.parent / "post.shout"
    post.write_text("quiet\n", "utf-8")
    assert json.loads(jreader(house, "--stats", "--json", str(post)))["format"] == "shout"
    assert "QUIET" in jreader(house, "--print", "--input-format", "shout", str(post))
    assert "shout" in jreader(house, "--help")


def test_an_export_is_a_file_and_a_row(house: Path) -> None:
    """The row's name reaches `--as` and the help."""
    (house / "reader/store/exchange/count.py").write_text(
        "def export(annotations):\n    return f'{len(annotations)} in all\\n'\n"
    )
    path = house / "reader/store/exchange/table.py"
    text = path.read_text("utf-8").replace("import obsidian,", "import count, obsidian,")
    path.write_text(text, "utf-8")
    add_row(house, "reader/store/exchange/table.py", '    "csv":', '    "count": count.export,\n')
    post = str(house.parent / "post.txt")
    jreader(house, "--mark", "1", post)
    assert jreader(house, "--marks", "--as", "count", post) == "1 in all\n"
    assert "count" in jreader(house, "--help")


def test_a_theme_is_a_file(house: Path) -> None:
    """A file in `styles/themes` is offered in the help and drawn with."""
    dark = (house / "styles/themes/dark.toml").read_text("utf-8")
    (house / "styles/themes/ink.toml").write_text(dark, "utf-8")
    assert "ink" in jreader(house, "--help")
    code = "from reader.view.themes import load_theme; from reader.config import theme_files"
    assert python(house, "-c", f"{code}; print(load_theme(theme_files()['ink']).name)") == "ink\n"


def test_a_fold_is_a_row_and_has_its_setting(house: Path) -> None:
    """A line of the table folds as soon as the fold's name, which is its setting, is in `FOLDS`;
    a fold without a setting is refused."""
    folds = house / "reader/search/folds.txt"
    with folds.open("a", encoding="ascii") as file:
        file.write("stars\tone\t\\u2606\t\\u2605\n")
    post = house.parent / "post.txt"
    post.write_text("星は☆。\n", "utf-8")
    words = ("--search", "★", "--json", str(post))
    with pytest.raises(AssertionError, match="stars"):
        jreader(house, *words)
    add_row(house, "reader/config/settings.py", '    "case",\n', '    "stars",\n')
    assert len(json.loads(jreader(house, *words))["matches"]) == 1
    with pytest.raises(AssertionError):
        jreader(house, *words, "--no-fold", "stars")


def test_every_setting_of_a_fold_has_rows() -> None:
    """A name in `FOLDS` that folds nothing would be a setting without effect."""
    lines = (ROOT / "reader/search/folds.txt").read_bytes().splitlines()
    rows = {line.split(b"\t")[0].decode() for line in lines if not line.startswith(b"#")}
    assert rows - {"marks"} == set(FOLDS)


def test_a_key_is_a_method_and_a_row(house: Path) -> None:
    """A row in the key table calls the method of the part that it names; its description, in both
    languages, reaches help and README."""
    add_row(
        house,
        "reader/view/parts/moving.py",
        "    def top(self)",
        '    def second(self) -> None:\n        """To the second row."""\n        self.top()\n'
        "        self.scroll_rows(1)\n\n",
    )
    add_row(
        house,
        "reader/view/keys.py",
        '    Key("read.end"',
        '    Key("read.second", "Q", "moving.second", "move"),\n',
    )
    add_row(
        house,
        "reader/wording/view.py",
        '    "view.key.read.end":',
        '    "view.key.read.second": ("second row", "二行目へ"),\n',
    )
    shutil.copytree(ROOT / "samples", house / "samples")
    code = """
import asyncio, pathlib, sys
import reader
from reader.view.keys import READING, describe
from tests.view.pilot import opened

async def press():
    async with opened(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])) as (screen, pilot):
        await pilot.press("G")
        await pilot.press("Q")
        await pilot.pause()
        view = screen.desk.page.view
        print(view.top == view.layout.step(view.layout.first(), 1))
        print([describe(row, "ja") for row in READING if row.id == "read.second"][0])

print(reader.__file__)
asyncio.run(press())
"""
    sample = ROOT / "samples" / "video-ai.txt"
    printed = python(house, "-c", code, str(house.parent / "state"), str(sample))
    assert printed.splitlines() == [str(house / "reader/__init__.py"), "True", "二行目へ"]
