"""Typing in the search bar in a real terminal, as people and input methods do it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.terminal import CURSOR, JAPANESE, Open, Terminal, cursor_answer

pytestmark = pytest.mark.pty

ANSWERS = {CURSOR: cursor_answer}
TEXT = "\n\n".join(
    f"{number}番目の段落です。川の水位をサーバーへ送り、帳面にも書きとめました。"
    for number in range(1, 41)
)


def opened(open_terminal: Open, folder: Path, text: str = TEXT) -> Terminal:
    """The text in the reader, its first paragraph on the screen."""
    path = folder / "post.txt"
    path.write_text(text, "utf-8")
    terminal = open_terminal(path, answers=ANSWERS, env=JAPANESE)
    return terminal.wait_for(text[:4])


@pytest.mark.parametrize(
    "pieces",
    [
        ["水位"],
        ["水", "位"],
        ["水位".encode()[:4], "水位".encode()[4:]],
        ["\x1b[200~水位\x1b[201~"],
        ["sa-", "ba-"],
        ["ｓａーｂａー"],
        ["ｻｰﾊﾞｰ"],
    ],
    ids=["committed", "in pieces", "cut in a character", "pasted", "romaji", "wide", "half-width"],
)
def test_a_word_is_found_however_it_comes(
    open_terminal: Open, tmp_path: Path, pieces: Sequence[str | bytes]
) -> None:
    """One burst, pieces, what an input method commits, a paste, and letters of any width."""
    terminal = opened(open_terminal, tmp_path)
    terminal.send("/")
    terminal.wait_for("検索:")
    for piece in pieces:
        terminal.send(piece)
        time.sleep(0.1)
    terminal.wait_for("1/40").send("\r")
    terminal.wait_for("  1/40")


@pytest.mark.parametrize(
    "burst",
    [
        "水位ｘ\x7f",
        "なし\x15水位",
        "雪 空\x17\x17水位",
        "位\x1b[H水",
        "水門\x1b[D\x0b位",
        "水あ位\x1b[D\x1b[D\x1b[3~",
    ],
    ids=["backspace", "Ctrl+u", "Ctrl+w", "Home", "Ctrl+k", "Delete"],
)
def test_keys_that_edit_keep_their_place_in_a_burst(
    open_terminal: Open, tmp_path: Path, burst: str
) -> None:
    """A slow line brings many keys at once: each edits what was typed before it, and nothing
    else."""
    terminal = opened(open_terminal, tmp_path)
    terminal.send(f"/{burst}\r")
    terminal.wait_for("/水位  1/40")


EDITING = {
    "left": "\x1b[D",
    "shift+left": "\x1b[1;2D",
    "ctrl+left": "\x1b[1;5D",
    "ctrl+shift+left": "\x1b[1;6D",
    "right": "\x1b[C",
    "shift+right": "\x1b[1;2C",
    "ctrl+right": "\x1b[1;5C",
    "ctrl+shift+right": "\x1b[1;6C",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "shift+home": "\x1b[1;2H",
    "shift+end": "\x1b[1;2F",
    "delete": "\x1b[3~",
    "alt+backspace": "\x1b\x7f",
    "ctrl+a": "\x01",
    "ctrl+d": "\x04",
    "ctrl+e": "\x05",
    "ctrl+f": "\x06",
    "ctrl+k": "\x0b",
    "ctrl+u": "\x15",
    "ctrl+v": "\x16",
    "ctrl+w": "\x17",
    "ctrl+x": "\x18",
    "backspace": "\x7f",
}
"""Keys of a field, as a terminal sends them."""


def test_every_key_that_edits_can_be_pressed(open_terminal: Open, tmp_path: Path) -> None:
    """Whatever of the framework a key is the first to need is there, in the bar and in a note."""
    terminal = opened(open_terminal, tmp_path)
    for begin, label in (("/", "検索:"), ("M", "メモ")):
        terminal.send(begin)
        terminal.wait_for(label)
        for sequence in EDITING.values():
            terminal.send("水 位\x1b[D\x1b[D" + sequence)
            terminal.settle(0.05)
        terminal.send("\x1b[F\x15残り")
        terminal.wait_for("残り").send("\x1b")
        terminal.settle(0.2)
        assert not terminal.shows(label)


def test_a_note_typed_and_kept_in_one_burst(open_terminal: Open, tmp_path: Path) -> None:
    """What edits it keeps its place, Ctrl+S keeps all that was typed before it, and what is typed
    behind it is for the page."""
    terminal = opened(open_terminal, tmp_path)
    terminal.send("M")
    terminal.wait_for("メモ").send("川ｘ\x7fの話\x13B")
    terminal.wait_for("川の話")


def test_a_filter_typed_and_ended_in_one_burst(open_terminal: Open, tmp_path: Path) -> None:
    """Enter takes what the letters before it leave, and those behind it are for the page."""
    terminal = opened(open_terminal, tmp_path)
    terminal.send("/番目\r&")
    terminal.wait_for("「番目」の一致").wait_for("3番目の段落").send("/39番\rn")
    terminal.wait_for("/番目  40/40")


def test_queries_are_recalled(open_terminal: Open, tmp_path: Path) -> None:
    """↑ brings the last query and the one before, ↓ what was being typed; each is searched."""
    terminal = opened(open_terminal, tmp_path)
    terminal.send("/水位\r")
    terminal.wait_for("/水位  1/40").send("/7番目\r")
    terminal.wait_for("/7番目  1/4").send("/")
    terminal.wait_for("検索:").send("\x1b[A")
    terminal.wait_for("検索: 7番目").send("\x1b[A")
    terminal.wait_for("検索: 水位").wait_for("/40").send("\x1b[B")
    terminal.wait_for("検索: 7番目").send("\x1b[B")
    terminal.wait_for(lambda shown: "番目" not in shown.lines()[-2])
    terminal.send("\x1b[A\x1b[A")
    terminal.wait_for("検索: 水位")


def test_escape_gives_up_what_was_typed_in_the_same_burst(
    open_terminal: Open, tmp_path: Path
) -> None:
    """Nothing of it is searched for later, and the page is where it was."""
    terminal = opened(open_terminal, tmp_path)
    before = len(terminal.chunks)
    terminal.send("/39番目\x1b")
    # What is sent before the burst has been read would belong to it: Esc and n are Alt+n.
    terminal.wait_for(lambda shown: len(shown.chunks) > before).settle(0.5)
    assert not terminal.shows("39番目")
    assert terminal.shows("1番目の段落")
    terminal.send("n")
    terminal.settle(0.3)
    assert not terminal.shows("39番目の段落")


@pytest.mark.parametrize("expression", ["(a|aa)+c", "(?:a|aa)+$"])
def test_an_endless_expression_leaves_the_reader_usable(
    open_terminal: Open, tmp_path: Path, expression: str
) -> None:
    """While it is computed keys are answered at once; its time limit is said under the bar; the
    next query is answered."""
    text = "\n\n".join([TEXT, "a" * 60 + "!"])
    terminal = opened(open_terminal, tmp_path, text)
    terminal.send("/\t")
    terminal.wait_for("正規表現").send(expression)
    terminal.wait_for(expression)
    for letter in "xyz":
        begun = time.perf_counter()
        terminal.send(letter)
        terminal.wait_for(expression + letter)
        assert time.perf_counter() - begun < 0.9
        terminal.send("\x7f")
        terminal.settle(0.1)
    terminal.wait_for("秒で終わらない", 20)
    terminal.send("\x15")
    terminal.settle().send("水位")
    terminal.wait_for("/40", 20)


def test_what_was_wrong_goes_with_the_query_that_was(open_terminal: Open, tmp_path: Path) -> None:
    """The error of an expression leaves the screen when Tab makes words of it."""
    terminal = opened(open_terminal, tmp_path)
    terminal.send("/\t")
    terminal.wait_for("正規表現").send("(水")
    terminal.wait_for("対応していません").send("\t")
    terminal.wait_for(lambda shown: "対応" not in shown.lines()[-1])
