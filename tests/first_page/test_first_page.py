"""The first page that is on the screen before the application, and the taking over of it."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pyte
import pytest
from pyte.screens import Char
from rich.color import Color, ColorSystem

from reader.book.title_page import title_page
from reader.config import STYLES, theme_files
from reader.config.theme import read_theme
from reader.first_page.palette import Palette, codes_of, color_depth
from reader.formats import load
from reader.page.row_pieces import MARK_CLASSES, ROW_CLASSES
from reader.typeset import Layout, Options, flow
from reader.view.application import ReaderApp
from tests.first_page.first_page_modules import LIST, loaded
from tests.terminal import CURSOR, JAPANESE, ROOT, Open, Terminal, cursor_answer
from tests.view.pilot import opened

pytestmark = pytest.mark.pty

ANSWERS = {CURSOR: cursor_answer}
HANDED_OVER = b"\x1b[?1004h"
"""What Textual writes once it has the terminal."""
MARKS = MARK_CLASSES.values()
POSTS = [*sorted((ROOT / "samples").glob("*.*"))]
PARAGRAPHS = "\n\n".join(
    f"{n}番目の段落です。**川**の水位を毎朝はかり、数字を帳面に書きとめました。"
    for n in range(1, 81)
)


def cells(screen: pyte.Screen) -> Iterator[tuple[int, int, Char]]:
    """Every cell between the title line and the status line that shows something."""
    for y in range(1, screen.lines - 1):
        for x, char in screen.buffer[y].items():
            if char.data.strip():
                yield y, x, char


def taken_over(terminal: Terminal) -> None:
    """Wait until the application has drawn everything."""
    terminal.wait_for(lambda terminal: HANDED_OVER in terminal.raw, timeout=30)
    terminal.wait_for("%").settle(0.4)


def changed_at_the_hand_over(terminal: Terminal) -> list[str]:
    """Cells of the first page's text that were ever anything else until now."""
    raw = terminal.raw
    at = raw.index(HANDED_OVER)
    screen = pyte.Screen(terminal.columns, terminal.rows)
    stream = pyte.ByteStream(screen)
    stream.feed(raw[:at])
    page = list(cells(screen))
    assert len(page) > 40
    assert b"\x1b[?1049h" not in raw[at:]
    assert b"\x1b[2J" not in raw[at:]
    found: list[str] = []
    for start in range(at, len(raw), 400):
        stream.feed(raw[start : start + 400])
        # Not pyte's own `display`, which fails while half of a wide character is overwritten.
        head = (
            "".join(screen.buffer[y][x].data for x in range(screen.columns)) for y in range(1, 9)
        )
        if any("字" in line and "約" in line for line in head):
            # The whole text has been looked at: it may have headings that no format knows.
            break
        found += [
            f"{y},{x}: {char} -> {now}"
            for y, x, char in page
            if (now := screen.buffer[y][x]) != char
        ]
    return found


@pytest.mark.parametrize("post", POSTS, ids=lambda path: path.name)
@pytest.mark.parametrize("size", [(60, 20), (100, 30), (160, 50)], ids=str)
def test_no_cell_of_the_text_changes(
    open_terminal: Open, post: Path, size: tuple[int, int]
) -> None:
    """From the first page on every cell of its text stays, glyph, colours and all."""
    if post.name == "long.txt" and size != (100, 30):
        pytest.skip("one size of the longest is enough")
    terminal = open_terminal(post, "--repeats", "show", size=size, answers=ANSWERS, env=JAPANESE)
    taken_over(terminal)
    assert changed_at_the_hand_over(terminal) == []


@pytest.mark.parametrize(
    "options", [("--theme", "washi"), ("--theme", "light", "--ruby", "above"), ("--indent", "1")]
)
@pytest.mark.parametrize("colors", ["truecolor", "", "16"])
def test_whatever_the_looks(open_terminal: Open, options: tuple[str, ...], colors: str) -> None:
    """Themes, depths of colour, readings and indent are those of the application."""
    env = JAPANESE | ({"TERM": "xterm"} if colors == "16" else {"COLORTERM": colors})
    post = ROOT / "samples" / "video-ai.txt"
    terminal = open_terminal(post, *options, size=(90, 26), answers=ANSWERS, env=env)
    taken_over(terminal)
    assert changed_at_the_hand_over(terminal) == []


@pytest.mark.parametrize("quick", [True, False])
def test_it_begins_where_the_reader_left_off(
    open_terminal: Open, tmp_path: Path, quick: bool
) -> None:
    """At the place of last time at once, by the small file or without it by the database."""
    path = tmp_path / "post.md"
    path.write_text(PARAGRAPHS, "utf-8")
    first = open_terminal(path, answers=ANSWERS, env=JAPANESE)
    first.wait_for("1番目").settle().send("/55番目\r")
    first.wait_for("/55番目  1/1").send("}")
    first.settle().send("q")
    assert first.exit_status() == 0
    if not quick:
        (first.home / "data" / "jreader" / "places").unlink()
    second = open_terminal(path, size=(70, 20), answers=ANSWERS, env=JAPANESE, home=first.home)
    second.wait_for("%").settle(0.4)
    assert changed_at_the_hand_over(second) == []
    assert second.shows("56番目の段落")


def left_at(open_terminal: Open, path: Path, number: int) -> Path:
    """The home folder of a reader who left a long post at a paragraph."""
    first = open_terminal(path, answers=ANSWERS, env=JAPANESE)
    first.wait_for(lambda one: "%" in one.text and "約" not in one.lines()[-1], timeout=60)
    first.settle().send(f"/{number}番目\r")
    first.wait_for(f"/{number}番目  1/1", timeout=30).send("}")
    first.settle().send("q")
    assert first.exit_status() == 0
    return first.home


def long_post(folder: Path) -> Path:
    """A file that is loaded while it is read."""
    path = folder / "long.txt"
    path.write_text(
        "".join(
            f"{n}番目の段落です。川の水位を毎朝はかり、数字を帳面に書きとめました。\n\n"
            for n in range(10_001, 31_001)
        ),
        "utf-8",
    )
    assert path.stat().st_size > 2_000_000
    return path


def test_a_long_post_begins_where_it_was_left(open_terminal: Open, tmp_path: Path) -> None:
    """A place that is loaded with the head is on the first page, and stays there."""
    path = long_post(tmp_path)
    home = left_at(open_terminal, path, 10_055)
    second = open_terminal(path, answers=ANSWERS, env=JAPANESE, home=home)
    second.wait_for("%", timeout=30).settle(0.4)
    assert changed_at_the_hand_over(second) == []
    assert second.shows("10056番目の段落")


def test_a_place_that_is_not_loaded_yet(open_terminal: Open, tmp_path: Path) -> None:
    """It is on the first page and stays there; keys wait for it, but for the one that ends."""
    path = long_post(tmp_path)
    home = left_at(open_terminal, path, 29_055)
    second = open_terminal(path, answers=ANSWERS, env=JAPANESE, home=home)
    second.wait_for("29056番目の段落")
    assert HANDED_OVER not in second.raw
    second.send("}}/29075番目\r")
    second.wait_for("29075番目の段落", timeout=30)
    assert not second.shows("10001番目")
    third = open_terminal(path, answers=ANSWERS, env=JAPANESE, home=home)
    third.wait_for("%", timeout=30).settle(0.4)
    assert changed_at_the_hand_over(third) == []
    fourth = open_terminal(path, answers=ANSWERS, env=JAPANESE, home=home)
    fourth.wait_for("番目の段落").send("q")
    assert fourth.exit_status() == 0


def test_a_place_that_the_file_no_longer_tells_of(open_terminal: Open, tmp_path: Path) -> None:
    """Where only the offset is known, the head stands until it has come: never a third place."""
    path = long_post(tmp_path)
    home = left_at(open_terminal, path, 29_055)
    places = home / "data" / "jreader" / "places"
    places.write_text(re.sub(r"^(\d+),[\d,]+", r"\1", places.read_text("utf-8")), "utf-8")
    second = open_terminal(path, answers=ANSWERS, env=JAPANESE, home=home)
    shown: set[str] = set()
    while not second.shows("29056番目の段落"):
        assert second.pump(20)
        shown |= set(re.findall(r"1(\d{4})番目の", second.text))
    assert shown <= {f"{n:04}" for n in range(1, 40)}


def test_keys_typed_before_the_application(open_terminal: Open, tmp_path: Path) -> None:
    """What is typed as soon as the page is there is acted on, all of it and in order."""
    path = tmp_path / "post.txt"
    path.write_text(PARAGRAPHS, "utf-8")
    terminal = open_terminal(path, answers=ANSWERS, env=JAPANESE)
    while HANDED_OVER not in terminal.raw and "1番目" not in terminal.text:
        terminal.pump(0.01)
    terminal.send("/41番目\rn/55番目\r")
    terminal.wait_for("/55番目  1/1").wait_for("55番目の段落")


def test_what_goes_wrong_puts_the_terminal_back(open_terminal: Open, tmp_path: Path) -> None:
    """A signal between the first page and the application leaves the alternate screen."""
    path = tmp_path / "post.txt"
    path.write_text(PARAGRAPHS, "utf-8")
    terminal = open_terminal(path, answers=ANSWERS, env=JAPANESE)
    while b"\x1b[?1049h" not in terminal.raw:
        terminal.pump(0.01)
    terminal.kill(signal.SIGTERM)
    assert terminal.exit_status() == 0
    assert terminal.raw.rfind(b"\x1b[?1049l") > terminal.raw.rfind(b"\x1b[?1049h")
    assert terminal.raw.rfind(b"\x1b[?25h") > terminal.raw.rfind(b"\x1b[?25l")


def test_a_post_that_cannot_be_read_paints_nothing(open_terminal: Open, tmp_path: Path) -> None:
    """One line, status 2, no other screen."""
    terminal = open_terminal(tmp_path / "none.txt", answers=ANSWERS, env=JAPANESE)
    assert terminal.exit_status() == 2
    assert b"\x1b[?1049h" not in terminal.raw


@pytest.mark.parametrize("env", [{"TERM": "dumb"}, {"NO_COLOR": "1"}], ids=str)
def test_an_odd_terminal_gets_no_first_page(open_terminal: Open, env: dict[str, str]) -> None:
    """Where it could not be right it is left out, and the reader opens all the same."""
    post = ROOT / "samples" / "video-ai.txt"
    terminal = open_terminal(post, answers=ANSWERS, env=JAPANESE | env)
    terminal.wait_for("%")
    assert terminal.raw.index(b"\x1b[?1049h") < terminal.raw.index("動画".encode())
    terminal.send("q")
    assert terminal.exit_status() == 0


@pytest.mark.parametrize("name", sorted(theme_files()))
async def test_styles_are_those_of_the_style_sheet(tmp_path: Path, name: str) -> None:
    """For each class of the page the codes say what Textual's style says."""
    palette = Palette(read_theme(str(STYLES / "themes" / f"{name}.toml")), "truecolor")
    async with opened(tmp_path, theme=name) as (screen, _):
        assert isinstance(screen.app, ReaderApp)
        for rule in {*ROW_CLASSES.values(), "page--text", "page--heading-minor", *MARKS}:
            style = screen.desk.page.look(rule)
            assert palette.of((rule,)) == _sgr(style), rule


def _sgr(style: object) -> str:
    from rich.style import Style

    assert isinstance(style, Style)
    attributes = [
        code
        for on, code in (
            (style.bold, "1"),
            (style.italic, "3"),
            (style.underline, "4"),
            (style.strike, "9"),
        )
        if on
    ]
    assert style.color is not None
    assert style.bgcolor is not None
    fore = style.color.get_ansi_codes(foreground=True)
    back = style.bgcolor.get_ansi_codes(foreground=False)
    return f"\x1b[{';'.join(['0', *attributes, *fore, *back])}m"


@pytest.mark.parametrize(
    ("depth", "system"), [("256", ColorSystem.EIGHT_BIT), ("16", ColorSystem.STANDARD)]
)
def test_fewer_colours_are_those_that_rich_takes(depth: str, system: ColorSystem) -> None:
    """A colour comes out as the same number as in the application."""
    for number in range(0, 1 << 24, 40_507):
        color = f"#{number:06x}"
        for ground in (False, True):
            codes = Color.parse(color).downgrade(system).get_ansi_codes(foreground=not ground)
            assert codes_of(color, depth, ground) == ";".join(codes), color


def test_the_depth_of_colours() -> None:
    """By COLORTERM, else by TERM; none where the user wants none."""
    assert color_depth({"COLORTERM": "truecolor", "TERM": "xterm"}) == "truecolor"
    assert color_depth({"TERM": "tmux-256color"}) == "256"
    assert color_depth({"TERM": "xterm"}) == "16"
    assert color_depth({"TERM": "xterm", "NO_COLOR": ""}) == ""


def test_what_is_imported_before_it() -> None:
    """No module beyond those of the list: each one costs the reader time on every start.

    To renew the list: python -m tests.first_page.first_page_modules
    """
    allowed = {line for line in LIST.read_text("utf-8").split("\n") if line}
    assert set(loaded()) - allowed == set()


@pytest.mark.parametrize("measure", [40, 54, 60, 80])
def test_nothing_moves_when_the_text_has_been_looked_at(measure: int) -> None:
    """The row that counts is there from the first page on, blank, and takes no other row later."""
    document = load(str(ROOT / "samples" / "video-ai.txt"))
    blank = title_page(document, None, measure=measure)
    known = title_page(document, 123_456, 246.0, 0.63, measure)
    heights = [
        Layout(flow(document, header=header), Options(measure=measure)).place_of(0)
        for header in (blank, known)
    ]
    assert heights[0] == heights[1]
    assert len(blank.lines) == len(known.lines)


def test_the_application_draws_its_first_screen_once(open_terminal: Open) -> None:
    """Nothing reaches the terminal while widgets find their sizes, and no line of the page comes
    a second time for having changed."""
    terminal = open_terminal(
        ROOT / "samples" / "video-ai.txt", size=(100, 30), answers=ANSWERS, env=JAPANESE
    )
    taken_over(terminal)
    written = terminal.raw.partition(HANDED_OVER)[2]
    column = max(x for x in range(40) if b"\x1b[12;%dH" % x in written)
    assert written.count(b"\x1b[12;%dH" % column) == 1
