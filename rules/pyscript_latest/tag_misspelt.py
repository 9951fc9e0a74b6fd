"""Tags that are one slip away from PyScript's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, UNSAFE, Finding, fix_of, rule
from pyscript_doctor.queries.edits import rename_element
from pyscript_doctor.queries.misspelt_tags import misspelt_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Element, Fix, Page


@rule(severity=ERROR, faq="pyscript-latest", effect=SCRIPT_DIES)
def tag_misspelt(page: Page) -> Iterator[Finding]:
    """A tag is not quite one of PyScript's, such as `<py-scipt>`, so PyScript ignores it."""
    if not page.loaders:
        return
    for element, meant in misspelt_tags(page):
        what = "its settings are not read" if meant.endswith("config") else "its Python never runs"
        yield Finding(
            span=element.name_span,
            message=f"PyScript does not know the tag `<{element.name}>`, so {what}",
            label="only text",
            help=f"Write `<{meant}>`, and `</{meant}>` at its end.",
            fix=_fix(element, meant),
        )


def _fix(element: Element, meant: str) -> Fix | None:
    return fix_of(UNSAFE, f"Write `<{meant}>`", lambda: rename_element(element, meant))
