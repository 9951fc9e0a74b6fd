"""The attributes that the Python of a Runtime sets."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pyscript_doctor.project.program.facts import Access

if TYPE_CHECKING:
    from pyscript_doctor.project.runtime.runtime import Runtime


@lru_cache(maxsize=4)
def assigned_attributes(runtime: Runtime) -> frozenset[str]:
    """The names of the attributes that any code sets on anything."""
    uses = (use for code in runtime.codes for use in code.attributes)
    return frozenset(use.name for use in uses if use.access is Access.ASSIGNED)
