"""The printed answers: one function an answer, all of them without Textual."""

from __future__ import annotations

import sys
from collections.abc import Callable

from reader.cli.options import Call
from reader.cli.printed import Asked, colored, open_post, tell, write, write_json
from reader.cli.statuses import DONE
from reader.cli.streams import is_terminal, terminal_columns
from reader.config import Settings
from reader.document import Notice
from reader.wording import Lang


def answer(call: Call, settings: Settings, notices: list[Notice], lang: Lang) -> int:
    """Print what the call asks for; the exit status. Raises ReaderError for a mistake in it."""
    tell(notices, lang)
    if not call.answer and not call.posts:
        return _kept("history")((call, settings, lang))
    return _ANSWERS[call.answer or "print"]((call, settings, lang))


def _print(asked: Asked) -> int:
    from reader.cli.long_print import is_long, print_long
    from reader.output import printing

    call, settings, _ = asked
    opened = open_post(asked)
    width = settings.measure
    if "measure" not in settings.given:
        width = min(width, terminal_columns() or width)
    if opened.leaves_repeats:
        tell([Notice("cli.not-folded", {"source": opened.document.source})], asked[2])
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


def _outline(asked: Asked) -> int:
    from reader.output import outline

    call, _, lang = asked
    opened = open_post(asked)
    sections = opened.outline.sections
    if call.json:
        write_json(outline.as_value(opened.document, sections))
    elif call.as_ == "md":
        write(outline.markdown(opened.document, sections, lang))
    else:
        write(outline.tree(sections, lang))
    return DONE


def _stats(asked: Asked) -> int:
    from reader.analysis import measure_post
    from reader.output import stats

    call, _, lang = asked
    opened = open_post(asked)
    counted = measure_post(opened.document, opened.folding)
    sections = sum(section.level == 1 for section in opened.outline.sections)
    if call.json:
        write_json(stats.as_value(opened.document, counted, sections))
    else:
        write(stats.table(opened.document, counted, sections, lang))
    return DONE


def _facts(asked: Asked) -> int:
    from reader.analysis import find_facts
    from reader.output import facts as shown

    call, _, lang = asked
    opened = open_post(asked)
    found = find_facts(opened.document, opened.reading_order)
    if call.json:
        write_json(shown.as_value(found))
    else:
        write(shown.lists(found, lang))
    return DONE


def _search(asked: Asked) -> int:
    from reader.cli.search_answer import search

    return search(asked)


def _kept(name: str) -> Callable[[Asked], int]:
    """An answer from the state database, whose module is loaded only for it."""

    def run(asked: Asked) -> int:
        from reader.cli import state_answers

        status: int = getattr(state_answers, name)(asked)
        return status

    return run


_ANSWERS: dict[str, Callable[[Asked], int]] = {
    "print": _print,
    "outline": _outline,
    "search": _search,
    "stats": _stats,
    "facts": _facts,
    "marks": _kept("marks"),
    "mark": _kept("mark"),
    "import-marks": _kept("import_marks"),
    "state": _kept("state"),
}
"""Answer -> what prints it."""
