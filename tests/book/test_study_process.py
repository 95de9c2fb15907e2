"""The study of a post in a process of its own, and the thread where there is none."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from reader.analysis import Outline
from reader.book import study_process
from reader.book.book import Book
from reader.book.sentence_order import SentenceOrder
from reader.book.study import Answer
from reader.book.study_process import StudyProcess, begin_study
from reader.document import Document
from reader.formats import load
from reader.request import Request
from tests.terminal import CURSOR, JAPANESE, ROOT, Open, Terminal, cursor_answer

pytestmark = pytest.mark.pty

ANSWERS = {CURSOR: cursor_answer}
POST = ROOT / "samples" / "video-ai.txt"


def studied(document: Document) -> Answer:
    """What a study in this process gives."""
    book = Book(document, "ja")
    study = book.study()
    book.use(study)
    book.order.count()
    return Answer(study, book.find_outline("normal"), book.order.counts)


def begun(path: Path, document: Document) -> StudyProcess:
    """The process that studies a post."""
    process = begin_study(Request(source=str(path), lang="ja"), document)
    assert process is not None
    return process


@pytest.mark.parametrize("name", ["video-ai.txt", "long.txt", "lighthouse.txt"])
def test_the_answer_is_that_of_this_process(name: str) -> None:
    """Repeats, headings, outline and counts, whichever process found them."""
    path = ROOT / "samples" / name
    document = load(str(path))
    process = begun(path, document)
    answer, expected = process.answer(document), studied(document)
    process.end()
    assert answer is not None
    assert list(answer.study.reading_order or ()) == list(expected.study.reading_order or ())
    assert answer.study[1:] == expected.study[1:]
    assert answer.outline == expected.outline
    assert list(answer.counts or ()) == list(expected.counts or ())


def test_what_is_too_long_to_fold_is_divided(monkeypatch: pytest.MonkeyPatch) -> None:
    """Above the first limit repeats stay as they are and sections are found, and the reader is
    told of the repeats; above the second there is no answer."""
    monkeypatch.setattr("reader.book.book.MOST_FOR_STUDY", 1000)
    request = Request(source=str(POST), lang="ja")
    document = load(str(POST))
    _, answer = study_process.study(request)
    assert answer is not None
    assert answer.study.reading_order is None
    assert len([section for section in answer.outline.sections if section.inferred]) > 2
    book = Book(document, "ja")
    book.take(answer)
    assert book.left_out == "view.too-long-to-fold"
    unfolded = Book(document, "ja", fold_repeats=False)
    unfolded.take(answer)
    assert unfolded.left_out == ""
    monkeypatch.setattr(study_process, "MOST_FOR_OUTLINE", document.length - 1)
    assert study_process.study(request)[1] is None
    monkeypatch.setattr(study_process, "MOST_FOR_OUTLINE", document.length // 2)
    assert begin_study(request, document) is None


def test_the_answer_for_another_text_is_refused(tmp_path: Path) -> None:
    """The file may change between two looks at it."""
    path = tmp_path / "post.txt"
    path.write_text("朝の港です。\n\n夜の港です。\n", "utf-8")
    before = load(str(path))
    path.write_text("朝の港です。\n\n昼の港です。\n", "utf-8")
    process = begun(path, before)
    assert process.answer(before) is None
    assert process.answer(load(str(path))) is not None


@pytest.mark.parametrize("problem", ["killed", "no interpreter", "gone"])
def test_without_a_process_there_is_no_answer(
    problem: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A process that dies, cannot be had, or cannot load the post leaves the study to a thread."""
    document = load(str(POST))
    if problem == "no interpreter":
        monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
        assert begin_study(Request(source=str(POST)), document) is None
        return
    process = begun(POST if problem == "killed" else tmp_path / "none.txt", document)
    if problem == "killed":
        process.end()
    assert process.answer(document) is None
    assert process.done


def test_a_process_that_does_not_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """After its time there is no answer, and no process."""
    monkeypatch.setattr(study_process, "PATIENCE", 0.0)
    monkeypatch.setattr(study_process, "CHARACTERS_A_SECOND", 1e9)
    document = load(str(POST))
    process = begun(POST, document)
    assert process.answer(document) is None


def test_the_end_is_at_once_and_leaves_nothing() -> None:
    """Nobody wants the answer: there is no process, no zombie and no open file of it."""
    before = open_files()
    process = begun(POST, load(str(POST)))
    number = process._process.pid
    process.end()
    process.end()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
    process.answer(load(str(POST)))
    deadline = time.monotonic() + 5
    while len(open_files()) > len(before):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def open_files() -> list[str]:
    """Descriptors of this process, and the one that looks."""
    return sorted(path.name for path in Path("/dev/fd").iterdir())


linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def children(pid: int) -> list[int]:
    """Processes that a process has begun."""
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def gone(pid: int) -> bool:
    """Whether a process has ended, or waits to be asked how by someone who does not care."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return True
    return stat.rpartition(")")[2].split()[0] == "Z"


def studying(terminal: Terminal) -> int:
    """The process that studies, as soon as it is there."""
    deadline = time.monotonic() + 20
    while not (found := children(terminal.pid)):
        assert time.monotonic() < deadline
        terminal.pump(0.001)
    return found[0]


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    """A post whose study takes some seconds."""
    path = tmp_path / "slow.txt"
    text = (ROOT / "samples" / "long.txt").read_text("utf-8")
    path.write_text("".join(f"第{n}巻。\n\n{text}\n\n" for n in range(2_900_000 // len(text))))
    return path


@linux
def test_the_outline_arrives_and_the_process_is_gone(open_terminal: Open) -> None:
    """The process ends with its answer, reaped, while the reader goes on."""
    terminal = open_terminal(POST, size=(100, 30), answers=ANSWERS, env=JAPANESE)
    child = studying(terminal)
    terminal.wait_for("1分", timeout=30).wait_for("約").settle()
    assert children(terminal.pid) == []
    assert not Path(f"/proc/{child}").exists()
    assert terminal.shows("目次")


@linux
def test_without_an_answer_a_thread_finds_the_outline(open_terminal: Open) -> None:
    """A process that is killed takes nothing with it."""
    terminal = open_terminal(POST, size=(100, 30), answers=ANSWERS, env=JAPANESE)
    os.kill(studying(terminal), signal.SIGKILL)
    terminal.wait_for("1分", timeout=30).wait_for("約")


@linux
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_with_the_reader(open_terminal: Open, slow: Path, end: signal.Signals) -> None:
    """However the reader ends, nobody goes on for it."""
    terminal = open_terminal(slow, answers=ANSWERS, env=JAPANESE)
    child = studying(terminal)
    terminal.wait_for("%", timeout=30)
    assert not gone(child)
    terminal.kill(end)
    terminal.exit_status()
    deadline = time.monotonic() + 5
    while not gone(child):
        assert time.monotonic() < deadline
        time.sleep(0.01)


@linux
def test_quitting_does_not_wait_for_it(open_terminal: Open, slow: Path) -> None:
    """q ends both at once, and nothing of the process was ever on the screen."""
    terminal = open_terminal(slow, answers=ANSWERS, env=JAPANESE)
    child = studying(terminal)
    while b"study_process" not in Path(f"/proc/{child}/cmdline").read_bytes():
        terminal.pump(0.001)  # stopped before it runs the program, it would stop its parent too
    os.kill(child, signal.SIGSTOP)  # so that it never comes to an end by itself
    terminal.wait_for("%", timeout=30).settle()
    assert not gone(child)
    terminal.send("q")
    assert terminal.exit_status() == 0
    assert gone(child)
    assert b"Traceback" not in terminal.raw


@linux
def test_an_interrupt_of_the_terminal_is_for_the_reader(open_terminal: Open, slow: Path) -> None:
    """^C while the application loads ends the reader as ever, and the process without a word."""
    terminal = open_terminal(slow, answers=ANSWERS, env=JAPANESE)
    child = studying(terminal)
    os.kill(terminal.pid, signal.SIGSTOP)  # so that it is still loading when the key comes
    terminal.send(b"\x03")
    os.kill(terminal.pid, signal.SIGCONT)
    try:
        assert terminal.exit_status() == 130
    except AssertionError:
        # On a busy machine the application stands already, and the key is for it.
        if not terminal.shows("目次"):
            raise
        terminal.send("q")
        assert terminal.exit_status() == 0
    deadline = time.monotonic() + 5
    while not gone(child):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert b"Traceback" not in terminal.raw
    assert terminal.raw.rfind(b"\x1b[?1049l") > terminal.raw.rfind(b"\x1b[?1049h")


@linux
def test_a_post_from_a_pipe(open_terminal: Open) -> None:
    """What came by standard input is studied like any other."""
    terminal = open_terminal(
        "-", size=(100, 30), answers=ANSWERS, env=JAPANESE, stdin=POST.read_bytes()
    )
    terminal.wait_for("1分", timeout=30).wait_for("約")


def test_a_file_that_is_loaded_while_it_is_read(tmp_path: Path) -> None:
    """The process loads all of it for itself, and is believed only of the very same text."""
    text = POST.read_text("utf-8")
    path = tmp_path / "grown.txt"
    path.write_text("".join(f"{n}番目。\n\n{text}\n\n" for n in range(100)), "utf-8")
    assert path.stat().st_size > 1 << 21
    document = load(str(path), lazily=True)
    assert not document.complete
    process = begun(path, document)
    document.finish()
    answer = process.answer(document)
    assert answer is not None
    assert answer.outline == studied(document).outline
    path.write_text(f"{path.read_text('utf-8')}もう一行。\n", "utf-8")
    longer = load(str(path), lazily=True)
    longer.finish()
    assert process.answer(longer) is None
    process.end()


def test_a_giant_paragraph_is_noticed_as_the_post_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each paragraph is looked at once, the last one too, and none that is just long enough."""
    monkeypatch.setattr("reader.book.book.LONGEST_FOR_STUDY", 20)
    starts = [0, 6, 26]
    book = Book(Document(()), "ja")
    book.document.__dict__["starts"] = starts
    assert not book.has_giant
    starts += [46, 66]
    assert not book.has_giant
    starts.append(88)
    assert book.has_giant
    assert book.too_long
    book.alone = True
    assert not book.too_long


def test_what_was_counted_elsewhere_is_not_counted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that brings its counts costs the screen no look at every paragraph."""
    book = Book(load(str(POST)), "ja")
    study = book.study()
    order = book.order_of(study)
    assert order is not None and order.counted
    book.order.count()
    monkeypatch.setattr(SentenceOrder, "count", lambda _: pytest.fail("counted again"))
    answer = Answer(study, Outline(()), order.counts)
    book.take(answer)
    assert book.order.counts == order.counts
    book.use(study, order)
    assert book.order is order
    with pytest.raises(ValueError, match="another"):
        book.order_of(study, [0, 1])
