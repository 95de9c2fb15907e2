"""What the start puts off is there for whoever uses it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from textual.keys import _character_to_key

from reader.view.keys import READING
from reader.view.patches.later import Later, LaterPattern
from reader.view.patches.lean_imports import BACKPORTS, PUT_OFF, import_leanly, lean_imports
from tests.terminal import CURSOR, ROOT, Terminal, cursor_answer

_START = """
import sys
from reader.view.patches.lean_imports import PUT_OFF, import_leanly
from reader.app import _application
app = import_leanly(_application)
late = [name for name in PUT_OFF if name in sys.modules]
"""


def after_the_start(program: str) -> str:
    """What a program prints that begins where the application has been imported."""
    command = [sys.executable, "-c", _START + program]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    return done.stdout.strip()


def test_nothing_of_it_is_imported_at_the_start() -> None:
    """Textual and the reader's own modules do without: this is what makes the start short."""
    assert after_the_start("print(late)") == "[]"


@pytest.mark.parametrize("name", [*PUT_OFF, BACKPORTS])
def test_whoever_imports_it_later_gets_the_module(name: str) -> None:
    """No stand-in stays in the way."""
    program = f"""
from importlib import import_module
from types import ModuleType
module = import_module({name!r})
assert type(module) is ModuleType and module.__file__, module
assert sys.modules[{name!r}] is module
"""
    after_the_start(program)


@pytest.mark.parametrize(
    "use",
    [
        "issubclass(textual.app.SimpleProvider._real(), textual.command.Provider)",
        "issubclass(textual.theme.ThemeProvider._real(), textual.command.Provider)",
        "isinstance(textual.command.CommandPalette(), textual.app.CommandPalette)",
        "not isinstance(7, textual.app.CommandPalette)",
        "textual.app.uuid.uuid4().hex",
        "textual.app.mimetypes.guess_type('a.svg')[0] == 'image/svg+xml'",
        "str(textual.app.user_downloads_path())",
        "rich.style.loads(rich.style.dumps({'a': 1})) == {'a': 1}",
        "textual.suggestions.get_suggestion('colr', ['color']) == 'color'",
        "textual.content.Content.from_markup('[b]a[/b]').plain == 'a'",
        "rich.text.Text.from_markup('[b]a[/b]').plain == 'a'",
        "rich.console.Console().render_str('[b]a[/b]').plain == 'a'",
        "list(textual.color.Gradient.from_colors('red', 'blue').colors)",
        "pathlib.Path('/a b').as_uri() == 'file:///a%20b'",
        "inspect.getsource(textual.app.App.run).strip().startswith('def run')",
        "textual.actions.parse('a(1)') == ('', 'a', (1,))",
    ],
)
def test_what_names_it_can_use_it(use: str) -> None:
    """Each module that took something out of one that was put off works as without that."""
    names = "textual.app, textual.theme, textual.suggestions, textual.content, textual.color"
    others = "textual.actions, rich.style, rich.text, rich.console, pathlib, inspect"
    after_the_start(
        f"import {names}, {others}\nassert late == []\nimport textual.command\nassert {use}"
    )


def test_the_first_key_finds_everything_ready() -> None:
    """What a key goes through is imported and compiled when the reader stands."""
    done = after_the_start("""
from reader.view.patches.later import LaterPattern
from reader.view.patches.lean_imports import prepare_for_keys
import textual._xterm_parser, textual.actions
prepare_for_keys()
late = [
    name
    for module in (textual._xterm_parser, textual.actions)
    for name, value in vars(module).items()
    if isinstance(value, LaterPattern) and value._made is None
]
print("ast" in sys.modules, late)
""")
    ready, _, late = done.partition(" ")
    assert ready == "True"
    assert "_re_extended_key" not in late
    assert "re_action_args" not in late


def test_imports_that_cannot_be_lean_are_made_as_ever() -> None:
    """A framework that uses at once what is put off is slower, not broken."""
    tries = []

    def load() -> str:
        import difflib

        tries.append(type(difflib).__name__)
        return "a" if callable(difflib.SequenceMatcher) else ""

    sys.modules.pop("difflib", None)
    assert import_leanly(load) == "a"
    assert tries == ["LaterModule"]

    def fail() -> str:
        import difflib

        tries.append(type(difflib).__name__)
        return "b" if len(tries) > 2 else difflib["a"]  # type: ignore[index]

    sys.modules.pop("difflib", None)
    assert import_leanly(fail) == "b"
    assert tries[1:] == ["LaterModule", "module"]


def test_everything_is_put_back() -> None:
    """Whatever happens in it, expressions and dataclasses are compiled as ever behind it."""
    compile_, modules = re.compile, set(sys.modules)
    with pytest.raises(ZeroDivisionError), lean_imports():
        _ = 1 / 0
    assert re.compile is compile_
    assert set(sys.modules) == modules


def test_an_expression_is_compiled_when_it_is_used() -> None:
    """By each of its methods, also by one that was kept before; with its flags."""
    later = LaterPattern("(?P<a>B)", re.IGNORECASE)
    match, found = later.match, re.compile("(?P<a>B)", re.IGNORECASE)
    assert later._made is None
    kept = match("b")
    assert kept and kept["a"] == "b"
    assert later.sub("c", "abab") == "acac"
    assert later.groupindex == found.groupindex
    for name in ("search", "fullmatch", "findall", "split"):
        assert str(getattr(later, name)("b")) == str(getattr(found, name)("b"))


def test_a_dataclass_is_the_same_one() -> None:
    """Its methods, inherited ones among them, do what they do when they are compiled at once."""
    import dataclasses

    if not hasattr(dataclasses, "_create_fn"):
        pytest.skip("this Python compiles them otherwise")

    def make() -> tuple[type, type]:
        @dataclass(frozen=True, order=True)
        class Base:
            a: int
            b: str = "b"

        @dataclass(frozen=True, slots=True, order=True)
        class Inner(Base):
            c: tuple[int, ...] = ()

        return Base, Inner

    with lean_imports():
        lazy = make()
    for kinds in (lazy, make()):
        base, inner = kinds
        assert repr(inner(1, c=(2,))).endswith(".Inner(a=1, b='b', c=(2,))")
        assert inner(1) == inner(1) != inner(2)
        assert inner(1) < inner(2)
        assert hash(base(1)) == hash(base(1))
        assert base(1).b == "b"
        with pytest.raises(dataclasses.FrozenInstanceError):
            base(1).a = 2
        with pytest.raises(TypeError):
            inner()
        assert dataclasses.replace(inner(1), b="c").b == "c"
        assert vars(inner)["__init__"].__qualname__.endswith("Inner.__init__")
    assert "later_method" not in repr(vars(lazy[1])["__init__"])


def test_a_class_made_of_one_that_is_put_off() -> None:
    """It is made when it is used, with its own body and all of the other's."""
    later = Later("JSONDecoder", "json")

    class Kind(later):  # type: ignore[misc, valid-type]
        """A decoder."""

        more = 7

    assert isinstance(Kind, Later)
    made = Kind()
    assert made.decode("[1]") == [1]
    assert made.more == 7
    assert isinstance(made, Kind)  # type: ignore[arg-type]


_NAMED = {_character_to_key(chr(code)): chr(code) for code in range(33, 127)} | {
    "space": " ",
    "backspace": "\x7f",
    "f1": "\x1bOP",
    "escape": "\x1b",
    "enter": "\r",
    "tab": "\t",
    "down": "\x1b[B",
    "up": "\x1b[A",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "home": "\x1b[H",
    "end": "\x1b[F",
}


def typed(key: str) -> str:
    """What a terminal sends for a key of the table."""
    if key.startswith("ctrl+"):
        return chr(ord(key[-1]) & 31)
    return _NAMED[key]


@pytest.mark.pty
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_every_key_works_after_such_a_start(open_terminal: Callable[..., Terminal]) -> None:
    """In a real terminal, where the application was imported so: lists, notes, search, themes,
    the palette and a theme chosen in it."""
    post = ROOT / "samples" / "video-ai.txt"
    terminal = open_terminal(
        post, size=(100, 30), answers={CURSOR: cursor_answer}, env={"LANG": "ja_JP.UTF-8"}
    )
    terminal.wait_for("1分", timeout=30).settle(0.5)
    for row in READING:
        if row.action in ("app.quit", "files.edit", "app.command_palette"):
            continue
        terminal.send(typed(row.keys.partition(",")[0]))
        terminal.settle(0.02)
        terminal.send("\x1b")
        terminal.settle(0.12)  # until a lone escape counts as one
    terminal.send("M")
    terminal.settle(0.2)
    terminal.send("覚え書き")
    terminal.wait_for("覚え書き").send("\x1b")
    terminal.settle(0.2)
    terminal.send("\x10")
    terminal.wait_for("▔▔▔").settle(0.3)
    terminal.send("washi")
    terminal.wait_for("washi").settle(0.5)
    terminal.send("\r")
    terminal.settle(0.3)
    assert "Traceback" not in terminal.text
    terminal.send("\x1b")
    terminal.settle(0.2)
    terminal.send("q")
    assert terminal.exit_status() == 0
    assert b"Traceback" not in terminal.raw
