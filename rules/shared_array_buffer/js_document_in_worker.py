"""`js.document` and `js.window` in a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, UNSAFE, Finding, JavaScriptValue, Realm, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Span

ERRORS = ("AttributeError", "ImportError")
MAIN_THREAD_ONLY = {"document", "window", "localStorage", "sessionStorage", "alert", "prompt", "confirm", "parent"}


@rule(severity=ERROR, faq="sharedarraybuffer", effect=SCRIPT_DIES, fix=UNSAFE)
def js_document_in_worker(code: Code) -> Iterator[Finding]:
    """Python in a worker takes `document` or `window` from `js`, which has only the worker's own globals."""
    if not code.runtime.in_worker or code.runtime.releases.until("2024.7.1"):
        return
    if code.runtime.isolation.isolated:
        return  # there PyScript itself may put the page's `document` into `js`
    for imported in code.imports:
        if imported.module == "js" and imported.name in MAIN_THREAD_ONLY and not imported.place.catches(*ERRORS):
            yield _finding(imported.place.span, imported.name)
            return
    for use in code.uses:
        value = use.value
        if not isinstance(value, JavaScriptValue) or value.realm is not Realm.THREAD or not value.path:
            continue
        if value.path[0] in MAIN_THREAD_ONLY and not use.place.catches(*ERRORS):
            yield _finding(use.place.span, value.path[0])
            return


def _finding(span: Span, name: str) -> Finding:
    instead = f"from pyscript import {name}" if name in {"document", "window"} else "from pyscript import window"
    return Finding(
        span=span,
        message=f"in a worker, `js` has no `{name}`: it holds the globals of the worker, not of the page",
        label="not in a worker",
        help=f"Import it from PyScript instead. This needs a cross-origin isolated page:\n\n```python\n{instead}\n```",
        console=f"AttributeError: {name}",
    )
