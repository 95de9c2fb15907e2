"""A Python as it is on Windows, as far as a POSIX system can be made one; run by test_windows.

    python -m tests.windows_world imports
    python -m tests.windows_world run STATE-DIR ARGUMENT...      the command line
    python -m tests.windows_world read STATE-DIR POST            the application, without a terminal

What Windows does not have is taken away: modules cannot be imported, functions and signals are
missing, `sys.platform` says win32. The standard library and the framework are loaded before that,
for theirs is another half on Windows, which cannot run here.
"""

from __future__ import annotations

import asyncio
import os
import pkgutil
import runpy
import select
import signal
import sqlite3
import subprocess
import sys
from importlib import import_module
from importlib.abc import MetaPathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

import platformdirs

MODULES = ("termios", "fcntl", "tty", "pty", "resource", "pwd", "grp", "syslog", "posix")
"""What only a POSIX Python can import."""
MISSING: dict[ModuleType, tuple[str, ...]] = {
    os: (
        *("fork", "forkpty", "openpty", "pread", "pwrite", "getpgrp", "tcgetpgrp", "setsid"),
        *("nice", "getuid", "geteuid", "getgid", "killpg", "mkfifo", "set_blocking", "uname"),
        *("fchmod", "fchown", "chown", "ttyname", "ctermid", "getloadavg", "sysconf", "statvfs"),
    ),
    signal: (
        *("SIGHUP", "SIGKILL", "SIGWINCH", "SIGALRM", "SIGTSTP", "SIGCONT", "SIGUSR1", "SIGPIPE"),
        *("SIGQUIT", "SIGCHLD", "setitimer", "alarm", "pthread_sigmask", "sigwait"),
    ),
    select: ("poll", "epoll"),
}
"""Module -> names that it has not on Windows."""


class Absent(MetaPathFinder):
    """Finds that a module is not there."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name in MODULES:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def become_windows() -> None:
    """Take away what Windows has not."""
    import textual.app
    import textual.driver
    import textual.drivers.headless_driver
    import textual.drivers.linux_driver
    import textual.pilot
    import textual.widgets._input
    import textual.widgets._text_area  # noqa: F401

    asyncio.new_event_loop().close()
    for name in MODULES:
        sys.modules.pop(name, None)
    sys.meta_path.insert(0, Absent())
    for module, names in MISSING.items():
        for name in names:
            if hasattr(module, name):
                delattr(module, name)
    locking: Any = ModuleType("msvcrt")
    locking.LK_LOCK, locking.LK_UNLCK = 1, 0
    locking.locking = lambda descriptor, mode, count: None
    sys.modules["msvcrt"] = locking
    sys.platform = "win32"


def imports() -> None:
    """Import every module of the reader."""
    import reader

    for found in pkgutil.walk_packages(reader.__path__, "reader."):
        if found.name not in ("reader.__main__",):
            import_module(found.name)
            print(found.name)


async def read(folder: str, post: str) -> None:
    """Open a post, page, search, mark, and say what is on the screen."""
    from reader.config import Settings
    from reader.first_page.early_screen import EarlyScreen
    from reader.first_page.handover import Handover
    from reader.formats import load
    from reader.request import Request
    from reader.store import open_store
    from reader.view.application import ReaderApp
    from reader.view.patches.driver import driver_class
    from reader.view.patches.frames import Frames

    handover = Handover(EarlyScreen(b""), load(post, lazily=True))
    assert driver_class(handover, Frames()) is None
    store = open_store(Path(folder))
    request = Request(source=post, lang="ja", settings=Settings())
    app = ReaderApp(request, request.settings, store, handover)
    async with app.run_test(size=(100, 30)) as pilot:
        for _ in range(200):
            await pilot.pause(0.02)
            if getattr(app.screen, "desk").book.outline is not None:  # noqa: B009
                break
        await pilot.press("space", "m", "slash", "動", "画", "enter", "n", "t", "T")
        await pilot.pause(0.1)
        for strip in app.screen._compositor.render_strips():
            print(strip.text)
    store.close()


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    assert sqlite3 and subprocess and platformdirs and runpy
    become_windows()
    if what == "imports":
        imports()
    elif what == "run":
        sys.argv = ["jreader", "--state-dir", *rest]
        runpy.run_module("reader", run_name="__main__")
    else:
        asyncio.run(read(*rest))
