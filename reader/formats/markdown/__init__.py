"""Markdown: markdown-it-py's tokens become blocks of the document.

`markdown.parse` is the way in, named by the table `FORMATS` of `reader.formats`; the other
modules serve it.
"""
