"""The page's colours as SGR codes (ECMA-48 8.3.117), made before Textual is loaded.

The rules that the first page needs are read from the style sheet and the theme file. A rule of a
form that this module does not read raises an error, and no first page is painted. A test compares
every style with Textual's.
"""

from __future__ import annotations

import os

from reader.config.folders import STYLES_NAME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.config.theme import ThemeColors

_ATTRIBUTES = {"bold": "1", "italic": "3", "underline": "4", "strike": "9"}
_STANDARD = (
    *((0, 0, 0), (170, 0, 0), (0, 170, 0), (170, 85, 0)),
    *((0, 0, 170), (170, 0, 170), (0, 170, 170), (170, 170, 170)),
    *((85, 85, 85), (255, 85, 85), (85, 255, 85), (255, 255, 85)),
    *((85, 85, 255), (255, 85, 255), (85, 255, 255), (255, 255, 255)),
)
"""The sixteen colours as Rich takes them to be."""


def default_theme() -> str:
    """ "light" where the terminal says that its background is light, else "dark".

    COLORFGBG holds "foreground;background" as ANSI colour numbers; 7 and 9 to 15 are light.
    """
    background = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    light = background == "7" or background in map(str, range(9, 16))
    return "light" if light else "dark"


def color_depth(environ: dict[str, str] | os._Environ[str] = os.environ) -> str:
    """ "truecolor", "256" or "16", as Rich tells it by the environment; "" for no colours."""
    if "NO_COLOR" in environ or "TEXTUAL_COLOR_SYSTEM" in environ:
        return ""
    if environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return "truecolor"
    name = environ.get("TERM", "").strip().lower().rpartition("-")[2]
    return "256" if name in ("256color", "kitty") else "16"


def codes_of(color: str, depth: str, ground: bool = False) -> str:
    """The SGR code of a colour "#rrggbb", for the background with `ground`.

    Raises ValueError for another form.
    """
    if len(color) != 7 or color[0] != "#":
        raise ValueError(color)
    red, green, blue = int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
    if depth == "truecolor":
        return f"{48 if ground else 38};2;{red};{green};{blue}"
    if depth == "256":
        return f"{48 if ground else 38};5;{_of_256(red, green, blue)}"
    number = min(range(16), key=lambda at: _distance(_STANDARD[at], red, green, blue))
    return str(number + (40 if ground else 30) if number < 8 else number + (92 if ground else 82))


def _of_256(red: int, green: int, blue: int) -> int:
    """The number among 256 colours: of the grey ramp for what is nearly grey, else of the cube."""
    high, low = max(red, green, blue) / 255, min(red, green, blue) / 255
    light = (high + low) / 2
    if high == low:
        saturation = 0.0
    elif light <= 0.5:
        saturation = (high - low) / (high + low)
    else:
        saturation = (high - low) / (2 - high - low)
    if saturation < 0.15:
        grey = round(light * 25)
        return 16 if grey == 0 else 231 if grey == 25 else 231 + grey
    six = [part / 95 if part < 95 else 1 + (part - 95) / 40 for part in (red, green, blue)]
    return 16 + 36 * round(six[0]) + 6 * round(six[1]) + round(six[2])


def _distance(color: tuple[int, int, int], red: int, green: int, blue: int) -> float:
    """How different two colours look: the square of Riemersma's weighted RGB distance."""
    mean = (red + color[0]) // 2
    a, b, c = red - color[0], green - color[1], blue - color[2]
    return (((512 + mean) * a * a) >> 8) + 4 * b * b + (((767 - mean) * c * c) >> 8)


class Palette:
    """The colours of one theme at one depth."""

    def __init__(self, theme: ThemeColors, depth: str) -> None:
        # Names of the theme itself and of its variables are one space.
        self._colors = theme.colors | theme.variables
        self._depth = depth
        self._rules = {name: dict(_declarations(rule)) for name, rule in part_rules("Page").items()}

    def ground(self, name: str) -> str:
        """SGR of an empty cell on a ground: "background", "panel" or "surface"."""
        return self._sgr(["0", self._code("foreground"), self._code(name, True)])

    def of(self, names: tuple[str, ...]) -> str:
        """SGR of component classes of the page laid over one another, the last on top."""
        fore, back, attributes = self._code("foreground"), self._code("background", True), []
        for name in names:
            for field, value in self._rules[name].items():
                if field == "color":
                    fore = self._code(value)
                elif field == "background":
                    back = self._code(value, True)
                else:
                    attributes += [_ATTRIBUTES[word] for word in value.split()]
        return self._sgr(["0", *attributes, fore, back])

    def _code(self, name: str, ground: bool = False) -> str:
        return codes_of(self._colors[name.removeprefix("$")], self._depth, ground)

    def _sgr(self, codes: list[str]) -> str:
        return f"\x1b[{';'.join(codes)}m"


def part_rules(widget: str) -> dict[str, str]:
    """Component class -> its declarations, of one kind of widget; a rule stands on one line."""
    found = {}
    with open(f"{STYLES_NAME}/parts.tcss", encoding="utf-8") as sheet:
        for line in sheet:
            owner, arrow, rest = line.partition(" > .")
            if arrow and owner == widget:
                name, _, declarations = rest.partition(" {")
                found[name] = declarations.partition("}")[0].strip()
    return found


def _declarations(rule: str) -> Iterator[tuple[str, str]]:
    for declaration in rule.split(";"):
        field, colon, value = declaration.partition(":")
        if colon:
            yield field.strip(), value.strip()
