"""Elements and attributes that PyScript removed in 2023.11."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.templates.masking import is_masked
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.page.page_scripts import page_scripts
from pyscript_doctor.project.urls.reference import ReferenceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.page.page import Page

# What replaced them.
ELEMENTS = {
    "py-env": "Put packages and files into a `<py-config>`.",
    "py-repl": 'Use an editor: `<script type="py-editor">`.',
    "py-tutor": 'Use an editor: `<script type="py-editor">`.',
    "py-button": 'Use a `<button py-click="name_of_a_function">`.',
    "py-inputbox": "Use an `<input>`, and read its `value`.",
    "py-title": "Use an `<h1>`.",
    "py-box": "Use a `<div>` with CSS.",
    "py-list": "Make the list in Python, with `pyscript.web`.",
    "py-loader": "Hide your loading message when the event `py:ready` comes.",
    "py-splashscreen": "Hide your loading message when the event `py:ready` comes.",
    "py-register-widget": "Write a custom element in JavaScript.",
    "py-mount": 'Find the element: `document.getElementById("id")`.',
    "py-terminal": 'Use the attribute `terminal`: `<script type="py" worker terminal>`.',
}
ATTRIBUTE = lazy_pattern(r"pys-on\w+$|py-mount$")
DEFINED = lazy_pattern(r"""customElements\s*\.\s*define\s*\(\s*["'`]([\w-]+)["'`]""")


def legacy_places(page: Page) -> Iterator[tuple[Span, str, str]]:
    """Each such element and attribute: the place of its name, the name, and what replaced it."""
    defined = {name for script in page_scripts(page) for name in DEFINED.findall(script.syntax.text.value)}
    document = page.document
    attributes = [name for name in document.attribute_names if ATTRIBUTE.match(name)]
    found = {each.index: each for each in (*document.all(*ELEMENTS), *document.having(*attributes))}
    for _, element in sorted(found.items()):
        is_old = element.name in ELEMENTS and element.name not in defined and not _is_brought_along(page, element.name)
        if is_old and not (element.name == "py-terminal" and element.has("id")):  # that one may be a `target`
            yield element.name_span, f"<{element.name}>", ELEMENTS[element.name]
        for name in element.attribute_names:
            attribute = element.attribute(name) if ATTRIBUTE.match(name) else None
            if attribute and not is_masked(attribute.value.value):
                event = name.removeprefix("pys-on")
                replacement = ELEMENTS.get(name, f'Write `py-{event}="name_of_a_function"`.')
                yield attribute.name.span(), name, replacement


def _is_brought_along(page: Page, name: str) -> bool:
    """Whether the URL of a foreign script, which is not PyScript, contains the element's name: it may define it."""
    word = name.removeprefix("py-")
    return any(word in reference.url.lower() for reference in page.references if reference.kind is ReferenceKind.SCRIPT)
