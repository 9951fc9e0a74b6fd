"""The names that Python's own modules and types have on a Runtime's interpreter, and the type of a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Interpreter
from pyscript_doctor.knowledge.standard_library import known_types, members_of, names_of, versions_with
from pyscript_doctor.project.program.values import Collection, Literal, PythonName, Result
from pyscript_doctor.project.unknown import Unknown

if TYPE_CHECKING:
    from pyscript_doctor.project.program.values import Value
    from pyscript_doctor.project.runtime.runtime import Runtime

__all__ = ["owner_names", "type_of", "versions_with"]

# What functions and methods give whose result is always of one type.
_STRINGS = ("lower", "upper", "strip", "lstrip", "rstrip", "replace", "join", "format", "title", "capitalize", "zfill")
_GIVES = {
    **{f"builtins.{name}": "builtins.str" for name in ("input", "repr", "chr", "hex", "bin", "oct", "ascii", "format")},
    **{f"builtins.str.{name}": "builtins.str" for name in _STRINGS},
    **{f"builtins.str.{name}": "builtins.list" for name in ("split", "rsplit", "splitlines")},
    **{f"builtins.{name}": "builtins.int" for name in ("len", "ord", "id", "hash")},
    **{f"datetime.datetime.{name}": "datetime.datetime" for name in ("now", "today", "utcnow", "fromisoformat")},
    "datetime.datetime.strptime": "datetime.datetime",
    "datetime.date.today": "datetime.date",
    "datetime.date.fromisoformat": "datetime.date",
    "builtins.sorted": "builtins.list",
    "json.dumps": "builtins.str",
    "os.listdir": "builtins.list",
    "random.randint": "builtins.int",
}
# Types whose call may give another one, or that a program makes classes of.
_NOT_BY_CALL = frozenset({"builtins.object", "builtins.type", "builtins.NoneType"})


def type_of(value: Value) -> str | None:
    """The built-in or standard type of a value, "builtins.str"; None if it is not known."""
    if isinstance(value, Literal):
        return None if value.value is None else f"builtins.{type(value.value).__name__}"
    if isinstance(value, Collection):
        return f"builtins.{value.kind}"
    if isinstance(value, Result) and isinstance(value.callee, PythonName) and not value.attributes:
        name = value.callee.name
        if name in known_types() and name not in _NOT_BY_CALL:
            return name
        return _GIVES.get(name)
    return None


def owner_names(runtime: Runtime, owner: str, *, is_type: bool) -> frozenset[str] | None:
    """The names that a module or a type has on every interpreter that the page can load; None if not known."""
    found = [_names(version, owner, runtime.interpreter, is_type) for version in runtime.versions]
    if not found or any(names is None for names in found):
        return None
    return frozenset().union(*(names for names in found if names is not None))


def _names(version: str, owner: str, interpreter: Interpreter, is_type: bool) -> frozenset[str] | None:
    try:
        if is_type:
            return members_of(owner, interpreter, version)
        if interpreter is Interpreter.PYODIDE and owner in known_types():
            return members_of(owner, interpreter, version)
        return names_of(owner, interpreter, version)
    except ValueError:
        raise Unknown("version of the interpreter") from None
