"""The names that come with PyScript's own Python package and the interpreters."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pyscript_doctor.knowledge.pyscript_api import JS_MODULES, core_exports, pyscript_names, pyscript_unsupported
from pyscript_doctor.knowledge.pyscript_calls import pyscript_entry
from pyscript_doctor.project.program.platform_names import BUILTINS, STAR_NAMES
from pyscript_doctor.project.unknown import Unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyscript_doctor.knowledge.interpreters import Thread
    from pyscript_doctor.project.runtime.runtime import Runtime

__all__ = [
    "BUILTINS",
    "JS_MODULES",
    "STAR_NAMES",
    "core_exports",
    "in_each_release",
    "pyscript_entry",
    "pyscript_names",
    "pyscript_unsupported",
]

Answer = TypeVar("Answer")


def in_each_release(ask: Callable[[str, str, Thread], Answer], name: str, runtime: Runtime) -> Iterator[Answer]:
    """What a name of PyScript's API is in each release that the page can load; raises Unknown for one not known."""
    for release in runtime.releases.options:
        try:
            answer = ask(release.name, name, runtime.thread)
        except LookupError:
            raise Unknown("names in the API of the release") from None
        yield answer
