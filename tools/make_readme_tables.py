"""Writes the tables of options and keys into both READMEs, from the program's own tables.

    python tools/make_readme_tables.py

A table stands between `<!-- NAME -->` and `<!-- end of NAME -->`.
"""

from __future__ import annotations

import re
from pathlib import Path

from reader.cli.help import describe as describe_option
from reader.cli.options import OPTIONS
from reader.view.keys import PANEL, READING, describe, show_keys
from reader.wording import Lang

ROOT = Path(__file__).resolve().parent.parent
READMES: tuple[tuple[str, Lang], ...] = (("README.md", "en"), ("README.ja.md", "ja"))


_LINE_END = re.compile(r"(.)\n(.)")


def _joined(end: re.Match[str]) -> str:
    """Two lines of a sentence in one: Japanese has no space there."""
    before, after = end.groups()
    close = not before.isascii() and (not after.isascii() or before in "、。（）")
    return before + ("" if close else " ") + after


def options(lang: Lang) -> str:
    """The options with what they do."""
    rows = ["| | |", "|---|---|"]
    for option in OPTIONS:
        name = f"--{option.name} {option.value}".strip()
        name = f"`{name}`" + (f", `--no-{option.name}`" if option.switch else "")
        text = _LINE_END.sub(_joined, describe_option(option, lang))
        rows.append(f"| {name} | {text.replace('|', chr(92) + '|')} |")
    return "\n".join(rows)


def keys(lang: Lang) -> str:
    """Every key with its id and what it does."""
    rows = ["| id | | |", "|---|---|---|"]
    for key in (*READING, *PANEL):
        names = " ".join(f"`{name}`" for name in show_keys(key.keys).split(" "))
        rows.append(f"| {key.id} | {names} | {describe(key, lang)} |")
    return "\n".join(rows)


def with_tables(text: str, lang: Lang) -> str:
    """A README with its tables made anew."""
    for name, table in (("options", options(lang)), ("keys", keys(lang))):
        text = re.sub(
            rf"(<!-- {name} -->\n).*?(<!-- end of {name} -->)",
            lambda found, table=table: f"{found[1]}{table}\n{found[2]}",  # type: ignore[misc]
            text,
            flags=re.DOTALL,
        )
    return text


if __name__ == "__main__":
    for file, lang in READMES:
        path = ROOT / file
        path.write_text(with_tables(path.read_text("utf-8"), lang), encoding="utf-8")
