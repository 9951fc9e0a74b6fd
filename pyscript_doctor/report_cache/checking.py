"""A check that takes the report of an earlier one where it would come to the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyscript_doctor.engine.loader import installed_packs, rules_with
from pyscript_doctor.engine.report import Report, merge, prefixed
from pyscript_doctor.report_cache.answers import Answers, digest
from pyscript_doctor.report_cache.doctor import doctor_now
from pyscript_doctor.report_cache.records import as_data, from_data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from types import ModuleType

    from pyscript_doctor.engine.rule import Rule
    from pyscript_doctor.report_cache.store import Store
    from pyscript_doctor.settings import Settings
    from pyscript_doctor.sources.paths import Target
    from pyscript_doctor.sources.snapshot import Source

FORMAT = 1


def check_with(
    store: Store,
    targets: Iterable[Target],
    settings: Settings,
    progress: Callable[[str], None],
    packs: Sequence[ModuleType] = (),
) -> Report:
    """Check every target, and report on them together; what is not in the store yet is put there."""
    doctor = doctor_now(packs, installed_packs())
    return merge(_check(store, doctor, target, settings, progress, packs) for target in targets)


def _check(
    store: Store,
    doctor: str,
    target: Target,
    settings: Settings,
    progress: Callable[[str], None],
    packs: Sequence[ModuleType],
) -> Report:
    progress(f"reading {target.prefix or '.'}")
    settings = settings.for_project(target.root)
    key = _key(doctor, target, settings)
    source = target.source()
    report = _kept(store.get(key), source, rules_with(packs))
    if report is None:
        from pyscript_doctor.engine.session import Session

        session = Session(source, settings, packs=packs, progress=progress)
        report = session.check(target.named)
        answers = Answers.of(session.snapshot)
        store.put(key, {"answers": answers.as_data(), "report": as_data(report)})
    return prefixed(report, target.prefix)


def _kept(entry: Any, source: Source, rules: Sequence[Rule]) -> Report | None:
    """The report of an entry, if it is what a check would come to now."""
    try:
        if entry is None or not Answers.from_data(entry["answers"]).still_hold(source):
            return None
        report = from_data(entry["report"], {rule.name: rule for rule in rules})
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return None
    return report if isinstance(report, Report) else None


def _key(doctor: str, target: Target, settings: Settings) -> str:
    """What names the entry of a target under these settings."""
    fields = (f"{name}={_in_order(getattr(settings, name))}" for name in settings.__dataclass_fields__)
    named = ("all",) if target.named is None else ("named", *sorted(target.named))
    return digest((str(FORMAT), doctor, str(target.root), *fields, *named))


def _in_order(value: object) -> str:
    """A value of the settings as a text that is the same in each run."""
    if isinstance(value, frozenset):
        return repr(sorted(value))
    if isinstance(value, tuple):
        return f"({', '.join(map(_in_order, value))})"
    return repr(value)
