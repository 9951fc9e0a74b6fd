"""What the rules visit: for each class that a rule can name, the subjects of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyscript_doctor.project.page.loading import Loading
from pyscript_doctor.project.page.page_scripts import page_scripts
from pyscript_doctor.project.runtime.config import ConfigForm
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyscript_doctor.knowledge.interpreters import Interpreter
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.project import PageReading
    from pyscript_doctor.project.runtime.runtime import Runtime

PROJECT = "Project"
SUPPRESSIONS = "Suppressions"


class Visit(NamedTuple):
    """One subject, with the Runtimes and pages that it belongs to."""

    subject: Any
    runtimes: tuple[Runtime, ...] = ()
    pages: tuple[Page, ...] = ()


def visits(
    reading: PageReading, subjects: Iterable[str], legacy: bool, interpreter: Interpreter | None = None
) -> Iterator[Visit]:
    """What a page has of these classes ("Code", "PageScript").

    A page on PyScript before 2023.11 is visited only if `legacy` asks for it. A rule for the Project visits no page.
    interpreter: leaves out what runs only on the other one.
    """
    for each in subjects:
        for visit in SUBJECTS[each](reading, legacy) if each in SUBJECTS else ():
            if interpreter is None or _concerns(visit, interpreter):
                yield visit


def _concerns(visit: Visit, interpreter: Interpreter) -> bool:
    return not visit.runtimes or any(runtime.interpreter is interpreter for runtime in visit.runtimes)


def kinds() -> frozenset[str]:
    """The names of the classes that a rule can visit."""
    return frozenset(SUBJECTS) | {PROJECT, SUPPRESSIONS}


def _page(reading: PageReading, legacy: bool) -> Iterator[Visit]:
    if _is_judged(reading.page, legacy):
        yield Visit(reading.page, reading.runtimes, (reading.page,))


def _is_judged(page: Page, legacy: bool) -> bool:
    return page.loading is not Loading.TEST and (legacy or not page.releases.legacy)


def _runtimes(reading: PageReading, legacy: bool) -> Iterator[Visit]:
    for runtime in reading.runtimes:
        yield Visit(runtime, (runtime,), (runtime.page,))


def _scripts(reading: PageReading, legacy: bool) -> Iterator[Visit]:
    for runtime in reading.runtimes:
        for script in runtime.scripts:
            yield Visit(script, (runtime,), (runtime.page,))


def _codes(reading: PageReading, legacy: bool) -> Iterator[Visit]:
    for runtime in reading.runtimes:
        for code in runtime.codes:
            yield Visit(code, (runtime,), (runtime.page,))


def _page_scripts(reading: PageReading, legacy: bool) -> Iterator[Visit]:
    if _is_judged(reading.page, legacy=False):
        for script in page_scripts(reading.page):
            yield Visit(script, (), (reading.page,))


def _configs(reading: PageReading, legacy: bool) -> Iterator[Visit]:
    for runtime in reading.runtimes:
        if runtime.config.form is not ConfigForm.NONE:
            yield Visit(runtime.config, (runtime,), (runtime.page,))


SUBJECTS: dict[str, Callable[[PageReading, bool], Iterator[Visit]]] = {
    "Page": _page,
    "Runtime": _runtimes,
    "Script": _scripts,
    "Code": _codes,
    "Config": _configs,
    "PageScript": _page_scripts,
}
