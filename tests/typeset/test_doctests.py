"""The examples in the docstrings of the typesetter."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest


@pytest.mark.parametrize("name", ["__init__", "wrapping", "breaking.urls", "lines.tables"])
def test_examples(name: str) -> None:
    """What a docstring shows is what comes out."""
    module = import_module("reader.typeset" + ("" if name == "__init__" else f".{name}"))
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed
