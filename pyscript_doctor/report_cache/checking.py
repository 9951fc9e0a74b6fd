"""A check that reuses what has not changed from earlier ones: the whole report, or what pages bring into it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pyscript_doctor.engine.loader import installed_packs, rules_with
from pyscript_doctor.engine.report import Report, merge, prefixed
from pyscript_doctor.report_cache.answers import Answers, Present, digest
from pyscript_doctor.report_cache.doctor import doctor_now
from pyscript_doctor.report_cache.records import as_data, from_data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from types import ModuleType

    from pyscript_doctor.engine.rule import Rule
    from pyscript_doctor.report_cache.store import Store
    from pyscript_doctor.settings import Settings
    from pyscript_doctor.sources.paths import Target
    from pyscript_doctor.sources.snapshot import Source

FORMAT = 3


def check_with(
    store: Store,
    targets: Iterable[Target],
    settings: Settings,
    progress: Callable[[str], None],
    packs: Sequence[ModuleType] = (),
    jobs: int | None = 1,
) -> Report:
    """Check every target, and report on them together; what is not in the store yet is put there.

    jobs: how many processes may judge pages, None for as many as pay off.
    """
    checking = _Checking(store, doctor_now(packs, installed_packs()), progress, packs, jobs)
    return merge(checking.check(target, settings.for_project(target.root)) for target in targets)


@dataclass(frozen=True)
class _Checking:
    """Checks with a store. doctor: what names the doctor that made an entry."""

    store: Store
    doctor: str
    progress: Callable[[str], None]
    packs: Sequence[ModuleType]
    jobs: int | None

    def check(self, target: Target, settings: Settings) -> Report:
        """The report on a target, new or kept."""
        self.progress(f"reading {target.prefix or '.'}")
        project = _key_of_project(self.doctor, target, settings)
        key = digest((project, "all") if target.named is None else (project, "named", *sorted(target.named)))
        source = target.source()
        present = Present(source)
        report = _kept(self.store.get(key), present, self.rules)
        if report is None:
            pages = None if settings.include_fences else digest((project, "pages"))
            report, answers = self._checked(pages, source, present, target.named, settings)
            if answers is not None:
                self.store.put(key, {"answers": answers.as_data(), "report": as_data(report)})
        return prefixed(report, target.prefix)

    def _checked(
        self, key: str | None, source: Source, present: Present, named: Iterable[str] | None, settings: Settings
    ) -> tuple[Report, Answers | None]:
        """A new report, for which only those pages are read that are not as they were, and what it is made of.

        key: where the store has the pages, None where it may not have them: examples in documents hang together.
        """
        from pyscript_doctor.engine.session import AT_ONCE, Session
        from pyscript_doctor.project.desk import Desk
        from pyscript_doctor.report_cache.pages import KeptPages, all_of, entry_of, kept_pages

        kept = KeptPages() if key is None else kept_pages(self.store.get(key), present, self.rules)
        desk = Desk(present.opened)
        session = Session(
            source,
            settings,
            packs=self.packs,
            progress=self.progress,
            desk=desk,
            kept=kept.shares,
            at_once=AT_ONCE,
            jobs=self.jobs,
            noting=Answers.of,
        )
        report = session.check(named)
        answers = all_of([Answers.of(session.snapshot), *([kept.answers] if kept.answers else []), *session.notes])
        if key is not None and answers is not None:
            self.store.put(key, entry_of(session, answers, kept))
        return report, answers

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """Every rule, by its name."""
        return {rule.name: rule for rule in rules_with(self.packs)}


def _kept(entry: Any, present: Present, rules: Mapping[str, Rule]) -> Report | None:
    """The report of an entry, if it is what a check would come to now."""
    try:
        if entry is None or not present.says(Answers.from_data(entry["answers"])):
            return None
        report = from_data(entry["report"], rules)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return None
    return report if isinstance(report, Report) else None


def _key_of_project(doctor: str, target: Target, settings: Settings) -> str:
    """What names the entries of a target under these settings."""
    fields = (f"{name}={_in_order(getattr(settings, name))}" for name in settings._fields)
    return digest((str(FORMAT), doctor, str(target.root), *fields))


def _in_order(value: object) -> str:
    """A value of the settings as a text that is the same in each run."""
    if isinstance(value, frozenset):
        return repr(sorted(value))
    if isinstance(value, tuple):
        return f"({', '.join(map(_in_order, value))})"
    return repr(value)
