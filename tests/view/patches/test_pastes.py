"""Pasted text is one piece of text, whatever is in it and however it comes."""

from __future__ import annotations

import time

import pytest

from reader.view.patches.pastes import END, MOST, START, Pastes

SENT = f"ab{START}一\x1b[31m二\x1b\n三\x9b{END}c{START}{END}\x1b[20~d"
BEGUN = {at + size for at in range(len(SENT)) if SENT.startswith(START, at) for size in (1, 2)}
"""Behind one or two characters of START, which may be a key: there Textual's parser takes over."""
SIZES = [size for size in range(3, 60) if not BEGUN & set(range(0, len(SENT), size))]


@pytest.mark.parametrize("size", SIZES)
def test_keys_and_pastes_in_pieces(size: int) -> None:
    """What comes in pieces of any size is the same keys and the same pastes, in order."""
    pastes = Pastes()
    found: list[tuple[str, bool]] = []
    for at in range(0, len(SENT), size):
        found += pastes.parted(SENT[at : at + size])
    assert [text for text, pasted in found if pasted] == ["一[31m二\n三", ""]
    assert "".join(text for text, pasted in found if not pasted) == "abc\x1b[20~d"


def test_a_key_does_not_wait() -> None:
    """Escape, Alt with a key and the arrows are handed on at once."""
    pastes = Pastes()
    for key in ("\x1b", "\x1b[", "\x1bj", "\x1b[A", "\x1b[2~", "é"):
        assert [*pastes.parted(key)] == [(key, False)]


def test_a_paste_is_bounded() -> None:
    """Three million characters with escapes take no time, and what follows them is keys."""
    pastes, begun = Pastes(), time.perf_counter()
    found: list[tuple[str, bool]] = []
    for piece in (START, *["\x1b[200~q字" * 500] * 2000, END, "q"):
        found += pastes.parted(piece)
    assert time.perf_counter() - begun < 5
    assert [(len(text), pasted) for text, pasted in found] == [(MOST, True), (1, False)]
