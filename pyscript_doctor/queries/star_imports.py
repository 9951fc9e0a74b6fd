"""What `from x import *` brings."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Thread
from pyscript_doctor.knowledge.pyscript_api import pyscript_names
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.queries.python_types import owner_names

if TYPE_CHECKING:
    from pyscript_doctor.parsers.python.undefined_names import NameUse
    from pyscript_doctor.project.runtime.runtime import Runtime


MOST_MODULES = 100


def names_of_stars(use: NameUse, runtime: Runtime) -> frozenset[str]:
    """All the names that the star imports of a source may bring. Raises Unknown if they may bring others too."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = list(use.stars)
    while waiting:
        module = waiting.pop()
        if module not in seen:
            seen.add(module)
            if len(seen) > MOST_MODULES:
                raise Unknown("names of very many star imports")
            found |= _of_module(module, runtime)
            waiting += runtime.modules[module].names.stars if module in runtime.modules else ()
    return frozenset(found)


def _of_module(module: str, runtime: Runtime) -> frozenset[str]:
    """The names that a module has without its own star imports."""
    if module in runtime.modules:
        use = runtime.modules[module].names
        if not use.told:
            raise Unknown("names that code makes")
        return use.defined | runtime.modules_inside.get(module, frozenset())
    if module == "pyscript":
        return _of_pyscript(runtime)
    if runtime.has_local_module(module.partition(".")[0]):
        raise Unknown("name that a star import may bring")
    names = owner_names(runtime, module)
    if names is None:
        raise Unknown("name that a star import may bring")
    return names


def _of_pyscript(runtime: Runtime) -> frozenset[str]:
    """What any of the page's releases may have in `pyscript`, on any thread and interpreter."""
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
