"""The reading screen is put together of plain objects, and a key leads to a method of one."""

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import reader.view
from reader.view.keys import READING
from reader.view.screen import ReadingScreen
from tests.view.pilot import opened

MOST_METHODS, MOST_BASES = 30, 2


def classes() -> set[type]:
    """Every class that a module of the view defines."""
    return {
        value
        for module in walk_packages(reader.view.__path__, "reader.view.")
        for value in vars(import_module(module.name)).values()
        if inspect.isclass(value) and value.__module__ == module.name
    }


def test_classes_are_small_and_stand_on_few_others() -> None:
    """A class is a page or two to read; the screen and its parts are no chain of classes."""
    found = classes()
    assert len(found) > 40
    for one in found:
        methods = [value for value in vars(one).values() if inspect.isfunction(value)]
        assert len(methods) <= MOST_METHODS, one
        if one is ReadingScreen or one.__module__.startswith("reader.view.parts."):
            own = [base for base in one.__mro__[1:] if base.__module__.startswith("reader.")]
            assert len(own) <= MOST_BASES, one


async def test_each_key_calls_the_method_that_the_table_names(tmp_path: Path) -> None:
    """`moving.top` of the table is `top` of the part `moving`, a plain object, and says what it
    does."""
    async with opened(tmp_path) as (screen, _):
        for row in READING:
            part, _, method = row.method.partition(".")
            if part == "app":
                continue
            called = getattr(getattr(screen, part), method)
            bound = getattr(screen, f"action_{row.name}")
            assert inspect.unwrap(bound) == called, row.id
            assert type(called.__self__).__module__.startswith("reader.view.parts."), row.id
            assert called.__doc__, row.id
