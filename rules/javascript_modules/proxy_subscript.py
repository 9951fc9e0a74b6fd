"""JavaScript objects in square brackets."""

from __future__ import annotations

from keyword import iskeyword
from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, UNSAFE, Finding, Interpreter, fix_of, rule
from pyscript_doctor.queries.edits import replaced
from pyscript_doctor.queries.page_elements import page_elements
from pyscript_doctor.queries.proxy_subscripts import failing_subscripts
from pyscript_doctor.queries.source_text import source_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Fix, Project
    from pyscript_doctor.queries.proxy_subscripts import ProxySubscript

STORAGES = ("localStorage", "sessionStorage")


@rule(severity=ERROR, guide="ffi/", effect=ACTION_FAILS, interpreter=Interpreter.PYODIDE)
def proxy_subscript(code: Code, project: Project) -> Iterator[Finding]:
    """Python puts a name in square brackets to read or set it on a JavaScript object."""
    page = code.runtime.page
    for subscript in failing_subscripts(code, page_elements(page, project.runtimes_of(page))):
        written = source_text(code, subscript.span)
        does = "set" if subscript.assigned else "read"
        yield Finding(
            span=subscript.span,
            message=f"`{written}` fails: in Pyodide, square brackets do not {does} a property of a JavaScript object"
            if "\n" not in written
            else f"in Pyodide, square brackets do not {does} a property of a JavaScript object",
            label="cannot be set this way" if subscript.assigned else "not subscriptable",
            help=_help(written, subscript),
            console="object does not support item assignment" if subscript.assigned else "object is not subscriptable",
            fix=_fix(code, subscript, written),
        )


def _fix(code: Code, subscript: ProxySubscript, written: str) -> Fix | None:
    """Read the property by a dot, or the item of a storage by its method."""
    owner = written.rpartition("[")[0]
    if subscript.assigned and owner.endswith(STORAGES):
        return None
    if owner.endswith(STORAGES):
        instead = f"{owner}.getItem({written[len(owner) + 1 : -1]})"
    elif _is_name(subscript.key):
        instead = f"{owner}.{subscript.key}"
    else:
        return None
    return fix_of(UNSAFE, f"Write `{instead}`", lambda: [replaced(code.syntax.text, subscript.span, instead)])


def _is_name(key: str) -> bool:
    """Whether it can be behind a dot."""
    return key.isidentifier() and not iskeyword(key)


def _help(written: str, subscript: ProxySubscript) -> str:
    owner = written.rpartition("[")[0]
    if owner.endswith(STORAGES) and subscript.assigned:
        return f'Write `{owner}.setItem("{subscript.key}", ...)`.'
    if owner.endswith(STORAGES):
        return f'Write `{owner}.getItem("{subscript.key}")`.'
    if _is_name(subscript.key):
        return f"Write `{owner}.{subscript.key}`."
    function = "setattr" if subscript.assigned else "getattr"
    return f'Write `{function}(..., "{subscript.key}")`, or a dot and the name.'
