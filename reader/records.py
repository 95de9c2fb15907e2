"""`dataclass`, `field` and `replace` for the classes that the first page needs.

They are those of `dataclasses` in name and, to type checkers, in fact; other modules use
`dataclasses` itself. At run time these do without `inspect` and without compiling six methods
for each class, which would bring the first text a quarter later (25 ms of 88, 50 kB). The
constructor of a class is compiled when its first value is made.

A class that asks for what is not done here raises TypeError when it is made: fields of a base
class, `ClassVar`, `InitVar`, `KW_ONLY`, a mutable default, a field without a default behind one
with a default.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:
    _ABSENT = object()
    _set = object.__setattr__

    class _Made:
        """A default that is made anew for each value."""

        __slots__ = ("factory",)

        def __init__(self, factory):
            self.factory = factory

    def field(*, default_factory):
        """A field whose default is what `default_factory()` returns."""
        return _Made(default_factory)

    def dataclass(cls=None, /, *, frozen=False, slots=False):
        """A class of values with the annotated fields; compared and shown by them."""
        if cls is None:
            return lambda cls: _record(cls, frozen, slots)
        return _record(cls, frozen, slots)

    def replace(value, /, **changes):
        """A value like `value` but for some of its fields."""
        for name in value.__match_args__:
            if name not in changes:
                changes[name] = getattr(value, name)
        return type(value)(**changes)

    def _check(cls, fields, defaults):
        """Raise TypeError for what is not done here."""
        said = None
        if any(base.__dict__.get("__reduce__") is _reduce for base in cls.__mro__[1:]):
            said = "a base class that is a record"
        elif any("__dataclass_fields__" in base.__dict__ for base in cls.__mro__[1:]):
            said = "a base class that is a dataclass"
        for name, kind in fields.items():
            if any(word in str(kind) for word in ("ClassVar", "InitVar", "KW_ONLY")):
                said = f"{name}: {kind}"
            elif name in defaults and type(defaults[name]).__hash__ is None:
                said = f"the mutable default of {name}"
        behind = [name in defaults for name in fields]
        if behind != sorted(behind):
            said = "a field without a default behind one with a default"
        if said:
            raise TypeError(f"{cls.__qualname__}: no record has {said}; use dataclasses")

    def _record(cls, frozen, slots):
        body = dict(cls.__dict__)
        fields = body.get("__annotations__", {})
        names = tuple(fields)
        defaults = {name: body[name] for name in names if name in body}
        _check(cls, fields, defaults)
        if slots:
            for name in (*defaults, "__dict__", "__weakref__"):
                body.pop(name, None)
            body |= {"__slots__": names, "__qualname__": cls.__qualname__}
            cls = type(cls)(cls.__name__, cls.__bases__, body)
        else:
            for name, default in defaults.items():
                if isinstance(default, _Made):
                    delattr(cls, name)
        cls.__match_args__ = names
        cls.__init__ = _first_init(cls, names, defaults, frozen)
        cls.__eq__ = _eq
        cls.__repr__ = _repr
        cls.__reduce__ = _reduce
        cls.__hash__ = _hash if frozen else None
        if frozen:
            cls.__setattr__ = cls.__delattr__ = _refuse
        return cls

    def _first_init(cls, names, defaults, frozen):
        def __init__(self, *values, **named):
            made = hasattr(cls, "__post_init__")
            cls.__init__ = _init(cls, names, defaults, frozen, made)
            cls.__init__(self, *values, **named)

        return __init__

    def _init(cls, names, defaults, frozen, made):
        title = cls.__name__
        known = {"_set": _set, "_ABSENT": _ABSENT}
        parameters, lines = ["self"], []
        for name in names:
            default = defaults.get(name, _ABSENT)
            value = name
            if isinstance(default, _Made):
                known[f"_make_{name}"] = default.factory
                parameters.append(f"{name}=_ABSENT")
                value = f"_make_{name}() if {name} is _ABSENT else {name}"
            elif default is _ABSENT:
                parameters.append(name)
            else:
                known[f"_default_{name}"] = default
                parameters.append(f"{name}=_default_{name}")
            if not frozen:
                lines.append(f" self.{name} = {value}")
            elif hasattr(cls.__dict__.get(name), "__set__"):
                # Its slot sets it in half the time.
                known[f"_set_{name}"] = cls.__dict__[name].__set__
                lines.append(f" _set_{name}(self, {value})")
            else:
                lines.append(f" _set(self, {name!r}, {value})")
        if made:
            lines.append(" self.__post_init__()")
        exec(f"def __init__({', '.join(parameters)}):\n" + "\n".join(lines or [" pass"]), known)
        known["__init__"].__qualname__ = f"{title}.__init__"
        return known["__init__"]

    def _values(self):
        return tuple([getattr(self, name) for name in self.__match_args__])

    def _eq(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return _values(self) == _values(other)

    def _hash(self):
        return hash(_values(self))

    def _repr(self):
        fields = zip(self.__match_args__, _values(self), strict=True)
        return f"{type(self).__qualname__}({', '.join(f'{a}={b!r}' for a, b in fields)})"

    def _reduce(self):
        return type(self), _values(self)

    def _refuse(self, name, *value):
        raise AttributeError(f"cannot change {name!r} of a {type(self).__name__}")


__all__ = ["dataclass", "field", "replace"]
