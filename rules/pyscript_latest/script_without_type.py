"""Python in a script element that the browser takes for JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, UNSAFE, Finding, fix_of, rule
from pyscript_doctor.queries.edits import set_attribute
from pyscript_doctor.queries.javascript_faults import python_as_javascript

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Element, Fix, Page


@rule(severity=ERROR, faq="pyscript-latest", effect=SCRIPT_DIES)
def script_without_type(page: Page) -> Iterator[Finding]:
    """A script element holds Python or names a file of Python, but has no `type="py"`."""
    if not page.loaders:
        return
    for element in python_as_javascript(page):
        kind = element.attribute("type")
        yield Finding(
            span=kind.value.span() if kind and kind.value.value else element.name_span,
            message='this is Python, but without `type="py"` the browser reads it as JavaScript',
            label="not for PyScript",
            help='Write `type="py"`, or `type="mpy"` for MicroPython.',
            console="SyntaxError",
            fix=_fix(element),
        )


def _fix(element: Element) -> Fix | None:
    return fix_of(UNSAFE, 'Write `type="py"`', lambda: [set_attribute(element, "type", "py")])
