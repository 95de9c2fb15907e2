"""Unicode's own tests, where they are at hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.typeset.breaking.breaker import breaker, level_at
from reader.typeset.breaking.context import allowed
from reader.typeset.breaking.phrase_breaker import phrase_breaker
from reader.typeset.breaking.rules import YES, pairs

SUITES = Path("/work/shared/suites")
JAPANESE_RULES = (
    # What our rules decide otherwise than UAX #14 15.0, as (before, after) of the first place.
    ("LB20a of Unicode 15.1: a hyphen that starts a word stays with it", "-", None),
    ("JLREQ cl-13: % starts no line behind a hyphen (in addresses)", "-", None),
    ("JLREQ 3.1.7: no forbidden start behind a space in Japanese text", None, "\u17d6\u3041\u203d"),
    ("LB13 holds behind a zero width space and a space", "\u200b", None),
)

pytestmark = pytest.mark.skipif(not SUITES.exists(), reason="Unicode's suites are not here")


def cases(path: Path) -> Iterator[tuple[str, list[bool]]]:
    """Text and, for each place inside it, whether the test breaks there."""
    for line in path.read_text(encoding="utf-8").splitlines():
        tokens = line.split("#")[0].split()
        if tokens:
            text = "".join(chr(int(code, 16)) for code in tokens[1::2])
            yield text, [sign == "÷" for sign in tokens[2:-1:2]]


def test_line_break_test() -> None:
    """At least 7,600 of the 7,654 cases of LineBreakTest 15.0; the others have a named reason."""
    rules = pairs("strict")
    passed = 0
    for text, expected in cases(SUITES / "unicode-15.0" / "LineBreakTest.txt"):
        found = [allowed(rules, text, at) == YES for at in range(1, len(text))]
        if found == expected:
            passed += 1
            continue
        at = next(
            at for at, pair in enumerate(zip(found, expected, strict=True), 1) if len({*pair}) > 1
        )
        assert any(
            (before is None or before in text[:at]) and (after is None or text[at] in after)
            for _, before, after in JAPANESE_RULES
        ), text
    assert passed >= 7600


@pytest.mark.parametrize("version", ["15.0", "17.0"])
@pytest.mark.parametrize("width", [1, 2, 5])
def test_no_cluster_is_split(version: str, width: int) -> None:
    """No cluster of GraphemeBreakTest is parted, however short the lines."""
    for text, expected in cases(SUITES / f"unicode-{version}" / "GraphemeBreakTest.txt"):
        edges = {at for at, parts in enumerate(expected, 1) if parts}
        for each in (breaker(level_at("strict", width)), phrase_breaker()):
            starts = {start for start, _ in each.lines(text, width)[1:]}
            assert starts <= edges, text
