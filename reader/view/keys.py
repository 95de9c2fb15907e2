"""Every key of the reader in one table.

Bindings, the help screen, the command palette and the README's table all come from it. A row's
id is what a configuration remaps (`[keys]` `"read.page-down" = "space"`); what the action is
called stands in `reader.wording.view` under `view.key.<id>`.
"""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding, BindingType

from reader.config import Remap
from reader.document import Notice
from reader.wording import Lang, say


class Key(NamedTuple):
    """One action and the keys that reach it."""

    id: str
    keys: str
    """Textual's key names, parted by commas."""
    action: str
    """In `READING`: the part of the reading screen, its method and the arguments, as in
    `moving.scroll_rows(1)`; "app." for the application. In `PANEL`: a method of the list."""
    group: str
    """Heading in the help screen: a key `view.group.<group>` of the wording."""
    vim: str = ""
    """Keys that the set "vim" adds."""
    priority: bool = False
    """Whether the key must act before what is typed after it in the same burst is handed out."""
    waits: bool = False
    """Whether it needs what the store has of the post, which is known when all of it is loaded."""

    @property
    def method(self) -> str:
        """`action` without the arguments."""
        return self.action.partition("(")[0]

    @property
    def textual(self) -> str:
        """`action` as a binding of Textual names it, which knows no parts: `moving_scroll_rows(1)`,
        for which Textual calls `action_moving_scroll_rows` of the screen."""
        return self.action if self.action.startswith("app.") else self.action.replace(".", "_", 1)

    @property
    def name(self) -> str:
        """`textual` without the arguments."""
        return self.textual.partition("(")[0]


READING: tuple[Key, ...] = (
    Key("read.line-down", "j,down,enter,ctrl+j", "moving.scroll_rows(1)", "move", "ctrl+e"),
    Key("read.line-up", "k,up", "moving.scroll_rows(-1)", "move", "ctrl+y"),
    Key("read.page-down", "space,f,pagedown", "moving.scroll_pages(1)", "move", "ctrl+f"),
    Key("read.page-up", "b,pageup", "moving.scroll_pages(-1)", "move", "ctrl+b"),
    Key("read.half-down", "d", "moving.scroll_pages(0.5)", "move", "ctrl+d"),
    Key("read.half-up", "u", "moving.scroll_pages(-0.5)", "move", "ctrl+u"),
    Key("read.next-paragraph", "right_curly_bracket", "moving.paragraph(1)", "move"),
    Key("read.previous-paragraph", "left_curly_bracket", "moving.paragraph(-1)", "move"),
    Key("read.next-sentence", "right_parenthesis", "moving.sentence(1)", "move"),
    Key("read.previous-sentence", "left_parenthesis", "moving.sentence(-1)", "move"),
    Key("read.top", "g,home", "moving.top", "move"),
    Key("read.end", "G,end", "moving.bottom", "move"),
    Key("read.next-section", "right_square_bracket", "moving.section(1)", "sections"),
    Key("read.previous-section", "left_square_bracket", "moving.section(-1)", "sections"),
    *(
        Key(f"read.section-{n}", str(n), f"moving.section_number({n})", "sections")
        for n in range(1, 10)
    ),
    Key("read.goto", "colon", "moving.ask", "sections", priority=True),
    Key("read.back", "ctrl+o,backspace", "place.jump(-1)", "sections"),
    Key("read.forward", "ctrl+n", "place.jump(1)", "sections"),
    Key("read.unread", "U", "moving.first_unread", "sections", waits=True),
    Key("read.outline", "t", "looks.toggle_outline", "sections"),
    Key("read.focus-outline", "tab", "looks.focus_outline", "sections", priority=True),
    Key("read.search", "slash", "searching.ask(1)", "search", priority=True),
    Key("read.search-back", "question_mark", "searching.ask(-1)", "search", priority=True),
    Key("read.next-match", "n", "searching.match(1)", "search"),
    Key("read.previous-match", "N", "searching.match(-1)", "search"),
    Key("read.matches", "ampersand", "matches.show", "search"),
    Key("read.cancel", "escape", "searching.cancel", "search"),
    Key("read.facts", "i", "facts.show", "search"),
    Key("read.mark", "m", "marking.bookmark", "marks", waits=True),
    Key("read.note", "M", "marking.note", "marks", waits=True),
    Key("read.highlight", "H", "marking.highlight", "marks", waits=True),
    Key("read.marks", "B", "marking.show", "marks", waits=True),
    Key("read.letter", "quotation_mark", "letters.ask('set')", "marks", priority=True, waits=True),
    Key("read.to-letter", "apostrophe", "letters.ask('go')", "marks", priority=True, waits=True),
    Key("read.copy-sentence", "y", "links.copy('sentence')", "marks"),
    Key("read.copy-paragraph", "Y", "links.copy('paragraph')", "marks"),
    Key("read.links", "o", "links.show", "marks"),
    Key("read.next-new", "greater_than_sign", "moving.new_text(1)", "marks", waits=True),
    Key("read.previous-new", "less_than_sign", "moving.new_text(-1)", "marks", waits=True),
    Key("read.fold", "x", "looks.toggle_fold", "look"),
    Key("read.folds", "X", "looks.toggle_folds", "look"),
    Key("read.ruby", "r", "looks.cycle_ruby", "look"),
    Key("read.narrower", "minus", "looks.measure(-2)", "look"),
    Key("read.wider", "plus", "looks.measure(2)", "look"),
    Key("read.spacing", "equals_sign", "looks.cycle_spacing", "look"),
    Key("read.indent", "P", "looks.toggle_indent", "look"),
    Key("read.wrap", "W", "looks.cycle_wrap", "look"),
    Key("read.theme", "c", "looks.cycle_theme", "look"),
    Key("read.zen", "z", "looks.zen", "look"),
    Key("read.open", "O", "open_prompt.ask", "program", priority=True),
    Key("read.editor", "e", "files.edit", "program"),
    Key("read.reload", "R", "files.reload", "program"),
    Key("read.help", "f1,h", "help.show", "program"),
    Key("read.palette", "ctrl+p", "app.command_palette", "program"),
    Key("read.quit", "q,ctrl+q", "app.quit", "program"),
)
"""The keys of the page, which act while the page has the focus."""

PANEL: tuple[Key, ...] = (
    Key("panel.down", "j,down,ctrl+j", "cursor(1)", "panel"),
    Key("panel.up", "k,up", "cursor(-1)", "panel"),
    Key("panel.page-down", "space,f,pagedown", "cursor_page(1)", "panel"),
    Key("panel.page-up", "b,pageup", "cursor_page(-1)", "panel"),
    Key("panel.first", "g,home", "cursor_end(-1)", "panel"),
    Key("panel.last", "G,end", "cursor_end(1)", "panel"),
    Key("panel.choose", "enter", "choose", "panel"),
    Key("panel.filter", "slash", "filter", "panel"),
    Key("panel.close", "escape,tab,q", "leave", "panel"),
    Key("panel.delete", "d,delete", "ask('delete')", "panel", waits=True),
    Key("panel.undo", "u", "ask('undo')", "panel", waits=True),
    Key("panel.edit", "e", "ask('edit')", "panel", waits=True),
    Key("panel.add", "a", "ask('add')", "panel", waits=True),
    Key("panel.promote", "less_than_sign", "ask('promote')", "panel", waits=True),
    Key("panel.demote", "greater_than_sign", "ask('demote')", "panel", waits=True),
    Key("panel.reset", "R", "ask('reset')", "panel", waits=True),
    Key("panel.sort", "s", "ask('sort')", "panel"),
    Key("panel.switch", "i", "ask('switch')", "panel"),
)
"""The keys of the outline panel and of every list, which act while one of them has the focus."""

WAITING = frozenset(row.action for row in PANEL if row.waits)
"""Actions of `PANEL` that wait until all of the post is loaded."""

FULL_WIDTH_VOWELS = str.maketrans("あいうえお「」・ー。、　’”", "aiueo[]/-., '\"")
"""What the keys a i u e o [ ] / - . , ' " commit while an IME composes hiragana."""


def bindings(table: tuple[Key, ...]) -> list[BindingType]:
    """The table as Textual's bindings, with ids and without descriptions.

    Descriptions depend on the language, which is not known when classes are made; whoever
    shows a binding asks `describe`.
    """
    return [
        Binding(row.keys, row.textual, id=row.id, show=False, priority=row.priority)
        for row in table
    ]


def describe(row: Key, lang: Lang) -> str:
    """The description of an action, for the help and the palette."""
    if row.id.startswith("read.section-"):
        return say("view.key.read.section", lang, number=row.id.rpartition("-")[2])
    return say(f"view.key.{row.id}", lang)


def keymap(preset: str, remaps: tuple[Remap, ...]) -> tuple[dict[str, str], list[Notice]]:
    """Binding id -> keys where they differ from the table, and remaps that name no binding."""
    table = {row.id: row for row in (*READING, *PANEL)}
    chosen: dict[str, str] = {}
    if preset == "vim":
        chosen = {row.id: f"{row.keys},{row.vim}" for row in table.values() if row.vim}
    notices = []
    for remap in remaps:
        if remap.id in table:
            chosen[remap.id] = remap.keys
        else:
            values = {"name": remap.id, "line": remap.line}
            notices.append(Notice("view.unknown-binding", values))
    return chosen, notices


def fold_key(character: str | None) -> str | None:
    """The ASCII character that a key typed while an IME is on stands for, or None.

    Full-width forms (ｊ ／ and the ideographic space) and the vowel kana and symbols that a
    single key commits count as their ASCII keys while reading.
    """
    if character is None or len(character) != 1 or character.isascii():
        return None
    if "\uff01" <= character <= "\uff5e":
        return chr(ord(character) - 0xFEE0)
    folded = character.translate(FULL_WIDTH_VOWELS)
    return folded if folded != character else None


def show_keys(keys: str) -> str:
    """Key names as a reader writes them: "space,f,pagedown" -> "Space f PgDn"."""
    return " ".join(
        _NAMES.get(name, name) if "+" not in name else _chord(name)
        for name in keys.split(",")
        if name
    )


def _chord(name: str) -> str:
    return "+".join(part.capitalize() if len(part) > 1 else part for part in name.split("+"))


_NAMES = {
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "backspace": "Backspace",
    "delete": "Del",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "down": "↓",
    "up": "↑",
    "f1": "F1",
    "slash": "/",
    "question_mark": "?",
    "ampersand": "&",
    "colon": ":",
    "apostrophe": "'",
    "quotation_mark": '"',
    "minus": "-",
    "plus": "+",
    "equals_sign": "=",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
}
