"""Names that the browser's objects do not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, WARNING, Finding, rule
from pyscript_doctor.queries.edits import respelling
from pyscript_doctor.queries.missing_names import LISTS, missing_names
from pyscript_doctor.queries.page_elements import page_elements
from pyscript_doctor.queries.proxy_subscripts import dict_methods_of_json
from pyscript_doctor.queries.source_text import quoted, source_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Call, Code, Fix, Project
    from pyscript_doctor.queries.missing_names import MissingName


@rule(severity=ERROR, guide="dom/", effect=ACTION_FAILS)
def browser_name_missing(code: Code, project: Project) -> Iterator[Finding]:
    """Python uses a name that an element, an event or another object of the browser does not have."""
    page = code.runtime.page
    elements = page_elements(page, project.runtimes_of(page))
    for missing in missing_names(code, elements):
        yield _finding(missing, code)
    if code.runtime.is_pyodide:
        for call in dict_methods_of_json(code, elements):
            yield _of_json(call, code)


def _finding(missing: MissingName, code: Code) -> Finding:
    of = quoted(source_text(code, missing.span).rpartition(f".{missing.name}")[0], missing.of)
    consequence = "so setting it shows nothing" if missing.assigned else "so this line fails"
    return Finding(
        span=missing.span,
        message=f"{of} has no `{missing.name}` in any browser, {consequence}",
        label="the browser ignores it" if missing.assigned else "there is no such name",
        help=_help(missing, of),
        console=_console(missing, code),
        fix=_fix(missing, code),
        severity=WARNING if missing.assigned else ERROR,
    )


def _of_json(call: Call, code: Code) -> Finding:
    owner, _, name = source_text(code, call.callee_span).rpartition(".")
    name = name.strip()
    return Finding(
        span=call.callee_span,
        message=f"JavaScript read this from JSON, so it is not a Python dict and has no `{name}`",
        label="there is no such name",
        help=f"Turn it into a Python value first: `{owner}.to_py().{name}(...)`.",
        console=f"AttributeError: {name}",
    )


def _fix(missing: MissingName, code: Code) -> Fix | None:
    """Write the near name: a name in other capital letters is certainly meant."""
    name, near = missing.name, missing.nearest
    same_letters = near.lower() == name.lower()
    reader = code.runtime.page.resolver.reader
    return respelling(reader, missing.span, name, near, certain=same_letters and not missing.assigned)


def _console(missing: MissingName, code: Code) -> str:
    if missing.assigned:
        return ""
    return f"AttributeError: {missing.name}" if code.runtime.is_pyodide else f"no attribute '{missing.name}'"


def _help(missing: MissingName, of: str) -> str:
    if missing.of.strip("`") in LISTS and not missing.nearest:
        listed = of.strip("`") if of != missing.of else "elements"
        loop = f"for element in {listed}:\n    element.{missing.name} ..."
        return f"It is a list of elements. Go through it:\n\n```python\n{loop}\n```"
    if missing.nearest:
        return f"Write `{missing.nearest}`."
    return f"Look up the names that {missing.of} has, for example on MDN."
