"""Front matter: found, bounded, parsed, and the fields that the reader uses.

Called by `reader.formats`, before a format parses the body.
"""
