"""Workers that JavaScript or Python of a page starts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.data import Entry, Leaf, Node, Reading, Table
from pyscript_doctor.project.reference import Base, Reference, folder_of
from pyscript_doctor.project.runtime import found_path
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.project.values import Literal, PythonName

if TYPE_CHECKING:
    from pyscript_doctor.parsers.javascript_records import JavaScript, JsObject, JsProperty, JsWorkerCall
    from pyscript_doctor.parsers.text import Span, Text
    from pyscript_doctor.project.code import Call
    from pyscript_doctor.project.page import Page
    from pyscript_doctor.project.resolver import Resolver
    from pyscript_doctor.project.runtime import Runtime

MOST_SCRIPTS = 200
FROM_PYTHON = {
    "pyscript.PyWorker": False,
    "pyscript.context.PyWorker": False,
    "pyscript.magic_js.PyWorker": False,
    "pyscript.create_named_worker": True,
    "pyscript.workers.create_named_worker": True,
}
INTERPRETERS = {"py": "pyodide", "mpy": "micropython", "pyodide": "pyodide", "micropython": "micropython"}


@dataclass(frozen=True, slots=True)
class StartedWorker:
    """A worker that code starts. `inherits`: without a config of its own it gets the page's."""

    interpreter: str
    source: Reference
    span: Span
    config: Text | Reading | Unknown | None
    inherits: bool


def started_from_javascript(page: Page) -> Iterator[StartedWorker]:
    """By `PyWorker` and `MPWorker` in the page's scripts, and in the local modules that these import."""
    for syntax in page_javascript(page):
        for call in syntax.worker_calls:
            if call.source is None:
                continue
            interpreter = "micropython" if call.name == "MPWorker" else "pyodide"
            source = page.resolver.reference("python", call.source)
            yield StartedWorker(interpreter, source, call.callee.span(), _javascript_config(call), inherits=False)


def _javascript_config(call: JsWorkerCall) -> Text | Reading | Unknown | None:
    option = call.options.property("config")
    if option is None:
        return Unknown("config that code makes") if call.options.open else None
    if option.string is not None:
        return option.string
    table = _table(option.properties) if option.properties else None
    return Reading(table) if table else Unknown("config that code makes")


def _table(literal: JsObject) -> Table | None:
    """A JavaScript object as the table that it is; None where it holds what is no literal."""
    entries = []
    for item in literal.properties:
        value = _node(item)
        if value is None:
            return None
        entries.append(Entry(item.name, value))
    return None if literal.open else Table(tuple(entries), literal.text.span())


def _node(item: JsProperty) -> Node | None:
    if item.properties is not None:
        return _table(item.properties)
    if item.string is not None:
        return Leaf(item.string.value, item.value.span(), item.string)
    if item.value.value in {"true", "false"}:
        return Leaf(item.value.value == "true", item.value.span(), item.value)
    return None


def page_javascript(page: Page) -> Iterator[JavaScript]:
    """The JavaScript that a page runs: inline scripts, local files, and the local modules that they import."""
    reader, seen = page.resolver.reader, set[str]()
    queue: list[tuple[str, JavaScript]] = []
    for element in page.document.all("script"):
        kind = (element.get("type") or "").strip().lower()
        if kind in {"", "module", "text/javascript", "application/javascript"} and not element.has("src"):
            syntax = reader.inline_javascript(element.text)
            yield syntax
            queue.append((page.path, syntax))
    for reference in page.references:
        if reference.kind == "script" and (path := found_path(reference)):
            _enqueue(path, page.resolver, seen, queue)
    position = 0
    while position < len(queue) and position < MOST_SCRIPTS:
        path, syntax = queue[position]
        position += 1
        if path != page.path:
            yield syntax
        for path_of_import in _local_imports(path, syntax, page.resolver):
            _enqueue(path_of_import, page.resolver, seen, queue)


def _enqueue(path: str, resolver: Resolver, seen: set[str], queue: list[tuple[str, JavaScript]]) -> None:
    if path in seen:
        return
    seen.add(path)
    syntax = resolver.reader.javascript(path)
    if not isinstance(syntax, Unknown):
        queue.append((path, syntax))


def _local_imports(path: str, syntax: JavaScript, resolver: Resolver) -> Iterator[str]:
    local = resolver.at(Base(folder_of(path)))
    for imported in syntax.imports:
        if imported.specifier.value.startswith(("./", "../", "/")):
            found = found_path(local.reference("script", imported.specifier))
            if found:
                yield found


def started_from_python(runtime: Runtime) -> Iterator[StartedWorker]:
    """By `PyWorker` and `create_named_worker` in the Python of the main thread."""
    for code in runtime.codes:
        for call in code.calls:
            if isinstance(call.callee, PythonName) and call.callee.name in FROM_PYTHON:
                worker = _from_call(call, runtime, named=FROM_PYTHON[call.callee.name])
                if worker:
                    yield worker


def _from_call(call: Call, runtime: Runtime, named: bool) -> StartedWorker | None:
    source = call.argument(0, "src" if named else "url")
    if source is None or not isinstance(source.value, Literal) or source.value.text is None:
        return None
    kind = call.argument(3, "type") if named else call.argument(99, "type")
    default = "py" if named else runtime.interpreter
    name = str(kind.value.value) if kind and isinstance(kind.value, Literal) else default
    reference = runtime.page.resolver.reference("python", source.value.text)
    return StartedWorker(
        INTERPRETERS.get(name, "pyodide"), reference, call.callee_span, _config(call, named), inherits=named
    )


def _config(call: Call, named: bool) -> Text | Unknown | None:
    argument = call.argument(2, "config") if named else call.argument(99, "config")
    if argument is None:
        return None
    if isinstance(argument.value, Literal):
        return argument.value.text
    return Unknown("config that code makes")
