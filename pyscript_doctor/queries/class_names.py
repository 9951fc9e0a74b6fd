"""The names that objects of PyScript's own classes have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.pyscript_calls import ApiEntry, pyscript_entry
from pyscript_doctor.queries.pyscript_api import in_each_release
from pyscript_doctor.queries.python_types import owner_names

if TYPE_CHECKING:
    from pyscript_doctor.project.runtime.runtime import Runtime


def class_entries(name: str, runtime: Runtime) -> tuple[ApiEntry, ...] | None:
    """What a class such as "pyscript.web.Element" is in each release that the page can load.

    None if one of them has no such class; raises Unknown for a release that is not known.
    """
    found = []
    for entry in in_each_release(pyscript_entry, name, runtime):
        if entry is None or entry.kind != "class":
            return None
        found.append(entry)
    return tuple(found)


def class_names(entries: tuple[ApiEntry, ...], runtime: Runtime) -> frozenset[str] | None:
    """All names that an object of the class has in one of the releases; None if those of a base are not known."""
    found: set[str] = set()
    for entry in entries:
        found |= entry.members.keys()
        for base in entry.built_in_bases:
            names = owner_names(runtime, base)
            if names is None:
                return None
            found |= names
    return frozenset(found)
