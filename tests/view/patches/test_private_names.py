"""Private names of Textual and Rich: few, all in one folder, and the reader runs without them."""

from __future__ import annotations

import ast
import importlib
import inspect
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest
from textual import events
from textual.app import App

from reader.first_page.early_screen import EarlyScreen
from reader.first_page.handover import Handover
from reader.view.patches import driver, faults
from reader.view.patches.frames import Frames
from tests.terminal import ROOT


class Point(NamedTuple):
    """A named tuple."""

    x: int


MOST = 12
READER = ROOT / "reader"
LIBRARIES = ("textual", "rich")
STANDARD = frozenset({*dir(os), *dir(sys), *dir(Point)})
"""Names that the standard library documents in spite of their underscore."""


def private(name: str) -> bool:
    """Whether a name is for its owner alone: `_name`, not `__name__`."""
    return name.startswith("_") and name != "_" and not name.endswith("__")


@cache
def made(source: str) -> frozenset[str]:
    """The private names that a source makes: functions, classes, variables, attributes of self."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif (
            isinstance(node, ast.Attribute)
            and isinstance(node.ctx, ast.Store)
            and ast.unparse(node.value) in ("self", "cls")
        ):
            found.add(node.attr)
    return frozenset(filter(private, found))


def of_libraries(name: str) -> bool:
    """Whether a module is one of Textual's or Rich's."""
    return name.partition(".")[0] in LIBRARIES


@cache
def theirs() -> frozenset[str]:
    """All private names that the loaded modules of the two libraries make."""
    files = [
        module.__file__
        for name, module in [*sys.modules.items()]
        if of_libraries(name) and (module.__file__ or "").endswith(".py")
    ]
    return frozenset().union(*(made(Path(file or "").read_text("utf-8")) for file in files))


@cache
def ours() -> frozenset[str]:
    """All private names that the view makes."""
    return frozenset().union(
        *(made(path.read_text("utf-8")) for path in (READER / "view").rglob("*.py"))
    )


def on_self(node: ast.AST) -> bool:
    """Whether a node asks `self` for a name: a base class of ours may have made it, and where
    the name is Textual's too, `overridden` finds it."""
    return isinstance(node, ast.Attribute) and ast.unparse(node.value) in ("self", "cls")


def asked_for(path: Path) -> Iterator[str]:
    """Private names of the libraries that a module imports, reads, sets, or says in a string."""
    source = path.read_text("utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            start = f"{node.module or ''}." if isinstance(node, ast.ImportFrom) else ""
            for alias in node.names:
                if of_libraries(start + alias.name):
                    yield from filter(private, (start + alias.name).split("."))
        else:
            name = getattr(node, "attr", getattr(node, "value", None))
            own = made(source) | (ours() if on_self(node) else frozenset())
            if isinstance(name, str) and name in theirs() - own - STANDARD:
                yield name


def overridden(kind: type) -> Iterator[str]:
    """Private names of the libraries that a class of ours makes once more."""
    for base in kind.__mro__:
        if base is not kind and of_libraries(base.__module__):
            again = made(dedent(inspect.getsource(base))) & made(dedent(inspect.getsource(kind)))
            yield from again


def found() -> dict[Path, set[str]]:
    """The private names of the two libraries by the module of ours that needs them."""
    names: dict[Path, set[str]] = {}
    for path in sorted(READER.rglob("*.py")):
        module = path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
        if "view" in path.parts and path.name != "__init__.py":
            loaded = importlib.import_module(module)
            kinds = [kind for kind in vars(loaded).values() if inspect.isclass(kind)]
            kinds = [kind for kind in kinds if kind.__module__ == module]
            names[path] = {name for kind in kinds for name in overridden(kind)}
        names.setdefault(path, set()).update(asked_for(path))
    made_kind = driver.driver_class(Handover(EarlyScreen(b""), None), Frames())
    for kind in made_kind.__mro__ if made_kind else ():
        if kind.__module__ == driver.__name__:
            names[Path(inspect.getfile(driver))] |= set(overridden(kind))
    return {path: private_names for path, private_names in names.items() if private_names}


def test_private_names_are_few_and_in_one_folder() -> None:
    """None outside `view/patches`, and no more than twelve there; each is named in a docstring."""
    names = found()
    outside = {str(path): used for path, used in names.items() if path.parent.name != "patches"}
    assert outside == {}
    assert 0 < len(set().union(*names.values())) <= MOST
    for path, used in names.items():
        told = path.read_text("utf-8").split("Private name: ")[1:]
        for name in used:
            assert any(name in text.partition('"""')[0] for text in told), (path, name)


def test_the_count_finds_what_there_is(tmp_path: Path) -> None:
    """Imports, attributes, strings and overrides are all seen."""
    module = tmp_path / "module.py"
    module.write_text("from textual._border import BORDER_CHARS\nx.screen._compositor\n")
    assert set(asked_for(module)) == {"_border", "_compositor"}

    class Own(App[None]):
        def _handle_exception(self, error: Exception) -> None:
            self._exception = error

    assert {"_handle_exception", "_exception"} <= set(overridden(Own))


def test_without_the_parser_textual_reads_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """The driver still takes over the screen; letters typed on the first page are kept."""
    if sys.platform == "win32":
        pytest.skip("Textual's own driver anyway")
    import textual.drivers.linux_driver as theirs

    monkeypatch.setitem(sys.modules, "textual._xterm_parser", None)
    kind = driver.driver_class(Handover(EarlyScreen(b""), None), Frames())
    assert kind is not None
    assert vars(theirs.LinuxDriver)["run_input_thread"] is getattr(kind, "run_input_thread")  # noqa: B009
    assert kind.write is not theirs.LinuxDriver.write
    keys = driver.typed_keys("jあ\x1b[A".encode())
    assert [key.key for key in keys if isinstance(key, events.Key)][:2] == ["j", "あ"]


class Failing(App[None]):
    """Fails as soon as it stands."""

    def on_mount(self) -> None:
        raise ValueError("what went wrong")


@pytest.mark.parametrize("there", [True, False])
def test_without_the_hook_an_error_still_ends_the_program(
    monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    """With the hook the error is handed over, without it Textual says it; the status is 1."""
    app = Failing()
    taken: list[Exception] = []
    if not there:
        hook = App._handle_exception
        monkeypatch.delattr(App, "_handle_exception")
        faults.take_faults(app, taken.append)
        monkeypatch.setattr(App, "_handle_exception", hook, raising=False)
    else:
        faults.take_faults(app, taken.append)
    app.run(headless=True)
    assert app.return_code == 1
    assert [str(error) for error in taken] == (["what went wrong"] if there else [])


WITHOUT = """
import rich.cells, textual.scrollbar, textual.content, sys
from reader.view.patches.cells import agree_on_cells, use_plain_chrome
del rich.cells._is_single_cell_widths
sys.modules["textual._border"] = None
del textual._border
agree_on_cells(2)
use_plain_chrome()
assert rich.cells.cell_len("※か…") == 6
print("as well")
"""


def test_without_the_tables_text_is_measured_all_the_same() -> None:
    """Neither the shortcut of Rich nor Textual's table of borders is needed for the text."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=False
    )
    assert done.stdout == "as well\n", done.stderr
