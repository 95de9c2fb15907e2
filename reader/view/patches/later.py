"""Stand-ins for what is imported, compiled or made when it is first used, and not before.

A framework imports all that any application may need. What stands here takes the place of such a
thing in the modules that name it at their top: of a module, of a class or function out of one, of
a regular expression, of a method that a dataclass compiles.
"""

from __future__ import annotations

import re
import sys
import typing
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import ModuleType, new_class
from typing import Any

_compile = re.compile


class Later:
    """A class or function.

    `class A(later)` makes another one: a class that is not made before it is used either.
    """

    def __init__(
        self, name: str, origin: str | tuple[Any, ...], body: Mapping[str, Any] | None = None
    ) -> None:
        """`origin`: the module that has the name; or the bases of a class that has that `body`."""
        self._name, self._origin, self._body = name, origin, body or {}
        self._found: Any = None

    def _real(self) -> Any:
        if self._found is None:
            if isinstance(self._origin, str):
                self._found = getattr(_imported(self._origin), self._name)
            else:
                bases = tuple(
                    base._real() if isinstance(base, Later) else base for base in self._origin
                )
                self._found = new_class(self._name, bases, {}, lambda body: body.update(self._body))
        return self._found

    def __call__(self, *values: Any, **named: Any) -> Any:
        return self._real()(*values, **named)

    def __getattr__(self, name: str) -> Any:
        if name == "__mro_entries__":
            raise AttributeError(name)  # asked of every base
        return getattr(self._real(), name)

    def __instancecheck__(self, value: object) -> bool:
        return isinstance(value, self._real())

    def __subclasscheck__(self, kind: type) -> bool:
        return issubclass(kind, self._real())


class LaterModule(ModuleType):
    """A module. Until `leave`, what is taken out of it is a `Later`."""

    _left = False

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(_imported(self.__name__), name) if self._left else Later(name, self.__name__)

    def leave(self) -> None:
        """Whoever imports it from now on gets the module itself."""
        self._left = True
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]


class LaterBackports(LaterModule):
    """typing_extensions, of which Python itself has what is asked for here."""

    def __getattr__(self, name: str) -> Any:
        here = None if name.startswith("__") else getattr(typing, name, None)
        if here is None and not name.startswith("__"):
            return getattr(_imported(self.__name__), name)
        return here if here is not None else super().__getattr__(name)


def _imported(name: str) -> ModuleType:
    module = sys.modules.get(name)
    if isinstance(module, LaterModule):
        # Something is used already while it is put off.
        module.leave()
    return import_module(name)


class LaterPattern:
    """A regular expression. Its methods can be kept as well, without compiling it."""

    def __init__(self, source: Any, flags: Any = 0) -> None:
        self._source, self._flags = source, flags
        self._made: re.Pattern[Any] | None = None

    def _real(self) -> re.Pattern[Any]:
        if self._made is None:
            self._made = _compile(self._source, self._flags)
        return self._made

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real(), name)


def take_by_functions() -> None:
    """`re.search(pattern, text)` and its like take a `LaterPattern` from now on, as the methods of
    the pattern do: both ways are used of patterns that are compiled at the top of a module."""
    if getattr(re._compile, "takes_later", False):  # type: ignore[attr-defined]
        return
    made: Callable[..., Any] = re._compile  # type: ignore[attr-defined]

    def _compile(pattern: Any, flags: Any) -> Any:
        return made(pattern._real() if type(pattern) is LaterPattern else pattern, flags)

    _compile.takes_later = True  # type: ignore[attr-defined]
    re._compile = _compile  # type: ignore[attr-defined]


def _method(name: str) -> Callable[..., Any]:
    def method(self: LaterPattern, *values: Any, **named: Any) -> Any:
        return getattr(self._real(), name)(*values, **named)

    return method


for _name in ("match", "search", "fullmatch", "finditer", "findall", "sub", "subn", "split"):
    setattr(LaterPattern, _name, _method(_name))


def later_method(
    create: Callable[..., Any], name: str, args: Sequence[str], body: Sequence[str], **rest: Any
) -> Callable[..., Any]:
    """A method of a dataclass, compiled by `create` when it is first called; see
    `dataclasses._create_fn`."""
    made: Any = None

    def method(self: object, /, *values: Any, **named: Any) -> Any:
        nonlocal made
        if made is None:
            made = create(name, args, body, **rest)
            made.__qualname__ = method.__qualname__
        for kind in type(self).__mro__:
            if kind.__dict__.get(name) is method:
                setattr(kind, name, made)
        return made(self, *values, **named)

    method.__name__ = name
    return method
