"""One item (paragraph, table) as lines: set, justified, drawn.

Called by `typeset.layout` and `typeset.item_rows`.
"""
