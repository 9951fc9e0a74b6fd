"""Names in `sync`, with which the page and its workers ask each other: who asks for them, and who offers them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.program.values import Collection, Literal, PythonName, Result
from pyscript_doctor.project.runtime.runtime import RuntimeKind
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.queries.javascript_sources import javascript_sources
from pyscript_doctor.queries.named_workers import exports_of, given_through_sync
from pyscript_doctor.queries.page_elements import page_elements
from pyscript_doctor.queries.sync_calls import OF_THE_WORKER, started_worker
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.facts import Code
    from pyscript_doctor.project.program.values import Value
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.project.runtime.runtime import Runtime

OF_WORKERS = frozenset({"pyscript.sync", "polyscript.xworker.sync"})
OF_PYSCRIPT = lazy_pattern(r"pyterminal|is_pyterminal")
"""What PyScript itself puts there, for terminals."""
BY_OTHER_MEANS = lazy_pattern(r"\bsync\s*\[|\bObject\s*\.\s*assign\b|\bsetattr\b|\bReflect\b|\bsync\s*=(?!=)")
GIVEN = lazy_pattern(r"\bsync\s*\.\s*(\w+)\s*=(?!=)")


class Asked(NamedTuple):
    """A function of `sync` that one side calls. worker: which one must offer it, None if the page must."""

    name: str
    span: Span
    worker: Runtime | None


def asked_by_python(code: Code, project: Project) -> Iterator[Asked]:
    """What a piece of Python calls: on a worker that it started, or, in a worker, on the page."""
    for call in code.calls:
        callee = call.callee
        if isinstance(callee, PythonName) and code.runtime.in_worker:
            name = next((callee.name.removeprefix(each) for each in OF_THE_WORKER if callee.name.startswith(each)), "")
            if name.isidentifier() and not OF_PYSCRIPT.match(name):
                yield Asked(name, call.callee_span, None)
        if isinstance(callee, Result) and callee.attributes[:1] == ("sync",) and len(callee.attributes) == 2:
            worker = started_worker(callee, code, project.runtimes_of(code.runtime.page))
            if worker and not code.runtime.in_worker:
                yield Asked(callee.attributes[1], call.callee_span, worker)


def given_by_worker(worker: Runtime) -> frozenset[str]:
    """The names that a worker offers; raises Unknown if its code makes up more."""
    for code in worker.codes:
        if any(getattr(each.callee, "name", "") in {"builtins.setattr", "builtins.exec"} for each in code.calls):
            raise Unknown("names that code makes")
    return given_through_sync(worker) | {str(literal.value) for literal in exports_of(worker) or ()}


def given_by_page(worker: Runtime, name: str, project: Project) -> frozenset[str] | None:
    """The names that a page offers its workers; None if it may offer this one, too."""
    page = worker.page
    runtimes = project.runtimes_of(page)
    if worker.kind is RuntimeKind.EDITOR or not page_elements(page, runtimes).is_whole:
        return None
    texts = tuple(_texts_of_page(worker, runtimes))
    word = re.compile(rf"(?<![\w$]){re.escape(name)}(?![\w$])")
    if any(word.search(text) or BY_OTHER_MEANS.search(text) for text in texts):
        return None
    return frozenset(found[1] for text in texts for found in GIVEN.finditer(text))


def _texts_of_page(worker: Runtime, runtimes: tuple[Runtime, ...]) -> Iterator[str]:
    for source in javascript_sources(worker.page, runtimes):
        yield source.syntax.text.value
    for runtime in runtimes:
        if runtime.opaque_modules or any(runtime.unread):
            raise Unknown("Python that is not in the project")
        if not runtime.in_worker:
            yield from (syntax.text.value for syntax in runtime.syntaxes)


# Values


class PutThere(NamedTuple):
    """A value that is not a function and is put in `sync`. text: what is written."""

    name: str
    span: Span


def values_in_sync(code: Code) -> Iterator[PutThere]:
    """Where Python puts a number, a string or a collection in `sync`, and nothing else under that name."""
    found: dict[str, PutThere] = {}
    others = set[str]()
    for assignment in code.assignments:
        target = assignment.target
        of_worker = isinstance(target, PythonName) and target.name in OF_WORKERS and code.runtime.in_worker
        of_page = isinstance(target, Result) and target.attributes == ("sync",) and not code.runtime.in_worker
        if not (of_worker or of_page):
            continue
        if is_no_function(assignment.value):
            found.setdefault(assignment.attribute, PutThere(assignment.attribute, assignment.place.span))
        else:
            others.add(assignment.attribute)
    yield from (put for name, put in found.items() if name not in others)


def is_no_function(value: Value) -> bool:
    """Whether a value certainly cannot be called; None may be replaced later."""
    return isinstance(value, Collection) or (isinstance(value, Literal) and value.value is not None)


def is_read_through_sync(name: str, code: Code, project: Project) -> bool:
    """Whether Python or JavaScript of the page reads this name from a `sync`."""
    page = code.runtime.page
    runtimes = project.runtimes_of(page)
    texts = [source.syntax.text.value for source in javascript_sources(page, runtimes)]
    texts += [syntax.text.value for runtime in runtimes for syntax in runtime.syntaxes]
    read = re.compile(rf"\bsync\s*\.\s*{re.escape(name)}\b(?!\s*=(?!=))")
    return any(read.search(text) for text in texts)
