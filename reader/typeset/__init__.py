"""Japanese typesetting for a grid of cells.

>>> from reader.typeset import wrap
>>> wrap("「行く。」と言った。", 8)
['「行', 'く。」と', '言った。']
"""

from reader.typeset.display.drawn_text import Style
from reader.typeset.flow import Flow, flow
from reader.typeset.items import Header, Item
from reader.typeset.layout import Layout
from reader.typeset.options import Options
from reader.typeset.rows import Hidden, Place, Row, RowKind
from reader.typeset.wrapping import wrap

__all__ = [
    "Flow",
    "Header",
    "Hidden",
    "Item",
    "Layout",
    "Options",
    "Place",
    "Row",
    "RowKind",
    "Style",
    "flow",
    "wrap",
]
