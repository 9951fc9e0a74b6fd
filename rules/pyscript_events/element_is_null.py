"""Elements that Python uses and that are not on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, WARNING, Finding, Related, rule
from pyscript_doctor.queries.edits import respelling
from pyscript_doctor.queries.null_uses import hides_what_is_set, null_uses
from pyscript_doctor.queries.page_elements import page_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Fix, Project
    from pyscript_doctor.queries.null_uses import NullUse
    from pyscript_doctor.queries.page_elements import PageElements


@rule(severity=ERROR, guide="dom/", effect=ACTION_FAILS)
def element_is_null(code: Code, project: Project) -> Iterator[Finding]:
    """Python uses an element that is not on the page."""
    page = code.runtime.page
    elements = page_elements(page, project.runtimes_of(page))
    for use in null_uses(code, elements):
        yield _finding(use, code, elements)


def _finding(use: NullUse, code: Code, elements: PageElements) -> Finding:
    silent = use.assigned and hides_what_is_set(code.runtime)
    consequence = f"so setting `{use.name}` shows nothing" if silent else f"so `.{use.name}` fails"
    return Finding(
        span=use.span,
        message=f"{_reason(use)}, {consequence}",
        label="not on the page",
        related=(Related(use.used_at, f"`{use.name}` is used here"),),
        help=_help(use, elements),
        console="" if silent else f"has no attribute '{use.name}'",
        severity=WARNING if silent else ERROR,
        unless="" if use.certain else "another template makes the element",
        fix=_fix(use, code, elements),
    )


def _reason(use: NullUse) -> str:
    if use.with_hash:
        return f"`getElementById` takes an id without `#`, and gets `{use.selector}`"
    if use.id:
        return f"no element of the page has the id `{use.id}`"
    return f"nothing on the page matches `{use.selector}`"


def _fix(use: NullUse, code: Code, elements: PageElements) -> Fix | None:
    """Write the id that the page has."""
    meant = _meant(use, elements)
    written = use.selector if use.with_hash else use.id
    return respelling(code.runtime.page.resolver.reader, use.span, written, meant, certain=meant == use.id)


def _meant(use: NullUse, elements: PageElements) -> str:
    """The id of the page that was probably meant, "" if there is none."""
    return use.id if use.id in elements.ids else elements.likely_meant(use.id)


def _help(use: NullUse, elements: PageElements) -> str:
    if not use.id:
        is_id = use.selector in elements.ids
        return f"Write `#{use.selector}` for an id." if is_id else "Correct it, or add what it finds to the page."
    meant = _meant(use, elements)
    if use.with_hash:
        own = meant or use.id
        return f'Leave out the `#`: `getElementById("{own}")`. Only selectors, as in `querySelector`, have one.'
    if meant:
        return f"The page has an element with the id `{meant}`. Write this id."
    return f'Correct the id, or add an element with `id="{use.id}"` to the page.'
