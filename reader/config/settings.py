"""Every preference of the reader, with its default."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from reader.records import dataclass, replace

if TYPE_CHECKING:
    from reader.wording import Lang

Breaks = Literal["auto", "keep", "join"]
"""What the line ends inside a paragraph are taken for."""

FOLDS = (
    "ignored",
    "spaces",
    "width",
    "radicals",
    "kanji",
    "dashes",
    "tildes",
    "quotes",
    "brackets",
    "punctuation",
    "kana",
    "case",
)
"""The folds of a search: groups of characters that a search takes for the same. Each name is a
setting (`[fold]` in the configuration, `--no-fold`) and a group of rows in `search/folds.txt`; the
folds are applied in this order."""


class Remap(NamedTuple):
    """Keys that the reader chose for one action."""

    id: str
    """A binding's id, as in the help screen: "read.page-down"."""
    keys: str
    """Key names as Textual writes them, parted by commas: "space,f"; "" takes all keys away."""
    line: int
    """Line of the configuration file, to name it if there is no such binding."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every preference, with its default; the command line lays its options over the file's."""

    theme: str = ""
    """Name of a theme, a file of `theme_files()`; "" leaves the choice to the program."""
    lang: Lang | None = None
    """Language of the interface; None asks the locale."""
    measure: int = 80
    """Greatest length of a line, in cells."""
    wrap: str = "strict"
    """"strict", "normal", "loose" (CSS Text 3 §5.3 `line-break`) or "phrase"."""
    hang: bool = True
    """Whether 、 and 。 may hang in a margin of 2 cells."""
    indent: int = 0
    """1: paragraphs begin with one full-width space instead of after a blank line."""
    justify: bool = False
    """Whether lines are filled up to an even right edge."""
    spacing: int = 0
    """Blank rows between two lines."""
    ruby: str = "inline"
    """Readings: "off", "inline" or "above"."""
    breaks: Breaks = "auto"
    """Line ends inside a paragraph: "auto" by how the lines look, "keep" or "join"."""
    ambiguous: int | None = None
    """Cells of an East Asian Ambiguous character; None asks the terminal."""
    repeats: str = "fold"
    """Passages that stand earlier in the post: "fold" or "show"."""
    outline_detail: str = "normal"
    """How finely sections are inferred: "coarse", "normal" or "fine"."""
    outline: str = "auto"
    """The outline panel at the start: "show", "hide", or "auto", by the terminal's width."""
    romaji: bool = True
    """Whether a search in Latin letters also finds Japanese by its reading."""
    told_apart: frozenset[str] = frozenset()
    """The names in `FOLDS` that are switched off: a search tells their characters apart."""
    keys: str = "less"
    """Which set of keys to start from: "less" or "vim"."""
    remaps: tuple[Remap, ...] = ()
    """Keys chosen for single actions; they go before the set's."""
    given: frozenset[str] = frozenset()
    """Fields that the file or the command line set."""

    def over(self, **values: object) -> Settings:
        """These settings with some set by hand; a value of None sets nothing."""
        chosen: dict[str, Any] = {
            name: value for name, value in values.items() if value is not None
        }
        return replace(self, **chosen, given=frozenset((*self.given, *chosen)))
