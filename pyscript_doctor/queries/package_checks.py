"""What only the Python index knows about a project's packages: what to ask, and what it answered."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.distributions import distribution_of, newest_on_index, unavailable_package
from pyscript_doctor.knowledge.modules import pyodide_module
from pyscript_doctor.knowledge.packages import lock, pyodide_tags
from pyscript_doctor.project.runtime.packages import PackageEntry, package_entries
from pyscript_doctor.project.unknown import Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from packaging.specifiers import SpecifierSet
    from packaging.version import Version

    from pyscript_doctor.knowledge.packages import LockedPackage
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.project.runtime.package_answers import PackageAnswer, Question
    from pyscript_doctor.project.runtime.runtime import Runtime

AT_LEAST = {"==", ">=", ">", "~="}
OF_PYODIDE = {"pyodide", "js", "pyscript", "polyscript", "pyodide-js"}


def questions(project: Project) -> tuple[Question, ...]:
    """What to ask the index: for each Runtime and version of Pyodide, all the packages that it installs together."""
    asked = (_questions(runtime) for runtime in project.runtimes)
    return tuple(dict.fromkeys(question for some in asked for question in some))


def answer(project: Project, runtime: Runtime, entry: PackageEntry) -> PackageAnswer | None:
    """What happens with an entry by the index's answers; None if nobody asked, or if they do not say it.

    Of several versions of Pyodide all must agree; then the newest one speaks. Nothing is said about a Pyodide that is
    newer than all we know: nobody knows what comes with it.
    """
    asked = _questions(runtime)
    if project.answers is None or not asked or not all(lock(version).same_minor for version in runtime.versions):
        return None
    found = [project.answers.get(question, {}).get(entry.written) for question in asked]
    told = [each for each in found if each and (each.faults or each.installs)]
    if len(told) < len(found) or len({each.installs for each in told}) > 1:
        return None
    return told[-1]


def unsettled(project: Project) -> int:
    """How many entries of configs only the index can decide, and nobody asked, or it did not answer."""
    return len({span for runtime in project.runtimes for span in unsettled_entries(project, runtime)})


def is_in_lock(entry: PackageEntry, runtime: Runtime) -> bool:
    """Whether a Pyodide that the Runtime may have comes with the package, in any version."""
    return any(lock(version).package(entry.name) for version in runtime.versions)


def is_standard(entry: PackageEntry, runtime: Runtime) -> bool:
    """Whether the name belongs to a part of Python, or to Pyodide itself."""
    assert entry.requirement is not None
    top = entry.requirement.name.partition(".")[0]
    states = {pyodide_module(version, top.replace("-", "_")) for version in runtime.versions}
    return top in OF_PYODIDE or states <= {"present", "removed", "fails"}


def passes_through(runtime: Runtime) -> bool:
    """Whether `packages_cache = "passthrough"` keeps the Runtime from using micropip."""
    leaf = runtime.config.string("packages_cache")
    return leaf is not None and leaf.value == "passthrough"


def distribution_meant(entry: PackageEntry, runtime: Runtime) -> str | None:
    """What to install instead of an import name; None if a package is known by that name."""
    assert entry.requirement is not None
    if is_in_lock(entry, runtime) or unavailable_package(entry.name):
        return None
    name = entry.requirement.name
    provided = {provider for version in runtime.versions for provider in lock(version).providers(name)}
    found = provided or {distribution for distribution in [distribution_of(name)] if distribution}
    if len(found) > 1:
        raise Unknown("import whose package is not known")
    return next((distribution for distribution in found if distribution != entry.name), None)


def index_may_meet(entry: PackageEntry, package: LockedPackage, version: str) -> bool:
    """Whether the index may have a wheel if the entry excludes the version that comes with Pyodide.

    It may if wheels for any platform exist, and if a newer version is wanted by a Pyodide whose own wheels the index
    takes.
    """
    from packaging.version import Version

    assert entry.requirement is not None
    specifier = entry.requirement.specifier
    if specifier.contains(package.version, prereleases=True):
        return False
    takes_own = pyodide_tags(version).platforms[0].startswith("pyemscripten_")
    newer = any(wanted >= Version(package.version) for wanted in _versions_wanted(specifier))
    return package.pure or (takes_own and newer)


def newest_far_behind(entry: PackageEntry, runtime: Runtime) -> str:
    """The newest version that the index was known to have, if an entry asks for one far beyond it; else "".

    What is only a little beyond it may have come out since then. So may a year, if versions are years.
    """
    from packaging.version import Version

    assert entry.requirement is not None
    newest = newest_on_index(entry.name)
    if not newest or not _asks_index(runtime):
        return ""
    far = 2 * Version(newest).major + 1
    return newest if any(wanted.major > far for wanted in _versions_wanted(entry.requirement.specifier)) else ""


def _versions_wanted(specifier: SpecifierSet) -> Iterator[Version]:
    """The versions that a requirement asks for, or for more than them."""
    from packaging.version import Version

    return (Version(each.version.removesuffix(".*")) for each in specifier if each.operator in AT_LEAST)


def _questions(runtime: Runtime) -> tuple[Question, ...]:
    from pyscript_doctor.project.runtime.package_answers import Question

    try:
        if not _asks_index(runtime):
            return ()
        written = tuple(sorted({entry.written for entry in package_entries(runtime) if entry.requirement}))
        return tuple(Question(version, written) for version in runtime.versions) if written else ()
    except (Unknown, ValueError):
        return ()


def _asks_index(runtime: Runtime) -> bool:
    """Whether micropip asks the usual index; a config can name another, and we do not know what that has."""
    return runtime.is_pyodide and not passes_through(runtime) and runtime.config.get("index_urls") is None


def unsettled_entries(project: Project, runtime: Runtime) -> Iterator[Span]:
    """The entries of a Runtime's config that only the index can decide, and did not."""
    with suppress(Unknown, ValueError):
        if _asks_index(runtime):
            for entry in package_entries(runtime):
                if entry.requirement and answer(project, runtime, entry) is None and _needs_index(entry, runtime):
                    yield entry.leaf.text.span()


def _needs_index(entry: PackageEntry, runtime: Runtime) -> bool:
    """Whether what we know decides nothing."""
    assert entry.requirement is not None
    locked = [(lock(version).package(entry.name), version) for version in runtime.versions]
    if any(package for package, _ in locked):
        return any(package and index_may_meet(entry, package, version) for package, version in locked)
    return not (is_standard(entry, runtime) or distribution_meant(entry, runtime) or unavailable_package(entry.name))
