"""`js.document` and `js.window` in a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, Finding, JavaScriptValue, Realm, rule
from pyscript_doctor.queries.global_names import is_only_on_pages
from pyscript_doctor.queries.page_elements import page_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Project, Span


@rule(severity=ERROR, faq="sharedarraybuffer", effect=SCRIPT_DIES, mentions=("worker", "editor"))
def js_document_in_worker(code: Code, project: Project) -> Iterator[Finding]:
    """Python in a worker takes `document` or `window` from `js`, which has only the worker's own globals."""
    page = code.runtime.page
    found = sorted(_taken(code)) if code.runtime.in_worker else []
    for span, name in found:
        if _is_missing(name, code) and not page_elements(page, project.runtimes_of(page)).python_adds(name):
            yield _finding(span, name)
            return


def _taken(code: Code) -> Iterator[tuple[Span, str]]:
    """The names that are taken from `js`, without those that may be missing."""
    for imported in code.imports:
        if imported.module == "js" and imported.name and not imported.soft:
            yield imported.place.span, imported.name
    for use in code.uses:
        value = use.value
        if not isinstance(value, JavaScriptValue) or value.realm is not Realm.THREAD or not value.path:
            continue
        if not use.place.catches("AttributeError"):
            yield use.place.span, value.path[0]


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
