"""Listeners that are to be removed by another proxy than the one that was added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, WARNING, Collection, Finding, Interpreter, rule
from pyscript_doctor.queries.callbacks import callable_name
from pyscript_doctor.queries.proxies import FRESH, method_of, spans_of_calls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Argument, Code

HELP = """Keep the proxy that you add, and remove that one:

```python
proxy = create_proxy(handler)
element.addEventListener("click", proxy)
...
element.removeEventListener("click", proxy)
proxy.destroy()
```"""


@rule(severity=WARNING, faq="create_proxy", effect=ACTION_FAILS, interpreter=Interpreter.PYODIDE)
def listener_not_removed(code: Code) -> Iterator[Finding]:
    """`removeEventListener` gets a proxy that was made just now, and removes nothing."""
    made_here = spans_of_calls(code, FRESH)
    for call in code.calls:
        listener = call.argument(1) if method_of(call) == "removeEventListener" else None
        if listener and (listener.span in made_here or _is_bare(listener, code)):
            yield Finding(
                span=listener.span,
                message="this is a new proxy, not the one that was added: nothing is removed, "
                "and the listener goes on being called",
                label="never added",
                help=HELP,
            )


def _is_bare(listener: Argument, code: Code) -> bool:
    """Whether it is a Python function itself, of which each call of JavaScript gets another proxy."""
    if code.runtime.in_worker or isinstance(listener.value, Collection):
        return False
    return callable_name(listener.value) is not None
