"""What becomes of requirements in a Pyodide: micropip's own way, without a browser.

Read in the sources of micropip 0.5.0 to 0.11.1: the lock file first, then the index; only wheels; whatever is chosen
first for a package stays, and a requirement that does not fit it is an error. PyScript asks for a list of all that
cannot be found (`keep_going`). micropip's requests race; here those of the same depth are equal, and if the race
decides the result, the answer is unknown.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from pyscript_doctor.package_index.metadata import UnreadableMetadata
from pyscript_doctor.package_index.selection import Choice, choose
from pyscript_doctor.package_index.trouble import IndexTrouble
from pyscript_doctor.project.runtime.package_answers import Fault, PackageAnswer, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from packaging.requirements import Requirement

    from pyscript_doctor.knowledge.pyodide_environment import Environment
    from pyscript_doctor.package_index.listing import Listing, Wheel
    from pyscript_doctor.package_index.metadata import Metadata

MOST_DEPTH = 40
MOST_REQUIREMENTS = 400
RACE = "versions that depend on which answer arrives first"
TROUBLE = "package that the index could not answer for"
ADDRESS = "wheel at an address"
TOO_MUCH = "package with too many dependencies"


class Index(Protocol):
    """Where the facts come from; both methods raise IndexTrouble."""

    async def listing(self, package: str) -> Listing | None:
        """The files of a package, None if the index has no package of that name."""

    async def metadata(self, wheel: Wheel) -> Metadata:
        """What a wheel needs; raises UnreadableMetadata too."""


@dataclass(slots=True)
class _Outcome:
    """What comes of one requirement: a fault, or why it is unknown, or what it needs in turn."""

    fault: tuple[Reason, str] | None = None
    unknown: str = ""
    needs: tuple[Requirement, ...] = ()


@dataclass(slots=True)
class _Resolution:
    environment: Environment
    index: Index
    outcomes: dict[str, _Outcome] = field(default_factory=dict)
    chosen: dict[str, Choice] = field(default_factory=dict)


async def resolve(requirements: Sequence[str], environment: Environment, index: Index) -> dict[str, PackageAnswer]:
    """What comes of each of the requirements, installed together into a Pyodide.

    Those that are not requirements at all are left out.
    """
    resolution = _Resolution(environment, index)
    roots = {written: requirement for written in requirements if (requirement := _parsed(written))}
    wanted = _applicable(list(roots.values()), environment)
    for _ in range(MOST_DEPTH):
        room = max(0, MOST_REQUIREMENTS - len(resolution.outcomes))
        if not wanted or not room:
            break
        beyond = wanted[room:]
        wanted = [*await _level(wanted[:room], resolution), *beyond]
    for requirement in wanted:
        resolution.outcomes.setdefault(str(requirement), _Outcome(unknown=TOO_MUCH))
    return {written: _answer(requirement, resolution) for written, requirement in roots.items()}


def _parsed(written: str) -> Requirement | None:
    from packaging.requirements import InvalidRequirement, Requirement

    try:
        return Requirement(written)
    except (InvalidRequirement, RecursionError):
        return None


def _applicable(requirements: list[Requirement], environment: Environment) -> list[Requirement]:
    """Those whose markers hold: as micropip does it, with the extra of any requirement before."""
    extras = [""]
    found = []
    for requirement in requirements:
        extras += sorted(requirement.extras)
        try:
            holds = _holds(requirement, extras, environment)
        except UnreadableMetadata:
            continue
        if holds:
            found.append(requirement)
    return found


def _holds(requirement: Requirement, extras: Iterable[str], environment: Environment) -> bool:
    """Whether the marker of a requirement holds with any of the extras. Raises UnreadableMetadata."""
    marker = requirement.marker
    try:
        return marker is None or any(marker.evaluate({**environment.markers, "extra": extra}) for extra in extras)
    except (ValueError, RecursionError):
        raise UnreadableMetadata from None


async def _level(requirements: list[Requirement], resolution: _Resolution) -> list[Requirement]:
    """Settle requirements of the same depth; what they need in turn is the next level."""
    new = {str(each): each for each in requirements if str(each) not in resolution.outcomes}
    before = dict(resolution.chosen)
    to_ask: dict[str, list[Requirement]] = {}
    for written, requirement in new.items():
        outcome = _without_index(requirement, before, resolution.environment)
        if outcome is None:
            to_ask.setdefault(_name(requirement), []).append(requirement)
        else:
            resolution.outcomes[written] = outcome
    await asyncio.gather(*(_ask(name, group, resolution) for name, group in to_ask.items()))
    return [need for written in new for need in resolution.outcomes[written].needs]


def _name(requirement: Requirement) -> str:
    from packaging.utils import canonicalize_name

    return canonicalize_name(requirement.name)


def _without_index(requirement: Requirement, chosen: dict[str, Choice], environment: Environment) -> _Outcome | None:
    """What comes of a requirement that needs no index; None if one is to be asked."""
    name = _name(requirement)
    there = str(chosen[name].version) if name in chosen else environment.installed.get(name)
    if there is not None:
        met = requirement.specifier.contains(there, prereleases=True)
        return _Outcome() if met else _Outcome(fault=(Reason.CONFLICT, there))
    if requirement.url:
        return _Outcome(unknown=ADDRESS)
    locked = environment.lock.package(name)
    if locked and requirement.specifier.contains(locked.version, prereleases=True):
        return _Outcome()
    return None


async def _ask(name: str, requirements: list[Requirement], resolution: _Resolution) -> None:
    """Settle all the requirements of one depth for one package."""
    outcomes = resolution.outcomes
    try:
        listing = await resolution.index.listing(name)
    except IndexTrouble:
        outcomes.update((str(each), _Outcome(unknown=TROUBLE)) for each in requirements)
        return
    choices: list[tuple[Requirement, Choice]] = []
    for requirement in requirements:
        if listing is None:
            outcomes[str(requirement)] = _Outcome(fault=(Reason.UNKNOWN, ""))
            continue
        found = choose(listing, requirement, resolution.environment)
        if isinstance(found, Choice):
            choices.append((requirement, found))
        else:
            outcomes[str(requirement)] = _Outcome(fault=(found.reason, found.detail))
    if choices:
        await _take(name, choices, resolution)


async def _take(name: str, choices: list[tuple[Requirement, Choice]], resolution: _Resolution) -> None:
    """Install one choice for all, if each of them, as the first, would accept it for all or for none."""
    agrees = [all(_meets(other, choice) for other, _ in choices) for _, choice in choices]
    if any(agrees) and not all(agrees):
        resolution.outcomes.update((str(each), _Outcome(unknown=RACE)) for each, _ in choices)
        return
    choice = choices[0][1]
    resolution.chosen[name] = choice
    for requirement, _ in choices:
        if _meets(requirement, choice):
            resolution.outcomes[str(requirement)] = await _installed(requirement, choice, resolution)
        else:
            resolution.outcomes[str(requirement)] = _Outcome(fault=(Reason.CONFLICT, str(choice.version)))


def _meets(requirement: Requirement, choice: Choice) -> bool:
    return requirement.specifier.contains(choice.version, prereleases=True)


async def _installed(requirement: Requirement, choice: Choice, resolution: _Resolution) -> _Outcome:
    """What a requirement needs whose wheel is chosen."""
    try:
        metadata = await resolution.index.metadata(choice.wheel)
    except IndexTrouble:
        return _Outcome(unknown=TROUBLE)
    except UnreadableMetadata:
        return _Outcome(fault=(Reason.METADATA, ""))
    for extra in sorted(requirement.extras):
        if not metadata.has_extra(extra):
            return _Outcome(fault=(Reason.EXTRA, extra))
    extras = ["", *sorted(requirement.extras)]
    try:
        needs = tuple(each for each in metadata.requirements if _holds(each, extras, resolution.environment))
    except UnreadableMetadata:
        return _Outcome(fault=(Reason.METADATA, ""))
    return _Outcome(needs=needs)


def _answer(root: Requirement, resolution: _Resolution) -> PackageAnswer:
    """What is wrong with all that an entry reaches, each fault with the shortest way to it."""
    faults: list[Fault] = []
    brings: set[str] = set()
    unknown = ""
    seen = {str(root)}
    queue: list[tuple[Requirement, tuple[str, ...]]] = [(root, ())]
    for requirement, chain in queue:
        outcome = resolution.outcomes.get(str(requirement))
        if outcome is None:
            continue  # its marker does not hold
        if outcome.fault:
            reason, detail = outcome.fault
            faults.append(Fault(reason, _written(requirement), _name(requirement), chain, detail))
        else:
            brings.add(_name(requirement))
        unknown = unknown or outcome.unknown
        for need in outcome.needs:
            if str(need) not in seen:
                seen.add(str(need))
                queue.append((need, (*chain, _name(requirement))))
    return PackageAnswer(tuple(faults), unknown, tuple(sorted(brings)))


def _written(requirement: Requirement) -> str:
    """A requirement without its marker."""
    extras = f"[{','.join(sorted(requirement.extras))}]" if requirement.extras else ""
    return f"{requirement.name}{extras}{requirement.specifier}"
