"""Proxies that pile up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, INFO, Finding, Interpreter, rule
from pyscript_doctor.queries.proxies import PROXY, frequently_called, function_in, method_of, spans_of_calls
from pyscript_doctor.queries.source_text import call_with, source_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Argument, Call, Code

HELP = """Make the proxy once, outside the function, and pass the same one each time:

```python
proxy = {proxy}

{call}
```"""


@rule(severity=INFO, faq="create_proxy", effect=COSMETIC, interpreter=Interpreter.PYODIDE, mentions=("create_proxy",))
def proxy_leak(code: Code) -> Iterator[Finding]:
    """A function that runs often makes a new proxy each time, and nothing destroys it."""
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
                    message="each run makes another proxy, and nothing can destroy it, so the page's memory grows",
                    label="one more each time",
                    help=_help(code, call, argument),
                )


def _help(code: Code, call: Call, argument: Argument) -> str:
    """The same call, with a proxy that was made before."""
    return HELP.format(proxy=source_text(code, argument.span), call=call_with(code, call, argument, "proxy"))


def _is_repeated(call: Call, handed_over: str, often: set[str], code: Code) -> bool:
    """Whether the call is in an endless loop, or in a function that passes itself on or is called often."""
    inside = (call.place.function or "").rpartition(".")[2]
    if inside == handed_over or inside in often:
        return True
    return any(
        loop.endless and loop.place.function == call.place.function and loop.holds(call.callee_span)
        for loop in code.loops
    )
