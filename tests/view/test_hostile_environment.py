"""Variables, programs and answers of a terminal that make no sense never end the reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal import CURSOR, JAPANESE, ROOT, Open, cursor_answer

pytestmark = pytest.mark.pty

ANSWERS = {CURSOR: cursor_answer}
SAMPLE = ROOT / "samples" / "video-ai.txt"


@pytest.mark.parametrize(
    ("editor", "said"),
    [
        ("", "設定されていません"),
        ("  ", "設定されていません"),
        ("'' x", "設定されていません"),
        ("vi '", "起動できません"),
        ('"', "起動できません"),
        ("/nowhere/vi", "起動できません"),
    ],
)
def test_an_editor_that_is_none(open_terminal: Open, editor: str, said: str) -> None:
    """EDITOR unset, of blanks, unbalanced, or of a program that is not there."""
    terminal = open_terminal(SAMPLE, answers=ANSWERS, env=JAPANESE | {"EDITOR": editor})
    terminal.wait_for("動画").settle(0.3).send("e")
    terminal.wait_for(said).send("q")
    assert terminal.exit_status() == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TEXTUAL_COLOR_SYSTEM", "nonsense"),
        ("TEXTUAL_COLOR_SYSTEM", ""),
        ("COLORFGBG", "²;³"),
        ("COLORFGBG", ";" * 1000 + "9" * 5000),
        ("COLORTERM", "²"),
        ("COLUMNS", "x"),
        ("LINES", "-5"),
    ],
    ids=lambda text: text[:12],
)
def test_variables_that_make_no_sense(open_terminal: Open, name: str, value: str) -> None:
    """The reader opens all the same."""
    terminal = open_terminal(SAMPLE, answers=ANSWERS, env=JAPANESE | {name: value})
    terminal.wait_for("動画").settle(0.3).send("q")
    assert terminal.exit_status() == 0


@pytest.mark.parametrize(
    "answer",
    [
        "\x1b[1114112u",
        "\x1b[999999999999999u",
        "\x1b[55296u",
        "\x1b[<99999999999999999999;1;1M",
        "\x1b[1;99999999999999R",
        "\x1b]11;rgb:zz/zz/zz\x07",
        "\x1b[?9999999999999;2$y",
        "\x1b[48;9;9;9;9t",
    ],
    ids=ascii,
)
def test_answers_that_no_terminal_gives(open_terminal: Open, answer: str) -> None:
    """Keys beyond Unicode and numbers without end: the next key is heard."""
    terminal = open_terminal(SAMPLE, answers=ANSWERS, env=JAPANESE)
    terminal.wait_for("動画").settle(0.3).send(answer)
    terminal.settle(0.3).send("/")
    terminal.wait_for("検索").send("\x1b")
    terminal.settle(0.3).send("q")
    assert terminal.exit_status() == 0


def linked(folder: Path) -> Path:
    """A post with a link in its first sentence."""
    path = folder / "post.md"
    path.write_text("朝の港へ[行く](https://example.com/port)。\n\n次の段落です。\n", "utf-8")
    return path


def test_a_browser_for_the_terminal_gets_the_screen(open_terminal: Open, tmp_path: Path) -> None:
    """Its screen is its own, and the page comes back whole."""
    program = tmp_path / "textbrowser"
    program.write_text('#!/bin/sh\nprintf "\\033[2J\\033[HBROWSER %s" "$1"; sleep 1\n')
    program.chmod(0o755)
    environment = JAPANESE | {"BROWSER": f"{program} %s"}
    terminal = open_terminal(linked(tmp_path), answers=ANSWERS, env=environment)
    terminal.wait_for("朝の港").settle(0.3).send("o")
    terminal.wait_for("リンク").send("\r")
    terminal.wait_for("BROWSER https://example.com/port")
    assert not terminal.shows("次の段落")
    terminal.wait_for("次の段落").settle(0.3)
    assert not terminal.shows("BROWSER")
    terminal.send("q")
    assert terminal.exit_status() == 0


def test_without_a_browser_the_address_is_copied(open_terminal: Open, tmp_path: Path) -> None:
    """OSC 52, and the status line says so."""
    environment = JAPANESE | {"BROWSER": "/nowhere/browser %s"}
    terminal = open_terminal(linked(tmp_path), answers=ANSWERS, env=environment)
    terminal.wait_for("朝の港").settle(0.3).send("o")
    terminal.wait_for("リンク").send("\r")
    terminal.wait_for("コピーしました")
    assert b"\x1b]52;c;" in terminal.raw
