"""Attributes that are one slip away from those that PyScript reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import SCRIPT_DIES, UNSAFE, WARNING, Finding, fix_of, rule
from pyscript_doctor.queries.edits import rename_attribute
from pyscript_doctor.queries.misspelt_tags import (
    misspelt_attributes,
    python_scripts,
    repeated_attributes,
    without_equals,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Element, Fix, Page

WITHOUT = {
    "src": "the file is never read",
    "worker": "the script runs on the main thread",
    "config": "the config is never read",
    "terminal": "there is no terminal",
    "target": "the output goes elsewhere",
    "type": "the browser reads the script as JavaScript",
}


@rule(severity=WARNING, faq="pyscript-latest", effect=SCRIPT_DIES)
def attribute_misspelt(page: Page) -> Iterator[Finding]:
    """A tag of PyScript has an attribute that PyScript does not read, such as `workers` or `scr`."""
    if not page.loaders:
        return
    for element in python_scripts(page):
        for attribute, meant in misspelt_attributes(element):
            name = attribute.name.value
            yield Finding(
                span=attribute.name.span(),
                message=f"PyScript has no attribute `{name}`, so {WITHOUT.get(meant, 'it does nothing')}",
                label="does nothing",
                help=f"Write `{meant}`.",
                fix=_fix(element, name.lower(), meant),
            )
        for attribute, meant in without_equals(element):
            yield Finding(
                span=attribute.name.span(),
                message=f"`{meant}` has no `=`, so {WITHOUT.get(meant, 'it does nothing')}",
                label="does nothing",
                help=f'Write `{meant}="..."`.',
            )
        for span, name in repeated_attributes(element):
            yield Finding(
                span=span,
                message=f"this tag has `{name}` more than once, and the browser ignores all but the first",
                label="does nothing",
                help=f"Leave out one of them, or write another name here: perhaps you mean `{_other(name)}`.",
            )


def _other(name: str) -> str:
    """What is most often meant by the second of two attributes with the same name."""
    return "config" if name == "src" else "src"


def _fix(element: Element, name: str, meant: str) -> Fix | None:
    return fix_of(UNSAFE, f"Write `{meant}`", lambda: [rename_attribute(element, name, meant)])
