"""Names that the project's own JavaScript uses and that do not exist."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Thread
from pyscript_doctor.knowledge.web_platform import find_global, interface
from pyscript_doctor.parsers.javascript.accesses import Root
from pyscript_doctor.parsers.templates.masking import is_masked
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.queries.bundling import is_bundled
from pyscript_doctor.queries.javascript_accesses import accesses_of
from pyscript_doctor.queries.javascript_sources import javascript_sources
from pyscript_doctor.queries.javascript_types import (
    GlobalObject,
    JavaScriptObject,
    event_type,
    followed,
    instance_of,
)
from pyscript_doctor.queries.missing_names import (
    LISTS,
    Lacking,
    lacking,
    may_be_key,
    meant_name,
    nearest_name,
    standard_names,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.javascript.accesses import JavaScriptAccesses, JsAccess, Way
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.queries.javascript_sources import JavaScriptSource
    from pyscript_doctor.queries.javascript_types import JavaScriptType
    from pyscript_doctor.queries.page_elements import PageElements

OF_STORAGE = {"set": "setItem", "get": "getItem", "remove": "removeItem", "delete": "removeItem", "save": "setItem"}
"""What was perhaps meant by a function that the browser's storage does not have."""
OF_PYSCRIPT = frozenset({"PyWorker", "MPWorker"})
"""What a module must import: another rule says so."""
CONSTANTS = {"None": "null", "True": "true", "False": "false"}
OF_PYTHON = {**CONSTANTS, "len": ".length", "str": "String", "int": "parseInt"}
"""Names of Python that people write in JavaScript too."""
_OF_ARRAYS = "every filter find findIndex forEach includes indexOf map push reduce slice some sort"
OF_ARRAYS = frozenset(_OF_ARRAYS.split())
"""Methods of arrays that lists of elements do not have."""
OF_NODE = {"require": 'import ... from "..."'}
"""Functions of Node.js, and what a browser has instead."""
MOST_UNBOUND = 500
"""A source with more names that it does not bind gets them from somewhere that the doctor does not see."""
OF_EVERY_PAGE = ("document", "window", "console", "localStorage", "setTimeout", "setInterval", "fetch", "navigator")
SHORTEST = 4
"""Shorter names are similar to too many others."""
OF_OTHER_BROWSERS = frozenset(
    {
        *("ActiveXObject", "attachEvent", "clipboardData", "createTextRange", "currentStyle", "detachEvent"),
        *("documentMode", "opera", "parentWindow", "runtimeStyle", "selection", "XDomainRequest"),
    }
)
"""What browsers had in the past, and pages ask for to tell them apart."""
PRIVATE = lazy_pattern(r"[_#$]|(?:webkit|moz|ms|khtml|o)[A-Z]")
"""How names begin that belong to a library, or to one browser."""
OTHER_SCOPES = ("ServiceWorkerGlobalScope", "SharedWorkerGlobalScope", "DedicatedWorkerGlobalScope")
OTHER_LANGUAGES = (".ts", ".tsx", ".jsx", ".vue", ".svelte")


@dataclass(frozen=True, slots=True)
class MissingInJavaScript:
    """A name that is missing.

    span: of the name. of: what has no such name, for people; "" for a name without a dot before it. nearest: what was
    perhaps meant, with a dot before it if it is a property. fails: the next step fails, because the name is called, or
    something is read from it. promised: a promise lacks the name, and what it promises has it.
    """

    span: Span
    name: str
    of: str
    nearest: str
    assigned: bool
    called: bool
    fails: bool
    promised: bool


def missing_in_javascript(elements: PageElements, project: Project) -> Iterator[MissingInJavaScript]:
    """The names that are certainly missing: of the browser's objects, and those that nothing on the page defines."""
    reader = elements.page.resolver.reader
    for source in filter(is_read, javascript_sources(elements.page, elements.runtimes)):
        read = accesses_of(source.syntax.text, reader)
        unbound = {each.name.value for each in read.found if _is_unbound(each)}
        for access in read.found:
            if len(unbound) > MOST_UNBOUND and _is_unbound(access):
                continue
            found = _missing(access, source, read, elements)
            if found is not None and (found.of or not is_bundled(project)):
                yield found


def _is_unbound(access: JsAccess) -> bool:
    return not access.owner.path


def is_read(source: JavaScriptSource) -> bool:
    """Whether a source is JavaScript as the browser gets it, and not a library or a template."""
    is_plain = not source.path.lower().endswith((*OTHER_LANGUAGES, ".min.js"))
    return is_plain and source.syntax.syntax_error is None and not is_masked(source.syntax.text.value)


def _missing(
    access: JsAccess, source: JavaScriptSource, read: JavaScriptAccesses, elements: PageElements
) -> MissingInJavaScript | None:
    name = access.name.value
    if (name in read.asked and name not in CONSTANTS) or name in OF_OTHER_BROWSERS or PRIVATE.match(name):
        return None
    if _is_unbound(access):
        return _unbound(access, source, read, elements)
    owner = type_of_way(access.owner, source, elements)
    if isinstance(owner, GlobalObject) and name in _names_of_other_scopes():
        return None
    if isinstance(owner, JavaScriptObject) and owner.type.kind == "promise":
        return _of_promise(access, owner)
    found = _in_storage(access, owner) or lacking(owner, name, elements)
    if found is None or elements.javascript_adds(name, assigned=access.assigned):
        return None
    if may_be_key(found, called=access.called):
        return None
    if not found.nearest:
        found = found._replace(nearest=_through_each(access, owner))
    if not found.nearest and not _is_of_another_element(owner, name):
        return None
    if access.assigned and isinstance(owner, GlobalObject):
        return None
    return MissingInJavaScript(
        access.name.span(),
        name,
        found.of,
        meant_name(name, found.nearest),
        assigned=access.assigned,
        called=access.called,
        fails=access.called or access.stepped,
        promised=False,
    )


def _in_storage(access: JsAccess, owner: JavaScriptType) -> Lacking | None:
    """`localStorage.set(...)`: any name may be a key there, but a key is not a function."""
    is_storage = isinstance(owner, JavaScriptObject) and owner.interfaces == ("Storage",)
    name = access.name.value
    if not is_storage or name in interface("Storage").names:
        return None
    meant = next((method for start, method in OF_STORAGE.items() if name.startswith(start)), "")
    return Lacking(name, "`Storage`", meant)


def _through_each(access: JsAccess, owner: JavaScriptType) -> str:
    """What to write for `querySelectorAll("p").map(...)`: a list of elements has not what arrays or elements have."""
    if not isinstance(owner, JavaScriptObject) or not LISTS.issuperset(owner.interfaces):
        return ""
    name = access.name.value
    if access.called and name in OF_ARRAYS:
        return f"Array.from(...).{name}(...)"
    return f"for (const each of ...) each.{name}" if name in interface("HTMLElement").names else ""


def _is_of_another_element(owner: JavaScriptType, name: str) -> bool:
    """Whether an element of the page certainly lacks what another kind of element has: `getContext` of a `<div>`."""
    if not isinstance(owner, JavaScriptObject):
        return False
    kinds = [interface(each) for each in owner.interfaces]
    return all(kind.inherits("HTMLElement") for kind in kinds) and name in standard_names()


def type_of_way(way: Way, source: JavaScriptSource, elements: PageElements) -> JavaScriptType:
    """What a way leads to."""
    start: JavaScriptType
    path = way.path
    if way.root is Root.GLOBAL:
        start = GlobalObject("DedicatedWorkerGlobalScope" if source.thread is Thread.WORKER else "Window")
    elif way.root is Root.EVENT:
        start, path = event_type(path[0]), path[1:]
    else:
        start, path = instance_of(path[0]), path[1:]
    return followed(start, path, way.given, elements, primitives=True)


def _of_promise(access: JsAccess, owner: JavaScriptObject) -> MissingInJavaScript | None:
    """`fetch(...).json()`: the promise lacks what the response has."""
    name = access.name.value
    if not owner.type.parts or name in interface("Promise").names:
        return None
    promised = JavaScriptObject(owner.type.parts[0])
    holders = [interface(each) for each in promised.interfaces]
    if access.assigned or not any(name in holder.names for holder in holders):
        return None
    of = f"`{promised.interfaces[0]}`"
    return MissingInJavaScript(
        access.name.span(), name, of, name, assigned=False, called=access.called, fails=True, promised=True
    )


def _unbound(
    access: JsAccess, source: JavaScriptSource, read: JavaScriptAccesses, elements: PageElements
) -> MissingInJavaScript | None:
    """A name that no code of the page binds and no browser has, but that is almost one of those."""
    name = access.name.value
    of_python = OF_PYTHON.get(name) or OF_NODE.get(name, "")
    if name in OF_NODE and (not access.called or source.syntax.style == "umd"):
        return None
    if name in OF_PYSCRIPT or find_global(name) is not None:
        return None
    if len(name) < SHORTEST and not of_python:
        return None
    if (elements.has_libraries or not elements.is_whole) and not _is_swapped(name):
        return None
    known = _names_of_other_scopes() | elements.names
    if name in known or (not of_python and elements.is_mentioned(name, source.syntax.text)):
        return None
    nearest = of_python or nearest_name(
        name, _candidates(read.names, elements.globals_of_code, source.thread, name[0].isupper())
    )
    if not nearest:
        return None
    return MissingInJavaScript(
        access.name.span(), name, "", nearest, assigned=False, called=access.called, fails=True, promised=False
    )


def _is_swapped(name: str) -> bool:
    """Whether it has the letters of one of the names that every page uses, in another order: no library has it."""
    return name not in OF_EVERY_PAGE and any(sorted(name) == sorted(each) for each in OF_EVERY_PAGE)


@lru_cache(maxsize=20)
def _candidates(own: frozenset[str], of_code: frozenset[str], thread: Thread, capital: bool) -> frozenset[str]:
    """The names that may be meant: those of the source, of other code and of the browser that begin in the same way."""
    scope = "DedicatedWorkerGlobalScope" if thread is Thread.WORKER else "Window"
    names = own | of_code | interface(scope).names
    return frozenset(each for each in names if each[:1].isupper() is capital)


@cache
def _names_of_other_scopes() -> frozenset[str]:
    """Global names of service workers and the like: a script may run there too."""
    return frozenset().union(*(interface(each).names for each in OTHER_SCOPES))
