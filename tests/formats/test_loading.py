"""Encodings, front matter and what cannot be read."""

from __future__ import annotations

import codecs
import os
import sys
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from reader.errors import ReaderError
from reader.formats import load
from reader.formats.input import encodings
from reader.formats.input.encodings import Decoded, decode
from reader.formats.input.harmless import harmless
from reader.wording import say_error

_PROSE = "朝の市場には魚と野菜が並び、人の声が高い天井に響いていた。\n\n昼を過ぎると静かになる。\n"
_ENCODINGS = [
    ("utf-8", "utf-8"),
    ("utf-8-sig", "utf-8"),
    ("utf-16", "utf-16-le"),
    ("utf-16-le", "utf-16-le"),
    ("utf-16-be", "utf-16-be"),
    ("cp932", "cp932"),
    ("euc_jp", "euc-jp"),
    ("iso2022_jp", "iso-2022-jp"),
]


@pytest.mark.parametrize(("codec", "name"), _ENCODINGS)
def test_encodings_are_found(codec: str, name: str) -> None:
    """Japanese prose is read in each encoding, and what was found is called sure."""
    document = load(_PROSE.encode(codec))
    assert document.text == _PROSE.replace("\n\n", "\n").strip()
    assert (document.encoding, document.encoding_sure) == (name, True)


@pytest.mark.parametrize(("codec", "name"), _ENCODINGS)
def test_a_cut_in_a_character_loses_only_it(codec: str, name: str) -> None:
    """A file cut in the middle of a character keeps its encoding and the text before."""
    data = _PROSE.rstrip().removesuffix("。").encode(codec)[:-1]
    document = load(data)
    assert document.encoding == name
    assert document.blocks[0].text == _PROSE.split("\n")[0]


def test_a_guess_is_not_called_sure() -> None:
    """Two bytes that are あ in EUC-JP and ､｢ in CP932 are read, and the guess is owned to."""
    document = load("あい".encode("euc_jp"))
    assert not document.encoding_sure
    assert "formats.encoding-guessed" in [notice.key for notice in document.notices]


def test_invalid_bytes_in_utf_8_are_shown_and_counted() -> None:
    """A few invalid bytes are U+FFFD with a notice, not an error."""
    document = load(_PROSE.encode()[:30] + b"\xff\xfe" + _PROSE.encode()[30:])
    assert document.encoding == "utf-8" and "\ufffd" in document.text
    assert document.notices[0].values["count"] == 2


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends(newline: str) -> None:
    """CRLF, CR and LF part the same lines, with and without one at the end."""
    document = load(newline.join(["一。", "", "二。"]).encode())
    assert [(block.text, block.line) for block in document.blocks] == [("一。", 1), ("二。", 3)]


def test_an_empty_file_is_an_empty_post() -> None:
    """No bytes, or only white space, make a document without blocks."""
    assert not load(b"").blocks
    assert not load(" \n\u3000\n\0".encode()).blocks


def test_nul_and_form_feed_are_cut_out_and_counted() -> None:
    """NUL vanishes, a form feed parts nothing within Japanese; both are counted."""
    document = load("日\0本\f語".encode())
    assert document.text == "日本語" and document.controls_removed == 2


def test_what_is_cut_out_takes_nothing_with_it() -> None:
    """One control in a text leaves its spaces, tabs and line ends where they are."""
    for bad in ("\x00", "\x1b[31m", "\x1b]0;name\x07", "\ufeff", "\u202e"):
        assert harmless(f"two words\n\t二つ　の語{bad} end") == ("two words\n\t二つ　の語 end", 1)


def test_what_was_made_harmless_is_harmless() -> None:
    """Every character that is cut out alone is cut out amid text, and nothing is left to cut."""
    for number in range(0x10000):
        text, cut = harmless(f"甲{chr(number)}乙")
        assert (cut == 0) == (harmless(chr(number))[1] == 0)
        assert harmless(text) == (text, 0)


def test_every_string_of_the_front_matter_is_harmless() -> None:
    """Escapes of YAML cannot bring back what was cut out of the text."""
    block = 'title: "\\e]0;x\\a題\\ud800"\n"\\e[2Jk": ["\\u202Ev", 2025-10-02]\n'
    document = load(f"---\n{block}---\n本文。".encode())
    assert document.title == "題\ufffd"
    assert document.front_matter["k"] == ["v", "2025-10-02"]


@pytest.mark.parametrize(
    ("block", "key"),
    [
        ('title: "壊れた\nauthor: 甲', "formats.broken-front-matter"),
        ("title: a: b\nauthor: 甲", "formats.broken-front-matter"),
        ("author: 甲\ndate: 2025-13-45", "formats.broken-front-matter"),
        ("author: 甲\nx: " + "[" * 500, "formats.broken-front-matter"),
        ("author: 甲\nx: !!python/object/apply:os.system [id]", "formats.broken-front-matter"),
        ("author: 甲\nx: " + "y" * 70000, "formats.front-matter-too-large"),
    ],
)
def test_broken_front_matter_is_reported_and_the_text_is_read(block: str, key: str) -> None:
    """A notice says why; the text and the plain fields are there all the same."""
    document = load(f"---\n{block}\n---\n本文。".encode())
    assert document.text == "本文。"
    assert [notice.key for notice in document.notices] == [key]
    assert document.author == "甲"


def test_aliases_cannot_explode() -> None:
    """Nine levels of nine aliases are refused in no time."""
    lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x]"]
    lines += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    started = time.process_time()
    document = load(("---\n" + "\n".join(lines) + "\n---\n本文。").encode())
    assert document.text == "本文。" and document.notices
    assert time.process_time() - started < 1


def test_fields_are_taken_tolerantly() -> None:
    """Numbers, lists, mappings and text serve where they can be understood."""
    block = "title: 2025\nauthor: {name: 甲}\ntags: 投資、AI\ndescription: 概要\nreading_time: 8分"
    document = load(f"---\n{block}\n---\n本文。".encode())
    assert (document.title, document.author, document.tags) == ("2025", "甲", ("投資", "AI"))
    assert (document.excerpt, document.minutes_stated) == ("概要", 8.0)


@pytest.mark.parametrize("block", ["", "# nothing\n", "...\n"])
def test_empty_front_matter_says_nothing(block: str) -> None:
    """Empty front matter is no fault."""
    document = load(f"---\n{block}---\n本文。".encode())
    assert document.blocks[-1].text == "本文。" and not document.notices


def test_dashes_around_prose_are_no_front_matter() -> None:
    """A text that begins with a rule loses nothing."""
    document = load("---\nこれは文章です。\n---\n続きです。".encode())
    assert [block.text for block in document.blocks] == ["", "これは文章です。", "", "続きです。"]


def test_format_detection() -> None:
    """Names and clear syntax decide; a text without front matter and name stays plain."""
    assert load("# 題\n".encode(), name="a.md").format == "markdown"
    assert load("---\nx: 1\n---\n## 節\n".encode()).format == "markdown"
    assert load("## 節\n".encode()).format == "plain"
    assert load("山［＃「山」に傍点］\n".encode()).format == "aozora"


def test_what_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    """Each fault is a ReaderError with a sentence of its own."""
    (tmp_path / "b.bin").write_bytes(bytes(range(256)) * 8)
    faults = {
        str(tmp_path / "missing"): "formats.missing",
        str(tmp_path): "formats.directory",
        str(tmp_path / "b.bin"): "formats.binary",
        "nul\0name": "formats.missing",
    }
    for path, key in faults.items():
        with pytest.raises(ReaderError) as caught:
            load(path)
        assert caught.value.key == key
        assert say_error(caught.value, "ja").isprintable()


@pytest.mark.parametrize("name", ["klingon", "rot13", "hex", "", "\0", "undefined"])
def test_unknown_encodings(name: str) -> None:
    """The name of an encoding that does not exist, or is none of text, is an error."""
    if not name:
        assert load(_PROSE.encode(), encoding="").encoding == "utf-8"
        return
    with pytest.raises(ReaderError, match=r"formats\.unknown-encoding"):
        load(_PROSE.encode(), encoding=name)


def test_an_asked_encoding_is_used() -> None:
    """--encoding shift_jis reads what Windows calls Shift_JIS; a mark at the start goes."""
    assert load("①〜～".encode("cp932", "replace"), encoding="shift_jis").text[0] == "①"
    assert load(codecs.BOM_UTF8 + "文".encode(), encoding="utf-8").text == "文"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_read(tmp_path: Path) -> None:
    """A FIFO is a file like another."""
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    writer = Thread(target=fifo.write_bytes, args=(_PROSE.encode(),))
    writer.start()
    assert load(str(fifo)).text.startswith("朝の市場")
    writer.join()


@pytest.mark.parametrize("encoding", [None, "utf-8", "cp932", "utf-16", "utf-7"])
def test_what_is_decoded_in_steps_is_what_is_decoded_at_once(
    encoding: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole, damaged and cut texts in every encoding, their characters parted by the steps."""
    cases = [_PROSE.encode(codec) * 9 for codec, _ in _ENCODINGS]
    cases += [case[: len(case) // 2] + b"\xff\x80" + case[len(case) // 2 :] for case in cases]
    cases += [case[:-1] for case in cases] + [b"plain text\n" * 30 + case for case in cases]
    cases += [("한국어 문장입니다. " * 40).encode("cp949"), ("café ñ " * 40).encode("latin-1")]
    at_once = [_decoded(case, encoding) for case in cases]
    monkeypatch.setattr("reader.formats.input.encodings._STEP", 7)
    assert [_decoded(case, encoding) for case in cases] == at_once


def _decoded(data: bytes, encoding: str | None) -> Decoded | str:
    try:
        return decode(data, encoding=encoding)
    except ReaderError as error:
        return error.key


@pytest.mark.parametrize("codec", ["cp932", "euc_jp", "utf-16", "utf-8"])
def test_nothing_decodes_a_long_text_in_one_call(
    codec: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One call through megabytes would hold the screen: nothing of them is passed on whole."""
    data = _PROSE.encode(codec) * 4000
    longest = 0

    def spy(pieces: Iterator[str]) -> Iterator[str]:
        nonlocal longest
        for piece in pieces:
            longest = max(longest, len(piece))
            yield piece

    steps = encodings._steps
    monkeypatch.setattr(encodings, "_steps", lambda *words: spy(steps(*words)))
    assert decode(data).text.startswith(_PROSE)
    assert 0 < longest <= 1 << 16 < len(data)


def test_the_encoding_of_a_long_text_is_found_in_little_room() -> None:
    """The texts that it would be in other encodings are not kept."""
    data = _PROSE.encode("cp932") * 20_000
    tracemalloc.start()
    text = decode(data).text
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3 * sys.getsizeof(text)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_are_the_same_where_a_text_is_worked_on_in_stretches(
    newline: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No stretch ends between CR and LF."""
    data = newline.join(["一。", "", "二。"] * 50).encode()
    expected = load(data)
    for length in range(1, 9):
        monkeypatch.setattr("reader.formats.input.source.STRETCH", length)
        assert load(data) == expected
