"""The command line: words become an answer on standard output and an exit status.

README describes every option and status. `main` is called by the `jreader` script and by
`python -m reader`. Modules that are slow to load are imported inside functions, so that a mistake
in the command line is answered at once and Ctrl+C ends the program even while modules load.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from reader.cli.statuses import DONE, INTERRUPTED, MISTAKE

if TYPE_CHECKING:
    from reader.cli.options import Call
    from reader.config import Settings
    from reader.document import Notice
    from reader.wording import Lang


def main(words: Sequence[str] | None = None) -> int:
    """Answer a command line (`words` without the program's name; by default the arguments of the
    process) and return the exit status (`reader.cli.statuses`)."""
    words = sys.argv[1:] if words is None else words
    collecting = gc.isenabled()
    # Modules and objects made at the start live to the end: collecting garbage among them takes a
    # tenth of the time to the first page. The application collects again once its page is drawn.
    gc.disable()
    # For the same reason the collector skips them when the process ends.
    atexit.register(gc.freeze)
    try:
        status = _answer(words)
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        _leave_output()
        return INTERRUPTED
    except BrokenPipeError:
        _leave_output()
        return DONE
    except Exception as error:
        return _tell(error, words)
    finally:
        if collecting:
            gc.enable()
    return status


def run() -> NoReturn:
    """Run `main` and end the process: the entry point of the `jreader` script.

    The interpreter's own shutdown takes half of the time between the last key and the shell's
    prompt. The state is stored and closed by then, so the process runs the `atexit` functions,
    flushes standard output and error, and leaves by `os._exit`.
    """
    status = main()
    if _watched():
        sys.exit(status)
    atexit._run_exitfuncs()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        status = status or MISTAKE
    os._exit(status)


def _watched() -> bool:
    """Whether a profiler, a debugger or `python -i` needs the interpreter's own shutdown."""
    tools = getattr(sys, "monitoring", None)  # from Python 3.12 on
    return bool(
        sys.getprofile()
        or sys.gettrace()
        or sys.flags.inspect
        or (tools and any(map(tools.get_tool, range(6))))
    )


def _answer(words: Sequence[str]) -> int:
    """`main` without its handling of errors."""
    from reader.cli.options import parse
    from reader.cli.streams import prepare_output
    from reader.config import load_settings
    from reader.wording import language

    call = parse(words)
    prepare_output(json=call.json or call.as_ in ("annotations", "jsonl"))
    settings, notices = load_settings(call.config)
    settings = _overlaid(settings, call)
    lang = language(settings.lang)
    if call.answer == "help":
        from reader.cli.help import help_text
        from reader.cli.printed import write

        write([help_text(lang)])
        return DONE
    if call.answer == "version":
        from reader import __version__

        print(f"jreader {__version__}")
        return DONE
    return _dispatch(call, settings, notices, lang)


def _overlaid(settings: Settings, call: Call) -> Settings:
    """The settings with the command line's options over them."""
    return settings.over(
        lang=call.lang,
        theme=call.theme,
        measure=call.width,
        wrap=call.wrap,
        hang=call.hang,
        indent=call.indent,
        justify=call.justify,
        ruby=call.ruby,
        ambiguous=call.ambiguous,
        repeats=call.repeats,
        breaks=call.breaks,
        outline_detail=call.outline_detail,
        romaji=None if call.romaji is None else call.romaji == "on",
        told_apart=call.no_fold,
        keys=call.keys,
    )


def _dispatch(call: Call, settings: Settings, notices: list[Notice], lang: Lang) -> int:
    """Open the reader if the call names no answer and standard output is a terminal; otherwise
    print the answer."""
    from reader.cli.streams import is_terminal

    if not call.answer and not call.json and is_terminal(sys.stdout):
        from reader.cli.launch import open_reader

        return open_reader(call, settings, notices, lang)
    from reader.cli.answers import answer

    return answer(call, settings, notices, lang)


def _tell(error: Exception, words: Sequence[str]) -> int:
    """Print an error as one line on standard error and return the exit status. The environment
    variable JREADER_DEBUG adds the traceback."""
    from reader.cli.streams import print_error
    from reader.formats.input.harmless import harmless, harmless_line

    _leave_output()
    if os.environ.get("JREADER_DEBUG"):
        import traceback

        print_error(harmless(traceback.format_exc())[0])
    # The message may quote a file's text or name, which may hold control characters.
    print_error(harmless_line(_message(error, words)))
    return MISTAKE


def _message(error: Exception, words: Sequence[str]) -> str:
    """An error as a sentence for the user, in the language that `--lang` or the locale sets."""
    from reader.errors import ReaderError
    from reader.wording import language, say, say_error

    lang = language(next((lang for lang in ("ja", "en") if _asks_for(words, lang)), None))
    if isinstance(error, ReaderError):
        message = say_error(error, lang)
    elif isinstance(error, MemoryError):
        message = say("cli.too-large", lang)
    elif isinstance(error, OSError):
        message = say("cli.cannot-write", lang, reason=error.strerror or str(error))
    else:
        message = say("cli.unexpected", lang, kind=type(error).__name__, message=str(error))
    return say("cli.error", lang, message=message)


def _asks_for(words: Sequence[str], lang: str) -> bool:
    """Whether `--lang` names a language, in words that may not be a valid command line."""
    pairs = zip(words, [*words[1:], ""], strict=True)
    return any(
        word == f"--lang={lang}" or pair == ("--lang", lang) for pair in pairs for word in pair
    )


def _leave_output() -> None:
    """Flush standard output; if that fails, discard what is left in its buffer."""
    from reader.cli.streams import discard_output

    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except (OSError, ValueError):
        discard_output()
