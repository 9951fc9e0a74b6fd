"""Which wheel micropip takes for a requirement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.project.runtime.package_answers import Reason
from pyscript_doctor.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from packaging.requirements import Requirement
    from packaging.specifiers import Specifier
    from packaging.version import Version

    from pyscript_doctor.knowledge.pyodide_environment import Environment
    from pyscript_doctor.package_index.listing import Listing, Wheel


@dataclass(frozen=True, slots=True)
class Choice:
    """The wheel that is taken."""

    version: Version
    wheel: Wheel


@dataclass(frozen=True, slots=True)
class NoChoice:
    """Why none is: VERSION with the newest there is, or WHEEL with what there is instead."""

    reason: Reason
    detail: str


def choose(listing: Listing, requirement: Requirement, environment: Environment) -> Choice | NoChoice:
    """What micropip takes: the newest version with a wheel that fits. It asks for no Requires-Python at all."""
    candidates = _candidates(listing.wheels, requirement)
    yanked = []
    for version in candidates:
        fitting = [wheel for wheel in listing.wheels[version] if _rank(wheel, environment) is not None]
        if fitting and environment.avoids_yanked and fitting[0].yanked:
            yanked.append((version, fitting))
        elif fitting:
            return Choice(version, _best(fitting, environment))
    for version, fitting in yanked:
        return Choice(version, _best(fitting, environment))
    if not candidates:
        return NoChoice(Reason.VERSION, _newest(listing))
    return NoChoice(Reason.WHEEL, _instead(listing, candidates))


def _candidates(versions: Iterable[Version], requirement: Requirement) -> list[Version]:
    """The versions that meet a requirement, newest first, as the packaging 23 and 24 inside micropip filter them.

    Pre-releases count if the requirement names one; if it names no version, only if there is nothing else.
    """
    specifier = requirement.specifier
    found = sorted((each for each in versions if specifier.contains(each, prereleases=True)), reverse=True)
    if any(map(_names_prerelease, specifier)):
        return found
    final = [each for each in found if not each.is_prerelease]
    return final if final or len(specifier) else found


def _names_prerelease(specifier: Specifier) -> bool:
    from packaging.version import InvalidVersion

    try:
        return bool(specifier.prereleases)
    except InvalidVersion:  # "===" takes any text
        return False


def _rank(wheel: Wheel, environment: Environment) -> int | None:
    return min((environment.tags[tag] for tag in wheel.tags if tag in environment.tags), default=None)


def _best(wheels: list[Wheel], environment: Environment) -> Wheel:
    """Before it avoided yanked versions, micropip took the last wheel that fits, whatever its rank."""
    if not environment.avoids_yanked:
        return wheels[-1]
    return min(wheels, key=lambda wheel: _rank(wheel, environment) or 0)


def _newest(listing: Listing) -> str:
    final = [version for version in listing.wheels if not version.is_prerelease]
    return str(max(final or listing.wheels, default=""))


def _instead(listing: Listing, candidates: list[Version]) -> str:
    """What the newest version has that meets the requirement."""
    for version in candidates:
        if version in listing.other:
            return listing.other[version]
        if listing.wheels[version]:
            return "wheels for other platforms"
    return ""
