"""Scripts for PyScript in a `<template>`, where nothing runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, WARNING, Finding, Related, lazy_pattern, rule
from pyscript_doctor.queries.page_elements import page_elements
from pyscript_doctor.queries.pages import TYPES, javascript_sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Element, Page, Project

ELEMENTS = frozenset({"py-script", "mpy-script"})
USES_TEMPLATES = lazy_pattern(r"template|\.content\b|cloneNode|importNode", re.IGNORECASE)
PLAIN = frozenset({"id", "class", "hidden"})
"""Any other attribute may be a library's, which makes the template's content appear."""


@rule(severity=ERROR, faq="pyscript-latest", effect=SCRIPT_DIES, mentions=("template",))
def script_in_template(page: Page, project: Project) -> Iterator[Finding]:
    """A script for PyScript is in a `<template>` or a shadow root, where PyScript does not look."""
    if not page.loaders:
        return
    if "template" not in page.document.element_names:
        return
    for element in page.document.elements:
        if not element.inert or not _is_for_pyscript(element):
            continue
        template = next(each for each in page.document.ancestors(element) if each.name == "template")
        in_shadow = template.has("shadowrootmode")
        if not in_shadow and not _is_never_used(template, page, project):
            continue
        where = "a shadow root, and PyScript does not look there" if in_shadow else "a `<template>` that no code uses"
        yield Finding(
            span=element.name_span,
            message=f"this script is in {where}, so it never runs",
            label="never runs",
            help="Move it out of the `<template>`, for example to the end of the `<body>`.",
            related=(Related(template.name_span, "the template"),),
            severity=ERROR if in_shadow else WARNING,
        )


def _is_for_pyscript(element: Element) -> bool:
    return element.name in ELEMENTS or (element.name == "script" and (element.get("type") or "").lower() in TYPES)


def _is_never_used(template: Element, page: Page, project: Project) -> bool:
    """Whether no code of the page can put the content of a template on the page.

    Beside a script that runs, a template may be a place to keep what is not wanted now.
    """
    if any(map(_is_for_pyscript, page.document.all("script", *ELEMENTS))):
        return False
    if not PLAIN.issuperset(template.attribute_names):
        return False
    runtimes = project.runtimes_of(page)
    if not page_elements(page, runtimes).is_whole:
        return False
    texts = [source.syntax.text.value for source in javascript_sources(page, runtimes)]
    texts += [syntax.text.value for runtime in runtimes for syntax in runtime.syntaxes]
    return not any(USES_TEMPLATES.search(text) for text in texts)
