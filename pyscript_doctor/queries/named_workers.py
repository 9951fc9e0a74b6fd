"""Workers that have a name, and where Python of the page uses one by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.kinds import CollectionKind
from pyscript_doctor.parsers.templates.masking import is_masked
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.program.values import Collection, Literal, PythonFunction, PythonName, Result
from pyscript_doctor.project.unknown import Unknown, known
from pyscript_doctor.queries.javascript_sources import javascript_sources
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span, Text
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.page.release import Releases
    from pyscript_doctor.project.program.facts import Code
    from pyscript_doctor.project.program.values import Value
    from pyscript_doctor.project.runtime.runtime import Runtime

REGISTRIES = ("pyscript.workers.workers", "pyscript.workers")
CREATING = {"pyscript.create_named_worker", "pyscript.workers.create_named_worker"}
EXPORTS = "__export__"
MAKES_ELEMENTS = lazy_pattern(r"createElement|HTML|document\.write")


class Access(NamedTuple):
    """`workers["name"]` or `workers.name` with the attributes that are read from it."""

    name: str
    attributes: tuple[str, ...]


def access_of(value: Value) -> Access | None:
    """The named worker that a value is, or belongs to."""
    if isinstance(value, PythonName):
        for registry in REGISTRIES:
            name, *attributes = value.name.removeprefix(registry + ".").split(".")
            if value.name.startswith(registry + ".") and name not in {"workers", "create_named_worker", "__getitem__"}:
                return Access(name, tuple(attributes))
    if isinstance(value, Result) and isinstance(value.callee, PythonName) and value.arguments:
        key = value.arguments[0]
        by_key = value.callee.name.removesuffix(".__getitem__") in REGISTRIES
        if by_key and isinstance(key, Literal) and isinstance(key.value, str):
            return Access(key.value, value.attributes)
    return None


def accesses(code: Code) -> Iterator[tuple[Access, Span]]:
    """Where a piece of Python uses a worker by its name."""
    for subscript in code.subscripts:
        key = subscript.key
        by_name = isinstance(subscript.value, PythonName) and subscript.value.name in REGISTRIES
        if by_name and not subscript.assigned and isinstance(key, Literal) and isinstance(key.value, str):
            yield Access(key.value, ()), subscript.place.span
    for use in code.uses:
        access = access_of(use.value) if isinstance(use.value, PythonName) else None
        if access:
            yield access, use.place.span


def declared_names(page: Page) -> Iterator[tuple[Text, bool]]:
    """The `name` attributes of the page's Python scripts, and whether each belongs to a worker."""
    for document in page.documents:
        for element in document.all("script", "py-script", "mpy-script"):
            name = element.attribute("name")
            if name and name.value.value and (element.name != "script" or element.get("type")):
                yield name.value, element.attribute("worker") is not None


def worker_names(page: Page, runtimes: tuple[Runtime, ...]) -> frozenset[str]:
    """Every name of a worker on the page; raises Unknown if there may be more."""
    if page.fragment:
        raise Unknown("workers of another part of the page")
    names = {text.value for text, is_worker in declared_names(page) if is_worker}
    if any(is_masked(name) for name in names):
        raise Unknown("worker's name in a template")
    for runtime in runtimes:
        for code in runtime.codes:
            names.update(_created_by(code))
    for source in javascript_sources(page, runtimes):
        text = source.syntax.text.value
        if source.syntax.worker_calls or source.syntax.donkeys or ("worker" in text and MAKES_ELEMENTS.search(text)):
            raise Unknown("workers that JavaScript makes")
    return frozenset(names)


def _created_by(code: Code) -> Iterator[str]:
    for call in code.calls:
        if call.name in CREATING:
            name = call.argument(1, "name")
            if name is None or not isinstance(name.value, Literal):
                raise Unknown("worker's name that code makes")
            yield str(name.value.value)
        if call.javascript_path[-1:] == ("createElement",):
            tag = call.argument(0)
            if tag is None or not isinstance(tag.value, Literal) or str(tag.value.value).lower() == "script":
                raise Unknown("scripts that code makes")


def worker_named(name: str, runtimes: tuple[Runtime, ...]) -> Runtime | None:
    """The one worker of that name among the scripts of the page."""
    found = [runtime for runtime in runtimes if runtime.in_worker and runtime.name and runtime.name.value == name]
    return found[0] if len(found) == 1 else None


def exported_function(access: Access, runtimes: tuple[Runtime, ...]) -> PythonFunction | None:
    """The function of its script that a worker exports under that name, if it certainly is that function."""
    worker = worker_named(access.name, runtimes) if len(access.attributes) == 1 else None
    if worker is None or access.attributes[0] in given_through_sync(worker):
        return None
    main = [code for code in worker.codes if code.module == "__main__"]
    function = main[0].constants.get(access.attributes[0]) if len(main) == 1 else None
    return function if isinstance(function, PythonFunction) and not function.others else None


def exports_of(runtime: Runtime) -> tuple[Literal, ...] | None:
    """The strings in the worker's `__export__`, None if there is none; raises Unknown if they are not known."""
    for script in runtime.scripts:
        known(script.syntax)
    exporting = _exporting(runtime)
    if not exporting:
        return None
    items = _items(exporting[0].constants[EXPORTS])
    if items is None:
        raise Unknown("names that a worker exports")
    literals = tuple(item for item in items if isinstance(item, Literal) and isinstance(item.value, str))
    if len(literals) != len(items):
        raise Unknown("names that a worker exports")
    return literals


class WrongExport(NamedTuple):
    """An `__export__` that is a string, or a list of functions, as it is written."""

    is_text: bool
    written: Text


def wrong_export(runtime: Runtime) -> WrongExport | None:
    """The worker's `__export__`, if it is certainly not the list of strings that PyScript takes."""
    exporting = _exporting(runtime)
    if len(exporting) != 1:
        return None
    code = exporting[0]
    value = code.constants[EXPORTS]
    is_text = isinstance(value, Literal) and isinstance(value.value, str)
    items = _items(value)
    expression = code.syntax.scopes[0].bindings[EXPORTS][-1].value
    if expression is None or not (is_text or (items and all(isinstance(each, PythonFunction) for each in items))):
        return None
    return WrongExport(is_text, code.syntax.text.cut(expression.start, expression.end))


def _exporting(runtime: Runtime) -> list[Code]:
    return [code for code in runtime.codes if code.module == "__main__" and EXPORTS in code.constants]


def _items(value: Value) -> tuple[Value, ...] | None:
    """What is in a list or tuple; None for anything else."""
    if isinstance(value, Collection) and value.kind in {CollectionKind.LIST, CollectionKind.TUPLE}:
        return value.items
    return None


def given_through_sync(runtime: Runtime) -> frozenset[str]:
    """The names that a worker assigns to `sync`."""
    return frozenset(
        assignment.attribute
        for code in runtime.codes
        for assignment in code.assignments
        if isinstance(assignment.target, PythonName)
        and assignment.target.name in {"pyscript.sync", "polyscript.xworker.sync"}
    )


def console_of_missing(name: str, releases: Releases) -> str:
    """What the console says if the page calls a function that a worker does not export; "" if that is not known."""
    numbers = [release.number for release in releases.options]
    if all(number >= (2025, 10, 1) for number in numbers):
        return "Cannot read properties of undefined (reading 'apply')"
    return f"Unknown proxy.{name}()" if all(number <= (2025, 3, 1) for number in numbers) else ""
