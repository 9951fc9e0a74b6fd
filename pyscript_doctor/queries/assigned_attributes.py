"""The attributes that the Python of a Runtime sets."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pyscript_doctor.project.program.facts import Access
from pyscript_doctor.queries.written_names import strings

if TYPE_CHECKING:
    from pyscript_doctor.project.runtime.runtime import Runtime


@lru_cache(maxsize=4)
def assigned_attributes(runtime: Runtime) -> frozenset[str]:
    """The names of the attributes that any code sets on anything."""
    uses = (use for code in runtime.codes for use in code.attributes)
    return frozenset(use.name for use in uses if use.access is Access.ASSIGNED)


def may_be_replaced(runtime: Runtime, name: str) -> bool:
    """Whether Python may put something else in the place of `module.name`, or looks first whether it is there.

    It sets such an attribute, or says the name in a string, as `hasattr(time, "ticks_ms")` and mocks do.
    """
    last = name.rpartition(".")[2]
    return last in assigned_attributes(runtime) or not _strings(runtime).isdisjoint({name, last})


@lru_cache(maxsize=4)
def _strings(runtime: Runtime) -> frozenset[str]:
    """All strings of its Python."""
    return frozenset[str]().union(*(strings(syntax.text.value) for syntax in runtime.syntaxes))
