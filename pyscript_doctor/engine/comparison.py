"""What would change if a project ran on another release of PyScript, or on the other interpreter."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyscript_doctor.engine.report import merge, prefixed
from pyscript_doctor.engine.session import Progress, Session, silent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import ModuleType

    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.package_index.lookup import PackageIndex
    from pyscript_doctor.project.assumptions import Assumptions
    from pyscript_doctor.settings import Settings
    from pyscript_doctor.sources.paths import Target


@dataclass(frozen=True, slots=True)
class ReportComparison:
    """The reports on a project as it is and as it would be."""

    assumptions: Assumptions
    before: Report
    after: Report

    @property
    def appearing(self) -> tuple[Diagnostic, ...]:
        """The findings that only the project as it would be has."""
        return _only_in(self.after, self.before)

    @property
    def vanishing(self) -> tuple[Diagnostic, ...]:
        """The findings that only the project as it is has."""
        return _only_in(self.before, self.after)

    @property
    def changing(self) -> tuple[tuple[Diagnostic, Diagnostic], ...]:
        """The findings whose severity would change, each as it is and as it would be."""
        known = {_key(each): each for each in self.before.diagnostics}
        pairs = ((known.get(_key(each)), each) for each in self.after.diagnostics)
        return tuple((before, after) for before, after in pairs if before and before.severity is not after.severity)

    @property
    def troubles(self) -> tuple[str, ...]:
        """What went wrong on the network."""
        return tuple(dict.fromkeys((*self.before.troubles, *self.after.troubles)))

    @property
    def staying(self) -> int:
        """How many findings both have, with the same severity."""
        return len(self.after.diagnostics) - len(self.appearing) - len(self.changing)


def compare(
    targets: Sequence[Target],
    settings: Settings,
    assumptions: Assumptions,
    progress: Progress = silent,
    index: PackageIndex | None = None,
    packs: Sequence[ModuleType] = (),
) -> ReportComparison:
    """Checks every target as it is, and under the assumptions. index: the Python index to ask about packages."""
    pairs = [_pair(target, settings, assumptions, progress, index, packs) for target in targets]
    return ReportComparison(assumptions, merge(before for before, _ in pairs), merge(after for _, after in pairs))


def _pair(
    target: Target,
    settings: Settings,
    assumptions: Assumptions,
    progress: Progress,
    index: PackageIndex | None,
    packs: Sequence[ModuleType],
) -> tuple[Report, Report]:
    progress(f"reading {target.prefix or '.'}")
    plain = assumptions._replace(release=None, interpreter=None)
    own = settings.for_project(target.root)
    session = Session(target.source(), own, packs=packs, assumptions=plain, progress=progress)
    before = session.check(target.named, index)
    after = session.under(assumptions=assumptions).check(target.named, index)
    return prefixed(before, target.prefix), prefixed(after, target.prefix)


def _only_in(report: Report, other: Report) -> tuple[Diagnostic, ...]:
    """The findings of one report that the other does not have: of another rule, or at another place."""
    known = Counter(map(_key, other.diagnostics))
    return tuple(each for each in report.diagnostics if not known[_key(each)])


def _key(diagnostic: Diagnostic) -> tuple[object, ...]:
    return diagnostic.rule.name, diagnostic.finding.span


def releases_of(report: Report) -> Iterable[str]:
    """The releases that the pages of a report load, each once."""
    return dict.fromkeys(page.release for page in report.pages)
