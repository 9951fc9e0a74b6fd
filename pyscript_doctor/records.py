"""`dataclass` as the standard library has it, for the hundreds of them here: what it writes, it writes on first use.

The standard library compiles six functions for each class while its module is imported, which takes longer than to
check a small project. Most of these are never called. Here a class gets each of its methods when that is called first.
Only what the doctor needs is here: classes under `from __future__ import annotations`, and no `InitVar` or `kw_only`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass, field, replace

    __all__ = ["dataclass", "field", "replace"]

_MISSING: Any = object()
_MADE_BY_FACTORY: Any = object()
_COMPARISONS = {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}


class _Field:
    """A field: its default or what makes it, and which methods heed it."""

    __slots__ = ("annotation", "compare", "default", "factory", "init", "name", "repr")

    def __init__(self, default: Any, factory: Any, init: bool, repr: bool, compare: bool) -> None:
        self.name, self.annotation = "", ""
        self.default, self.factory = default, factory
        self.init, self.repr, self.compare = init, repr, compare


class _Record:
    """What is known of one class. Its own fields come after those of its bases."""

    def __init__(self, cls: type, fields: dict[str, _Field], frozen: bool, slots: bool, order: bool, eq: bool) -> None:
        self.cls, self.fields = cls, fields
        self.options: dict[str, Any] = {"frozen": frozen, "slots": slots, "order": order, "eq": eq}
        self._twin: Any = None

    @property
    def twin(self) -> Any:
        """A dataclass of the standard library with the same fields, for what looks into dataclasses."""
        if self._twin is None:
            import dataclasses

            parts = [(each.name, each.annotation, dataclasses.field(**_stated(each))) for each in self.fields.values()]
            self._twin = dataclasses.make_dataclass(self.cls.__name__, parts, **self.options)
        return self._twin


class _OfTwin:
    """An attribute that is asked of the twin of a class."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type) -> Any:
        record: _Record = owner.__record__  # type: ignore[attr-defined]
        return getattr(record.twin, self._name)


if not TYPE_CHECKING:

    def field(*, default=_MISSING, default_factory=_MISSING, init=True, repr=True, compare=True):
        """Say more of a field than its default."""
        return _Field(default, default_factory, init, repr, compare)

    def dataclass(cls=None, /, *, eq=True, order=False, frozen=False, slots=False, init=True):
        """Make a dataclass of a class."""

        def decorate(cls):
            return _decorated(cls, eq=eq, order=order, frozen=frozen, slots=slots, init=init)

        return decorate if cls is None else decorate(cls)

    def replace(record, /, **changes):
        """A record like another one but for some fields."""
        known = getattr(record, "__record__", None)
        if known is None:
            import dataclasses

            return dataclasses.replace(record, **changes)
        for name, each in known.fields.items():
            if each.init and name not in changes:
                changes[name] = getattr(record, name)
        return record.__class__(**changes)


def _decorated(cls: type, *, eq: bool, order: bool, frozen: bool, slots: bool, init: bool) -> type:
    own = {name: _own_field(cls, name, each) for name, each in cls.__annotations__.items() if "ClassVar[" not in each}
    inherited: dict[str, _Field] = {}
    for base in cls.__mro__[-1:0:-1]:
        if "__record__" in base.__dict__:
            inherited.update(base.__record__.fields)  # type: ignore[attr-defined]
    fields = {**inherited, **own}
    if slots:
        cls = _with_slots(cls, fields)
    else:
        _set_defaults(cls, own)
    cls.__record__ = _Record(cls, fields, frozen, slots, order, eq)  # type: ignore[attr-defined]
    cls.__dataclass_fields__ = _OfTwin("__dataclass_fields__")  # type: ignore[attr-defined]
    cls.__dataclass_params__ = _OfTwin("__dataclass_params__")  # type: ignore[attr-defined]
    added: dict[str, Any] = {"__repr__": _repr, "__match_args__": tuple(name for name in fields if fields[name].init)}
    if init:
        added["__init__"] = _written_later("__init__", cls, _init)
    if frozen:
        added |= {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
    if frozen and slots:
        added |= {"__getstate__": _state, "__setstate__": _set_state}
    if eq:
        own_hash = cls.__dict__.get("__hash__", _MISSING)
        if own_hash is _MISSING or (own_hash is None and "__eq__" in cls.__dict__):
            cls.__hash__ = _written_later("__hash__", cls, _hash) if frozen else None  # type: ignore[method-assign, assignment]
        added["__eq__"] = _written_later("__eq__", cls, _eq)
    if order:
        added |= {name: _written_later(name, cls, _comparison(sign)) for name, sign in _COMPARISONS.items()}
    for name, value in added.items():
        if name not in cls.__dict__:
            setattr(cls, name, value)
    return cls


def _own_field(cls: type, name: str, annotation: str) -> _Field:
    value = cls.__dict__.get(name, _MISSING)
    found = value if isinstance(value, _Field) else _Field(value, _MISSING, init=True, repr=True, compare=True)
    found.name, found.annotation = name, annotation
    return found


def _set_defaults(cls: type, own: dict[str, _Field]) -> None:
    for name, each in own.items():
        if each.default is not _MISSING:
            setattr(cls, name, each.default)
        elif name in cls.__dict__:
            delattr(cls, name)


def _with_slots(cls: type, fields: dict[str, _Field]) -> type:
    """The class made again, as slots are laid out when a class is made."""
    content = {name: value for name, value in cls.__dict__.items() if name not in {*fields, "__dict__", "__weakref__"}}
    there = {name for base in cls.__mro__[1:] for name in base.__dict__.get("__slots__", ())}
    made: type = type(cls)(
        cls.__name__, cls.__bases__, {**content, "__slots__": tuple(n for n in fields if n not in there)}
    )
    made.__qualname__ = cls.__qualname__
    return made


def _written_later(name: str, cls: type, write: Callable[[type], Any]) -> Any:
    """A method that writes the real one in its place when it is called first."""

    def method(self: Any, *arguments: Any, **named: Any) -> Any:
        written = write(cls)
        setattr(cls, name, written)
        return written(self, *arguments, **named)

    method.__name__, method.__qualname__ = name, f"{cls.__qualname__}.{name}"
    return method


def _compiled(cls: type, name: str, parameters: str, lines: list[str], known: dict[str, Any]) -> Any:
    """A method of a class, by its source. known: what its names stand for."""
    body = "\n  ".join(lines or ["pass"])
    made: dict[str, Any] = {}
    exec(f"def make({', '.join(known)}):\n def {name}({parameters}):\n  {body}\n return {name}", made)
    method = made["make"](**known)
    method.__qualname__, method.__module__ = f"{cls.__qualname__}.{name}", cls.__module__
    return method


def _init(cls: type) -> Any:
    record: _Record = cls.__record__  # type: ignore[attr-defined]
    known: dict[str, Any] = {"_made_by_factory": _MADE_BY_FACTORY}
    parameters, lines = ["self"], []
    for name, each in record.fields.items():
        value = _given(each, parameters, known)
        if value:
            lines.append(_assignment(cls, name, value, known))
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    if any(line.startswith("own_dict_[") for line in lines):
        lines.insert(0, "own_dict_ = self.__dict__")
    return _compiled(cls, "__init__", ", ".join(parameters), lines, known)


def _given(each: _Field, parameters: list[str], known: dict[str, Any]) -> str:
    """The expression for a field's value, "" for none; what it needs goes to the parameters and to what is known."""
    name = each.name
    if each.factory is not _MISSING:
        known[f"_make_{name}"] = each.factory
        if not each.init:
            return f"_make_{name}()"
        parameters.append(f"{name}=_made_by_factory")
        return f"_make_{name}() if {name} is _made_by_factory else {name}"
    if each.default is not _MISSING:
        known[f"_default_{name}"] = each.default
        if not each.init:
            return f"_default_{name}"
        parameters.append(f"{name}=_default_{name}")
        return name
    if each.init:
        parameters.append(name)
        return name
    return ""


def _assignment(cls: type, name: str, value: str, known: dict[str, Any]) -> str:
    """The line that gives a new record a field, the quickest that there is."""
    if not cls.__record__.options["frozen"]:  # type: ignore[attr-defined]
        return f"self.{name} = {value}"
    found = next((base.__dict__[name] for base in cls.__mro__ if name in base.__dict__), None)
    if hasattr(found, "__set__"):
        known[f"_set_{name}"] = found.__set__  # type: ignore[union-attr]
        return f"_set_{name}(self, {value})"
    return f"own_dict_[{name!r}] = {value}"


def _hash(cls: type) -> Any:
    return _compiled(cls, "__hash__", "self", [f"return hash({_compared(cls, 'self')})"], {})


def _eq(cls: type) -> Any:
    return _compiled(cls, "__eq__", "self, other", _comparing(cls, "=="), {})


def _comparison(sign: str) -> Callable[[type], Any]:
    name = next(name for name, each in _COMPARISONS.items() if each == sign)
    return lambda cls: _compiled(cls, name, "self, other", _comparing(cls, sign), {})


def _comparing(cls: type, sign: str) -> list[str]:
    return [
        f"if other.__class__ is self.__class__: return {_compared(cls, 'self')} {sign} {_compared(cls, 'other')}",
        "return NotImplemented",
    ]


def _compared(cls: type, record: str) -> str:
    fields = cls.__record__.fields.values()  # type: ignore[attr-defined]
    return "(" + "".join(f"{record}.{each.name}, " for each in fields if each.compare) + ")"


def _repr(self: Any) -> str:
    shown = ", ".join(
        f"{each.name}={getattr(self, each.name)!r}" for each in self.__record__.fields.values() if each.repr
    )
    return f"{type(self).__qualname__}({shown})"


def _state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__record__.fields]


def _set_state(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__record__.fields, state, strict=True):
        object.__setattr__(self, name, value)


def _refuse_to_set(self: object, name: str, value: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: object, name: str) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _stated(each: _Field) -> dict[str, Any]:
    """What the standard library's `field` is to be told of a field."""
    stated: dict[str, Any] = {"init": each.init, "repr": each.repr, "compare": each.compare}
    if each.default is not _MISSING:
        stated["default"] = each.default
    if each.factory is not _MISSING:
        stated["default_factory"] = each.factory
    return stated
