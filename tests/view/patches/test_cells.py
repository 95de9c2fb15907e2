"""What Rich and Textual are told about cells."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
from reader.view.patches.cells import agree_on_cells, use_plain_chrome
{first}
from rich.cells import cell_len as theirs, set_cell_size
from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual._border import BORDER_CHARS
{second}
from reader.cells import cell_len as ours
texts = ["※①…―α", "漢字※か…", "abc", "─│┌", "🇯🇵", "é○×", "ｶﾞ", "a" * 600 + "※"]
assert [theirs(t) for t in texts] == [ours(t, {mode}) for t in texts], [theirs(t) for t in texts]
left, right = Segment("あ※い…う").split_cells(4 if {mode} == 2 else 3)
assert (left.text, right.text) == ("あ※", "い…う"), (left, right)
assert Strip([Segment("※漢")]).cell_length == 2 + {mode}
chars = {{c for rows in BORDER_CHARS.values() for row in rows for c in row}}
if {mode} == 2:
    assert all(c.isascii() for c in chars), chars
    cut = Content("漢字漢字漢字").truncate(7, ellipsis=True)
    assert ours(cut.plain, 2) == 7 and cut.plain.endswith(">"), cut.plain
print("agreed")
"""


@pytest.mark.parametrize("mode", [1, 2])
@pytest.mark.parametrize("late", [False, True])
def test_rich_measures_as_we_do(mode: int, late: bool) -> None:
    """Strips, segments and borders follow `reader.cells`, told before or after the import."""
    call = f"agree_on_cells({mode})"
    chrome = "\nuse_plain_chrome()" if mode == 2 else ""
    program = PROGRAM.format(
        first="" if late else call, second=(call if late else "") + chrome, mode=mode
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.stdout == "agreed\n", done.stderr
