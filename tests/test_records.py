"""Records do what `dataclasses` does, and refuse what they do not do."""

from __future__ import annotations

import dataclasses
import pickle
from dataclasses import InitVar
from typing import Any, ClassVar

import pytest

from reader import records

HOWS: tuple[dict[str, bool], ...] = (
    {},
    {"frozen": True},
    {"frozen": True, "slots": True},
    {"slots": True},
)


def point(module: Any, **how: bool) -> Any:
    """A class of values made by one of the two modules."""

    @module.dataclass(**how)
    class Point:
        x: int
        y: int = 2
        more: list[int] = module.field(default_factory=list)

    return Point


class Base:
    """No record: what it has is inherited."""

    def double(self) -> int:
        return 2 * self.x  # type: ignore[attr-defined, no-any-return]


def facts(module: Any, **how: bool) -> list[object]:
    """What can be seen of such a class."""
    kind = point(module, **how)
    one, same, other = kind(1), kind(x=1, y=2, more=[]), kind(1, 3, [4])
    assert one.more is not same.more
    match other:
        case kind(1, y, [more]):
            matched = (y, more)
    found: list[object] = [
        (one == same, one == other, one == (1, 2, []), repr(other), matched),
        module.replace(other, y=5) == kind(1, 5, [4]),
        hasattr(one, "__dict__"),
        kind.__match_args__,
    ]
    for fails in (
        lambda: kind(),
        lambda: kind(1, z=2),
        lambda: kind(1, 2, [], 4),
        lambda: hash(one),
        lambda: setattr(one, "x", 7),
        lambda: delattr(one, "x"),
        lambda: setattr(one, "z", 7),
    ):
        try:
            fails()
        except (TypeError, AttributeError):
            found.append("refused")
        else:
            found.append("taken")
    return found


@pytest.mark.parametrize("how", HOWS, ids=str)
def test_records_are_as_dataclasses(how: dict[str, bool]) -> None:
    """Making, comparing, showing, hashing, matching, changing and copying."""
    assert facts(records, **how) == facts(dataclasses, **how)


@dataclasses.dataclass(frozen=True, slots=True)
class Kept:
    """A value of `dataclasses`."""

    a: int
    b: str = "b"


@records.dataclass(frozen=True, slots=True)
class KeptHere:
    """The same as a record."""

    a: int
    b: str = "b"

    def __post_init__(self) -> None:
        assert self.a


def test_values_are_pickled_and_checked() -> None:
    """They go to another process and back; what is made is looked at by `__post_init__`."""
    for kind in (Kept, KeptHere):
        value = kind(3, "x")
        assert pickle.loads(pickle.dumps(value)) == value
        assert {value, kind(3, "x")} == {value}
        assert records.replace(value, a=4) == kind(4, "x")
    with pytest.raises(AssertionError):
        KeptHere(0)


def made(fields: dict[str, object], bases: tuple[type, ...] = (), **body: object) -> type:
    """A record of fields and defaults."""
    kind = type("Made", bases, {"__annotations__": fields, **body})
    return records.dataclass(kind)


@pytest.mark.parametrize(
    ("fields", "bases", "body"),
    [
        ({"b": "int"}, (KeptHere,), {}),
        ({"b": "int"}, (Kept,), {}),
        ({"a": "ClassVar[int]"}, (), {"a": 1}),
        ({"a": "typing.ClassVar"}, (), {}),
        ({"a": ClassVar[int]}, (), {"a": 1}),
        ({"a": "InitVar[int]"}, (), {}),
        ({"a": InitVar[int]}, (), {}),
        ({"a": "int", "_": dataclasses.KW_ONLY}, (), {}),
        ({"a": "list[int]"}, (), {"a": []}),
        ({"a": "dict[int, int]"}, (), {"a": {}}),
        ({"a": "int", "b": "int"}, (), {"a": 1}),
    ],
    ids=lambda value: str(value).partition(" object at ")[0],
)
def test_what_is_not_done_is_refused(
    fields: dict[str, object], bases: tuple[type, ...], body: dict[str, object]
) -> None:
    """When the class is made, not when its first value is."""
    with pytest.raises(TypeError):
        made(fields, bases, **body)


def test_a_base_that_is_no_record_is_inherited() -> None:
    """Methods come from it."""
    kind = made({"x": "int"}, (Base,))
    assert kind(4).double() == 8
