"""A text as it is drawn: normalised, with ruby, and with the way back to the offsets of the text.

Called by `typeset.lines`.
"""
