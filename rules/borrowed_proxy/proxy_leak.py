"""Proxies that pile up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, INFO, Finding, Interpreter, rule
from pyscript_doctor.queries.proxies import PROXY, frequently_called, function_in, method_of, spans_of_calls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Call, Code

HELP = """Make the proxy once, outside, and hand over the same one each time:

```python
proxy = create_proxy({name})

window.{method}(proxy, ...)
```"""


@rule(severity=INFO, faq="create_proxy", effect=COSMETIC, interpreter=Interpreter.PYODIDE)
def proxy_leak(code: Code) -> Iterator[Finding]:
    """A proxy is made each time that a function runs which runs often, and is never destroyed."""
    made_here = spans_of_calls(code, PROXY)
    often = set(frequently_called(code))
    for call in code.calls:
        for argument in call.arguments:
            function = function_in(argument.value)
            if argument.span not in made_here or function is None or not method_of(call):
                continue
            name = function.name.rpartition(".")[2]
            if _is_repeated(call, name, often, code):
                yield Finding(
                    span=argument.span,
                    message="each run makes another proxy here, which nothing can destroy: the page's memory grows",
                    label="one more each time",
                    help=HELP.format(name=name, method=method_of(call)),
                )


def _is_repeated(call: Call, handed_over: str, often: set[str], code: Code) -> bool:
    """Whether the call stands in a function that hands itself over, or is called often, or in an endless loop."""
    inside = (call.place.function or "").rpartition(".")[2]
    if inside and (inside == handed_over or inside in often):
        return True
    return call.place.looped and any(
        loop.endless and loop.place.function == call.place.function and loop.place.span < call.place.span
        for loop in code.loops
    )
