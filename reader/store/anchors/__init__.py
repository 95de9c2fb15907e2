"""Where an annotation stands in a text that has changed since.

Alignment of an old text with a new one, moved passages, new sentences. Values in, values out:
knows no database. Called by the other modules of `store`.
"""
