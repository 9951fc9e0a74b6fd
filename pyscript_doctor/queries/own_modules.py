"""The project's own modules under one Runtime: where a name is defined, and under which name a file can be imported."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyscript_doctor.project.runtime.runtime import Runtime


def modules_that_define(runtime: Runtime, name: str) -> tuple[str, ...]:
    """The modules whose own top level defines a function, class or value of that name."""
    return tuple(
        module
        for module, syntax in runtime.modules.items()
        if any(binding.statement is None for binding in syntax.scopes[0].bindings.get(name, ()))
    )


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The name that differs least, if one is near; a name in another case is the nearest."""
    others = sorted(names)
    same = [other for other in others if other.lower().replace("_", "") == name.lower().replace("_", "")]
    return next(iter(same or get_close_matches(name, others, n=1, cutoff=0.7)), None)
