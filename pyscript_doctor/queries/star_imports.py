"""What `from x import *` brings."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Thread
from pyscript_doctor.knowledge.pyscript_api import pyscript_names
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.queries.python_types import owner_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyscript_doctor.parsers.python.undefined_names import NameUse
    from pyscript_doctor.project.runtime.runtime import Runtime


def names_of_stars(use: NameUse, runtime: Runtime) -> frozenset[str]:
    """All the names that the star imports of a source may bring. Raises Unknown if they may bring others too."""
    return _of_modules(use.stars, runtime, frozenset())


def _of_modules(modules: Iterable[str], runtime: Runtime, seen: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*(_of_module(module, runtime, seen) for module in modules if module not in seen))


def _of_module(module: str, runtime: Runtime, seen: frozenset[str]) -> frozenset[str]:
    if module in runtime.modules:
        use = runtime.modules[module].names
        if not use.told:
            raise Unknown("names that code makes")
        prefix = f"{module}."
        inner = {name.removeprefix(prefix).partition(".")[0] for name in runtime.modules if name.startswith(prefix)}
        return use.defined | inner | _of_modules(use.stars, runtime, seen | {module})
    if module == "pyscript":
        return _of_pyscript(runtime)
    if module.startswith(".") or runtime.has_local_module(module.partition(".")[0]):
        raise Unknown("a star import")
    names = owner_names(runtime, module, is_type=False)
    if names is None:
        raise Unknown("a star import")
    return names


def _of_pyscript(runtime: Runtime) -> frozenset[str]:
    """What any of the page's releases may have in `pyscript`, in any thread and interpreter."""
    try:
        found = [
            pyscript_names(release.name, "pyscript", thread)
            for release, thread in product(runtime.releases.options, (Thread.MAIN, Thread.WORKER))
        ]
    except LookupError:
        raise Unknown("release of PyScript") from None
    if not found:
        raise Unknown("release of PyScript")
    return frozenset().union(*(names for names in found if names))
