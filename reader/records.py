"""`dataclass`, `field`, `replace` and `asdict` for what is needed until the reader stands.

They are those of `dataclasses` in name and, to type checkers, in fact. At run time these do what
jreader uses of them without importing `inspect` and without compiling six methods for each of
thirty classes: together a third of the time to the first page. The constructor of a class is
compiled when its first value is made.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dataclasses import asdict, dataclass, field, replace
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

    def asdict(value):
        """The fields of a value by their names, and so those of the values in them."""
        return {name: _plain(getattr(value, name)) for name in value.__match_args__}

    def _plain(value):
        if type(value) in (tuple, list):
            return type(value)(map(_plain, value))
        return asdict(value) if type(value).__reduce__ is _reduce else value

    def _record(cls, frozen, slots):
        body = dict(cls.__dict__)
        names = tuple(body.get("__annotations__", ()))
        defaults = {name: body[name] for name in names if name in body}
        if slots:
            for name in (*defaults, "__dict__", "__weakref__"):
                body.pop(name, None)
            body["__slots__"] = names
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


__all__ = ["asdict", "dataclass", "field", "replace"]
