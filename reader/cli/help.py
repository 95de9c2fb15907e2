"""The text of `--help`, made from the table of options."""

from __future__ import annotations

from reader.cli.options import GROUPS, OPTIONS, Option, allowed, forms_of
from reader.config import theme_files
from reader.wording import Lang, say

_COLUMN = 27
"""Cell at which descriptions begin, counted from 0."""


def help_text(lang: Lang) -> str:
    """The whole help, in the language of the interface, at most 80 cells wide."""
    parts = [say("cli.usage", lang)]
    for group in GROUPS:
        rows = [_row(row, describe(row, lang)) for row in OPTIONS if row.group == group]
        parts.append("\n".join([f"{say(f'cli.group-{group}', lang)}:", *rows]))
    parts.append(say("cli.help-end", lang))
    return "\n\n".join(parts)


def describe(option: Option, lang: Lang) -> str:
    """What an option does, from `wording`, with the names of themes, formats and exports."""
    separator = "、" if lang == "ja" else ", "
    return say(
        f"cli.help-{option.name}",
        lang,
        themes=", ".join(theme_files()),
        formats=separator.join(allowed("input-format")[1:]),
        exports=separator.join(forms_of("marks")),
    )


def _row(option: Option, description: str) -> str:
    """An option and its description; an option too long for its column has its own line."""
    flag = f"  {_flag(option)}"
    first, *more = description.split("\n")
    if len(flag) > _COLUMN - 2:
        lines = [flag, " " * _COLUMN + first]
    else:
        lines = [flag.ljust(_COLUMN) + first]
    return "\n".join([*lines, *(" " * _COLUMN + line for line in more)])


def _flag(option: Option) -> str:
    if option.switch:
        return f"--{option.name}, --no-{option.name}"
    return f"--{option.name} {option.value}".rstrip()
