"""Names of the objects that functions and classes of PyScript and Pyodide return: responses, events, stores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.http_responses import NAMES, OF_REQUESTS, WITH_RESPONSE
from pyscript_doctor.knowledge.web_platform import interface
from pyscript_doctor.project.program.values import Result
from pyscript_doctor.queries.class_names import class_entries, class_names
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from pyscript_doctor.project.program.values import Value
    from pyscript_doctor.project.runtime.runtime import Runtime

GIVES = {"pyscript.storage": "pyscript.Storage", "pyscript.storage.storage": "pyscript.Storage"}
"""Functions whose awaited result is an object of a PyScript class."""
OTHER_CLASS = "storage_class"
"""The argument that makes them return an object of another class."""
FIRST_MEASURED = "2024.9.1"
"""The first release in which the responses were measured."""


class GivenObject(NamedTuple):
    """An object, by what returned it. made_by: as people know it. names: all that it has. instead: of other names."""

    made_by: str
    names: frozenset[str]
    instead: dict[str, str]


def given_object(value: Value, runtime: Runtime) -> GivenObject | None:
    """What a value is, if a function or class of PyScript or Pyodide returned it and its names are known."""
    if not isinstance(value, Result) or value.attributes or not value.made_by:
        return None
    made_by = value.made_by
    if made_by in NAMES:
        if not runtime.releases.since(FIRST_MEASURED):
            return None
        more = interface("Response").names if made_by in WITH_RESPONSE else frozenset()
        return GivenObject(_shown(made_by), NAMES[made_by] | more, OF_REQUESTS)
    if not made_by.startswith("pyscript.") or runtime.has_local_module("pyscript"):
        return None
    if made_by in GIVES and any(OTHER_CLASS in code.syntax.text.value for code in runtime.codes):
        return None
    entries = class_entries(GIVES.get(made_by, made_by), runtime)
    if entries is None or any(each.open or each.gives_promises for each in entries):
        return None
    names = class_names(entries, runtime)
    return None if names is None else GivenObject(_shown(made_by), names, {})


def _shown(name: str) -> str:
    return name.rpartition(".")[2]
