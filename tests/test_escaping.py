"""Foreign text stays text for what reads it."""

from __future__ import annotations

import csv
import io
import json
import shlex
import shutil
import subprocess

import pytest
from markdown_it import MarkdownIt

from reader.escaping import csv_cell, json_text, markdown, markdown_code, shell_path

HOSTILE = [
    "```dataviewjs\ndv.container.innerHTML = 1\n```",
    "~~~js\nalert(1)\n~~~",
    "`= this.file` と `$= dv.current()`",
    "![図](http://example.org/a.png) [[別の頁]] ![[埋め込み]]",
    "<img src=x onerror=alert(1)> <% tp.system.prompt() %>",
    "# 題\n- [ ] 用事\n1. 一\n12) 二\n+ 足す\n> 引用\n---\n===",
    "    字下げ\n\t字下げ",
    "$x$ ==強調== %%隠す%% ^[脚注] *a* _b_ ~~c~~ &amp; a | b\n--|--\nkey:: value",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_shows_the_text_and_nothing_else(text: str) -> None:
    """Paragraphs of plain text, with every character of it."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    found = tokens.parse(markdown(text))
    assert {token.type for token in found} == {"paragraph_open", "inline", "paragraph_close"}
    inline = [part for token in found for part in token.children or ()]
    assert {part.type for part in inline} <= {"text", "softbreak", "text_special"}
    shown = "".join("\n" if part.type == "softbreak" else part.content for part in inline)
    assert shown == "\n".join(line.strip(" \t") for line in text.splitlines())


@pytest.mark.parametrize("text", ["a`b", "`x`", "``", "a```b`", " x ", "plain"])
def test_a_code_span_holds_any_backtick(text: str) -> None:
    """The span is as long as the text."""
    found = MarkdownIt().parseInline(markdown_code(text))[0].children or []
    assert [(part.type, part.content) for part in found] == [("code_inline", text)]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "＠x"])
def test_a_cell_is_no_formula(text: str) -> None:
    """A spreadsheet shows it; Japanese text stays as it is."""
    out = io.StringIO()
    csv.writer(out).writerow([csv_cell(text)])
    assert next(csv.reader(io.StringIO(out.getvalue()))) == [f"'{text}"]
    assert csv_cell("鯖＝魚-1") == "鯖＝魚-1"


def test_json_holds_what_a_terminal_must_not_see() -> None:
    """C1, DEL, marks of direction and half characters are escapes; the value is the same."""
    value = {"語": "あ\x9b31m\x7f\u202e\u2066\u2028\ufeff\x1b\udc80"}
    text = json_text(value)
    assert json.loads(text) == value
    assert text.replace("\\u", "").isprintable() and "語" in text


@pytest.mark.skipif(not shutil.which("sh"), reason="no POSIX shell")
@pytest.mark.parametrize("name", ["a`id`b", "$(id)", "a'; id; '", "-rf", "--state=x", "二　語 三"])
def test_a_shell_gets_one_word(name: str) -> None:
    """Neither a command nor an option comes out of a file name."""
    done = subprocess.run(
        ["sh", "-c", f"printf '%s\\n' {shell_path(name)}"], capture_output=True, check=True
    )
    word = done.stdout.decode().rstrip("\n")
    assert word.removeprefix("./") == name and not word.startswith("-")
    assert shlex.split(shell_path(name)) == [word]
