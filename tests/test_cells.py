"""Cells and clusters: what every width in the program rests on."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cells import cell_len, clusters, fit, fitting, is_complex, measure_for

SUITES = Path("/work/shared/suites/unicode-17.0")
needs_suites = pytest.mark.skipif(not SUITES.is_dir(), reason="no Unicode conformance data here")

TROUBLE = st.text(
    st.sampled_from(
        "あ漢ｶﾞーa 。e\u0301か\u3099\u309a\u200d\ufe0f\u20e3👍👨👩🏽🇯🇵가각क\u094dก\u0e33\u0600\n\t"
    )
)


def boundaries(parts: list[str]) -> set[int]:
    """Offsets at which the parts end."""
    ends = set()
    at = 0
    for part in parts:
        at += len(part)
        ends.add(at)
    return ends


def grapheme_cases() -> Iterator[list[str]]:
    """The clusters of each case of GraphemeBreakTest."""
    for line in (SUITES / "GraphemeBreakTest.txt").read_text(encoding="utf-8").splitlines():
        case = line.partition("#")[0].replace("×", "").strip(" ÷\t")
        if case:
            yield ["".join(chr(int(code, 16)) for code in part.split()) for part in case.split("÷")]


@needs_suites
def test_no_cluster_of_the_standard_is_split() -> None:
    """Every cluster of GraphemeBreakTest 17.0 lies whole inside one of ours."""
    cases = list(grapheme_cases())
    assert len(cases) == 766
    split = [case for case in cases if not boundaries(clusters("".join(case))) <= boundaries(case)]
    assert split == []


@needs_suites
def test_clusters_are_the_standards_but_for_stray_viramas() -> None:
    """We join more than GraphemeBreakTest only where a virama has no consonant before it."""
    joined = [case for case in grapheme_cases() if clusters("".join(case)) != case]
    assert len(joined) <= 4
    assert all("\u094d" in case[0] for case in joined)


@needs_suites
def test_cluster_tests_hold_inside_japanese_text() -> None:
    """Plain neighbours change nothing: the fast path hands over the right runs."""
    for case in grapheme_cases():
        text = "".join(case)
        if "\r" in text or "\n" in text or case[0][0] in "\u0308\u200d\u0903\u0300":
            continue
        ours = clusters("漢字。" + text + "。漢字")
        assert "".join(ours) == "漢字。" + text + "。漢字"
        assert boundaries(ours) - {1, 2} <= {3 + end for end in boundaries(case)} | {
            3,
            3 + len(text) + 1,
            3 + len(text) + 2,
            3 + len(text) + 3,
        }


@needs_suites
def test_width_of_every_character_of_unicode_17() -> None:
    """W and F take two cells, A one or two as asked, all else one or none (UAX #11)."""
    wide: set[int] = set()
    either: set[int] = set()
    for line in (SUITES / "EastAsianWidth.txt").read_text(encoding="utf-8").splitlines():
        found = re.match(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)", line)
        if found and found[3] in {"W", "F", "A"}:
            codes = range(int(found[1], 16), int(found[2] or found[1], 16) + 1)
            (either if found[3] == "A" else wide).update(codes)
    for code in range(0x20, 0x30000):
        character = chr(code)
        if is_complex(character):
            continue
        narrow, double = cell_len(character), cell_len(character, 2)
        if code in wide:
            assert (narrow, double) == (2, 2), hex(code)
        elif code in either:
            assert (narrow, double) == (1, 2), hex(code)
        elif narrow == 2:
            # Assigned as wide only after Unicode 17, or an emoji block reserved as wide.
            assert code > 0x1F000, hex(code)
        else:
            assert (narrow, double) == (1, 1), hex(code)


def test_simple_characters_never_join() -> None:
    """Each character that `is_complex` leaves out is a cluster of its own beside another."""
    for code in [*range(0x20, 0x3000, 7), *range(0x3000, 0x3100), *range(0xAC00, 0xD7A4, 97)]:
        character = chr(code)
        if is_complex(character):
            continue
        for text in ("あ" + character, character + "あ", character * 2, "가" + character):
            assert len(clusters(text + "\u0301")) == len(text)


@given(TROUBLE | st.text())
def test_clusters_joined_are_the_text(text: str) -> None:
    """Nothing is lost or added by cutting a text into clusters."""
    assert "".join(clusters(text)) == text
    assert "" not in clusters(text)


@given(TROUBLE, st.integers(0, 30), st.sampled_from([1, 2]))
def test_fitting_is_the_longest_that_fits(text: str, cells: int, ambiguous: int) -> None:
    """`fitting` ends with a cluster, within the cells, and the next cluster would not fit."""
    at = fitting(text, cells, ambiguous)
    assert at in boundaries(clusters(text)) | {0}
    whole = cell_len(text, ambiguous)
    assert at == len(text) or whole > cells
    taken = sum(cell_len(one, ambiguous) for one in clusters(text[:at]))
    assert at == len(text) or taken <= cells


@given(st.text(st.sampled_from("あ漢a※…e\u0301ｶﾞ ")), st.integers(0, 20), st.sampled_from([1, 2]))
def test_fit_takes_just_so_many_cells(text: str, cells: int, ambiguous: int) -> None:
    """A fitted text fills its room exactly."""
    assert cell_len(fit(text, cells, ambiguous), ambiguous) == cells


def test_controls_take_no_cell() -> None:
    """A control character never makes a width negative."""
    assert cell_len("漢\x1b字\t\n") == 4
    assert cell_len("\x00") == 0
    assert measure_for(1)("漢字") == 4
    assert measure_for(2)("※") == 2


def test_measures_agree_without_the_compiled_part() -> None:
    """Where wcwidth has no compiled part its Python part gives the same figures."""
    text = "漢字かな…※①ｶﾞe\u0301👍🏽🇯🇵"
    program = (
        f"from reader.cells import *; t={text!r}; print(cell_len(t), cell_len(t, 2), clusters(t))"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONPATH": str(Path(__file__).parent.parent), "WCWIDTH_PYTHON": pure},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for pure in ("", "1")
    }
    assert answers == {f"{cell_len(text)} {cell_len(text, 2)} {clusters(text)}\n"}
