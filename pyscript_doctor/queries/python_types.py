"""The names that Python's own modules and types have on a Runtime's interpreter, and the type of a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Interpreter
from pyscript_doctor.knowledge.standard_library import known_types, members_of, names_of, versions_with
from pyscript_doctor.project.program.operators import refuses
from pyscript_doctor.project.program.trials import form_error
from pyscript_doctor.project.program.types import ONE_BY_ONE, VIEWS, type_of
from pyscript_doctor.project.unknown import Unknown

if TYPE_CHECKING:
    from pyscript_doctor.project.runtime.runtime import Runtime

__all__ = ["ONE_BY_ONE", "VIEWS", "form_error", "owner_names", "refuses", "type_of", "versions_with"]

NAMELESS = frozenset(f"builtins.{name}" for name in ("float", "bool", "complex", "range"))
"""Types whose objects have no public name on MicroPython. Measured with `dir` from PyScript 2024.1.1 to 2026.7.3."""


def named(name: str) -> str:
    """A type as a message names it: "a `list`", "an `int`", "an `HTMLElement`", with the article that one says."""
    spelled_out = name[:2].isupper() and name[0] in "AEFHILMNORSX"
    return f"{'an' if spelled_out or name[:1] in {*'aeioAEIO'} else 'a'} `{name}`"


def owner_names(runtime: Runtime, owner: str) -> frozenset[str] | None:
    """The names that a module or a type has on every interpreter that the page can load; None if not known."""
    found = [_names(version, owner, runtime.interpreter) for version in runtime.versions]
    if not found or any(names is None for names in found):
        return None
    return frozenset().union(*(names for names in found if names is not None))


def _names(version: str, owner: str, interpreter: Interpreter) -> frozenset[str] | None:
    try:
        if owner in known_types():
            return members_of(owner, interpreter, version)
        names = names_of(owner, interpreter, version)
        return frozenset() if names is None and owner in NAMELESS and interpreter is Interpreter.MICROPYTHON else names
    except ValueError:
        raise Unknown("version of the interpreter") from None
