"""Python functions whose proxy is already destroyed when JavaScript calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, UNSAFE, WARNING, Finding, Interpreter, fix_of, rule
from pyscript_doctor.queries.callbacks import Keeping, handed_over
from pyscript_doctor.queries.edits import given_import, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Edit, Fix
    from pyscript_doctor.queries.callbacks import Callback

MODULES, NAME = ("pyscript.ffi", "pyodide.ffi", "pyscript"), "create_proxy"
TITLE = "Pass a proxy"
CONSOLE = "This borrowed proxy was automatically destroyed at the end of a function call."
HELP = """Keep {function} alive with a proxy:

```python
from pyscript.ffi import create_proxy

{call}
```"""


@rule(severity=ERROR, faq="borrowed-proxy", effect=ACTION_FAILS, interpreter=Interpreter.PYODIDE)
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
            fix=_fix(code, callback) if callback.alone else None,
        )


def _fix(code: Code, callback: Callback) -> Fix | None:
    """Put the callable in a proxy, and import what makes one if that is not there yet."""
    return fix_of(UNSAFE, TITLE, lambda: _edits(code, callback), harmless=True)


def _edits(code: Code, callback: Callback) -> Iterator[Edit]:
    name, needed = given_import(code.syntax, MODULES, NAME)
    yield from needed
    yield from wrapped(code.syntax.text, callback.span, name)
