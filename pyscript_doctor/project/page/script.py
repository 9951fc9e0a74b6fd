"""The Python that a page's elements run."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Interpreter
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.project.urls.reference import ReferenceKind
from pyscript_doctor.records import NamedTuple, compared_by_identity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.html.document import Attribute, Document, Element
    from pyscript_doctor.parsers.python.parsing import SyntaxFault
    from pyscript_doctor.parsers.python.syntax import Syntax
    from pyscript_doctor.parsers.text import Span, Text
    from pyscript_doctor.project.urls.reference import Reference
    from pyscript_doctor.project.urls.resolver import UrlResolver


class ScriptKind(str, Enum):
    """How the page holds a piece of Python. ELEMENT: `<py-script>`. BARE: run by an interpreter without PyScript.

    FILE: what code starts in a worker.
    """

    SCRIPT = "script"
    ELEMENT = "element"
    BARE = "bare"
    EDITOR = "editor"
    GAME = "game"
    FILE = "file"

    __str__ = str.__str__


TYPES = {
    "py": (Interpreter.PYODIDE, ScriptKind.SCRIPT),
    "mpy": (Interpreter.MICROPYTHON, ScriptKind.SCRIPT),
    "pyodide": (Interpreter.PYODIDE, ScriptKind.BARE),
    "micropython": (Interpreter.MICROPYTHON, ScriptKind.BARE),
    "py-editor": (Interpreter.PYODIDE, ScriptKind.EDITOR),
    "mpy-editor": (Interpreter.MICROPYTHON, ScriptKind.EDITOR),
    "py-game": (Interpreter.PYODIDE, ScriptKind.GAME),
}
ELEMENTS = {"py-script": Interpreter.PYODIDE, "mpy-script": Interpreter.MICROPYTHON}
# If a page has more scripts, the others are not judged. Python in tags that are inside one another is read again and
# again; this is how much of it is read, besides twice the length of the page.
MOST_SCRIPTS = 250
LEAST_INLINE = 100_000

SYNCHRONOUS = lazy_pattern(r"(?:false|0|no)$", re.IGNORECASE)


@compared_by_identity
class Script(NamedTuple):
    """One piece of Python that PyScript runs.

    span: its tag's name, or the URL that names it. reference: its `src`. text: its Python, dedented; Unknown if we do
    not have it.
    """

    kind: ScriptKind
    interpreter: Interpreter
    span: Span
    element: Element | None
    reference: Reference | None
    text: Text | Unknown
    syntax: Syntax | SyntaxFault | Unknown

    def attribute(self, name: str) -> Attribute | None:
        """An attribute of its element."""
        return self.element.attribute(name) if self.element else None

    def has(self, name: str) -> bool:
        """Whether its element has an attribute."""
        return self.attribute(name) is not None

    @property
    def in_worker(self) -> bool:
        """Whether its element asks for a worker."""
        return self.kind is ScriptKind.EDITOR or self.has("worker")


def scripts_of(document: Document, resolver: UrlResolver) -> tuple[Script, ...]:
    """The scripts of a page, in order."""
    return resolver.reader.once_complete((scripts_of, document, resolver), lambda: _scripts_of(document, resolver))


def _scripts_of(document: Document, resolver: UrlResolver) -> tuple[Script, ...]:
    path = document.text.path
    found: list[Script] = []
    left = 2 * len(document.text) + LEAST_INLINE
    for element, interpreter, kind in script_elements(document):
        left -= element.content_end - element.tag_range[1]
        if len(found) >= MOST_SCRIPTS:
            resolver.reader.leave_out(path, f"has more than {MOST_SCRIPTS} Python scripts; the others were not checked")
            break
        if left < 0:
            resolver.reader.leave_out(path, "has too many Python tags inside of others; the others were not checked")
            break
        found.append(_script(element, document, interpreter, kind, resolver))
    return tuple(found)


def script_elements(document: Document) -> Iterator[tuple[Element, Interpreter, ScriptKind]]:
    """The elements that hold or name Python."""
    for element in document.all("script", *ELEMENTS):
        if element.name == "script":
            known = TYPES.get((element.get("type") or "").lower())
        else:
            known = (ELEMENTS[element.name], ScriptKind.ELEMENT)
        if known:
            yield element, *known


def _script(
    element: Element, document: Document, interpreter: Interpreter, kind: ScriptKind, resolver: UrlResolver
) -> Script:
    source = element.attribute("src")
    if source is not None and (source.value.value.strip() or kind is ScriptKind.ELEMENT):
        reference = resolver.reference(ReferenceKind.PYTHON, source.value)
        return file_script(reference, interpreter, kind, element.name_span, resolver, element)
    text = _inline(element, document)
    syntax = text if isinstance(text, Unknown) else resolver.reader.inline_python(text)
    return Script(kind, interpreter, element.name_span, element, None, text, syntax)


def _inline(element: Element, document: Document) -> Text | Unknown:
    """The Python in an element. For a `<py-script>` with child elements it is what the browser writes out again."""
    from pyscript_doctor.parsers.html.serialization import inner_html
    from pyscript_doctor.parsers.python.dedent import dedent
    from pyscript_doctor.parsers.templates.masking import is_masked

    text = inner_html(document, element) if element.name != "script" and element.children else element.text
    return Unknown("Python in a template") if is_masked(text.value) else dedent(text)


def file_script(
    reference: Reference,
    interpreter: Interpreter,
    kind: ScriptKind,
    span: Span,
    resolver: UrlResolver,
    element: Element | None = None,
) -> Script:
    """A script whose Python is in a file."""
    path = reference.path
    if path is None:
        gone = Unknown("Python that is not in the project")
        return Script(kind, interpreter, span, element, reference, gone, gone)
    reader = resolver.reader
    return Script(kind, interpreter, span, element, reference, reader.text(path), reader.python(path))
