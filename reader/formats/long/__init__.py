"""Long files, loaded while they are read: the head at once, the rest by a worker.

`lazy_document` is the document that grows, `rest` loads, `piecewise` parses plain text piece by
piece, `slabs` keeps many blocks in little memory. Called by `reader.formats`.
"""
