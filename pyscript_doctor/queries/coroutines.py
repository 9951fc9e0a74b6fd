"""Calls that return a coroutine or a promise that nothing awaits, and what is done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.pyscript_calls import awaited_entry, returned_entry
from pyscript_doctor.project.program.scopes import MAIN
from pyscript_doctor.project.program.values import JavaScriptValue, PythonFunction, PythonName, Result
from pyscript_doctor.queries.javascript_types import JavaScriptFunction, type_of
from pyscript_doctor.queries.missing_names import PROXY_NAMES
from pyscript_doctor.queries.signatures import known_call
from pyscript_doctor.queries.source_text import is_last
from pyscript_doctor.queries.sync_calls import STARTERS
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.facts import Call, Code, Place
    from pyscript_doctor.project.runtime.runtime import Runtime
    from pyscript_doctor.queries.page_elements import PageElements

# What a coroutine, a future or a promise itself has.
OF_COROUTINES = frozenset({"send", "throw", "close", "cr_await", "cr_code", "cr_frame", "cr_running", "cr_origin"})
OF_PROMISES = frozenset({"then", "catch", "finally_", "add_done_callback", "cancel", "cancelled", "done", "result"})
# The methods of the result of `await pyfetch(...)` that must be awaited themselves.
RESPONSE = PythonName("pyodide.http.pyfetch")
OF_RESPONSES = frozenset({"json", "string", "text", "bytes", "buffer", "memoryview", "unpack_archive"})
ITERATING = frozenset({"sorted", "list", "tuple", "set", "sum", "min", "max", "enumerate", "dict", "any", "all"})
# Functions that show a promise of the browser as `[object Promise]`.
SHOWING = frozenset({"print", "str", "display", "list", "tuple", "set", "dict"})
# An async function of a package, in each version that a Pyodide has.
OF_PACKAGES = frozenset({"micropip.install"})
# MicroPython does not say how to call its functions. Measured: the result of these does nothing before an await.
OF_MICROPYTHON = frozenset({"asyncio.sleep", "asyncio.sleep_ms", "asyncio.gather", "asyncio.wait_for"})
# What these give runs without an await, but has no items before it.
FUTURES = frozenset({"asyncio.gather", "asyncio.create_task", "asyncio.ensure_future"})


class Unawaited(NamedTuple):
    """A call whose coroutine or promise nothing awaits.

    name: of what is called. span: of the call. use: what is done with the result, "" if it is dropped; used_at: where;
    name_used: the attribute, or the function that gets it.
    """

    name: str
    span: Span
    place: Place
    use: str = ""
    name_used: str = ""
    used_at: Span | None = None


def unawaited(code: Code, elements: PageElements) -> Iterator[Unawaited]:
    """The calls of a piece of Python that should be awaited: their result is dropped, or used as if it were ready."""
    found = [*_used(code, elements)]
    attributes = {(each.used_at.path, each.used_at.start, each.used_at.end) for each in found if each.used_at}
    yield from found
    for call in code.calls:
        if call.dropped is None or _runs_at_the_end(call, code):
            continue
        span = call.callee_span
        if (span.path, span.start, span.end) not in attributes and _is_coroutine(call, code.runtime):
            yield Unawaited(_name(call), call.place.span, call.place)


def _used(code: Code, elements: PageElements) -> Iterator[Unawaited]:
    flagged: set[tuple[int, int]] = set()
    for use in sorted(code.result_uses, key=lambda each: (each.span.start, each.span.end)):
        call = use.call
        start = (call.callee_span.start, call.callee_span.end)
        if start in flagged:
            continue
        of_the_browser = _is_promise(call, code.runtime, elements) and use.name not in SHOWING
        if not of_the_browser and not _is_of_no_use(call, use.use, use.name, code.runtime):
            continue
        if of_the_browser and use.use == "attribute" and use.name in OF_PROMISES | PROXY_NAMES:
            continue
        flagged.add((use.span.start, use.span.end))
        yield Unawaited(_name(call), call.place.span, use.place, use.use, use.name, use.span)


def _is_of_no_use(call: Call, use: str, name: str, runtime: Runtime) -> bool:
    """Whether a coroutine or a promise cannot be used in that way."""
    if use == "attribute" and (name in OF_COROUTINES | OF_PROMISES or name.startswith("__")):
        return False
    if not runtime.is_pyodide and (use == "loop" or name in ITERATING):
        return False  # a coroutine of MicroPython is a generator, which a loop runs
    if _is_coroutine(call, runtime):
        return True
    if runtime.is_pyodide and call.name in FUTURES:
        return use in {"item", "loop"} or name in ITERATING | {"len"}
    return _is_fetch(call, runtime) and not (use == "attribute" and name in _members(call, runtime))


def _is_promise(call: Call, runtime: Runtime, elements: PageElements) -> bool:
    """Whether a method of the browser, or a function of a worker, certainly returns a promise: `response.json()`."""
    if isinstance(call.callee, Result) and call.callee.made_by in STARTERS:
        return call.callee.attributes[:1] == ("sync",) and len(call.callee.attributes) == 2
    if not isinstance(call.callee, JavaScriptValue):
        return False
    found = type_of(call.callee, runtime, elements)
    if not isinstance(found, JavaScriptFunction) or found.name in elements.globals_of_code:
        return False
    return all(method.returns.kind == "promise" for method in found.methods)


def _is_coroutine(call: Call, runtime: Runtime) -> bool:
    """Whether a call returns a coroutine: nothing in it runs before something awaits it."""
    callee = call.callee
    if isinstance(callee, Result):
        return len(callee.attributes) == 1 and (
            (callee.callee == RESPONSE and callee.attributes[0] in OF_RESPONSES) or _is_async_method(callee, runtime)
        )
    awaitable = OF_PACKAGES if runtime.is_pyodide else OF_MICROPYTHON
    if isinstance(callee, PythonName) and callee.name in awaitable:
        return not runtime.has_local_module(callee.name.partition(".")[0])
    known = known_call(call, runtime)
    return known is not None and all(each.awaitable for each in known.signatures)


def _is_async_method(method: Result, runtime: Runtime) -> bool:
    """Whether it is an `async def` of the result of a PyScript function, before and after that is awaited."""
    name, thread = method.made_by, runtime.thread
    for release in runtime.releases.options:
        entries = (returned_entry(release.name, name, thread), awaited_entry(release.name, name, thread))
        members = [entry.members.get(method.attributes[0]) for entry in entries if entry is not None]
        signatures = [member.signature for member in members if member is not None]
        if not signatures or not all(each is not None and each.awaitable for each in signatures):
            return False
    return True


def _is_fetch(call: Call, runtime: Runtime) -> bool:
    """Whether it calls `pyscript.fetch`, which returns a promise with a few methods."""
    name, thread = call.name, runtime.thread
    return all(awaited_entry(each.name, name, thread) is not None for each in runtime.releases.options)


def _members(call: Call, runtime: Runtime) -> set[str]:
    entries = [returned_entry(each.name, call.name, runtime.thread) for each in runtime.releases.options]
    return {member for entry in entries if entry for member in entry.members}


def _runs_at_the_end(call: Call, code: Code) -> bool:
    """Whether it ends a script: Pyodide then awaits the result of the script."""
    return code.module == MAIN and call.place.function is None and is_last(code, call.place.span)


def _name(call: Call) -> str:
    callee = call.callee
    if isinstance(callee, Result):
        return callee.attributes[-1]
    if isinstance(callee, (PythonFunction, PythonName)):
        return callee.name.rpartition(".")[2]
    return call.javascript_path[-1]
