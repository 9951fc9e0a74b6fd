"""The attributes that the Python of a Runtime sets."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pyscript_doctor.project.program.attribute_uses import Access
from pyscript_doctor.project.program.values import PythonName
from pyscript_doctor.queries.written_names import strings

if TYPE_CHECKING:
    from pyscript_doctor.project.runtime.runtime import Runtime


@lru_cache(maxsize=4)
def assigned_attributes(runtime: Runtime) -> frozenset[str]:
    """The names of the attributes that any code sets on anything."""
    uses = (use for code in runtime.codes for use in code.attributes)
    return frozenset(use.name for use in uses if use.access is Access.ASSIGNED)


def may_be_replaced(runtime: Runtime, name: str) -> bool:
    """Whether Python may replace `module.name`, or checks first whether it exists.

    It sets the attribute of that module, names it for `setattr`, `hasattr` or a mock, or has the whole name in a
    string. The last word alone in some string says nothing: `@when("input", "#name")` replaces no `input`.
    """
    module, _, last = name.rpartition(".")
    if (module, last) in _set_in_modules(runtime):
        return True
    texts = [syntax.text.value for syntax in runtime.syntaxes if last in syntax.text.value]
    by_name = re.compile(rf"\b(?:getattr|setattr|hasattr|object)\s*\(\s*[\w.]+\s*,\s*([\"']){re.escape(last)}\1")
    return any(name in strings(text) or by_name.search(text) for text in texts)


@lru_cache(maxsize=4)
def _set_in_modules(runtime: Runtime) -> frozenset[tuple[str, str]]:
    """The modules, or what is in them, and the attributes of these that any code sets: `sys.stdin = ...`."""
    uses = (use for code in runtime.codes for use in code.attributes)
    return frozenset(
        (use.base.name, use.name) for use in uses if use.access is Access.ASSIGNED and isinstance(use.base, PythonName)
    )
