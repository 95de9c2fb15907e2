"""Importing Textual without what the reader does not use of it, or not before it stands.

A third of the time that the import takes goes into what no reader sees: a palette of commands
with its six widgets, tables, the names of mime types, pickling, expressions for the markup of
messages. Nothing is taken away: whoever uses one of these gets it, then.
This reaches beyond the public names of Textual, Rich and the standard library.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

from reader.view.patches.later import (
    LaterBackports,
    LaterModule,
    LaterPattern,
    later_method,
    take_by_functions,
)

T = TypeVar("T")

PUT_OFF = (
    "textual.command",  # the palette, and by way of textual.types a tree, lists and a selection
    "textual.types",
    "textual.markup",  # [b]markup[/b], of which the reader has none
    "textual.widgets._toast",  # messages in boxes: they would cover the text
    "rich.table",
    "rich.markup",
    "platformdirs",  # where a screenshot goes
    "mimetypes",  # of what is delivered to a browser
    "uuid",
    "pickle",  # of what is attached to a style, as actions of a click
    "difflib",  # what a misspelt property could have been
    "urllib.parse",  # pathlib's, for addresses of files
    "ast",
    "textwrap",
    "locale",
)
"""Modules that others import at their top and use only in functions."""

BACKPORTS = "typing_extensions"


def import_leanly(load: Callable[[], T]) -> T:
    """What `load` returns, whose imports are made by `lean_imports`; should these fail for it (a
    later version may use at once what is put off), they are made once more, as ever."""
    before = set(sys.modules)
    try:
        with lean_imports():
            return load()
    except Exception:
        for name in set(sys.modules) - before:
            del sys.modules[name]
        return load()


def prepare_for_keys() -> None:
    """Make what the first key would have to wait for: for a thread, when the reader stands."""
    from textual._xterm_parser import XTermParser
    from textual.actions import parse

    parse("action(1)")
    list(XTermParser().feed("\x1b[1;2A"))


@contextmanager
def lean_imports() -> Iterator[None]:
    """While it lasts, what is imported does not import `PUT_OFF`, compiles no regular expression
    and no method of a dataclass before it is used.

    To be left before there are threads.
    """
    stood = {name: LaterModule(name) for name in PUT_OFF}
    stood[BACKPORTS] = LaterBackports(BACKPORTS)
    stood = {name: module for name, module in stood.items() if name not in sys.modules}
    sys.modules.update(stood)
    take_by_functions()
    compile_, re.compile = re.compile, LaterPattern  # type: ignore[assignment]
    import dataclasses

    # From Python 3.13 on there is no such function; it compiles all methods of a class at once.
    create: Any = getattr(dataclasses, "_create_fn", None)
    if create is not None:
        dataclasses._create_fn = partial(later_method, create)  # type: ignore[attr-defined]
    try:
        yield
    finally:
        if create is not None:
            dataclasses._create_fn = create  # type: ignore[attr-defined]
        re.compile = compile_
        for module in stood.values():
            module.leave()
