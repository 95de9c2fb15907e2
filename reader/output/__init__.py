"""The answers of the command line as text and as JSON, without a screen.

Each module makes strings out of values that the floors below have found; nothing here reads
files, and nothing here writes to a stream.
"""
