"""Keys pressed at random in a real terminal, until something is wrong.

    python -m tests.view.monkey [--seed N] [--minutes N] [--ends] [POST …]

Each round opens a post in a terminal of some size and language and sends bursts of keys and of
mouse events. Two things are wrong: the program has ended (none of the keys ends it), or the screen
is another one after the window was one column narrower for a moment, so that something old had
stood on it. Either is printed with all that was sent, and the exit status is then 1. What the
status line counts may differ: an estimate does, of a text that was laid out anew. With `--ends`
only the end counts: the pictures are compared after fixed times, which a busy machine outlasts.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

from tests.terminal import CURSOR, JREADER, ROOT, Terminal, cursor_answer

SIZES = ((80, 24), (100, 30), (160, 50), (40, 12), (20, 5), (6, 4))
LANGUAGES = ("ja_JP.UTF-8", "C.UTF-8")
STEPS = 25
LETTERS = " bjkgGduJKnN/?&mMBHctz\t[]{}()135%isoOLlxvwFEer.,<>+-=_:!hyYpPaATCSDIUX*#;|\\^$0`~@"
"""All keys of the page but `q`, and some that are none."""
SEQUENCES = (
    *("\r", "\x7f", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H"),
    *("\x1b[F", "\x1bOP", "\x1b[1;5C", "\x1b[1;5D", "\x1b[3~", "\x01", "\x02", "\x04", "\x05"),
    *("\x06", "\x0b", "\x0e", "\x0f", "\x10", "\x13", "\x15", "\x17"),
    *("水", "動画", "ai", "sa-", "の", "50%", "[a-z]+", '"a', "'a"),
    *("\x1b[<64;40;10M", "\x1b[<65;40;10M", "\x1b[<0;40;10M\x1b[<0;40;10m"),
    *("\x1b[<0;20;10M\x1b[<32;50;12M\x1b[<0;50;12m", "M書\x1b[<0;9;3M\x1b[<0;9;3mM"),
    *("M書\x13", "M\x1b[<0;9;3M\x1b[<0;9;3m\x10", "\x10\x1b[6~", "t\x1b", "N\x1b[6~\x1b"),
)
"""Other keys, words, the wheel, a click and a drag; notes and lists left while they open."""


def burst(chance: random.Random) -> str:
    """What is sent at once: mostly one key."""
    keys = (*LETTERS, *SEQUENCES)
    return "".join(chance.choice(keys) for _ in range(chance.choice((1, 1, 1, 2, 3, 6))))


def narrowed(terminal: Terminal) -> list[str]:
    """The rows above the status line after the window was narrower for a moment."""
    columns, rows = terminal.columns, terminal.rows
    terminal.resize(columns - 1, rows)
    terminal.settle(0.25, 0.8)
    terminal.resize(columns, rows)
    return terminal.settle(0.35, 0.9).lines()[:-1]


def play(post: Path, chance: random.Random, ends: bool) -> str:
    """One round; what was wrong, or "". `ends`: only the end is wrong."""
    size, language = chance.choice(SIZES), chance.choice(LANGUAGES)
    sent: list[str] = []
    answers = {CURSOR: cursor_answer}
    argv: list[str | Path] = [*JREADER, post]
    with Terminal(argv, size=size, answers=answers, env={"LANG": language}) as terminal:
        (terminal.wait_for("%", timeout=20) if size[0] > 20 else terminal).settle(
            chance.choice((0.01, 0.4))
        )
        for _ in range(STEPS):
            sent.append("\x1b" if chance.random() < 0.1 else burst(chance))
            terminal.send(sent[-1])
            terminal.settle(0.15, 0.5)
            if terminal.ended:
                how = f"ended ({terminal.exit_status()})"
                return f"{how}: {post} {size} {language} {sent}\n{terminal.text}"
            if not ends and chance.random() < 0.3:
                before = terminal.settle(0.3, 0.9).lines()[:-1]
                after = narrowed(terminal)
                if before != after:
                    rows = [
                        f"  - {old}\n  + {new}"
                        for old, new in zip(before, after, strict=True)
                        if old != new
                    ]
                    return "\n".join([f"differs: {post} {size} {language} {sent}", *rows])
    return ""


def main() -> int:
    """Play until the time is over; 1 where something was wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("posts", nargs="*", type=Path, metavar="POST")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=2)
    parser.add_argument("--ends", action="store_true")
    asked = parser.parse_args()
    posts = asked.posts or sorted((ROOT / "samples").iterdir())
    chance, end, rounds, wrong = random.Random(asked.seed), time.time() + asked.minutes * 60, 0, 0
    while time.time() < end:
        rounds += 1
        fault = play(chance.choice(posts), chance, asked.ends)
        if fault:
            wrong += 1
            print(fault, flush=True)
    print(f"{rounds} rounds, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
