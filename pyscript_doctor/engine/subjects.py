"""What the rules visit: for each class that a rule can name, the subjects of a project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyscript_doctor.project.page.loading import Loading
from pyscript_doctor.project.runtime.config import ConfigForm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyscript_doctor.knowledge.interpreters import Interpreter
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.project.runtime.runtime import Runtime


@dataclass(frozen=True, slots=True)
class Visit:
    """One subject, with the Runtimes and pages that it belongs to."""

    subject: Any
    runtimes: tuple[Runtime, ...] = ()
    pages: tuple[Page, ...] = ()


def visits(project: Project, kind: str, legacy: bool, interpreter: Interpreter | None = None) -> Iterator[Visit]:
    """The subjects of that kind, or of several ("Code | PageScript"); of legacy pages only where they are asked for.

    interpreter: leaves out what runs on the other one alone.
    """
    for each in kind.split(" | "):
        for visit in SUBJECTS[each](project, legacy):
            if interpreter is None or _concerns(visit, interpreter):
                yield visit


def _concerns(visit: Visit, interpreter: Interpreter) -> bool:
    return not visit.runtimes or any(runtime.interpreter is interpreter for runtime in visit.runtimes)


def _project(project: Project, legacy: bool) -> Iterator[Visit]:
    yield Visit(project, (), project.pages)


def _pages(project: Project, legacy: bool) -> Iterator[Visit]:
    for page in project.pages:
        if _is_judged(page, legacy):
            yield Visit(page, project.runtimes_of(page), (page,))


def _is_judged(page: Page, legacy: bool) -> bool:
    return page.loading is not Loading.TEST and (legacy or not page.releases.legacy)


def _runtimes(project: Project, legacy: bool) -> Iterator[Visit]:
    for runtime in project.runtimes:
        yield Visit(runtime, (runtime,), (runtime.page,))


def _scripts(project: Project, legacy: bool) -> Iterator[Visit]:
    for runtime in project.runtimes:
        for script in runtime.scripts:
            yield Visit(script, (runtime,), (runtime.page,))


def _codes(project: Project, legacy: bool) -> Iterator[Visit]:
    for runtime in project.runtimes:
        for code in runtime.codes:
            yield Visit(code, (runtime,), (runtime.page,))


def _page_scripts(project: Project, legacy: bool) -> Iterator[Visit]:
    from pyscript_doctor.project.page.page_scripts import page_scripts

    for page in project.pages:
        if _is_judged(page, legacy=False):
            for script in page_scripts(page):
                yield Visit(script, (), (page,))


def _configs(project: Project, legacy: bool) -> Iterator[Visit]:
    for runtime in project.runtimes:
        if runtime.config.form is not ConfigForm.NONE:
            yield Visit(runtime.config, (runtime,), (runtime.page,))


SUBJECTS: dict[str, Callable[[Project, bool], Iterator[Visit]]] = {
    "Project": _project,
    "Page": _pages,
    "Runtime": _runtimes,
    "Script": _scripts,
    "Code": _codes,
    "Config": _configs,
    "PageScript": _page_scripts,
}
