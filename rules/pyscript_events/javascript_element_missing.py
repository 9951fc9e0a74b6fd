"""Elements that JavaScript uses and that are not on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, WARNING, Finding, Related, rule
from pyscript_doctor.queries.edits import respelling
from pyscript_doctor.queries.javascript_elements import asks_for_elements, missed_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Project
    from pyscript_doctor.queries.javascript_null_uses import NullInJavaScript


@rule(severity=WARNING, guide="dom/", effect=ACTION_FAILS, matters=asks_for_elements)
def javascript_element_missing(project: Project) -> Iterator[Finding]:
    """JavaScript uses an element that is not on the page, or not there yet."""
    if not any(map(asks_for_elements, project.readings.values())):
        return
    from pyscript_doctor.queries.javascript_null_uses import null_in_javascript

    told = set[tuple[str, int]]()  # where the ids end: one of the two queries counts the `#` of a selector in
    for null in null_in_javascript(project):
        told.add((null.span.path, null.span.end))
        yield _later(null) if null.later is not None else _missing(null, project)
    for asked in missed_elements(project):
        if (asked.span.path, asked.span.end) in told:
            continue
        yield Finding(
            span=asked.span,
            message=f"no element of the page has the id `{asked.identifier}`, so this is null and the next step fails",
            label="not on the page",
            help=f"Did you mean `{asked.meant}`?",
            console="of null",
            fix=respelling(project.reader, asked.span, asked.identifier, asked.meant),
        )


def _later(null: NullInJavaScript) -> Finding:
    related = () if null.later is None else (Related(null.later.span, "the element is here"),)
    return Finding(
        span=null.span,
        message=f"this script runs before the browser reads the element `{null.selector}`, so this is null and "
        f"`.{null.name}` fails",
        label="not there yet",
        help="Move the script after the element, for example to the end of the body, or make it a module: "
        '`<script type="module">`.',
        related=related,
        console="of null",
        severity=ERROR,
    )


def _missing(null: NullInJavaScript, project: Project) -> Finding:
    is_tag = null.selector.isidentifier() and null.meant[:1] in ("#", ".")
    if is_tag:
        return _without_sign(null, project)
    identifier = null.selector.removeprefix("#")
    return Finding(
        span=null.span,
        message=f"no element of the page has the id `{identifier}`, so this is null and the next step fails",
        label="not on the page",
        help=f"Did you mean `{null.meant}`?" if null.meant else f'Give an element of the page `id="{identifier}"`.',
        console="of null",
        fix=respelling(project.reader, null.span, null.selector, null.meant),
    )


def _without_sign(null: NullInJavaScript, project: Project) -> Finding:
    return Finding(
        span=null.span,
        message=f"`querySelector` looks for a tag `<{null.selector}>` here, and the page has none, so this is null and "
        f"`.{null.name}` fails",
        label="no such tag",
        help=f"Write `{null.meant}`: the id of an element has a `#` before it here, and a class has a `.`.",
        console="of null",
        severity=ERROR,
        fix=respelling(project.reader, null.span, null.selector, null.meant),
    )
