"""Frames: less is written, and the terminal shows the same."""

from __future__ import annotations

import random
from itertools import pairwise

import pyte

from reader.view.patches.frames import Frames

SIZE = (24, 5)
STYLES = ("1;38;5;168;48;5;234", "38;5;251;48;5;234", "38;5;251;48;5;233", "4;37;44", "7", "0")
WORDS = ("川の", "ab", "   ", "", "。", " x ")


def piece(number: random.Random, cells: int) -> str:
    """Styled text of exactly so many cells, as Textual writes it."""
    written, used = [], 0
    while used < cells:
        text = number.choice(WORDS)
        width = sum(2 if one > "\u3000" or one == "。" else 1 for one in text)
        if used + width > cells:
            text, width = " ", 1
        style = number.choice(STYLES)
        written.append(text if style == "0" else f"\x1b[{style}m{text}\x1b[0m")
        used += width
    return "".join(written)


def frame(number: random.Random, stock: list[str]) -> str:
    """Some lines, cut at one of a few places; pieces often come again."""
    columns, rows = SIZE
    lines = []
    for y in sorted(number.sample(range(1, rows + 1), number.randint(1, rows))):
        cuts = [1, *sorted(number.sample((6, 7, 12), number.randint(0, 2))), columns + 1]
        for x, end in pairwise(cuts):
            again = [one for one in stock if one.startswith(f"{end - x}|")]
            if again and number.random() < 0.6:
                raw = number.choice(again).partition("|")[2]
            else:
                raw = piece(number, end - x)
                stock.append(f"{end - x}|{raw}")
            lines.append(f"\x1b[{y};{x}H{raw}")
        lines.append("\n")
    return "".join(lines[:-1]) + "\x1b[1;1H"


def cells(screen: pyte.Screen) -> list[tuple[object, ...]]:
    """Every cell; of one that is empty, the colour of its ground alone, as it is seen."""
    found: list[tuple[object, ...]] = []
    for y in range(screen.lines):
        for x in range(screen.columns):
            one = screen.buffer[y][x]
            seen = one.data.strip() or one.underscore or one.reverse or one.strikethrough
            found.append(tuple(one) if seen else (" ", one.bg))
    return found


def test_the_terminal_shows_the_same() -> None:
    """Whatever comes in whatever order, every cell is as if all had been written."""
    for seed in range(30):
        number, stock = random.Random(seed), list[str]()
        frames, full, less = Frames(), pyte.Screen(*SIZE), pyte.Screen(*SIZE)
        streams = pyte.Stream(full), pyte.Stream(less)
        for _ in range(25):
            data = frame(number, stock)
            streams[0].feed(data)
            streams[1].feed(frames.lessen(data))
            assert cells(full) == cells(less), seed


def test_what_stands_is_not_written_again() -> None:
    """A line that is the same costs nothing, and a change only what is right of it."""
    frames = Frames()
    first = "\x1b[1;1H\x1b[31mleft\x1b[0m\x1b[1;5H\x1b[32mright\x1b[0m\n\x1b[2;1Hbelow"
    frames.lessen(first)
    assert frames.lessen(first) == ""
    second = first.replace("right", "RIGHT")
    assert frames.lessen(second) == "\x1b[1;5H\x1b[32mRIGHT\x1b[0m"


def test_a_forgotten_screen_is_written_in_full() -> None:
    """After a change of size, or text from elsewhere, nothing is taken for granted."""
    frames = Frames()
    data = "\x1b[1;1Hleft"
    for forget in (frames.forget, lambda: frames.lessen("a line of someone else\n")):
        frames.lessen(data)
        forget()
        assert frames.lessen(data) == data


def test_modes_and_titles_pass() -> None:
    """What draws no cell is written as it came, and changes nothing of what is known."""
    frames = Frames()
    frames.lessen("\x1b[1;1Hleft")
    for data in ("\x1b[?2026h", "\x1b]0;title\x07", "\x1b[?25l"):
        assert frames.lessen(data) == data
    assert frames.lessen("\x1b[1;1Hleft") == ""


def test_a_link_hides_what_it_might_cover() -> None:
    """Of a piece with other sequences the width is not known: all right of it is forgotten."""
    frames = Frames()
    frames.lessen("\x1b[1;9Hright")
    linked = "\x1b[1;1H\x1b]8;;http://e.example\x1b\\link\x1b]8;;\x1b\\"
    assert frames.lessen(linked) == linked
    assert frames.lessen("\x1b[1;9Hright") == "\x1b[1;9Hright"


def test_after_a_resize_cells_are_wiped_before_they_are_written() -> None:
    """Halves of wide characters from before are gone then, and what stands is the same."""
    number, stock = random.Random(5), []  # type: ignore[var-annotated]
    frames, whole = Frames(), [pyte.Screen(*SIZE) for _ in range(2)]
    streams = [pyte.Stream(screen) for screen in whole]
    frames.take_size((24, 5))
    frames.take_size((24, 5))
    first = frames.lessen("\x1b[1;1Hab\x1b[1;3Hcd")
    assert "X" not in first
    frames.take_size((20, 5))
    assert frames.lessen("\x1b[1;1Hab\x1b[1;3H川\x1b[2;1H") == (
        "\x1b[1;1H\x1b[2Xab\x1b[1;3H\x1b[2X川\x1b[2;1H"
    )
    assert frames.lessen("\x1b[1;1Hxy") == "\x1b[1;1Hxy"
    for _ in range(200):
        if number.random() < 0.1:
            frames.take_size(number.random())
        drawn = frame(number, stock)
        streams[0].feed(drawn)
        streams[1].feed(frames.lessen(drawn))
        assert cells(whole[0]) == cells(whole[1])
