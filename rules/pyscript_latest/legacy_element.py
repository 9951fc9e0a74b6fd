"""Elements and attributes that PyScript removed in 2023.11."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, Finding, rule
from pyscript_doctor.queries.legacy_elements import legacy_places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page


@rule(severity=ERROR, faq="pyscript-latest", effect=ACTION_FAILS)
def legacy_element(page: Page) -> Iterator[Finding]:
    """The page has an element or attribute that PyScript removed in 2023.11, such as `<py-env>` or `pys-onclick`."""
    if not page.loaders:
        return
    for span, name, replacement in legacy_places(page):
        yield Finding(
            span=span,
            message=f"`{name}` was removed in PyScript 2023.11, so it does nothing",
            label="removed",
            help=replacement,
        )
