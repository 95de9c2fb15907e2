"""An error of our own ends the program in one line instead of Textual's traceback."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from typing import Any

from rich.console import Console
from textual.app import App


class _Silent(Exception):
    """Stands for the error, which is its cause, and has nothing to print."""

    def __rich__(self) -> str:
        return ""


def take_faults(app: App[Any], take: Callable[[Exception], None]) -> None:
    """Gives every error that nothing has caught to `take`; the application ends after that with
    exit status 1.

    Private name: `App._handle_exception`. Textual hands an error to nobody: it prints its
    traceback with the values of all variables, the text that is read among them, which takes
    seconds for a long one (there is no public hook). An error
    that brings its own `__rich__` is printed as that says. Without the name, Textual prints its
    traceback and the exit status is 1 all the same.
    """
    handle = getattr(app, "_handle_exception", None)
    if handle is None:
        return

    def handle_silently(error: Exception) -> None:
        take(error)
        app.error_console = Console(file=StringIO())
        silent = _Silent()
        silent.__cause__ = error
        handle(silent)

    app._handle_exception = handle_silently  # type: ignore[method-assign]
