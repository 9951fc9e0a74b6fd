"""Names that JavaScript of the page declares and keeps to itself, though Python asks `window` for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Thread
from pyscript_doctor.knowledge.web_platform import find_global
from pyscript_doctor.parsers.javascript.records import DeclarationKind
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.program.values import JavaScriptValue, Realm
from pyscript_doctor.queries.javascript_sources import javascript_sources
from pyscript_doctor.queries.javascript_types import GlobalObject, type_of
from pyscript_doctor.queries.source_text import source_text
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.facts import Code, Place
    from pyscript_doctor.queries.page_elements import PageElements

NO_PROPERTIES = frozenset({DeclarationKind.LET, DeclarationKind.CONST, DeclarationKind.CLASS})
"""What a plain script declares in these ways is not a property of `window`."""
SETS_UNNAMED = lazy_pattern(
    r"\b(?:window|globalThis|self|top|parent)\s*\[|\b(?:assign|definePropert(?:y|ies))\s*\(\s*(?:window|globalThis|self)\b"
)
"""Code that may give `window` any name."""


class KeptName(NamedTuple):
    """A name that Python asks `window` for.

    place: where it asks. declared: the name in the JavaScript. in_module: a module declares it; else it is a `let`,
    `const` or `class` of a plain script. imported: by `from js import name`.
    """

    name: str
    place: Place
    declared: Span
    in_module: bool
    imported: bool


def kept_names(code: Code, elements: PageElements) -> Iterator[KeptName]:
    """The names that `window` certainly lacks, because a script declares them without making them global."""
    declared = _declared(elements)
    if not declared:
        return
    for use in code.uses:
        value = use.value
        name = value.path[0] if isinstance(value, JavaScriptValue) and value.path else ""
        if name not in declared or not isinstance(value, JavaScriptValue) or use.place.catches("AttributeError"):
            continue
        is_written = re.search(rf"\.\s*{re.escape(name)}\b", source_text(code, use.place.span))
        if is_written and _is_window(value._replace(path=(), given=()), code, elements):
            yield KeptName(name, use.place, *declared[name], imported=False)
    for each in code.imports:
        name = each.name or ""
        is_asked = each.module == "js" and name in declared and not each.soft
        if is_asked and _is_window(JavaScriptValue(Realm.THREAD, ()), code, elements):
            yield KeptName(name, each.place, *declared[name], imported=True)


def _is_window(value: JavaScriptValue, code: Code, elements: PageElements) -> bool:
    return type_of(value, code.runtime, elements) == GlobalObject("Window")


def _declared(elements: PageElements) -> dict[str, tuple[Span, bool]]:
    """The names that scripts keep to themselves: where each is declared, and whether a module does that."""
    if elements.has_libraries:
        return {}
    kept: dict[str, tuple[Span, bool]] = {}
    shared: set[str] = set()
    texts = []
    for source in javascript_sources(elements.page, elements.runtimes):
        if source.thread is Thread.WORKER:
            continue
        texts.append(source.syntax.text.value)
        for each in source.syntax.top_level_declarations:
            keeps = not each.is_global and (source.module or each.kind in NO_PROPERTIES)
            if keeps:
                kept.setdefault(each.name.value, (each.span, source.module))
            else:
                shared.add(each.name.value)
    if any(SETS_UNNAMED.search(text) for text in texts):
        return {}
    return {name: found for name, found in kept.items() if name not in shared and not _may_be_global(name, elements)}


def _may_be_global(name: str, elements: PageElements) -> bool:
    """Whether the browser, an element or other code may give `window` the name, or Python checks whether it exists."""
    is_known = find_global(name, "window") is not None or name in elements.names
    return is_known or elements.sets_on_an_object(name) or elements.looks_for(name)
