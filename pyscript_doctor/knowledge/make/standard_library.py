"""standard_library.json: which standard modules each Pyodide imports, tried in that Pyodide."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pyscript_doctor.knowledge.make.document import write
from pyscript_doctor.knowledge.make.locks import kind, pyodides_in_use, read_lock
from pyscript_doctor.knowledge.make.probe import probe

if TYPE_CHECKING:
    from pyscript_doctor.knowledge.make.gather import Cache

SOURCE = (
    "Measured in node: each Pyodide from npm, without packages, was told to import every name that"
    " sys.stdlib_module_names of any of them has, and every submodule that any of them holds. Pyodide 0.20.0 is on npm"
    " without its runtime. A profile has one letter for each Pyodide: p present; u not there until a package of the"
    " same lock is loaded; r a standard module of that Python that Pyodide does not have; g gone from that Python;"
    " l comes with a later Python; f there, but its import fails."
)
PYODIDES_OWN = ("js", "pyodide", "pyodide_js", "_pyodide", "_pyodide_core")
MORE = ("os.path", "test.support", "xml.etree.cElementTree")
UNWANTED = re.compile(r"__p?hello|_pyrepl\.")


def make(cache: Cache) -> None:
    """Write standard_library.json."""
    locks = {version: lock for version in pyodides_in_use() if (lock := read_lock(cache, version))}
    versions = list(locks)
    known = {version: probe(cache, version, "names") for version in versions}
    standard = {name for facts in known.values() for name in (*facts["standard"], *facts["submodules"])}
    names = sorted(name for name in standard | {*PYODIDES_OWN, *MORE} if not UNWANTED.match(name))
    outcomes = {version: probe(cache, version, "imports", names) for version in versions}
    profiles: dict[str, list[str]] = {}
    for name in names:
        letters = [_letter(name, version, known, outcomes, locks[version]) for version in versions]
        profiles.setdefault("".join(letters), []).append(name)
    write(
        "standard_library",
        SOURCE,
        {
            "pyodides": {version: known[version]["python"] for version in versions},
            "profiles": {profile: " ".join(profiles[profile]) for profile in sorted(profiles)},
        },
    )


def _letter(name: str, version: str, known: dict[str, Any], outcomes: dict[str, Any], lock: Any) -> str:
    error = outcomes[version][name]
    if not error:
        return "p"
    package = name.partition(".")[0]
    if _unvendored(package, lock):
        return "u"
    pythons = [_python(known[other]) for other in known if package in known[other]["standard"]]
    if package not in known[version]["standard"] and pythons:
        return "g" if min(pythons) < _python(known[version]) else "l"
    if not error.startswith("ModuleNotFoundError") or _missing(error) not in (name, package, None):
        return "f"
    if "." in name and not outcomes[version].get(package):
        return "g" if _held_before(name, version, known) else "l"
    return "r"


def _python(facts: Any) -> tuple[int, ...]:
    return tuple(int(part) for part in facts["python"].split(".")[:2])


def _unvendored(package: str, lock: Any) -> bool:
    return any(package in entry["imports"] and kind(entry) == "s" for entry in lock["packages"].values())


def _missing(error: str) -> str | None:
    named = re.search(r"(?:No module named|The module) '([^']+)'", error)
    return named[1] if named else None


def _held_before(name: str, version: str, known: dict[str, Any]) -> bool:
    versions = list(known)
    return any(name in known[other]["submodules"] for other in versions[: versions.index(version)])
