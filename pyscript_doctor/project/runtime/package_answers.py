"""Whether micropip will install a package, and if not, why."""

from __future__ import annotations

from enum import Enum
from typing import TypeAlias

from pyscript_doctor.records import NamedTuple


class Reason(Enum):
    """Why a requirement cannot be installed."""

    UNKNOWN = "the index has no package of that name"
    VERSION = "no version meets the requirement"
    WHEEL = "no wheel for a browser"
    CONFLICT = "another version is installed already"
    EXTRA = "the package has no such extra"
    METADATA = "the wheel's metadata cannot be read"


class Fault(NamedTuple):
    """A requirement that micropip cannot install.

    requirement: as it is written ("torch>=2"). name: of its package, as PEP 503 writes it. chain: the packages through
    which an entry needs it, the entry first; empty if it is the entry itself. detail: the newest version (VERSION), the
    version installed (CONFLICT), the extra (EXTRA), or what exists instead (WHEEL: "a source archive", "wheels for
    other platforms").
    """

    reason: Reason
    requirement: str
    name: str
    chain: tuple[str, ...] = ()
    detail: str = ""


class PackageAnswer(NamedTuple):
    """What happens with one entry of `packages`. unknown: why that is not known, "" if it is known.

    A known fault counts, whatever else is unknown. brings: the packages that are installed for it, including itself, as
    PEP 503 writes them.
    """

    faults: tuple[Fault, ...] = ()
    unknown: str = ""
    brings: tuple[str, ...] = ()

    @property
    def installs(self) -> bool:
        """Whether the entry certainly installs."""
        return not self.faults and not self.unknown


class Question(NamedTuple):
    """Requirements that one Pyodide should install together, as PyScript passes them to micropip."""

    pyodide: str
    requirements: tuple[str, ...]


PackageAnswers: TypeAlias = dict[Question, dict[str, PackageAnswer]]
