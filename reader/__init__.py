"""jreader: a reader for long-form Japanese in the terminal."""

__version__ = "0.1.0"
