"""The names of the standard library's modules and of common types, and how functions are called, on each interpreter.

`modules` says which modules there are; this says what is in them. Names that begin with an underscore are never
known, but for those of `builtins`: say nothing about them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.data import at_place, read
from pyscript_doctor.knowledge.interpreters import Interpreter
from pyscript_doctor.knowledge.modules import micropython_names, nearest_build, pyodide_module
from pyscript_doctor.knowledge.packages import nearest_pyodide
from pyscript_doctor.knowledge.signatures import Signature, read_signature

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def names_of(module: str, interpreter: Interpreter, version: str) -> frozenset[str] | None:
    """The public names of a standard module, the submodules that can be imported included.

    None if that interpreter does not have the module, or the module answers for any name, or it is not known.
    An unknown version counts as the nearest. Raises ValueError if it is not a version.
    """
    if interpreter is Interpreter.MICROPYTHON:
        return micropython_names(version, module)
    table = read("standard_library_names")
    if pyodide_module(version, module) != "present" or module in _open(version):
        return None
    names = _present(table["modules"].get(module, {}), version)
    return names | _submodules(module, version) if names else None


def may_have(module: str, name: str) -> bool:
    """Whether a module has a name in any version that is known; of a module that is not known nobody can say."""
    listed = read("standard_library_names")["modules"].get(module)
    return listed is None or name in listed


def members_of(type_name: str, interpreter: Interpreter, version: str) -> frozenset[str] | None:
    """The public names of objects of a type, "builtins.str" or "datetime.datetime"; None if it is not known.

    On Pyodide those are names of objects, on MicroPython those of the class. Raises ValueError for no version.
    """
    if interpreter is Interpreter.MICROPYTHON:
        return micropython_names(version, type_name)
    listed = read("standard_library_names")["objects"].get(type_name)
    if listed is None:
        return None
    names = _present(listed, version)
    return names if names or not listed else None


def known_types() -> frozenset[str]:
    """The types that `members_of` knows on Pyodide."""
    return frozenset(read("standard_library_names")["objects"])


def takes_new_attributes(type_name: str) -> bool:
    """Whether a program can set attributes that objects of a known type do not have (`Counter().note = 1`)."""
    return type_name in read("standard_library_names")["takes_more"]


def versions_with(owner: str, name: str) -> tuple[str, ...]:
    """The Pyodides, oldest first, in which a module or a type has a name; none if no Pyodide has it."""
    table = read("standard_library_names")
    listed = table["modules"].get(owner) or table["objects"].get(owner, {})
    spans = next((spans for spans, names in listed.items() if name in names.split()), "")
    return tuple(version for place, version in enumerate(table["pyodides"]) if _is_in(place, spans))


def signature(function: str, interpreter: Interpreter, version: str) -> Signature | None:
    """How "json.dumps", "builtins.sorted", "builtins.str.split" or the class "datetime.timedelta" is called.

    None if it is not known. MicroPython does not say it: ask `refused_keyword` in `dialect` for its keywords.
    Raises ValueError if it is not a version.
    """
    if interpreter is Interpreter.MICROPYTHON:
        nearest_build(version)
        return None
    table = read("standard_library_calls")
    place = table["pyodides"].index(nearest_pyodide(version))
    written = at_place(table["calls"].get(function), place)
    return None if written is None else read_signature(written)


@cache
def _open(version: str) -> frozenset[str]:
    return _present(read("standard_library_names")["open"], version)


@cache
def _submodules(module: str, version: str) -> frozenset[str]:
    every = (name for names in read("standard_library")["profiles"].values() for name in names.split())
    below = (name.removeprefix(f"{module}.") for name in every if name.startswith(f"{module}."))
    return frozenset(
        name for name in below if "." not in name and pyodide_module(version, f"{module}.{name}") == "present"
    )


def _present(listed: Mapping[str, str], version: str) -> frozenset[str]:
    place = read("standard_library_names")["pyodides"].index(nearest_pyodide(version))
    lines: Iterable[str] = (names for spans, names in listed.items() if _is_in(place, spans))
    return frozenset(name for names in lines for name in names.split())


def _is_in(place: int, spans: str) -> bool:
    """Whether a place is in spans such as "0-7 9-"."""
    ends = (span.partition("-") for span in spans.split())
    return any(int(start) <= place and (not end or place <= int(end)) for start, _, end in ends)
