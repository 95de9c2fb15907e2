"""From what the user named to harmless text: bytes, encoding, line ends, control characters.

Called by `reader.formats` and its rooms; knows nothing of blocks.
"""
