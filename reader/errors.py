"""The one exception that a user meets as a sentence instead of a traceback."""

from __future__ import annotations


class ReaderError(Exception):
    """Something the user can act on: a file that cannot be read, a wrong option.

    It carries the key of a sentence in `reader.wording` and the values to fill in, so that
    whoever shows it does so in the language of the interface. The command line prints it on
    one line and ends with status 2.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        """Key of the sentence, as in `reader.wording` ("cli.missing-file")."""
        self.values = values
        """What the sentence's placeholders are filled with."""
