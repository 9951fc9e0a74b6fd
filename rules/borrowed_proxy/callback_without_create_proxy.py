"""Python functions whose proxy is already destroyed when JavaScript calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, UNSAFE, WARNING, Finding, Interpreter, rule
from pyscript_doctor.queries.callbacks import Keeping, handed_over

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code

CONSOLE = "This borrowed proxy was automatically destroyed at the end of a function call."
HELP = """Keep {function} alive with a proxy:

```python
from pyscript.ffi import create_proxy

{call}
```"""


@rule(severity=ERROR, faq="borrowed-proxy", effect=ACTION_FAILS, fix=UNSAFE, interpreter=Interpreter.PYODIDE)
def callback_without_create_proxy(code: Code) -> Iterator[Finding]:
    """JavaScript calls a Python function whose proxy is already destroyed."""
    runtime = code.runtime
    for callback in handed_over(code):
        if runtime.in_worker and runtime.releases.until("2024.7.1"):
            return
        if callback.covered_by_auto and runtime.experimental_create_proxy and runtime.releases.since("2025.10.1"):
            continue
        function = "this lambda" if callback.function.startswith("lambda") else f"`{callback.function}`"
        certain = callback.keeping is Keeping.CERTAIN
        yield Finding(
            span=callback.span,
            message=f"`{callback.callee}` keeps {function} for later, but Pyodide destroys it when the call ends",
            label="destroyed before it is called",
            help=HELP.format(function=function, call=callback.with_proxy),
            console=CONSOLE,
            severity=ERROR if certain else WARNING,
        )
