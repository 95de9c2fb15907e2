"""A long post under the reader's hands while the worker still loads it."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event

import pytest
from textual.events import Key
from textual.pilot import Pilot

from reader.analysis import Outline
from reader.book.book import Book
from reader.config import Settings
from reader.document import Document
from reader.first_page.early_screen import EarlyScreen
from reader.first_page.handover import Handover
from reader.formats import load, plain
from reader.formats.long import lazy_document as lazy
from reader.formats.long.rest import Rest
from reader.request import Request
from reader.store import open_store
from reader.store.post import Post
from reader.view.application import ReaderApp
from reader.view.keys import PANEL, READING
from reader.view.screen import ReadingScreen
from reader.wording import say

TEXT = "題名\n\n" + "".join(
    f"第{number}段落。ここには文がある。もう一つの文もある。\n\n" for number in range(600)
)


class Held:
    """Keeps the worker back until the test lets it work."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.rests: list[Rest] = []
        monkeypatch.setattr(Rest, "begin", lambda rest: self.rests.append(rest))

    def work(self) -> None:
        self.rests[-1].work()


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    """A worker that waits, and sizes at which little is long."""
    monkeypatch.setattr("reader.formats.input.source.LONG", 8192)
    monkeypatch.setattr(lazy, "HEAD", 8192)
    monkeypatch.setattr(lazy, "FIRST", 1500)
    monkeypatch.setattr("reader.formats.long.rest.PIECE", 2000)
    monkeypatch.setattr(lazy, "SAMPLE", 600)
    monkeypatch.setattr("reader.formats.detect.SAMPLE", 600)
    monkeypatch.setattr(plain, "LEARNED", 600)
    monkeypatch.setattr("reader.book.book.MOST_FOR_STUDY", 5000)
    return Held(monkeypatch)


@asynccontextmanager
async def opened(
    folder: Path, text: str = TEXT
) -> AsyncIterator[tuple[ReadingScreen, Pilot[None]]]:
    """The post in an application without a terminal, its head on the screen."""
    post = folder / "long.txt"
    if not post.exists():
        post.write_text(text, encoding="utf-8")
    store = open_store(folder / "state")
    request = Request(source=str(post), lang="ja", settings=Settings())
    document = load(str(post), lazily=True)
    assert not document.complete
    app = ReaderApp(request, request.settings, store, Handover(EarlyScreen(b""), document))
    async with app.run_test(size=(100, 30)) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        await pilot.pause(0.2)
        yield screen, pilot
        await app.action_quit()
    store.close()


async def until(pilot: Pilot[None], true: Callable[[], object]) -> None:
    """Waits for something to become true."""
    for _ in range(200):
        if true():
            return
        await pilot.pause(0.02)
    raise AssertionError("it never came")


async def complete(screen: ReadingScreen, pilot: Pilot[None], held: Held) -> None:
    """Lets the worker work, and waits until the screen has taken all of it in."""
    held.work()
    await until(
        pilot, lambda: screen.desk.book.document.complete and screen.desk.book.outline is not None
    )


PANELS = {
    "page": (),
    "outline": ("tab",),
    "matches": ("slash", *"段落", "enter", "ampersand"),
    "links": ("o",),
    "facts": ("i",),
    "help": ("f1",),
    "search": ("slash",),
    "goto": ("colon",),
    "open": ("O",),
}
"""The keys that lead to each list, panel and prompt from the page."""


@pytest.mark.parametrize("panel", PANELS)
async def test_every_key_in_every_panel_while_the_rest_loads(
    panel: str, tmp_path: Path, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each key and a letter behind it, from each panel: the program goes on, and whatever would
    change what is kept of the post says that it waits."""
    for name in ("EDITOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)
    text = TEXT.replace("題名\n", "題名\n\nhttps://example.jp/ を見る。\n", 1)
    keys = {row.keys.split(",")[0] for row in (*READING, *PANEL)} - {"q", "ctrl+p"}
    waiting = {row.keys.split(",")[0] for row in PANEL if row.waits}
    assert {"a", "u", "R"} <= waiting <= keys
    async with opened(tmp_path, text) as (screen, pilot):
        for key in sorted(keys):
            if panel in ("search", "goto", "open") and len(key) == 1:
                continue  # a letter of what is typed
            screen.desk.outline_panel.drop_filter()
            screen.desk.list_panel.close()
            screen.desk.close_prompt()
            for pressed in (*PANELS[panel], key, "a"):
                screen.app.post_message(Key(pressed, pressed if len(pressed) == 1 else None))
            await pilot.pause()
            assert screen.app.is_running
            if panel == "outline" and key in waiting:
                await until(pilot, lambda: screen.desk.status.notice == say("view.loading", "ja"))
        assert screen.desk.stored is None


async def test_a_note_begun_before_the_post_is_read_again_is_not_lost(
    tmp_path: Path, held: Held
) -> None:
    """Ctrl+S while the post loads anew says that it waits; the same key later keeps the note."""
    async with opened(tmp_path) as (screen, pilot):
        await complete(screen, pilot, held)
        with (tmp_path / "long.txt").open("a", encoding="utf-8") as file:
            file.write("新しい段落。\n\n" * 3)
        await pilot.press("M", *"memo")
        screen.files.reload()
        await until(pilot, lambda: screen.desk.stored is None)
        await pilot.press("ctrl+s")
        assert screen.desk.status.notice == say("view.loading", "ja")
        await complete(screen, pilot, held)
        await until(pilot, lambda: screen.desk.stored)
        await pilot.press("ctrl+s")
        assert [mark.note for mark in screen.desk.post.marks()] == ["memo"]


async def test_growth_moves_nothing_and_makes_the_counts_exact(tmp_path: Path, held: Held) -> None:
    """What is on the screen stays; 約 stands until all is there."""
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("space")
        before = screen.desk.page.view.window
        assert screen.desk.status._facts[1].startswith(say("view.about", "ja"))
        total = screen.desk.book.order.total
        await complete(screen, pilot, held)
        assert screen.desk.page.view.window.rows == before.rows
        assert not screen.desk.status._facts[1].startswith(say("view.about", "ja"))
        assert screen.desk.book.order.total == pytest.approx(total, rel=0.2)
        assert screen.desk.book.order.total == sum(map(len, TEXT.split()))


async def test_the_end_is_reached_as_soon_as_it_is_there(tmp_path: Path, held: Held) -> None:
    """G goes to what is loaded, then on to the end; who moves meanwhile stays."""
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("G")
        assert not screen.desk.page.view.at_end
        assert screen.desk.progress().percent < 100
        await complete(screen, pilot, held)
        assert screen.desk.page.view.at_end
        assert "第599段落" in "".join(row.text for row in screen.desk.page.view.window.rows)
    (tmp_path / "state").rename(tmp_path / "old")
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("G", "k")
        top = screen.desk.page.view.top
        await complete(screen, pilot, held)
        assert screen.desk.page.view.top == top


async def test_a_share_that_has_not_come_is_reached_when_it_has(tmp_path: Path, held: Held) -> None:
    """90% goes as far as it can, and there as soon as it is loaded."""
    async with opened(tmp_path) as (screen, pilot):
        assert screen.moving.go_to("90%")
        assert "第5" not in screen.desk.page.view.window.rows[0].text
        await complete(screen, pilot, held)
        assert 85 <= screen.desk.progress().percent <= 95


async def test_a_search_goes_on_over_what_comes(tmp_path: Path, held: Held) -> None:
    """Matches of the head are shown at once, the others join them."""
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("slash", *"段落")
        await until(
            pilot, lambda: screen.desk.search.matches and screen.desk.search.running is None
        )
        at_first = len(screen.desk.search.matches)
        assert 0 < at_first < 600
        await pilot.press("enter", "n")
        chosen = screen.desk.search.matches[screen.desk.search.match or 0]
        await complete(screen, pilot, held)
        await until(pilot, lambda: len(screen.desk.search.matches) == 600)
        assert screen.desk.search.matches[screen.desk.search.match or 0] == chosen


async def test_a_search_for_what_only_the_rest_has_finds_it(tmp_path: Path, held: Held) -> None:
    """Nothing found in the head is no verdict."""
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("slash", *"第580段落")
        await until(pilot, lambda: screen.desk.search.running is None)
        assert screen.searching.found.count_matches() == ""
        await complete(screen, pilot, held)
        await until(pilot, lambda: len(screen.desk.search.matches) == 1)
        assert screen.desk.page.view.row_of(screen.desk.search.matches[0].start) is not None


async def test_the_kept_place_comes_back_unless_the_reader_has_moved(
    tmp_path: Path, held: Held
) -> None:
    """The place is known once the whole text is."""
    async with opened(tmp_path) as (screen, pilot):
        await complete(screen, pilot, held)
        await pilot.press("G", "k")
        place = screen.desk.place()
    async with opened(tmp_path) as (screen, pilot):
        assert screen.desk.place() == 0
        await complete(screen, pilot, held)
        assert screen.desk.place() == place
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("space")
        moved = screen.desk.place()
        await complete(screen, pilot, held)
        assert screen.desk.place() == moved


async def test_a_long_file_in_another_encoding_replaces_its_head(
    tmp_path: Path, held: Held
) -> None:
    """The first page is read from the head; the whole text takes its place."""
    (tmp_path / "long.txt").write_bytes(TEXT.encode("cp932"))
    async with opened(tmp_path) as (screen, pilot):
        assert any("第0段落" in row.text for row in screen.desk.page.view.window.rows)
        await complete(screen, pilot, held)
        assert screen.desk.book.document.text.count("段落") == 600
        await pilot.press("G")
        assert screen.desk.page.view.at_end


async def test_a_file_that_vanishes_is_said_and_stays_readable(tmp_path: Path, held: Held) -> None:
    """The text is what it was when it was opened."""
    async with opened(tmp_path) as (screen, pilot):
        (tmp_path / "long.txt").unlink()
        await complete(screen, pilot, held)
        assert screen.desk.status.notice == say("formats.gone", "ja")
        assert screen.desk.book.document.text.count("段落") == 600


async def test_reading_again_keeps_the_place(tmp_path: Path, held: Held) -> None:
    """A long file that has grown is read again, and the page comes back to where it was."""
    async with opened(tmp_path) as (screen, pilot):
        await complete(screen, pilot, held)
        await pilot.press("G", "k")
        place = screen.desk.place()
        with (tmp_path / "long.txt").open("a", encoding="utf-8") as file:
            file.write("新しい段落。\n\n" * 3)
        await pilot.press("R")
        await until(pilot, lambda: not screen.desk.book.document.complete)
        await complete(screen, pilot, held)
        assert screen.desk.place() == place
        assert screen.desk.book.document.text.count("新しい") == 3


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> Event:
    """The store looks a text up until this is set."""
    done = Event()
    monkeypatch.setattr(Post, "look_up", lambda _: done.wait(10))
    return done


async def test_nothing_is_kept_before_the_store_has_looked_the_text_up(
    tmp_path: Path, held: Held, looked: Event
) -> None:
    """That goes on beside the screen: marks wait for it, keys do not."""
    async with opened(tmp_path) as (screen, pilot):
        held.work()
        await until(pilot, lambda: screen.desk.book.document.complete)
        await pilot.press("m")
        assert screen.desk.status.notice == say("view.loading", "ja")
        before = screen.desk.place()
        await pilot.press("space")
        assert screen.desk.place() > before
        looked.set()
        await until(pilot, lambda: screen.desk.stored)
        await pilot.press("m")
        assert len(screen.desk.post.marks()) == 1


async def test_whoever_leaves_while_it_is_looked_up_finds_the_place_again(
    tmp_path: Path, held: Held, looked: Event
) -> None:
    """Place and what was read are kept though the store has not looked the text up."""
    async with opened(tmp_path) as (screen, pilot):
        held.work()
        await until(pilot, lambda: screen.desk.book.document.complete)
        await pilot.press("space", "space")
        left = screen.desk.place()
        screen.close()
    looked.set()
    store = open_store(tmp_path / "state")
    found = store.post(load(str(tmp_path / "long.txt")), str(tmp_path / "long.txt")).place()
    store.close()
    assert found is not None and found.offset == left > 0


async def again(pilot: Pilot[None], held: Held) -> None:
    """Has a long text read again, and waits until its worker would begin."""
    before = len(held.rests)
    await pilot.press("R")
    await until(pilot, lambda: len(held.rests) > before)


SHORT = "短い題\n\n短い文章がここにある。\n\n" + "それだけである。\n\n" * 20


async def test_a_short_text_in_the_place_of_one_that_still_comes_in_stands_alone(
    tmp_path: Path, held: Held
) -> None:
    """Read again while the long one loads: nothing of that one comes back, marks work at once."""
    async with opened(tmp_path) as (screen, pilot):
        old, before = screen.desk.book.document, held.rests[-1]
        (tmp_path / "long.txt").write_text(SHORT, encoding="utf-8")
        await pilot.press("R")
        await until(pilot, lambda: screen.desk.book.document.title == "短い題")
        held.work()
        await until(pilot, lambda: screen.desk.book.outline is not None)
        await pilot.pause(0.2)
        assert before.ended and before.final is None and not old.complete
        assert screen.desk.stored is not None
        await pilot.press("m")
        assert len(screen.desk.post.marks()) == 1
        assert screen.desk.book.document.title == "短い題"


async def test_reading_again_and_again_leaves_one_worker(tmp_path: Path, held: Held) -> None:
    """R that is held down gives up what was begun before."""
    async with opened(tmp_path) as (screen, pilot):
        for _ in range(4):
            await pilot.press("R")
        await until(pilot, lambda: len(held.rests) > 2 and not screen.files.reading)
        *given_up, last = held.rests
        for rest in (*given_up, last):
            rest.work()
        assert [rest.final for rest in given_up] == [None] * len(given_up)
        assert last.final is not None
        await until(pilot, lambda: screen.desk.book.document.complete)


async def test_what_changes_while_it_is_read_again_is_read_once_more(
    tmp_path: Path, held: Held
) -> None:
    """The last R wins, however long the one before it takes."""
    async with opened(tmp_path) as (screen, pilot):
        slow, going = Event(), Event()
        found = [load(SHORT.encode()), load(SHORT.replace("短い題", "新しい題").encode())]

        def reload() -> Document:
            document = found.pop(0)
            if found:
                going.set()
                slow.wait(10)
            return document

        screen.files.read = reload
        await pilot.press("R")
        assert going.wait(10)
        await pilot.press("R", "R", "space")
        slow.set()
        await until(pilot, lambda: screen.desk.book.document.title == "新しい題")
        assert not found


async def test_who_waits_for_the_end_goes_on_waiting_when_it_is_read_again(
    tmp_path: Path, held: Held
) -> None:
    """G, then R, before the end has come."""
    async with opened(tmp_path) as (screen, pilot):
        await pilot.press("G")
        await again(pilot, held)
        await complete(screen, pilot, held)
        assert screen.desk.page.view.at_end


async def test_a_place_that_has_not_come_is_not_lost_when_it_is_read_again(
    tmp_path: Path, held: Held
) -> None:
    """R while the place of the last time is waited for."""
    async with opened(tmp_path) as (screen, pilot):
        place = len(TEXT) - 3000
        screen.place.awaited.offset = place
        await again(pilot, held)
        await complete(screen, pilot, held)
        assert abs(screen.desk.place() - place) < 100


async def test_each_change_of_the_file_is_said_after_it_was_read_again(
    tmp_path: Path, held: Held
) -> None:
    """Said once for each state that is read, not once for all."""
    async with opened(tmp_path) as (screen, pilot):
        await complete(screen, pilot, held)
        for _ in range(2):
            with (tmp_path / "long.txt").open("a", encoding="utf-8") as file:
                file.write("新しい段落。\n\n")
            screen.place.save()
            assert screen.desk.status.notice == say("formats.grown", "ja", reload="R")
            await again(pilot, held)
            await complete(screen, pilot, held)
            assert not screen.desk.book.document.disturbed()


async def test_damage_behind_the_head_is_said_when_it_has_come(tmp_path: Path, held: Held) -> None:
    """What is wrong with a file is said of a long one as of a short one."""
    (tmp_path / "long.txt").write_bytes(TEXT.encode() + b"\xff\n\n" + TEXT.encode())
    async with opened(tmp_path) as (screen, pilot):
        assert not screen.desk.status.notice
        await complete(screen, pilot, held)
        damaged = say("formats.damaged", "ja", count=1, encoding="utf-8")
        await until(pilot, lambda: screen.desk.status.notice == damaged)


async def test_a_rest_that_is_no_text_is_said(tmp_path: Path, held: Held) -> None:
    """The text before it can be read and marked."""
    (tmp_path / "long.txt").write_bytes(TEXT.encode() + bytes(range(128, 256)) * 900)
    async with opened(tmp_path) as (screen, pilot):
        await complete(screen, pilot, held)
        await until(pilot, lambda: screen.desk.status.notice == say("formats.rest-binary", "ja"))
        await pilot.press("m")
        assert len(screen.desk.post.marks()) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
async def test_a_pipe_in_the_place_of_the_file_holds_nothing(tmp_path: Path, held: Held) -> None:
    """Reading it might wait for ever: it is refused, by R and by O."""
    async with opened(tmp_path) as (screen, pilot):
        await complete(screen, pilot, held)
        (tmp_path / "long.txt").unlink()
        os.mkfifo(tmp_path / "long.txt")
        await pilot.press("R")
        refused = say("formats.no-file", "ja", name="long.txt")
        await until(pilot, lambda: screen.desk.status.notice == refused)
        screen.open_prompt.done(str(tmp_path / "long.txt"))
        refused = say("formats.no-file", "ja", name=str(tmp_path / "long.txt"))
        await until(pilot, lambda: screen.desk.status.notice == refused)
        assert screen.desk.book.document.text.count("段落") == 600


async def test_what_was_found_in_the_text_before_is_not_laid_into_another(
    tmp_path: Path, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Repeats and outline of a text that was read again meanwhile come too late."""
    slow, going = Event(), Event()
    find = Book.find_outline
    async with opened(tmp_path) as (screen, pilot):
        before = screen.desk.book

        def find_slowly(book: Book, detail: str) -> Outline:
            if book is before:
                going.set()
                slow.wait(10)
            return find(book, detail)

        monkeypatch.setattr(Book, "find_outline", find_slowly)
        held.work()
        await until(pilot, going.is_set)
        (tmp_path / "long.txt").write_text(SHORT, encoding="utf-8")
        await pilot.press("R")
        await until(pilot, lambda: screen.desk.book.outline is not None)
        outline = screen.desk.book.outline
        slow.set()
        await pilot.pause(0.3)
        assert screen.desk.book is not before and screen.desk.book.outline is outline
