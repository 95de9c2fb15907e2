"""What every test gets: folders of its own, and a terminal that is always put away."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what needs a pseudo-terminal where there is none."""
    if sys.platform != "win32":
        return
    for item in items:
        if item.get_closest_marker("pty"):
            item.add_marker(pytest.mark.skip(reason="needs a pseudo-terminal"))


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own: no test reads or writes what belongs to the user."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
    for name in ("COLUMNS", "LINES", "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture
def open_terminal(own_folders: Path) -> Iterator[Callable[..., Any]]:
    """A function that starts `jreader` with the given arguments in a real terminal.

    Keyword arguments are those of `tests.terminal.Terminal`.
    """
    from tests.terminal import JREADER, Terminal

    with ExitStack() as stack:

        def start(*arguments: str | Path, **options: Any) -> Terminal:
            terminal = Terminal([*JREADER, *arguments], **{"home": own_folders, **options})
            return stack.enter_context(terminal)

        yield start
