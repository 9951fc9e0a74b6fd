"""`js.document` and `js.window` in a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, Finding, JavaScriptValue, Realm, rule
from pyscript_doctor.queries.global_names import is_only_on_pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Span

ERRORS = ("AttributeError", "ImportError")


@rule(severity=ERROR, faq="sharedarraybuffer", effect=SCRIPT_DIES, mentions=("worker", "editor"))
def js_document_in_worker(code: Code) -> Iterator[Finding]:
    """Python in a worker takes `document` or `window` from `js`, which has only the worker's own globals."""
    if not code.runtime.in_worker:
        return
    for imported in code.imports:
        name = imported.name if imported.module == "js" and not imported.place.catches(*ERRORS) else None
        if name and _is_missing(name, code):
            yield _finding(imported.place.span, name)
            return
    for use in code.uses:
        value = use.value
        if not isinstance(value, JavaScriptValue) or value.realm is not Realm.THREAD or not value.path:
            continue
        if _is_missing(value.path[0], code) and not use.place.catches(*ERRORS):
            yield _finding(use.place.span, value.path[0])
            return


def _is_missing(name: str, code: Code) -> bool:
    """Where the page is cross-origin isolated, PyScript puts its `document` into `js`, and nothing else."""
    if name == "document" and (code.runtime.releases.until("2024.7.1") or code.runtime.isolation.isolated):
        return False
    return is_only_on_pages(name)


def _finding(span: Span, name: str) -> Finding:
    instead = f"from pyscript import {name}" if name in {"document", "window"} else "from pyscript import window"
    return Finding(
        span=span,
        message=f"in a worker, `js` has no `{name}`: it holds the globals of the worker, not of the page",
        label="not in a worker",
        help=f"Import it from PyScript instead. This needs a cross-origin isolated page:\n\n```python\n{instead}\n```",
        console=f"AttributeError: {name}",
    )
