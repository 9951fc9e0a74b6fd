"""Where a page uses a PyScript API that does not work in the releases that it can load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.broken_apis import BrokenApi, Use, broken_use, works_since
from pyscript_doctor.parsers.python.kinds import CollectionKind
from pyscript_doctor.project.program.values import Collection, JavaScriptValue, Literal, PythonName, Result
from pyscript_doctor.project.runtime.config import ConfigForm
from pyscript_doctor.project.runtime.runtime import RuntimeKind
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.queries.named_workers import access_of
from pyscript_doctor.queries.sync_calls import STARTERS
from pyscript_doctor.queries.wheels import DOTTED, RelativeTo, local_wheels, wheel_is_relative_to
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.facts import Assignment, Call, Code
    from pyscript_doctor.project.runtime.runtime import Runtime

__all__ = ["BrokenUse", "broken_starts", "broken_uses", "known_broken", "works_since"]

OF_PROMISES = {"then", "catch", "finally_"}
FETCH, SOCKET, PY_WORKER = "pyscript.fetch", "pyscript.WebSocket", "pyscript.PyWorker"
INPUT = "builtins.input"
FRACTIONS = frozenset(
    {
        *(("Math", name, "()") for name in ("random", "sqrt", "sin", "cos", "tan", "atan2", "exp", "log", "log10")),
        ("performance", "now", "()"),
    }
)
"""The ways to JavaScript functions that nearly always return a fraction."""


class BrokenUse(NamedTuple):
    """A use that fails, and its place."""

    api: BrokenApi
    span: Span


def known_broken(runtime: Runtime, name: str, use: Use, detail: str = "") -> BrokenApi | None:
    """The entry for a use, None if it works; raises Unknown if it fails only in some of the page's releases."""
    found = {
        broken_use(release.name, name, use, runtime.interpreter, runtime.thread, detail)
        for release in runtime.releases.options
    }
    if len(found) > 1:
        raise Unknown("release of PyScript")
    return next(iter(found), None)


def broken_starts(runtime: Runtime) -> Iterator[BrokenUse]:
    """What the page starts a Runtime for, if that cannot run."""
    if runtime.kind is RuntimeKind.GAME:
        yield from _entry(known_broken(runtime, "py-game", "tag"), runtime.span)
    names = {RuntimeKind.STARTED: "worker that code starts", RuntimeKind.EDITOR: "editor"}
    if runtime.kind in names and runtime.config.form is ConfigForm.NONE:
        yield from _entry(known_broken(runtime, names[runtime.kind], "start"), runtime.span)
    if runtime.kind is RuntimeKind.EDITOR:
        yield from _inline_config(runtime)
    if not runtime.in_worker:
        yield from _wheels(runtime)


def _inline_config(runtime: Runtime) -> Iterator[BrokenUse]:
    config = runtime.config
    inline = config.form is ConfigForm.ATTRIBUTE and config.text is not None and config.reference is None
    if inline and config.origin:
        yield from _entry(known_broken(runtime, "editor's config", "start"), config.origin)


def _wheels(runtime: Runtime) -> Iterator[BrokenUse]:
    for leaf in local_wheels(runtime.config):
        if wheel_is_relative_to(leaf, runtime) is RelativeTo.NOTHING:
            written = "with a dot" if DOTTED.match(str(leaf.value).strip()) else "without a dot"
            yield from _entry(known_broken(runtime, "wheel at a relative URL", "start", written), leaf.text.span())


def broken_uses(code: Code) -> Iterator[BrokenUse]:
    """The uses in a piece of Python."""
    for call in code.calls:
        yield from _of_call(call, code)
    for assignment in code.assignments:
        yield from _of_assignment(assignment, code.runtime)


def _entry(api: BrokenApi | None, span: Span) -> Iterator[BrokenUse]:
    if api:
        yield BrokenUse(api, span)


def _of_call(call: Call, code: Code) -> Iterator[BrokenUse]:
    runtime, callee = code.runtime, call.callee
    if isinstance(callee, PythonName) and callee.name == FETCH and call.awaited:
        yield from _entry(known_broken(runtime, FETCH, "await"), call.callee_span)
    elif isinstance(callee, PythonName) and callee.name in STARTERS:
        config = call.argument(99, "config")
        if config and _is_dict(config.value):
            yield from _entry(known_broken(runtime, PY_WORKER, "keyword", "config"), config.span)
        elif config and isinstance(config.value, Literal) and isinstance(config.value.value, str):
            yield from _entry(known_broken(runtime, PY_WORKER, "keyword", "path of a config"), config.span)
    elif isinstance(callee, PythonName) and callee.name == INPUT:
        if runtime.terminal and _repeats(call):
            yield from _entry(known_broken(runtime, INPUT, "call"), call.callee_span)
    elif isinstance(callee, JavaScriptValue) and (*callee.path, "()") in FRACTIONS:
        yield from _entry(known_broken(runtime, "fraction of JavaScript", "call"), call.callee_span)
    elif _is_function_of_worker(call):
        api = known_broken(runtime, "function of a worker", "call")
        if api and runtime.isolation.isolated:
            yield BrokenUse(api, call.callee_span)


def _of_assignment(assignment: Assignment, runtime: Runtime) -> Iterator[BrokenUse]:
    target = assignment.target
    if isinstance(target, Result) and target.callee == PythonName(SOCKET) and not target.attributes:
        yield from _entry(known_broken(runtime, SOCKET, "set attribute", assignment.attribute), assignment.place.span)


def _is_dict(value: object) -> bool:
    return isinstance(value, Collection) and value.kind is CollectionKind.DICT


def _repeats(call: Call) -> bool:
    """Whether the prompt of an `input()` is empty or ends with a line feed."""
    prompt = call.argument(0)
    if prompt is None:
        return not call.arguments
    value = prompt.value.value if isinstance(prompt.value, Literal) else None
    return isinstance(value, str) and (not value or value.endswith("\n"))


def _is_function_of_worker(call: Call) -> bool:
    """Whether the page calls a function of a worker that has a name or that Python started."""
    access = access_of(call.callee)
    if access:
        return len(access.attributes) == 1 and access.attributes[0] not in OF_PROMISES
    callee = call.callee
    if not isinstance(callee, Result) or not isinstance(callee.callee, PythonName):
        return False
    return callee.callee.name in STARTERS and callee.attributes[:1] == ("sync",) and len(callee.attributes) == 2
