"""The table of options, and the parser of the command line that follows it.

argparse is not used: its messages and its help are English only, and it takes long to load
before the first page.
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
    """An option of the command line; its help is `cli.help-NAME` in `reader.wording`."""

    name: str
    """The option without its dashes."""
    group: str
    """Part of the help that lists the option, a member of `GROUPS`."""
    value: str = ""
    """Name of the option's value in the help; "" for an option without a value."""
    choices: tuple[str, ...] = ()
    """The allowed values; empty if any word is allowed, or if `_CONVERT` checks the word."""
    switch: bool = False
    """Whether --no-NAME exists too and switches the option off."""


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
    Option("as", "detail", "FORM"),
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
    Option("input-format", "text", "NAME"),
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
"""Parts of the help, in the help's order; their titles are `cli.group-NAME` in `wording`."""

ANSWERS = tuple(option.name for option in OPTIONS if option.group == "answer")
"""Options that print an answer instead of opening the reader; a call can have one at most."""

_BY_FLAG = {f"--{option.name}": (option, True) for option in OPTIONS} | {
    f"--no-{option.name}": (option, False) for option in OPTIONS if option.switch
}


@dataclass(frozen=True, slots=True)
class Call:
    """A parsed command line. Each field without a description is the value of the option of its
    name; None means that the option was not given."""

    answer: str = ""
    """A member of `ANSWERS`, "version", "help", or "" to open the reader."""
    posts: tuple[str, ...] = ()
    """Paths, or "-" for standard input; only `--search` takes more than a single post."""
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
    from pathlib import Path  # slow to load, and few command lines name a folder or file so

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


def _listed(option: str, word: str) -> str:
    """The word, if it is an allowed value of an option; else raises ValueError."""
    if word not in allowed(option):
        raise ValueError(word)
    return word


def allowed(option: str) -> tuple[str, ...]:
    """The values of an option whose table stands in another folder, which is loaded for it."""
    if option == "input-format":
        from reader.formats import FORMATS

        return ("auto", *(row.name for row in FORMATS))
    if option == "as":
        return tuple(dict.fromkeys((*forms_of("outline"), *forms_of("marks"))))
    if option == "no-fold":
        from reader.config import FOLDS

        return FOLDS
    return (f"{WIDTHS[0]}…{WIDTHS[-1]}",)


def forms_of(answer: str) -> tuple[str, ...]:
    """The values that `--as` can have with an answer."""
    if answer == "outline":
        return ("tree", "md")
    if answer == "marks":
        from reader.store.exchange.table import EXPORTS

        return (*EXPORTS, "jsonl")
    return ()


_CONVERT: dict[str, Callable[[str], object]] = {
    "as": lambda word: _listed("as", word),
    "input-format": lambda word: _listed("input-format", word),
    "width": _width,
    "no-fold": _folds,
    "indent": int,
    "ambiguous": lambda value: None if value == "auto" else int(value),
    "config": _path,
    "state-dir": _path,
}
"""Name of an option -> conversion of its word, raising ValueError; other options keep the word."""

_FIELDS = {"as": "as_"}
"""Name of an option -> field of `Call`, where the name is a Python keyword."""

_NEEDS = {
    "regex": "search",
    "exact": "search",
    "no-fold": "search",
    "romaji": "search",
    "note": "mark",
    "all": "marks",
}
"""Name of an option -> the answer that the option is allowed with."""


def parse(words: Sequence[str]) -> Call:
    """Parse the words after the program's name. Raises ReaderError for an unknown option, a wrong
    value, or options that do not go together."""
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
    """Yield each option with its value, True or False for an option without a value, and
    (None, word) for a post."""
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
    """The option of "--NAME" and True, or of "--no-NAME" and False."""
    if found := _BY_FLAG.get(flag):
        return found
    from difflib import get_close_matches

    near = get_close_matches(flag, _BY_FLAG, n=1)
    if near:
        raise ReaderError("cli.unknown-option-near", option=flag, near=near[0])
    raise ReaderError("cli.unknown-option", option=flag)


def _value(option: Option, word: str | None, given: str) -> object:
    """Check and convert the word after an option. `given` is "=" if the word follows in the same
    argument; only then can it begin with a dash."""
    if word is None or (not given and word.startswith("-") and word != "-"):
        raise ReaderError("cli.value-missing", option=option.name, value=option.value)
    if option.choices and word not in option.choices:
        raise _wrong_value(option, word, option.choices)
    try:
        return _CONVERT.get(option.name, str)(word)
    except ValueError:
        raise _wrong_value(option, word, allowed(option.name)) from None


def _wrong_value(option: Option, word: str, values: tuple[str, ...]) -> ReaderError:
    shown = ", ".join(values)
    return ReaderError("cli.wrong-value", option=option.name, value=word, allowed=shown)


def _one_answer(answers: dict[str, str]) -> tuple[str, str]:
    """Name and value of the answer among the given options; help and version win over others."""
    for name in ("help", "version"):
        if name in answers:
            return name, ""
    if len(answers) > 1:
        first, second = list(answers)[:2]
        raise ReaderError("cli.two-answers", first=first, second=second)
    return next(iter(answers.items()), ("", ""))


def _check(answer: str, values: dict[str, object], posts: list[str]) -> None:
    """Raise ReaderError for an option without its answer, and for too many or too few posts."""
    if answer in ("help", "version"):
        return
    for name, needed in _NEEDS.items():
        if name in values and answer != needed:
            raise ReaderError("cli.only-with", option=name, answer=needed)
    form = values.get("as")
    if form and form not in (forms := forms_of(answer)):
        key = "cli.wrong-form" if forms else "cli.no-forms"
        raise ReaderError(key, form=form, answer=answer or "print", allowed=", ".join(forms))
    if len(posts) > 1 and answer != "search":
        raise ReaderError("cli.too-many-posts", post=posts[1])
    if posts.count("-") > 1:
        raise ReaderError("cli.too-many-posts", post="-")
    needs_post = answer in ("print", "outline", "search", "stats", "facts", "mark")
    if not posts and (needs_post or (answer == "marks" and "all" not in values)):
        raise ReaderError("cli.no-post", answer=answer)
