"""Elements that JavaScript uses and that are not on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, WARNING, Finding, rule
from pyscript_doctor.queries.edits import respelling
from pyscript_doctor.queries.javascript_elements import asks_for_elements, missed_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Project


@rule(severity=WARNING, guide="dom/", effect=ACTION_FAILS, matters=asks_for_elements)
def javascript_element_missing(project: Project) -> Iterator[Finding]:
    """JavaScript uses an element by an id that the page does not have, but nearly."""
    for asked in missed_elements(project):
        yield Finding(
            span=asked.span,
            message=f"no element of the page has the id `{asked.identifier}`, so this is null and the next step fails",
            label="not on the page",
            help=f"Did you mean `{asked.meant}`?",
            console="of null",
            fix=respelling(project.reader, asked.span, asked.identifier, asked.meant),
        )
