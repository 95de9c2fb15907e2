"""Markdown."""
from reader.formats.plain import parse
