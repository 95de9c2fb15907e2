"""CSV with the columns that Readwise imports."""

from __future__ import annotations

from collections.abc import Sequence

from reader.escaping import csv_cell
from reader.store.model import Annotation

COLUMNS = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")


def export(annotations: Sequence[Annotation]) -> str:
    """One row an annotation. Location is the source line; a bookmark's row has its sentence."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for mark in annotations:
        date = mark.created[:19].replace("T", " ")
        texts = (mark.quote, mark.title, mark.author, mark.source, mark.note, str(mark.line), date)
        writer.writerow(map(csv_cell, texts))
    return out.getvalue()
