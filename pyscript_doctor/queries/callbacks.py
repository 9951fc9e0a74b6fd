"""Python callables that a call passes to JavaScript, and whether JavaScript keeps them."""

from __future__ import annotations

import builtins
import re
from enum import Enum
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.program.values import (
    Collection,
    FunctionKind,
    Instance,
    JavaScriptValue,
    PythonFunction,
    PythonName,
    Value,
)
from pyscript_doctor.queries.callback_uses import use_of_argument
from pyscript_doctor.queries.proxies import is_made_by, method_of
from pyscript_doctor.queries.source_text import call_with, source_text
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.facts import Argument, Call, Code

KEEPS_BY_NAME = lazy_pattern(
    r"(?:on(?:ce)?|on[A-Z]\w*|subscribe|observe|watch|listen|add\w*(?:Listener|Handler|Callback))$"
)
PARTIAL = frozenset({"functools.partial", "functools.partialmethod"})


class Keeping(Enum):
    """Whether JavaScript calls the callback after the call that passed it."""

    CERTAIN = "certain"
    LIKELY = "likely"


class Callback(NamedTuple):
    """A Python callable among the arguments of a call of JavaScript.

    callee: the name of the function that gets it. function: its name, or "lambda ...". covered_by_auto:
    `experimental_create_proxy = "auto"` reaches it. with_proxy: the user's own call, with the callable in a proxy.
    alone: it is the whole argument, not a part of a dict or list.
    """

    span: Span
    callee: str
    function: str
    keeping: Keeping
    covered_by_auto: bool
    with_proxy: str
    alone: bool


def handed_over(code: Code) -> Iterator[Callback]:
    """The callables that JavaScript still calls, or may call, after their borrowed proxy is gone."""
    for call in code.calls:
        if isinstance(call.callee, JavaScriptValue) and call.callee.path:
            yield from _of_call(call, call.callee, code)


def _of_call(call: Call, callee: JavaScriptValue, code: Code) -> Iterator[Callback]:
    path = callee.path
    constructs = path[-1] == "new" and len(path) > 1
    name = path[-2] if constructs else path[-1]
    for position, argument in enumerate(call.arguments):
        function = callable_name(argument.value)
        if function is None:
            continue
        keeping = _keeping(callee, name, position, argument, code.runtime.in_worker)
        if keeping:
            covered = not constructs and argument.keyword is None
            called = name + (".new" if constructs else "")
            with_proxy = _with_proxy(call, argument, function, code)
            alone = not isinstance(argument.value, Collection)
            yield Callback(argument.span, called, function, keeping, covered, with_proxy, alone)


def _with_proxy(call: Call, argument: Argument, function: str, code: Code) -> str:
    """The call as the user wrote it, with the callable in a proxy; only an outline if that cannot be shown."""
    written = source_text(code, argument.span)
    proxied = f"create_proxy({written})"
    if isinstance(argument.value, Collection):
        name = re.compile(rf"(?<![\w.\"'])(?:\w+\.)*{re.escape(function)}(?![\w\"'])")
        proxied, replaced = name.subn(r"create_proxy(\g<0>)", written)
        written = written if replaced == 1 else ""
    own = call_with(code, call, argument, proxied) if written else ""
    return own or f"{method_of(call)}(create_proxy({function}), ...)"


def _keeping(callee: JavaScriptValue, name: str, position: int, argument: Argument, in_worker: bool) -> Keeping | None:
    """In a Pyodide worker, even a call before the other call returns comes too late."""
    use = use_of_argument(callee, position) if argument.keyword is None else None
    if use is not None and (use.when == "later" or (in_worker and use.when == "during")):
        return Keeping.CERTAIN
    if callee.path[-1] == "new":
        return None
    return Keeping.LIKELY if KEEPS_BY_NAME.match(name) else None


def callable_name(value: Value) -> str | None:
    """What to call a bare Python callable, or one inside a raw dict or list; None if it is not a callable."""
    if isinstance(value, PythonFunction):
        return "lambda ..." if value.kind is FunctionKind.LAMBDA else value.name.rpartition(".")[2]
    if isinstance(value, Instance):
        return value.of if value.callable else None
    if isinstance(value, PythonName) and value.name.startswith("builtins."):
        name = value.name.removeprefix("builtins.")
        return name if callable(getattr(builtins, name, None)) else None
    if is_made_by(value, PARTIAL):
        return "partial(...)"
    if isinstance(value, Collection):
        return next(filter(None, map(callable_name, value.items)), None)
    return None
