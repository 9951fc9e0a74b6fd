"""Listeners that are not removed, because `removeEventListener` gets a new proxy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, WARNING, Collection, Finding, Interpreter, rule
from pyscript_doctor.queries.callbacks import callable_name
from pyscript_doctor.queries.proxies import FRESH, method_of, spans_of_calls
from pyscript_doctor.queries.source_text import receiver_of, source_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Argument, Call, Code

HELP = """Keep the proxy that you add, and remove that one:

```python
proxy = {proxy}
{element}.addEventListener({event}, proxy)
...
{element}.removeEventListener({event}, proxy)
proxy.destroy()
```"""


@rule(
    severity=WARNING,
    faq="create_proxy",
    effect=ACTION_FAILS,
    interpreter=Interpreter.PYODIDE,
    mentions=("removeeventlistener",),
)
def listener_not_removed(code: Code) -> Iterator[Finding]:
    """`removeEventListener` gets a new proxy, so it removes nothing."""
    made_here = spans_of_calls(code, FRESH)
    for call in code.calls:
        listener = call.argument(1) if method_of(call) == "removeEventListener" else None
        if listener and (listener.span in made_here or _is_bare(listener, code)):
            yield Finding(
                span=listener.span,
                message="this is a new proxy, not the one that was added, so `removeEventListener` removes nothing",
                label="never added",
                help=_help(code, call, listener, listener.span in made_here),
            )


def _help(code: Code, call: Call, listener: Argument, made_here: bool) -> str:
    event, written = call.argument(0), source_text(code, listener.span)
    return HELP.format(
        proxy=written if made_here else f"create_proxy({written})",
        element=receiver_of(code, call) or "element",
        event=source_text(code, event.span) if event else '"click"',
    )


def _is_bare(listener: Argument, code: Code) -> bool:
    """Whether it is the Python function itself: each call of JavaScript gets a new proxy of it."""
    if code.runtime.in_worker or isinstance(listener.value, Collection):
        return False
    return callable_name(listener.value) is not None
