"""The options as one table, and the reading of a command line by it.

The parser is a page of code and not argparse: messages and help come in the language of the
interface, and the way to the first page stays short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import ReaderError
from reader.records import dataclass

if TYPE_CHECKING:
    from pathlib import Path

    from reader.config.settings import Breaks
    from reader.output.link_notes import Links

WIDTHS = range(2, 10_001)
"""Measures in cells that `--width` takes; one full-width character needs two."""


class Option(NamedTuple):
    """One option; its help is `cli.help-NAME` in `reader.wording`."""

    name: str
    """Without the dashes; with "no-" put before it, too, where `switch` is set."""
    group: str
    """Its part of the help: "answer", "set", "text" or "program"."""
    value: str = ""
    """What the help calls its value; "" for an option without one."""
    choices: tuple[str, ...] = ()
    """What the value can be; empty where it is free."""
    switch: bool = False
    """Whether there is a --no-NAME."""


OPTIONS: tuple[Option, ...] = (
    Option("print", "answer"),
    Option("outline", "answer"),
    Option("search", "answer", "QUERY"),
    Option("stats", "answer"),
    Option("facts", "answer"),
    Option("marks", "answer"),
    Option("mark", "answer", "LINE[:QUOTE]"),
    Option("import-marks", "answer", "FILE"),
    Option("state", "answer", "ACTION", ("backup", "check", "restore")),
    Option("json", "detail"),
    Option("as", "detail", "FORM", ("tree", "md", "annotations", "jsonl", "csv")),
    Option("regex", "detail"),
    Option("exact", "detail"),
    Option("no-fold", "detail", "NAMES"),
    Option("romaji", "detail", "WHEN", ("on", "off")),
    Option("all", "detail"),
    Option("note", "detail", "TEXT"),
    Option("color", "detail", "WHEN", ("always", "never", "auto")),
    Option("links", "detail", "HOW", ("inline", "notes", "none")),
    Option("header", "detail", switch=True),
    Option("width", "text", "N"),
    Option("wrap", "text", "MODE", ("strict", "normal", "loose", "phrase")),
    Option("hang", "text", switch=True),
    Option("indent", "text", "N", ("0", "1")),
    Option("justify", "text", switch=True),
    Option("ambiguous", "text", "N", ("auto", "1", "2")),
    Option("repeats", "text", "HOW", ("fold", "show")),
    Option("ruby", "text", "HOW", ("off", "inline", "above")),
    Option("breaks", "text", "HOW", ("auto", "keep", "join")),
    Option("outline-detail", "text", "HOW", ("coarse", "normal", "fine")),
    Option("input-format", "text", "NAME", ("auto", "plain", "markdown", "aozora")),
    Option("encoding", "text", "NAME"),
    Option("goto", "program", "PLACE"),
    Option("lang", "program", "LANG", ("ja", "en")),
    Option("theme", "program", "NAME"),
    Option("keys", "program", "NAME", ("less", "vim")),
    Option("config", "program", "FILE"),
    Option("state-dir", "program", "DIR"),
    Option("version", "program"),
    Option("help", "program"),
)
"""Every option, in the order of the help."""

GROUPS = ("answer", "detail", "text", "program")
"""Parts of the help, in its order; their titles are `cli.group-NAME`."""

ANSWERS = tuple(option.name for option in OPTIONS if option.group == "answer")
"""Options that ask for something other than opening the reader; one of them at a time."""

_BY_FLAG = {f"--{option.name}": (option, True) for option in OPTIONS} | {
    f"--no-{option.name}": (option, False) for option in OPTIONS if option.switch
}


@dataclass(frozen=True, slots=True)
class Call:
    """A command line, understood: what is asked and how. None is "not said"."""

    answer: str = ""
    """One of `ANSWERS`, "version", "help", or "" to open the reader."""
    posts: tuple[str, ...] = ()
    """Paths, or "-"; more than one only for `--search`."""
    subject: str = ""
    """The value of the answer's option: the query, LINE[:QUOTE], FILE or ACTION."""
    json: bool = False
    as_: str | None = None
    regex: bool = False
    exact: bool = False
    no_fold: frozenset[str] | None = None
    romaji: str | None = None
    all: bool = False
    note: str | None = None
    color: str = "auto"
    links: Links | None = None
    header: bool = True
    width: int | None = None
    wrap: str | None = None
    hang: bool | None = None
    indent: int | None = None
    justify: bool | None = None
    ambiguous: int | None = None
    repeats: str | None = None
    ruby: str | None = None
    breaks: Breaks | None = None
    outline_detail: str | None = None
    input_format: str = "auto"
    encoding: str | None = None
    goto: str = ""
    lang: str | None = None
    theme: str | None = None
    keys: str | None = None
    config: Path | None = None
    state_dir: Path | None = None


def _path(word: str) -> Path:
    from pathlib import Path  # few calls name one, and it takes long to load

    return Path(word)


def _width(word: str) -> int:
    if (width := int(word)) not in WIDTHS:
        raise ValueError(word)
    return width


def _folds(word: str) -> frozenset[str]:
    from reader.config import FOLDS

    names = frozenset(filter(None, word.replace(" ", "").split(",")))
    if not names <= set(FOLDS):
        raise ValueError(word)
    return names


def _allowed(option: str) -> str:
    """What the value of an option can be that is neither free nor one of a few words."""
    from reader.config import FOLDS

    return ", ".join(FOLDS) if option == "no-fold" else f"{WIDTHS[0]}…{WIDTHS[-1]}"


_CONVERT: dict[str, Callable[[str], object]] = {
    "width": _width,
    "no-fold": _folds,
    "indent": int,
    "ambiguous": lambda value: None if value == "auto" else int(value),
    "config": _path,
    "state-dir": _path,
}
"""Option -> what makes its value of the word; the others keep the word."""

_FIELDS = {"as": "as_"}
"""Option -> field of `Call`, where it is not its own name."""

_FORMS = {"outline": ("tree", "md"), "marks": ("md", "annotations", "jsonl", "csv")}
"""What `--as` can be for which answer."""

_NEEDS = {
    "regex": "search",
    "exact": "search",
    "no-fold": "search",
    "romaji": "search",
    "note": "mark",
    "all": "marks",
}
"""Options that mean nothing without a certain answer."""


def parse(words: Sequence[str]) -> Call:
    """Understand the words after the program's name. Raises ReaderError for what cannot be."""
    values: dict[str, object] = {}
    posts: list[str] = []
    answers: dict[str, str] = {}
    for option, value in _pairs(words):
        if option is None:
            posts.append(str(value))
        elif option.group == "answer" or option.name in ("version", "help"):
            answers[option.name] = str(value) if option.value else ""
        else:
            values[option.name] = value
    answer, subject = _one_answer(answers)
    _check(answer, values, posts)
    fields = {_FIELDS.get(name, name.replace("-", "_")): value for name, value in values.items()}
    return Call(answer=answer, subject=subject, posts=tuple(posts), **fields)  # type: ignore[arg-type]


def _pairs(words: Sequence[str]) -> Iterator[tuple[Option | None, object]]:
    """Each option with its value; a post comes as (None, word)."""
    left = iter(words)
    for word in left:
        if word == "--":
            yield from ((None, post) for post in left)
        elif word == "-" or not word.startswith("-"):
            yield None, word
        else:
            flag, equals, value = word.partition("=")
            option, on = _option({"-h": "--help"}.get(flag, flag))
            if option.value:
                yield option, _value(option, value if equals else next(left, None), equals)
            elif equals:
                raise ReaderError("cli.no-value-wanted", option=flag)
            else:
                yield option, on


def _option(flag: str) -> tuple[Option, bool]:
    if found := _BY_FLAG.get(flag):
        return found
    from difflib import get_close_matches

    near = get_close_matches(flag, _BY_FLAG, n=1)
    if near:
        raise ReaderError("cli.unknown-option-near", option=flag, near=near[0])
    raise ReaderError("cli.unknown-option", option=flag)


def _value(option: Option, word: str | None, given: str) -> object:
    """The value of an option, checked; a word that looks like an option is taken only after =."""
    if word is None or (not given and word.startswith("-") and word != "-"):
        raise ReaderError("cli.value-missing", option=option.name, value=option.value)
    if option.choices and word not in option.choices:
        allowed = ", ".join(option.choices)
        raise ReaderError("cli.wrong-value", option=option.name, value=word, allowed=allowed)
    try:
        return _CONVERT.get(option.name, str)(word)
    except ValueError:
        allowed = _allowed(option.name)
        raise ReaderError(
            "cli.wrong-value", option=option.name, value=word, allowed=allowed
        ) from None


def _one_answer(answers: dict[str, str]) -> tuple[str, str]:
    """The answer asked for and its value; help and version go before everything."""
    for name in ("help", "version"):
        if name in answers:
            return name, ""
    if len(answers) > 1:
        first, second = list(answers)[:2]
        raise ReaderError("cli.two-answers", first=first, second=second)
    return next(iter(answers.items()), ("", ""))


def _check(answer: str, values: dict[str, object], posts: list[str]) -> None:
    """What each option is for, and how many posts an answer can take."""
    if answer in ("help", "version"):
        return
    for name, needed in _NEEDS.items():
        if name in values and answer != needed:
            raise ReaderError("cli.only-with", option=name, answer=needed)
    form = values.get("as")
    if form and form not in _FORMS.get(answer, ()):
        allowed = ", ".join(_FORMS.get(answer, ()))
        key = "cli.wrong-form" if allowed else "cli.no-forms"
        raise ReaderError(key, form=form, answer=answer or "print", allowed=allowed)
    if len(posts) > 1 and answer != "search":
        raise ReaderError("cli.too-many-posts", post=posts[1])
    if posts.count("-") > 1:
        raise ReaderError("cli.too-many-posts", post="-")
    needs_post = answer in ("print", "outline", "search", "stats", "facts", "mark")
    if not posts and (needs_post or (answer == "marks" and "all" not in values)):
        raise ReaderError("cli.no-post", answer=answer)
