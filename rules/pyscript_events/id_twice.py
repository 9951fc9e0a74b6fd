"""Two elements with one id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, WARNING, Finding, Related, rule
from pyscript_doctor.queries.page_elements import page_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page, Project


@rule(severity=WARNING, guide="dom/", effect=ACTION_FAILS)
def id_twice(page: Page, project: Project) -> Iterator[Finding]:
    """Code asks for an element by an id that two elements of the page have."""
    elements = page_elements(page, project.runtimes_of(page))
    for identifier, (first, second) in elements.repeated_ids().items():
        attribute, other = second.attribute("id"), first.attribute("id")
        if attribute is None or other is None or not elements.is_asked_for(identifier):
            continue
        yield Finding(
            span=attribute.value.span(),
            message=f"another element has the id `{identifier}` too, so code that looks for it never finds this one",
            label="the same id",
            help="Give each element an id of its own, or use a `class` for what several elements share.",
            related=(Related(other.value.span(), "code gets this element"),),
        )
