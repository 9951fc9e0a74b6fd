"""Python callables that a call hands over to JavaScript, and whether it keeps them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from pyscript_doctor.project.program.values import (
    Collection,
    FunctionKind,
    Instance,
    JavaScriptValue,
    PythonFunction,
    PythonName,
    Result,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.facts import Argument, Call, Code

# Functions of the browser that call their callback when the call itself is over, and the callback's position.
LATER = {
    "setTimeout": 0,
    "setInterval": 0,
    "requestAnimationFrame": 0,
    "requestIdleCallback": 0,
    "requestVideoFrameCallback": 0,
    "queueMicrotask": 0,
    "addEventListener": 1,
    "getCurrentPosition": 0,
    "watchPosition": 0,
    "toBlob": 0,
}
OBSERVERS = {"MutationObserver", "ResizeObserver", "IntersectionObserver", "PerformanceObserver"}
# Functions that call their callback before they return: in a Pyodide worker that comes too late all the same.
DURING = {"forEach", "map", "filter", "reduce", "some", "every", "find", "findIndex", "sort", "replace", "replaceAll"}
KEEPS_BY_NAME = re.compile(
    r"(?:on(?:ce)?|on[A-Z]\w*|subscribe|observe|watch|listen|add\w*(?:Listener|Handler|Callback))$"
)
NO_CALLABLE_BUILTINS = {"True", "False", "None", "Ellipsis", "NotImplemented", "__name__", "__file__"}


class Keeping(Enum):
    """Whether JavaScript calls the callback after the call that hands it over."""

    CERTAIN = "certain"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True)
class Callback:
    """A Python callable among the arguments of a call of JavaScript.

    callee: the name of the function that gets it. function: its name, or "lambda".
    covered_by_auto: `experimental_create_proxy = "auto"` reaches it.
    """

    span: Span
    callee: str
    function: str
    keeping: Keeping
    covered_by_auto: bool

    @property
    def mended(self) -> str:
        """The call as it should be, in outline."""
        proxied = f"create_proxy({self.function})"
        if self.callee == "addEventListener":
            return f'element.addEventListener("click", {proxied})'
        return f"{self.callee}({proxied})" if self.callee not in LATER else f"{self.callee}({proxied}, ...)"


def handed_over(code: Code) -> Iterator[Callback]:
    """The callables that JavaScript still calls, or may call, when their borrowed proxy is gone."""
    for call in code.calls:
        if isinstance(call.callee, JavaScriptValue) and call.callee.path:
            yield from _of_call(call, call.callee.path, code.runtime.in_worker)


def _of_call(call: Call, path: tuple[str, ...], in_worker: bool) -> Iterator[Callback]:
    constructs = path[-1] == "new" and len(path) > 1
    name = path[-2] if constructs else path[-1]
    for position, argument in enumerate(call.arguments):
        function = callable_name(argument.value)
        if function is None:
            continue
        keeping = _keeping(name, position, argument, constructs, in_worker)
        if keeping:
            covered = not constructs and argument.keyword is None
            yield Callback(argument.span, name + (".new" if constructs else ""), function, keeping, covered)


def _keeping(name: str, position: int, argument: Argument, constructs: bool, in_worker: bool) -> Keeping | None:
    if constructs:
        late = name in OBSERVERS or (in_worker and name == "Promise")
        return Keeping.CERTAIN if late and position == 0 else None
    if argument.keyword is None and LATER.get(name) == position:
        return Keeping.CERTAIN
    if in_worker and name in DURING:
        return Keeping.CERTAIN
    return Keeping.LIKELY if KEEPS_BY_NAME.match(name) else None


def callable_name(value: Value) -> str | None:
    """What to call a bare Python callable, or one inside a raw dict or list; None where it is none."""
    if isinstance(value, PythonFunction):
        return "lambda ..." if value.kind is FunctionKind.LAMBDA else value.name.rpartition(".")[2]
    if isinstance(value, Instance):
        return value.of if value.callable else None
    if isinstance(value, PythonName) and value.name.startswith("builtins."):
        name = value.name.removeprefix("builtins.")
        return None if name in NO_CALLABLE_BUILTINS else name
    if isinstance(value, Result) and isinstance(value.callee, PythonName) and not value.attributes:
        return "partial(...)" if value.callee.name in {"functools.partial", "functools.partialmethod"} else None
    if isinstance(value, Collection):
        return next(filter(None, map(callable_name, value.items)), None)
    return None
