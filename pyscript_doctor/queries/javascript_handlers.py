"""Functions that `onclick` and similar attributes call, and that no script of the page defines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.web_platform import element_interface, find_global, interface
from pyscript_doctor.parsers.templates.masking import is_masked
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.queries import written_names
from pyscript_doctor.queries.bundling import is_bundled
from pyscript_doctor.queries.javascript_sources import javascript_sources
from pyscript_doctor.queries.missing_names import nearest_name
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.html.document import Element
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.queries.page_elements import PageElements

_HANDLER = lazy_pattern(r"on[a-z]+$")
_CALL = lazy_pattern(r"\s*(?:return\s+)?([A-Za-z_]\w*)\s*\(")
_SETS_ANY = lazy_pattern(r"\bObject\s*\.\s*(?:assign|define)|\bReflect\b|\b(?:window|globalThis|self)\s*\[")
"""How a module gives the window names without spelling them out."""
_WORDS_OF_JAVASCRIPT = frozenset(
    {"if", "for", "while", "switch", "with", "function", "async", "await", "new", "typeof"}
)


class UndefinedHandler(NamedTuple):
    """A function that an attribute calls and does not find.

    in_module: a module has it, and modules keep their names to themselves. nearest: the function that was perhaps
    meant.
    """

    span: Span
    name: str
    attribute: str
    in_module: bool
    nearest: str


def undefined_handlers(elements: PageElements, project: Project) -> Iterator[UndefinedHandler]:
    """Calls in attributes such as `onclick` of functions that nothing on the page defines."""
    page = elements.page
    handlers = [name for name in page.document.attribute_names if _HANDLER.match(name)]
    if not handlers or elements.has_libraries or not elements.is_whole or is_bundled(project):
        return
    python = [syntax.text.value for runtime in elements.runtimes for syntax in runtime.syntaxes]
    sources = tuple(javascript_sources(page, elements.runtimes))
    declarations = [each for source in sources for each in source.syntax.top_level_declarations]
    of_window = frozenset(each.name.value for each in declarations if each.is_global)
    for element in page.document.having(*handlers):
        for name in element.attribute_names:
            attribute = element.attribute(name) if _HANDLER.match(name) else None
            called = _CALL.match(attribute.value.value) if attribute else None
            if attribute is None or called is None or is_masked(attribute.value.value):
                continue
            function = called[1]
            if _may_be_there(function, element, elements) or any(written_names.says(text, function) for text in python):
                continue
            mentioning = [each for each in sources if written_names.says(each.syntax.text.value, function)]
            declared = {d.name.value for each in mentioning for d in each.syntax.top_level_declarations}
            hidden = all(each.module and not _SETS_ANY.search(each.syntax.text.value) for each in mentioning)
            in_module = function in declared and hidden
            if mentioning and (not in_module or function in of_window):
                continue
            nearest = "" if in_module else nearest_name(function, elements.globals_of_code)
            yield UndefinedHandler(attribute.value.span(*called.span(1)), function, name, in_module, nearest)


def _may_be_there(name: str, element: Element, elements: PageElements) -> bool:
    """Whether the browser has the name: on the window, or on the document, the element or the form around it."""
    if name in _WORDS_OF_JAVASCRIPT or name in elements.names or find_global(name, "window") is not None:
        return True
    holders = ("Document", "HTMLFormElement", element_interface(element.name))
    return any(name in interface(each).names for each in holders)
