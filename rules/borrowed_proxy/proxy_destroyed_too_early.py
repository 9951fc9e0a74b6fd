"""Proxies that are destroyed before JavaScript can call them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import (
    ACTION_FAILS,
    WARNING,
    Finding,
    Interpreter,
    JavaScriptValue,
    Related,
    Result,
    Unknown,
    lazy_pattern,
    rule,
)
from pyscript_doctor.queries.callback_uses import use_of_argument
from pyscript_doctor.queries.proxies import PROXY, is_made_by, method_of
from pyscript_doctor.queries.source_text import source_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Argument, Call, Code, Span

PROMISE = {"then": 0, "catch": 0, "finally_": 0}
# Functions after which the callback comes at once, or never.
SETTLING = {"click", "dispatchEvent", "removeEventListener", "clearTimeout", "clearInterval", "disconnect"}
SETTLING |= {"cancelAnimationFrame", "abort", "submit", "focus", "blur"}
AWAIT = lazy_pattern(r"\bawait\b|\brun_sync\b")


@rule(severity=WARNING, faq="create_proxy", effect=ACTION_FAILS, interpreter=Interpreter.PYODIDE, mentions=("destroy",))
def proxy_destroyed_too_early(code: Code) -> Iterator[Finding]:
    """A proxy is destroyed before JavaScript can call it."""
    for call in code.calls:
        callee = call.callee
        if not isinstance(callee, Result) or callee.attributes != ("destroy",):
            continue
        proxy = Result(callee.callee, callee.arguments)
        if is_made_by(proxy, PROXY) and (found := _waiting_for(proxy, call, code)):
            earlier, argument = found
            yield Finding(
                span=call.place.span,
                message=f"the proxy is destroyed before `{method_of(earlier)}` can call it",
                label="too early",
                help=f"Destroy `{source_text(code, argument.span)}` at the end of the callback. Or pass "
                "`create_once_callable(...)`, which destroys itself after its first call.",
                console="Object has already been destroyed",
                related=(Related(argument.span, "passed to JavaScript here"),),
            )


def _waiting_for(proxy: Result, destroying: Call, code: Code) -> tuple[Call, Argument] | None:
    """The first call that keeps a proxy, and has had no time to call it when it is destroyed."""
    return next(
        (
            (earlier, argument)
            for earlier, argument in _handed_over(proxy, code)
            if _is_straight_after(earlier, destroying) and not _waits(code, earlier.place.span, destroying.place.span)
        ),
        None,
    )


def _handed_over(proxy: Result, code: Code) -> Iterator[tuple[Call, Argument]]:
    """The calls of JavaScript that keep the proxy for later."""
    for call in code.calls:
        if isinstance(call.callee, JavaScriptValue):
            for position, argument in enumerate(call.arguments):
                if argument.value == proxy and _keeps(call.callee, position):
                    yield call, argument


def _keeps(callee: JavaScriptValue, position: int) -> bool:
    use = use_of_argument(callee, position)
    return (use is not None and use.when == "later") or PROMISE.get(callee.path[-1] if callee.path else "") == position


def _is_straight_after(earlier: Call, later: Call) -> bool:
    one, other = earlier.place, later.place
    return (one.function, one.run) == (other.function, other.run) and one.span.end <= other.span.start


def _waits(code: Code, earlier: Span, later: Span) -> bool:
    """Whether code between the two gives JavaScript time to run, or calls the callback itself."""
    text = code.runtime.page.resolver.reader.shown(code.path)
    if isinstance(text, Unknown) or AWAIT.search(text.value, earlier.end, later.start):
        return True
    between = (call for call in code.calls if earlier.end <= call.place.span.start < later.start)
    return any(method_of(call) in SETTLING for call in between)
