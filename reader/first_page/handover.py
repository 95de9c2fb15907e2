"""What the command line has done towards opening a post when it calls the application."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reader.book.book import Book
    from reader.book.study_process import StudyProcess
    from reader.document import Document
    from reader.first_page.early_screen import EarlyScreen
    from reader.store import Store


class Handover:
    """What was done towards opening a post before the application was loaded."""

    def __init__(self, screen: EarlyScreen, document: Document | None) -> None:
        self.screen = screen
        """The terminal, to be handed over."""
        self.document = document
        """The post; None for the list of what was read last."""
        self.book: Book | None = None
        """The post as it stands on the screen; None where no first page was painted."""
        self.study: StudyProcess | None = None
        """The process that looks for repeats and outline; None where that is for a thread."""
        self.store: Store | None = None
        """What is kept, where it had to be asked already."""
        self.place: int | None = None
        """The offset where the post was left, which may not be loaded yet; None is the head."""
        self.ahead = False
        """Whether the first page shows the place before it is loaded."""
        self.ambiguous: int | None = None
        """Cells of an ambiguous character, where the terminal has answered."""
        self.size = (0, 0)
        """Columns and rows that the first page was painted for."""
