"""Every pair of text and ground in every theme can be read (WCAG 2.1, 1.4.3: 4.5 to 1)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.config import theme_files
from tests.terminal import ROOT

GROUNDS = {
    "Page": ("background",),
    "TopLine": ("background",),
    "StatusLine": ("panel", "background"),
    "EntryList": ("surface", "panel"),
}
"""Widget -> the grounds that its parts are drawn on where their rule names none."""
ELSEWHERE = (
    ("foreground", "panel"),
    ("foreground", "surface"),
    ("accent", "panel"),
    ("accent", "surface"),
    ("page-faint", "panel"),
)
"""Text and ground of what reader.tcss draws: the prompt, the note, their borders."""
RULE = re.compile(r"(\w+) > \.([\w-]+) \{(.*)\}")


def rules() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Widget, part and declarations of every rule of parts.tcss, colours without their $."""
    for line in (ROOT / "styles" / "parts.tcss").read_text("utf-8").splitlines():
        if found := RULE.match(line):
            widget, part, body = found.groups()
            pairs = (one.split(":") for one in body.split(";") if ":" in one)
            yield widget, part, {name.strip(): value.strip(" $") for name, value in pairs}


def pairs() -> Iterator[tuple[str, str]]:
    """The names of every colour of text with every ground that it stands on."""
    yield from ELSEWHERE
    for widget, _, rule in rules():
        if "color" in rule:
            grounds = (rule["background"],) if "background" in rule else GROUNDS[widget]
            yield from ((rule["color"], ground) for ground in grounds)


def colors(path: Path) -> dict[str, str]:
    """The colours of a theme by name."""
    theme = tomllib.loads(path.read_text("utf-8"))
    return {**theme, **theme["variables"]}


def luminance(color: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.1)."""
    channels = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("path", theme_files().values(), ids=lambda path: path.stem)
def test_all_text_can_be_read(path: Path) -> None:
    """No text is fainter than 4.5 to 1 on its ground; a frame is not fainter than 3 to 1."""
    color = colors(path)
    low = {
        pair: round(contrast(color[pair[0]], color[pair[1]]), 2)
        for pair in pairs()
        if contrast(color[pair[0]], color[pair[1]]) < 4.5
    }
    assert not low
    assert contrast(color["page-frame"], color["background"]) >= 3


@pytest.mark.parametrize("path", theme_files().values(), ids=lambda path: path.stem)
def test_a_match_is_told_from_a_highlight_without_its_hue(path: Path) -> None:
    """A match has an underline, the current match is bold, a highlight has neither."""
    style = {part: rule.get("text-style", "") for _, part, rule in rules()}
    assert style["page--match"] == "underline"
    assert style["page--match-current"] == "bold"
    assert not any(style[f"page--highlight-{name}"] for name in ("yellow", "green", "blue", "red"))
    color = colors(path)
    assert len({color[name] for name in color if name.startswith("highlight-")}) == 4
