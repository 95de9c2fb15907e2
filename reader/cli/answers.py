"""The printed answers: a function for each, and none loads Textual."""

from __future__ import annotations

import sys
from collections.abc import Callable

from reader.cli.opened_post import open_post
from reader.cli.options import Call
from reader.cli.printed import Invocation, colored, tell, write, write_json
from reader.cli.statuses import DONE
from reader.cli.streams import is_terminal, terminal_columns
from reader.config import Settings
from reader.document import Notice
from reader.wording import Lang


def answer(call: Call, settings: Settings, notices: list[Notice], lang: Lang) -> int:
    """Print the answer to a call, after the notices of the configuration file; return the exit
    status. Raises ReaderError for a post, a query or a file of marks that cannot be used."""
    tell(notices, lang)
    if not call.answer and not call.posts:
        return _state_answer("history")(Invocation(call, settings, lang))
    return _ANSWERS[call.answer or "print"](Invocation(call, settings, lang))


def _print(invocation: Invocation) -> int:
    from reader.cli.long_print import is_long, print_long
    from reader.output import printing

    call, settings, _ = invocation
    opened = open_post(invocation)
    width = settings.measure
    if "measure" not in settings.given:
        width = min(width, terminal_columns() or width)
    if opened.leaves_repeats:
        tell([Notice("cli.not-folded", {"source": opened.document.source})], invocation.lang)
    width = max(width, 2)
    if not call.json:
        opened.links = call.links or ("none" if is_terminal(sys.stdout) else "notes")
    if call.json:
        write(printing.json_lines(opened.layout(width), opened.document.title))
    elif colored(call) or not is_long(opened):
        write(printing.plain(opened.layout(width), color=colored(call)), painted=colored(call))
    else:
        print_long(opened, width)
    write(opened.link_notes)
    return DONE


def _outline(invocation: Invocation) -> int:
    from reader.output import outline

    call, _, lang = invocation
    opened = open_post(invocation)
    sections = opened.outline.sections
    if call.json:
        write_json(outline.as_value(opened.document, sections))
    elif call.as_ == "md":
        write(outline.markdown(opened.document, sections, lang))
    else:
        write(outline.tree(sections, lang))
    return DONE


def _stats(invocation: Invocation) -> int:
    from reader.analysis import measure_post
    from reader.output import stats

    call, _, lang = invocation
    opened = open_post(invocation)
    counted = measure_post(opened.document, opened.folding)
    sections = sum(section.level == 1 for section in opened.outline.sections)
    if call.json:
        write_json(stats.as_value(opened.document, counted, sections))
    else:
        write(stats.table(opened.document, counted, sections, lang))
    return DONE


def _facts(invocation: Invocation) -> int:
    from reader.analysis import find_facts
    from reader.output import facts as shown

    call, _, lang = invocation
    opened = open_post(invocation)
    found = find_facts(opened.document, opened.reading_order)
    if call.json:
        write_json(shown.as_value(found))
    else:
        write(shown.lists(found, lang))
    return DONE


def _search(invocation: Invocation) -> int:
    from reader.cli.search_answer import search

    return search(invocation)


def _state_answer(name: str) -> Callable[[Invocation], int]:
    """The function `name` of `state_answers`; the module, and SQLite with it, is loaded when the
    function is called."""

    def run(invocation: Invocation) -> int:
        from reader.cli import state_answers

        status: int = getattr(state_answers, name)(invocation)
        return status

    return run


_ANSWERS: dict[str, Callable[[Invocation], int]] = {
    "print": _print,
    "outline": _outline,
    "search": _search,
    "stats": _stats,
    "facts": _facts,
    "marks": _state_answer("marks"),
    "mark": _state_answer("mark"),
    "import-marks": _state_answer("import_marks"),
    "state": _state_answer("state"),
}
"""Name of an answer's option -> function that prints the answer and returns the exit status."""
