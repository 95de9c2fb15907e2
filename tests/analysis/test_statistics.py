"""What --stats counts."""

from __future__ import annotations

from reader.analysis.statistics import measure_post, minutes
from reader.document import Block, Document, Kind

LONG = "灯台の明かりは毎晩七時に点り、沖を行く船はそれを目印に港へ向かう。" * 2


def paragraph(text: str) -> Block:
    return Block(Kind.PARAGRAPH, text)


def test_counts_of_a_plain_post() -> None:
    """字 leave white space out; headings and rules are no paragraphs."""
    blocks = [
        Block(Kind.HEADING, "港", 1),
        paragraph("ある 朝。"),
        Block(Kind.RULE, ""),
        paragraph("夜。"),
    ]
    counted = measure_post(Document(blocks, controls_removed=3, minutes_stated=8))
    assert (counted.characters, counted.characters_unique, counted.repeated_share) == (7, 7, 0.0)
    assert (counted.paragraphs, counted.controls_removed, counted.minutes_stated) == (2, 3, 8)


def test_repeats_are_not_read_again() -> None:
    """Reading time is that of the text that is shown."""
    once = measure_post(Document([paragraph(LONG + f"{n}番目。") for n in range(1)]))
    twice = measure_post(Document([paragraph(LONG + "0番目。"), paragraph(LONG + "0番目。")]))
    assert twice.characters == 2 * once.characters
    assert twice.characters_unique == once.characters
    assert (twice.repeated_share, twice.paragraphs) == (0.5, once.paragraphs)
    assert twice.minutes == once.minutes


def test_an_empty_post() -> None:
    """Nothing to read takes no time and divides by nothing."""
    counted = measure_post(Document([]))
    assert (counted.characters, counted.minutes, counted.repeated_share) == (0, 0.0, 0.0)


def test_pace() -> None:
    """Minutes are at 500 字 a minute, or at the reader's own pace."""
    assert (minutes(6360), minutes(6360, 1000)) == (12.7, 6.4)
