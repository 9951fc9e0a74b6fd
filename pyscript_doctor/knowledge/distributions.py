"""Names of packages: which one an import needs, which ones never work in a browser, and which ones `mip` knows."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.data import read
from pyscript_doctor.knowledge.module_names import with_packages
from pyscript_doctor.knowledge.packages import normalised
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class UnavailablePackage(NamedTuple):
    """A package that cannot do its work in a browser.

    needs: a noun phrase ("compiled code", "sockets"). instead: what to use, or "nothing: ..." with the reason.
    installs: it has a wheel and fails only when it is used; otherwise it cannot even be installed.
    """

    name: str
    needs: str
    instead: str
    installs: bool

    @property
    def advice(self) -> str:
        """What to use instead, as a sentence."""
        _, nothing, reason = self.instead.partition("nothing: ")
        return f"Nothing can replace it: {reason}." if nothing else f"Use {self.instead}."


def distribution_of(import_name: str) -> str | None:
    """The package that an import needs, as PEP 503 writes it: "pillow" of "PIL.Image", "numpy" of "numpy.linalg".

    None if nothing is known; then the import's own name is the likely one. Ask the lock file of that Pyodide first
    (`Lock.providers`).
    """
    names = with_packages(import_name)[::-1]
    known = next((_distributions()[name] for name in names if name in _distributions()), None)
    return known or next((normalised(name) for name in names if normalised(name) in read("packages")["packages"]), None)


def unavailable_package(name: str) -> UnavailablePackage | None:
    """What is known against a package, however its name is written. No Pyodide's lock file has one of these."""
    entry = read("unavailable")["packages"].get(normalised(name))
    return UnavailablePackage(normalised(name), entry[0], entry[1], len(entry) > 2) if entry else None


def brought_by(name: str) -> frozenset[str] | None:
    """The packages that are installed with one from the index, of any version and in any Pyodide; None if not known.

    What a lock file says that these need is not included.
    """
    entry = read("dependencies")["packages"].get(normalised(name))
    return None if entry is None else frozenset(entry[1].split())


def newest_on_index(name: str) -> str:
    """The newest version of a package on the index when the knowledge was collected; "" if that is not known."""
    entry = read("dependencies")["packages"].get(normalised(name))
    return entry[0] if entry else ""


@cache
def standard_names_on_index() -> frozenset[str]:
    """The names of the standard library under which the index has a package that installs: it does no harm."""
    return frozenset(read("standard_names")["installs"].split())


@cache
def micropython_lib() -> frozenset[str]:
    """The packages that `mip` installs by name: those of micropython-lib's index."""
    return frozenset(read("micropython_lib")["packages"])


def micropython_lib_error(name: str) -> str | None:
    """What importing a package of micropython-lib raised in the newest MicroPython of PyScript, or None."""
    error = read("micropython_lib")["packages"].get(name, {}).get("error")
    return str(error) if error else None


def micropython_lib_providers(module: str) -> tuple[str, ...]:
    """The packages of micropython-lib that hold a module ("urllib.urequest")."""
    packages = read("micropython_lib")["packages"]
    return tuple(name for name, entry in packages.items() if module in entry["modules"].split())


@cache
def _distributions() -> Mapping[str, str]:
    names = read("distributions")["names"]
    return {name: distribution for distribution, imports in names.items() for name in imports.split()}
