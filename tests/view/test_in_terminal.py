"""The reader in a real terminal: what Pilot cannot see."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from tests.terminal import CURSOR, JAPANESE, JREADER, ROOT, Open, Terminal, cursor_answer

pytestmark = pytest.mark.pty

SAMPLE = ROOT / "samples" / "video-ai.txt"
ANSWERS = {CURSOR: cursor_answer}


def post(folder: Path, text: str) -> Path:
    """A file with that text."""
    path = folder / "post.txt"
    path.write_text(text, "utf-8")
    return path


PARAGRAPHS = "\n\n".join(
    f"{number}番目の段落です。川の水位を毎朝はかり、数字を帳面に書きとめました。"
    f"雨の翌日は{number}センチほど高く、三日たつと元に戻ります。"
    for number in range(1, 81)
)


def test_a_search_typed_in_one_burst(open_terminal: Open, tmp_path: Path) -> None:
    """The whole of `/41番目⏎` may come at once and is found."""
    terminal = open_terminal(post(tmp_path, PARAGRAPHS), answers=ANSWERS, env=JAPANESE)
    terminal.wait_for("1番目").send("/41番目\r")
    terminal.wait_for("/41番目  1/1").wait_for("41番目の段落")


def test_keys_after_the_enter_go_to_the_page(open_terminal: Open, tmp_path: Path) -> None:
    """`n` typed in the same burst as the search moves on instead of landing in the prompt."""
    terminal = open_terminal(post(tmp_path, PARAGRAPHS), answers=ANSWERS, env=JAPANESE)
    terminal.wait_for("1番目").send("/水位\rnn")
    terminal.wait_for("/水位  3/80")


def test_full_width_keys_while_the_ime_is_on(open_terminal: Open, tmp_path: Path) -> None:
    """／ opens the search and Ｇ goes to the end, as the ASCII keys do."""
    terminal = open_terminal(post(tmp_path, PARAGRAPHS), answers=ANSWERS, env=JAPANESE)
    terminal.wait_for("1番目").send("Ｇ")
    terminal.wait_for("80番目の段落").send("／")
    terminal.wait_for("検索:")


def test_a_resize_keeps_the_sentence_on_top(open_terminal: Open, tmp_path: Path) -> None:
    """After any change of width the sentence that was on top is still on the screen."""
    terminal = open_terminal(
        post(tmp_path, PARAGRAPHS), size=(100, 30), answers=ANSWERS, env=JAPANESE
    )
    terminal.wait_for("1番目").send("  }}")
    terminal.settle()
    number = next(n for n in range(1, 81) if terminal.shows(f"{n}番目の段落"))
    for columns, rows in ((60, 20), (140, 40), (30, 12), (100, 30)):
        terminal.resize(columns, rows)
        terminal.wait_for(f"{number}番目の")


def test_the_place_is_where_it_was(open_terminal: Open, tmp_path: Path) -> None:
    """The next opening shows the place of the last one, at another width too."""
    path = post(tmp_path, PARAGRAPHS)
    first = open_terminal(path, answers=ANSWERS, env=JAPANESE)
    first.wait_for("1番目").send("/55番目\r")
    first.wait_for("/55番目  1/1").send("}")
    first.settle().send("q")
    assert first.exit_status() == 0
    second = open_terminal(path, size=(52, 20), answers=ANSWERS, env=JAPANESE)
    second.wait_for("56番目の")


def test_a_killed_reader_loses_no_bookmark(open_terminal: Open, tmp_path: Path) -> None:
    """A bookmark that was confirmed is there after kill -9."""
    path = post(tmp_path, PARAGRAPHS)
    first = open_terminal(path, answers=ANSWERS, env=JAPANESE)
    first.wait_for("1番目").send("/33番目\r")
    first.wait_for("/33番目  1/1").send("m")
    first.wait_for("しおりを挟みました").kill(signal.SIGKILL)
    second = open_terminal(path, answers=ANSWERS, env=JAPANESE)
    second.wait_for("番目の").send("B")
    second.wait_for("しおり・メモ：1件").wait_for("33番目の段落です。")


def test_a_hostile_file_changes_nothing_but_its_own_text(
    open_terminal: Open, tmp_path: Path
) -> None:
    """Titles, clipboards, links and cursor movements in a file never reach the terminal."""
    hostile = (
        "前の文です。\x1b]0;EVIL\x07\x1b]52;c;RVZJTA==\x07\x1b]8;;http://evil.example/\x07鎖\x1b]8;;\x07"
        "\x1b[2J\x1b[5;5H\x9b31m\u202e逆\u202c後の文です。\x00\n"
    )
    terminal = open_terminal(post(tmp_path, hostile * 3), answers=ANSWERS, env=JAPANESE)
    terminal.wait_for("後の文です。").settle()
    assert "EVIL" not in terminal.title
    for sequence in (b"EVIL", b"]52;", b"]8;;http", b"\xe2\x80\xae", b"\x9b31m"):
        assert sequence not in terminal.raw
    assert terminal.shows("前の文です。")


@pytest.mark.parametrize("size", [(10, 3), (20, 6), (200, 50)])
def test_any_size_opens(open_terminal: Open, size: tuple[int, int]) -> None:
    """A terminal of 10x3 is small, not an error."""
    terminal = open_terminal(SAMPLE, size=size, answers=ANSWERS, env=JAPANESE)
    terminal.settle(1.0).send("jGgq")
    assert terminal.exit_status() == 0


def test_an_ambiguous_character_of_two_cells(open_terminal: Open, tmp_path: Path) -> None:
    """With --ambiguous 2 a row of ※ holds half as many as with 1."""
    path = post(tmp_path, "※" * 200)
    wide = open_terminal(path, "--ambiguous", "2", size=(60, 20), env=JAPANESE)
    wide.wait_for("※※").settle()
    narrow = open_terminal(path, "--ambiguous", "1", size=(60, 20), env=JAPANESE)
    narrow.wait_for("※※").settle()
    most = [max(line.count("※") for line in one.lines()) for one in (wide, narrow)]
    assert most[1] in (2 * most[0], 2 * most[0] + 1)


def test_the_history_asks_the_terminal_too(open_terminal: Open, tmp_path: Path) -> None:
    """A post that is opened from the list of posts is set with the terminal's own widths."""
    path = post(tmp_path, "※" * 200)
    wide = {CURSOR: lambda terminal: b"\x1b[1;3R"}
    first = open_terminal(path, size=(60, 20), answers=wide, env=JAPANESE)
    first.wait_for("※※").settle(0.6)
    most = max(line.count("※") for line in first.lines())
    first.send("q")
    assert first.exit_status() == 0
    second = open_terminal(size=(60, 20), answers=wide, env=JAPANESE)
    second.wait_for("最近読んだ記事").settle(0.6)
    second.send("\r")
    second.wait_for("※※").settle(0.6)
    assert max(line.count("※") for line in second.lines()) == most


def test_quitting_puts_the_terminal_back(open_terminal: Open) -> None:
    """The alternate screen is left, the cursor shown, the status 0."""
    terminal = open_terminal(SAMPLE, answers=ANSWERS, env=JAPANESE)
    terminal.settle(0.6).send("q")
    assert terminal.exit_status() == 0
    assert terminal.raw.rfind(b"\x1b[?1049l") > terminal.raw.rfind(b"\x1b[?1049h")


def test_the_history_opens_what_was_read_last(open_terminal: Open, tmp_path: Path) -> None:
    """`jreader` alone lists the posts that were read; Enter goes on with the last."""
    path = post(tmp_path, "---\ntitle: 川の水位\n---\n\n" + PARAGRAPHS)
    first = open_terminal(path, answers=ANSWERS, env=JAPANESE)
    first.wait_for("1番目").send(" ")
    first.settle().send("q")
    assert first.exit_status() == 0
    second = open_terminal(answers=ANSWERS, env=JAPANESE)
    second.wait_for("最近読んだ記事").wait_for("川の水位").send("\r")
    second.wait_for("番目の段落")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_with_the_place_kept(
    open_terminal: Open, tmp_path: Path, number: int
) -> None:
    """SIGTERM and SIGHUP put the terminal back and keep the place, however fresh."""
    path = post(tmp_path, PARAGRAPHS)
    first = open_terminal(path, answers=ANSWERS, env=JAPANESE)
    first.wait_for("1番目").send("/44番目\r}")
    first.wait_for("45番目の").kill(number)
    assert first.exit_status() == 0
    assert b"\x1b[?1049l" in first.raw
    second = open_terminal(path, answers=ANSWERS, env=JAPANESE)
    second.wait_for("45番目の")


def test_a_file_is_read_again(open_terminal: Open, tmp_path: Path) -> None:
    """`R` shows what the file holds now, outline and place; where it is gone, that is said."""
    path = post(tmp_path, PARAGRAPHS)
    terminal = open_terminal(path, answers=ANSWERS, env=JAPANESE)
    terminal.wait_for("1番目").settle().send("/41番目\r")
    terminal.wait_for("/41番目  1/1").settle()
    path.write_text(f"新しい書き出し。\n\n{PARAGRAPHS}", "utf-8")
    terminal.send("R")
    terminal.wait_for("前回から").wait_for("41番目の段落")
    terminal.send("g")
    terminal.wait_for("新しい書き出し。")
    path.unlink()
    terminal.send("R")
    terminal.wait_for("ファイルがありません").send("q")
    assert terminal.exit_status() == 0


def test_escape_and_a_key_behind_it_are_two_keys(open_terminal: Open, tmp_path: Path) -> None:
    """Sent together they look like one with Alt, which means nothing on a page or in a list."""
    terminal = open_terminal(post(tmp_path, PARAGRAPHS), answers=ANSWERS, env=JAPANESE)
    terminal.wait_for("1番目").wait_for("%").send("\x1bOP")
    terminal.wait_for("キー操作").send("\x1bG")
    terminal.wait_for("80番目の段落").wait_for(lambda shown: not shown.shows("キー操作"))
    terminal.send("\x1bq")
    assert terminal.exit_status() == 0


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
def test_a_note_takes_the_place_of_a_list(
    open_terminal: Open, tmp_path: Path, size: tuple[int, int]
) -> None:
    """Whatever list is open: the editor stands on the screen whole, with the lines above and below
    it, and the list is back when it is left."""
    terminal = open_terminal(post(tmp_path, PARAGRAPHS), size=size, answers=ANSWERS, env=JAPANESE)
    terminal.wait_for("1番目").wait_for("%").send("\x1bOP")
    terminal.wait_for("キー操作").send("M")
    terminal.wait_for("メモ（Ctrl+S").send("つづき")
    terminal.wait_for("つづき")
    lines = terminal.lines()
    assert lines[-2].startswith("└")
    row = next(y for y, line in enumerate(lines) if "メモ（" in line)
    border, title = (
        terminal.screen.buffer[row][0],
        terminal.screen.buffer[row][lines[row].index("メ")],
    )
    assert title.data == "メ" and title.fg != border.fg  # which is hardly seen
    assert "%" in lines[-1]
    assert "1番目" in terminal.text
    terminal.send("\x13")
    terminal.wait_for("メモを保存しました").wait_for("キー操作")


def test_an_error_of_our_own_is_one_line(
    open_terminal: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The terminal is as it was, the place is kept, and no frame of the program and nothing of the
    text is written behind it."""
    program = tmp_path / "broken.py"
    program.write_text(
        """
import reader.view.parts.moving as moving
from reader.cli import run

def broken(self, count):
    raise IndexError("broken \\x1b[31m")

moving.Moving.paragraph = broken
run()
""",
        "utf-8",
    )
    home = tmp_path / "home"
    home.mkdir()
    path = post(tmp_path, PARAGRAPHS)
    argv: list[str | Path] = [sys.executable, program, path, "--lang", "ja"]
    with Terminal(argv, home=home, answers=ANSWERS, env=JAPANESE) as terminal:
        terminal.wait_for("1番目").send("G")
        terminal.wait_for("80番目の段落").send("}")
        assert terminal.exit_status() == 2
        raw = terminal.raw
        said = raw[raw.rindex(b"\x1b[?1049l") :].decode()
    assert "IndexError" in said
    assert said.count("\n") == 1
    assert "段落" not in said
    assert "\x1b[31m" not in said
    with Terminal([*JREADER, path], home=home, answers=ANSWERS, env=JAPANESE) as terminal:
        terminal.wait_for("80番目の段落")


def test_an_empty_history_says_how_to_begin(open_terminal: Open) -> None:
    """`jreader` before anything was read names the way to open a post."""
    terminal = open_terminal(answers=ANSWERS, env=JAPANESE)
    terminal.wait_for("最近読んだ記事").wait_for("jreader post.txt").send("q")
    assert terminal.exit_status() == 0


def test_faults_of_the_configuration_can_be_read(open_terminal: Open, tmp_path: Path) -> None:
    """What the line at the bottom has no room for stands in the terminal when jreader ends,
    whether a post was open or the list of posts."""
    config = tmp_path / "config.toml"
    config.write_text(
        'theme = "no-such"\nwrap = "hard"\nbogus = 1\n[keys]\n"read.nothing" = "f5"\n'
    )
    for words in ((post(tmp_path, PARAGRAPHS),), ()):
        terminal = open_terminal("--config", config, *words, answers=ANSWERS, env=JAPANESE)
        terminal.wait_for("1番目" if words else "最近読んだ記事").settle(0.4)
        terminal.send("q")
        assert terminal.exit_status() == 0
        said = terminal.raw.rpartition(b"\x1b[?1049l")[2].decode()
        for wrong in ("「no-such」", "2行目：wrap", "「bogus」", "「read.nothing」"):
            assert said.count(wrong) == 1, said
