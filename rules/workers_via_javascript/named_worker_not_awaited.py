"""Named workers, and their functions, that Python uses without `await`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, UNSAFE, WARNING, Finding, Result, Span, fix_of, rule
from pyscript_doctor.queries.edits import awaited, can_await, inserted
from pyscript_doctor.queries.named_workers import Access, access_of, accesses
from pyscript_doctor.queries.source_text import source_text, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Call, Code, Edit, Fix, Place, Runtime, Value

# Functions that need the value itself. If they get a promise, they show the promise or fail.
NEED_VALUE = {
    *(f"builtins.{name}" for name in ("print", "str", "int", "float", "len", "repr", "sum", "min", "max", "sorted")),
    *("pyscript.display", "json.loads"),
}
SHOWN = {"textContent", "innerText", "innerHTML", "value", "title"}
"""The attributes of elements that show what they are set to."""
REFUSED = frozenset({"item", "loop", "operand"})
"""What can't be done with a promise."""
OF_PROMISES = {"then", "catch", "finally_"}


@rule(severity=WARNING, guide="workers/", effect=ACTION_FAILS, mentions=("workers",))
def named_worker_not_awaited(code: Code) -> Iterator[Finding]:
    """Python uses a named worker, or what one of its functions returns, without `await`."""
    if code.runtime.in_worker:
        return
    taken = {span.start for _, span in accesses(code)}
    pending = {call.callee_span.start for call in code.calls}
    for call in code.calls:
        access = access_of(call.callee)
        at_once = access and access.attributes and call.callee_span.start in taken
        if access and access.attributes and not at_once and _is_never_awaited(access.name, code.runtime):
            yield from _of_a_promise(call, access)
        if access and at_once and access.attributes[0] not in OF_PROMISES:
            yield Finding(
                span=call.callee_span,
                message=f'`workers["{access.name}"]` is a promise and has no `{access.attributes[0]}`: '
                "the worker itself is not awaited",
                label="not awaited",
                help=f'Await both the worker and its function: `await (await workers["{access.name}"]).'
                f"{access.attributes[0]}(...)`.",
                fix=_fix(call, code),
            )
        yield from _unawaited_results(call, code, pending)
    yield from _shown_promises(code, pending)
    for use in code.result_uses:
        access = access_of(use.call.callee)
        if access and access.attributes and use.use in REFUSED:
            yield Finding(
                span=use.span,
                message=f"`{access.attributes[0]}` of the worker `{access.name}` returns a promise, not its result",
                label="a promise",
                help=f"Write `await {written(code, use.call.place.span, f'{access.attributes[0]}(...)')}`.",
                fix=_awaited(use.call.place.span, use.call.place, code),
            )


def _is_never_awaited(name: str, runtime: Runtime) -> bool:
    """Whether nothing awaits the worker itself, whatever it is called."""
    awaited_values = (use.value for code in runtime.codes for use in code.awaits)
    return Access(name, ()) not in map(access_of, awaited_values)


def _of_a_promise(call: Call, access: Access) -> Iterator[Finding]:
    """`helper = workers["helper"]`, and then `helper.greet()`."""
    if access.attributes[0] not in OF_PROMISES:
        yield Finding(
            span=call.callee_span,
            message=f'`workers["{access.name}"]` is a promise and has no `{access.attributes[0]}`: '
            "the worker itself is not awaited",
            label="not awaited",
            help=f'Await the worker where you take it: `await workers["{access.name}"]`.',
            console=f"has no attribute '{access.attributes[0]}'",
        )


def _shown_promises(code: Code, pending: set[int]) -> Iterator[Finding]:
    """`element.textContent = helper.greet()`."""
    for assignment in code.assignments:
        span, access = assignment.value_span, _result_of(assignment.value)
        if access is None or span is None or span.start not in pending or assignment.attribute not in SHOWN:
            continue
        yield Finding(
            span=span,
            message=f"`{access.attributes[0]}` of the worker `{access.name}` returns a promise, not its result",
            label="not awaited",
            help=f"Write `await {written(code, span, f'{access.attributes[0]}(...)')}`.",
            fix=_awaited(span, assignment.place, code),
        )


def _unawaited_results(call: Call, code: Code, pending: set[int]) -> Iterator[Finding]:
    if call.name not in NEED_VALUE:
        return
    for argument in call.arguments:
        access = _result_of(argument.value)
        if access and argument.span.start in pending:
            yield Finding(
                span=argument.span,
                message=f"`{access.attributes[0]}` of the worker `{access.name}` returns a promise, not its result",
                label="not awaited",
                help=f"Write `await {written(code, argument.span, f'{access.attributes[0]}(...)')}`.",
                fix=_awaited(argument.span, call.place, code),
            )


def _awaited(span: Span, place: Place, code: Code) -> Fix | None:
    if not can_await(code, place):
        return None
    return fix_of(UNSAFE, "Await the result", lambda: awaited(code.syntax.text, span))


def _fix(call: Call, code: Code) -> Fix | None:
    """Await the worker, and its function where nothing does so yet."""
    owner = source_text(code, call.callee_span).rpartition(".")[0]
    if not can_await(code, call.place) or "\n" in owner or not owner:
        return None
    return fix_of(UNSAFE, "Await the worker and its function", lambda: _edits(call, len(owner), code))


def _edits(call: Call, length: int, code: Code) -> Iterator[Edit]:
    start = call.callee_span.start
    yield inserted(code.syntax.text, start, "(await " if call.awaited else "await (await ")
    yield inserted(code.syntax.text, start + length, ")")


def _result_of(value: Value) -> Access | None:
    """The function of a worker that returned this value."""
    access = access_of(value.callee) if isinstance(value, Result) and not value.attributes else None
    return access if access and access.attributes and access.attributes[0] not in OF_PROMISES else None
