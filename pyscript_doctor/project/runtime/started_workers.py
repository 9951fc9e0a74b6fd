"""Workers that JavaScript or Python of a page starts.

PyScript's sources say what `type` can be. `PyWorker` takes the names of polyscript's interpreters, and nothing that is
not in INTERPRETERS runs Python. `create_named_worker` writes a script tag of that type.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Interpreter
from pyscript_doctor.parsers.config.values import Array, Entry, Leaf, Node, Reading, Table
from pyscript_doctor.parsers.python.kinds import CollectionKind
from pyscript_doctor.project.page.page_scripts import page_scripts
from pyscript_doctor.project.page.release import releases_of_url
from pyscript_doctor.project.program.values import Collection, Literal
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.project.urls.reference import ReferenceKind
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyscript_doctor.parsers.javascript.records import JsObject, JsProperty, JsWorkerCall
    from pyscript_doctor.parsers.text import Span, Text
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.program.facts import Argument, Call
    from pyscript_doctor.project.program.values import Value
    from pyscript_doctor.project.runtime.runtime import Runtime
    from pyscript_doctor.project.urls.reference import Reference

FROM_PYTHON = {
    "pyscript.PyWorker": False,
    "pyscript.context.PyWorker": False,
    "pyscript.magic_js.PyWorker": False,
    "pyscript.create_named_worker": True,
    "pyscript.workers.create_named_worker": True,
}
FIRST_WITH_DONKEYS = (2024, 10, 1)
STARTERS = {name.rpartition(".")[2] for name in FROM_PYTHON}
INTERPRETERS = {
    "py": Interpreter.PYODIDE,
    "mpy": Interpreter.MICROPYTHON,
    "pyodide": Interpreter.PYODIDE,
    "micropython": Interpreter.MICROPYTHON,
}


class StartedWorker(NamedTuple):
    """A worker that code starts. `inherits`: without an own config it gets the page's. `name`: the name it is given.

    `source`: None if PyScript itself writes its Python. `terminal`: it has a terminal. `service_worker`: the address of
    the one that it should use. `synchronous`: it certainly does not use the option `async`.
    """

    interpreter: Interpreter
    source: Reference | None
    span: Span
    config: Text | Reading | Unknown | None
    inherits: bool
    name: Text | None = None
    synchronous: bool = False
    terminal: bool = False
    service_worker: Text | None = None


def started_from_javascript(page: Page) -> Iterator[StartedWorker]:
    """Workers of `PyWorker` and `MPWorker` in the page's scripts, and in the local modules that these import."""
    for script in page_scripts(page):
        for call in script.syntax.worker_calls:
            if call.source is None:
                continue
            interpreter = Interpreter.MICROPYTHON if call.name == "MPWorker" else Interpreter.PYODIDE
            source = page.resolver.reference(ReferenceKind.PYTHON, call.source)
            synchronous = not call.options.open and call.options.property("async") is None
            config = _javascript_config(call)
            yield StartedWorker(
                interpreter, source, call.callee.span(), config, inherits=False, synchronous=synchronous
            )


def donkeys(page: Page) -> Iterator[StartedWorker]:
    """Workers of `donkey`, which makes a worker with a terminal and gives it code later.

    Source: plugins/donkey.js of @pyscript/core 0.6.20 to 0.7.31.
    """
    if all(release.number < FIRST_WITH_DONKEYS for release in page.releases.options):
        return
    for script in page_scripts(page):
        for call in script.syntax.donkeys:
            interpreter = _interpreter_of_donkey(call)
            if interpreter and is_of_pyscript(call, page):
                service_worker = call.options.property("serviceWorker")
                yield StartedWorker(
                    interpreter,
                    None,
                    call.callee.span(),
                    _javascript_config(call),
                    inherits=False,
                    terminal=True,
                    service_worker=service_worker.string or service_worker.value if service_worker else None,
                )


def is_of_pyscript(call: JsWorkerCall, page: Page) -> bool:
    """Whether a name is imported from PyScript by its URL, or from the copy of it that the page loads."""
    url = call.specifier.value if call.specifier else ""
    return releases_of_url(url) is not None or any(loader.url.value == url for loader in page.loaders)


def _interpreter_of_donkey(call: JsWorkerCall) -> Interpreter | None:
    """The interpreter that a donkey asks for; None if that is not known."""
    kind = call.options.property("type")
    if kind is None:
        return None if call.options.open else Interpreter.PYODIDE
    return INTERPRETERS.get(kind.string.value) if kind.string else None


def _javascript_config(call: JsWorkerCall) -> Text | Reading | Unknown | None:
    option, address = call.options.property("config"), call.options.property("configURL")
    if option is None and address is not None and address.string is not None:
        return address.string
    if option is None and address is None:
        return Unknown("config that code makes") if call.options.open else None
    if option is None or address is not None:
        return Unknown("config that code makes")
    if option.string is not None:
        return option.string
    table = _table(option.properties) if option.properties else None
    return Reading(table) if table else Unknown("config that code makes")


def _table(literal: JsObject) -> Table | None:
    """A JavaScript object as a table; None if it holds more than literals."""
    entries = []
    for item in literal.properties:
        value = _node(item)
        if value is None:
            return None
        entries.append(Entry(item.name, value))
    return None if literal.open else Table(tuple(entries), literal.span)


def _node(item: JsProperty) -> Node | None:
    if item.properties is not None:
        return _table(item.properties)
    if item.items is not None:
        items = tuple(node for each in item.items if (node := _node(each)) is not None)
        return Array(items, item.value.span()) if len(items) == len(item.items) else None
    if item.string is not None:
        return Leaf(item.string.value, item.value.span(), item.string)
    if item.value.value in {"true", "false"}:
        return Leaf(item.value.value == "true", item.value.span(), item.value)
    return None


def started_from_python(runtime: Runtime) -> Iterator[StartedWorker]:
    """Workers of `PyWorker` and `create_named_worker` in the Python of the main thread."""
    for call, named in _starting_calls(runtime):
        worker = _from_call(call, runtime, named)
        if worker:
            yield worker


def unknown_workers(page: Page, runtimes: Iterable[Runtime]) -> Iterator[Span]:
    """The calls that start a worker whose file or interpreter is not known."""
    for script in page_scripts(page):
        yield from (call.callee.span() for call in script.syntax.worker_calls if call.source is None)
    for runtime in runtimes:
        if not runtime.in_worker:
            for call, named in _starting_calls(runtime):
                if _from_call(call, runtime, named) is None:
                    yield call.callee_span


def _starting_calls(runtime: Runtime) -> Iterator[tuple[Call, bool]]:
    """The calls that start workers, and whether each makes a named one."""
    if not any(name in syntax.text.value for syntax in runtime.syntaxes for name in STARTERS):
        return
    for code in runtime.codes:
        for call in code.calls_of(*FROM_PYTHON):
            yield call, FROM_PYTHON[call.name]


def _from_call(call: Call, runtime: Runtime, named: bool) -> StartedWorker | None:
    source = call.argument(0, "src" if named else "url")
    if source is None or not isinstance(source.value, Literal) or source.value.text is None:
        return None
    kind = call.argument(3, "type") if named else call.argument(99, "type")
    default = "py" if named else runtime.interpreter
    interpreter = _interpreter(call, kind, default)
    if interpreter is None:
        return None
    reference = runtime.page.resolver.reference(ReferenceKind.PYTHON, source.value.text)
    told = call.argument(1, "name") if named else None
    return StartedWorker(
        interpreter,
        reference,
        call.callee_span,
        _config(call, named),
        inherits=named,
        name=told.value.text if told and isinstance(told.value, Literal) else None,
        synchronous=not named and not any(each.keyword == "**" or each.starred for each in call.arguments),
    )


def _interpreter(call: Call, kind: Argument | None, default: str) -> Interpreter | None:
    """The interpreter that a call asks for; None if code decides that, or if there is no such interpreter."""
    if kind is None:
        is_open = any(argument.starred or argument.keyword == "**" for argument in call.arguments)
        return None if is_open else INTERPRETERS.get(default)
    return INTERPRETERS.get(str(kind.value.value)) if isinstance(kind.value, Literal) else None


def _config(call: Call, named: bool) -> Text | Reading | Unknown | None:
    """The config that a call gives: written out as `config`, or the address of a file as `configURL`."""
    address = None if named else call.argument(99, "configURL")
    argument = call.argument(2 if named else 99, "config") or address
    if argument is None:
        return None
    if isinstance(argument.value, Literal) and (address is None or argument is address):
        return argument.value.text
    written = _written(argument.value, argument.span) if address is None else None
    return Reading(written) if isinstance(written, Table) else Unknown("config that code makes")


def _written(value: Value, span: Span) -> Node | None:
    """A dict, list or string of Python as it is in a config; None if it may hold something else.

    The object that a name means may have got more keys before the call.
    """
    if isinstance(value, Literal):
        if value.text is None or not span.start <= value.text.span().start < span.end:
            return None
        return Leaf(value.text.value, value.text.span(), value.text)
    if not isinstance(value, Collection):
        return None
    items = [_written(item, span) for item in value.items]
    nodes = tuple(item for item in items if item is not None)
    if len(nodes) != len(items):
        return None
    if value.kind is CollectionKind.LIST:
        return Array(nodes, span)
    keys = tuple(key.text for key in value.keys if isinstance(key, Literal) and key.text is not None)
    if value.kind is not CollectionKind.DICT or len(keys) != len(nodes):
        return None
    return Table(tuple(Entry(key, node) for key, node in zip(keys, nodes, strict=True)), span)
