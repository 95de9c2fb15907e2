"""Every sentence that jreader says, in English and in Japanese.

One module a floor (`cli`, `view`, `store`, ...), each with a table `TEXT` of key -> (English,
Japanese); the key's part before the dot names the module. Sentences are `str.format` patterns.
What is said about the text itself (section tags, roles) is in the language of the post and
lives in `reader.analysis`.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import Literal

from reader.errors import ReaderError

Lang = Literal["en", "ja"]


def language(asked: str | None = None) -> Lang:
    """The interface's language: what was asked for, else what the locale says, else English.

    The locale is the first of LC_ALL, LC_MESSAGES, LANG that is set and not C or POSIX.
    """
    if asked in ("en", "ja"):
        return "ja" if asked == "ja" else "en"
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").split(".")[0].split("@")[0]
        if value and value not in ("C", "POSIX"):
            return "ja" if value.lower().startswith("ja") else "en"
    return "en"


def say(key: str, lang: Lang, **values: object) -> str:
    """The sentence of that key, filled in. Raises KeyError for an unknown key."""
    table: dict[str, tuple[str, str]] = import_module(f"{__name__}.{key.split('.')[0]}").TEXT
    return table[key][1 if lang == "ja" else 0].format(**values)


def say_error(error: ReaderError, lang: Lang) -> str:
    """What an error says to the user, on one line."""
    return say(error.key, lang, **error.values)
