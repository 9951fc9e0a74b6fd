"""Scripts for PyScript in a `<template>` and other elements, where nothing runs."""

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
ELSEWHERE = ("template", "svg", "math", "noscript", "textarea")
DRAWINGS = frozenset({"svg", "math", "foreignobject"})
SCRIPT_IN_TEXT = lazy_pattern(r"<script\s[^>]{0,1000}\btype\s*=\s*[\"']?m?py\b", re.IGNORECASE)
USES_TEMPLATES = lazy_pattern(r"template|\.content\b|cloneNode|importNode", re.IGNORECASE)
PLAIN = frozenset({"id", "class", "hidden"})
"""Any other attribute may be a library's, which makes the template's content appear."""


@rule(severity=ERROR, faq="pyscript-latest", effect=SCRIPT_DIES, mentions=ELSEWHERE)
def script_in_template(page: Page, project: Project) -> Iterator[Finding]:
    """A script for PyScript is in an element in which PyScript does not run it, such as a `<template>`."""
    if not page.loaders:
        return
    yield from _in_drawings(page)
    yield from _in_text(page)
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


def _in_drawings(page: Page) -> Iterator[Finding]:
    """Scripts in `<svg>` and `<math>` are elements of another kind, which PyScript cannot start."""
    for element in page.document.all("script"):
        around = next((each for each in page.document.ancestors(element) if each.name in DRAWINGS), None)
        is_drawn = around is not None and around.name != "foreignobject" and not element.has("worker")
        if around is not None and is_drawn and _is_for_pyscript(element):
            yield Finding(
                span=element.name_span,
                message=f"this script is in `<{around.name}>`, where PyScript cannot start it, and it stops there",
                label="PyScript stops here",
                help=f"Move it out of the `<{around.name}>`, for example to the end of the `<body>`.",
                related=(Related(around.name_span, "the element"),),
                console="Cannot read properties of undefined (reading 'resolve')",
            )


def _in_text(page: Page) -> Iterator[Finding]:
    """What a browser reads as the text of an element, such as `<noscript>`, is not a script."""
    runs_others = any(map(_is_for_pyscript, page.document.all("script", *ELEMENTS)))
    for element in page.document.all("noscript", "textarea"):
        is_text = element.name == "textarea"
        found = SCRIPT_IN_TEXT.search(element.text.value)
        if found is None or (is_text and runs_others):
            continue
        yield Finding(
            span=element.text.span(found.start() + 1, found.start() + 7),
            message=f"this script is in `<{element.name}>`, which holds text for the browser, so it never runs",
            label="never runs",
            help=f"Move it out of the `<{element.name}>`, for example to the end of the `<body>`.",
            related=(Related(element.name_span, "the element"),),
            severity=WARNING if is_text else ERROR,
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
