"""A long file loaded in pieces is the file loaded whole."""

from __future__ import annotations

import random
import time
import tracemalloc
from pathlib import Path

import pytest

from reader.document import Block, Document, Kind, whole_text
from reader.formats import load, plain
from reader.formats.long import lazy_document as lazy
from reader.formats.long.long_file import LongFile
from reader.formats.long.piecewise import slabs
from reader.formats.long.slabs import Blocks
from reader.store.identity import digest

SAMPLES = sorted(
    path
    for path in (Path(__file__).parents[2] / "samples").rglob("*")
    if path.suffix in (".txt", ".md")
)
WRAPPED = "".join(
    f"この行は折り返された段落の{number}行目であり幅がそろえてある、\n" for number in range(400)
)
LINES = "".join(f"一行が一段落である。その{number}番目。\n" for number in range(400))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything over four kilobytes is long, and comes in many pieces."""
    monkeypatch.setattr("reader.formats.input.source.LONG", 4096)
    monkeypatch.setattr(lazy, "HEAD", 4096)
    monkeypatch.setattr(lazy, "FIRST", 300)
    monkeypatch.setattr("reader.formats.long.rest.PIECE", 500)
    monkeypatch.setattr("reader.formats.long.piecewise.SLAB", 7)
    monkeypatch.setattr("reader.formats.input.source.STRETCH", 400)
    monkeypatch.setattr("reader.formats.input.encodings._STEP", 300)
    monkeypatch.setattr(lazy, "SAMPLE", 600)
    monkeypatch.setattr("reader.formats.detect.SAMPLE", 600)
    monkeypatch.setattr(plain, "LEARNED", 600)


def loaded(document: Document) -> list[str]:
    """Loads all of it; what `more` said."""
    document.begin()
    said = []
    deadline = time.monotonic() + 20
    while not document.complete:
        assert time.monotonic() < deadline
        said.append(document.more())
        time.sleep(0.001)
    return said


def same(path: Path) -> Document:
    """The document, loaded both ways and compared in everything."""
    grown = load(str(path), lazily=True)
    loaded(grown)
    expected = load(str(path))
    for name in Document.__match_args__:
        assert getattr(grown, name) == getattr(expected, name), name
    assert list(grown.starts) == list(expected.starts)
    assert grown.text == expected.text
    assert grown.length == expected.length
    assert grown.fingerprint in ("", digest(expected.text, str(path)))
    for start, end in ((0, 50), (7, 2000), (expected.length - 9, expected.length + 9), (5, 5)):
        assert grown.part(start, end) == expected.part(start, end)
    assert whole_text(grown) == whole_text(expected)
    return grown


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
@pytest.mark.usefixtures("small")
def test_every_sample_in_pieces_is_the_sample(path: Path, tmp_path: Path) -> None:
    """Also where a sample is repeated until it is long, with its front matter at the head."""
    same(path)
    grown = tmp_path / path.name
    data = path.read_bytes()
    grown.write_bytes(data + (b"\n\n" + data) * (20_000 // max(1, len(data))))
    same(grown)


@pytest.mark.parametrize(
    "text",
    [
        WRAPPED,
        LINES,
        WRAPPED + "\n\n" + LINES,
        "題名\n\n" + "段落。\n\n" * 3000,
        "題名\n\n" + LINES.replace("\n", "\r\n"),
        "---\ntitle: 題\n---\n" + LINES + "\u3000\n" + WRAPPED,
        "冒頭。\n" * 600 + "長い一行。" * 3000,
        "冒頭。\n" * 600 + "長い一行。" * 3000 + "\n終わり。",
        "冒頭\x1b[31m。\n\n" * 400 + "途中\u202e。\n\n" * 100,
        "漢字《かんじ》の段落 https://example.org/a 。\n\n" * 300,
        "＊\n\n" * 300 + "- 箇条\n- 箇条\n" * 300,
    ],
    ids=lambda text: ascii(text[:12]),
)
@pytest.mark.usefixtures("small")
def test_texts_of_every_habit_are_the_same_in_pieces(text: str, tmp_path: Path) -> None:
    """Wrapped lines, a paragraph a line, one very long line, controls, readings, rules, lists."""
    path = tmp_path / "post.txt"
    path.write_bytes(text.encode())
    same(path)


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-8-sig"])
@pytest.mark.usefixtures("small")
def test_every_encoding_is_the_same_in_the_end(encoding: str, tmp_path: Path) -> None:
    """What is not UTF-8 is loaded whole by the worker; the head is there at once all the same."""
    path = tmp_path / "post.txt"
    path.write_bytes(LINES.encode(encoding))
    assert load(str(path), lazily=True).blocks
    same(path)


@pytest.mark.usefixtures("small")
def test_a_rest_that_breaks_the_promise_of_the_head_replaces_it(tmp_path: Path) -> None:
    """An ASCII head before text in CP932; UTF-8 with a damaged place."""
    path = tmp_path / "post.txt"
    path.write_bytes(b"plain ascii line.\n\n" * 400 + LINES.encode("cp932"))
    grown = load(str(path), lazily=True)
    assert "replaced" in loaded(grown)
    same(path)
    path.write_bytes(LINES.encode() + b"\xff\xfe\n" + LINES.encode())
    assert same(path).notices[0].key == "formats.damaged"


@pytest.mark.usefixtures("small")
def test_offsets_are_exact_from_the_start(tmp_path: Path) -> None:
    """What is loaded never changes place: it is a beginning of the whole text."""
    path = tmp_path / "post.txt"
    path.write_bytes((LINES + "\n\n" + LINES).encode())
    grown = load(str(path), lazily=True)
    expected = load(str(path)).text
    assert not grown.complete
    assert 0 < grown.share < 1
    grown.begin()
    while not grown.complete:
        assert expected.startswith(grown.text)
        grown.more()
    assert grown.text == expected
    assert grown.share == 1


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda path: path.open("ab").write(b"more"), "formats.grown"),
        (lambda path: path.open("r+b").truncate(5000), "formats.shrunk"),
        (lambda path: path.unlink(), "formats.gone"),
        (lambda path: path.write_bytes(path.read_bytes()[::-1]), "formats.rewritten"),
    ],
)
def test_a_file_that_changes_meanwhile_is_noticed_and_harms_nothing(
    change: object, key: str, tmp_path: Path
) -> None:
    """Grown, shrunk, gone, rewritten: the document ends, and says what has become of the file."""
    assert callable(change)
    path = tmp_path / "post.txt"
    path.write_bytes(LINES.encode())
    expected = load(str(path)).text
    grown = load(str(path), lazily=True)
    assert grown.disturbed() == ""
    time.sleep(0.01)
    change(path)
    loaded(grown)
    assert grown.disturbed() == key
    assert grown.blocks
    if key in ("formats.grown", "formats.gone"):
        assert grown.text == expected


def test_a_short_file_is_loaded_at_once(tmp_path: Path) -> None:
    """Asking for it lazily changes nothing."""
    path = tmp_path / "post.txt"
    path.write_text("短い。\n\n文章。", encoding="utf-8")
    assert load(str(path), lazily=True) == load(str(path))
    assert load(str(path), lazily=True).complete


@pytest.mark.usefixtures("small")
def test_a_paragraph_of_very_many_lines_takes_linear_time(tmp_path: Path) -> None:
    """A paragraph that does not end is not gone through again with every piece."""
    path = tmp_path / "post.txt"
    line = "この行は折り返された段落の一部であり幅がそろえてあるので、\n"
    taken = []
    for times in (2000, 8000):
        path.write_bytes((line * times).encode())
        grown = load(str(path), lazily=True)
        began = time.thread_time()
        worker = grown._rest  # type: ignore[attr-defined]
        worker.work()
        taken.append(time.thread_time() - began)
        grown.more()
        assert grown.complete
    assert taken[1] < 12 * taken[0] + 0.05


@pytest.mark.usefixtures("small")
def test_a_long_file_that_is_loaded_whole_is_named_as_it_loads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A paragraph without a line end takes the place of its head, and has the store's name."""
    monkeypatch.setattr("reader.formats.long.rest.NAMED", 100)
    path = tmp_path / "line.txt"
    path.write_text("題\n\n" + "長い一行の中にある文です。" * 4000, "utf-8")
    found = same(path)
    assert found.fingerprint == digest(found.text, str(path))


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.usefixtures("small")
def test_a_character_that_the_head_cuts_is_no_damage(encoding: str, tmp_path: Path) -> None:
    """Nothing is said of the first page that does not hold of the file."""
    path = tmp_path / "post.txt"
    for before in range(4):
        path.write_bytes(("a" * before + "上の文《ぶん》 を読む。" * 900).encode(encoding))
        assert not load(str(path), lazily=True).notices
        same(path)
    path.write_bytes(("上を読む。\n《ふみ》\n" * 900).encode(encoding))
    assert not load(str(path), lazily=True).notices


@pytest.mark.usefixtures("small")
def test_a_rest_that_is_no_text_is_said_and_what_comes_before_it_is_kept(tmp_path: Path) -> None:
    """Text at the head, then a binary: the worker ends, and the reader is told."""
    path = tmp_path / "post.txt"
    path.write_bytes(LINES.encode() + random.Random(1).randbytes(100_000))
    grown = load(str(path), lazily=True)
    head = grown.text
    loaded(grown)
    assert [notice.key for notice in grown.notices] == ["formats.rest-binary"]
    assert grown.text.startswith(head) and len(grown.text) >= len(head)


@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), MemoryError()])
@pytest.mark.usefixtures("small")
def test_a_disk_that_fails_behind_the_head_is_said(
    error: Exception,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """No trace is written over the page, and what was loaded stays."""
    path = tmp_path / "post.txt"
    path.write_bytes(LINES.encode())
    grown = load(str(path), lazily=True)

    def read(file: LongFile, count: int) -> bytes:
        raise error

    monkeypatch.setattr(LongFile, "read", read)
    loaded(grown)
    assert [notice.key for notice in grown.notices] == ["formats.rest-unreadable"]
    assert grown.notices[0].values["reason"]
    assert load(str(path)).text.startswith(grown.text) and grown.text
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
@pytest.mark.usefixtures("small")
def test_a_document_that_is_given_up_loads_nothing_more(encoding: str, tmp_path: Path) -> None:
    """The worker of a text that another one has replaced ends at once."""
    path = tmp_path / "post.txt"
    path.write_bytes(LINES.encode(encoding) * 3)
    grown = load(str(path), lazily=True)
    head = grown.length
    grown.give_up()
    worker = grown._rest  # type: ignore[attr-defined]
    worker.work()
    grown.more()
    assert worker.ended and worker.final is None and not worker.failed
    assert grown.length < head + 2000 < load(str(path)).length


@pytest.mark.usefixtures("small")
def test_plain_text_that_is_loaded_whole_is_never_all_objects(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its blocks go into little room as they are parsed: half a kilobyte each would be too much."""
    monkeypatch.setattr("reader.formats.long.piecewise.SLAB", 1 << 10)
    path = tmp_path / "post.txt"
    peaks = []
    for times in (10, 40):
        path.write_bytes(("一行の段落。\n\n" * 400 * times).encode("cp932"))
        grown = load(str(path), lazily=True)
        tracemalloc.start()
        grown._rest.work()  # type: ignore[attr-defined]
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] - peaks[0] < 12_000 * 100


def test_a_giant_paragraph_is_not_copied_each_time_it_is_looked_at() -> None:
    """Its text is the one that is kept, also between short ones."""
    blocks = [Block(Kind.PARAGRAPH, text) for text in ("短い。", "長" * 100_000, "終わり。", "。")]
    kept = Blocks()
    for slab in slabs(blocks):
        kept.add(slab)
    assert list(kept) == blocks
    assert next(iter(kept)) == blocks[0] and list(kept)[1].text is list(kept)[1].text
