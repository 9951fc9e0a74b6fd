"""Names that the standard library and Python's own types do not have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor import (
    ACTION_FAILS,
    ERROR,
    SCRIPT_DIES,
    UNSAFE,
    Access,
    Finding,
    PythonName,
    Result,
    UnknownValue,
    fix_of,
    rule,
)
from pyscript_doctor.queries.assigned_attributes import assigned_attributes
from pyscript_doctor.queries.data_items import type_of_data
from pyscript_doctor.queries.edits import respelled, respelling
from pyscript_doctor.queries.given_objects import given_object
from pyscript_doctor.queries.interpreters import micropython_lacks
from pyscript_doctor.queries.javascript_types import python_type_of_browser_value
from pyscript_doctor.queries.own_modules import nearest
from pyscript_doctor.queries.page_elements import page_elements
from pyscript_doctor.queries.pyodide_names import MOVED, has_moved_names, home_of
from pyscript_doctor.queries.python_types import named, owner_names, type_of, versions_with
from pyscript_doctor.queries.source_text import owner_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import AttributeUse, Code, Effect, Fix, Place, Project, Runtime, Span
    from pyscript_doctor.queries.page_elements import PageElements

PYODIDE = "pyodide"
NOT_ASKED = frozenset({"builtins", "http.client"})
"""Modules that code adds names to, or that another rule reports whole: blocking-network-client."""
OF_PYTHON_2 = {"iteritems": "items", "itervalues": "values", "iterkeys": "keys", "has_key": "in"}
OF_JAVASCRIPT = {
    "concat": "extend",
    "endsWith": "endswith",
    "includes": "in",
    "indexOf": "index",
    "padEnd": "ljust",
    "padStart": "rjust",
    "push": "append",
    "replaceAll": "replace",
    "shift": "pop",
    "startsWith": "startswith",
    "toLowerCase": "lower",
    "toUpperCase": "upper",
    "trim": "strip",
    "trimEnd": "rstrip",
    "trimStart": "lstrip",
}
"""What Python calls the methods of JavaScript's strings and arrays."""
OF_OTHER_PYTHONS = frozenset({"ImportError", "ModuleNotFoundError", "AttributeError", "NameError"})
OF_STRINGS = frozenset({"endsWith", "padEnd", "padStart", "replaceAll", "startsWith", "toLowerCase", "toUpperCase"})
"""The methods that only JavaScript's strings have, and these arrive in Python as `str`."""
WITH_ITEMS = frozenset({"index", "keys", "isdisjoint"})
"""What can be asked with `in` has one of these: it has an order, or keys, or is a set."""
IN_OTHER_WORDS = {"in": "Write `part in whole`.", "length": "Write `len(...)` around it."}


@rule(severity=ERROR, faq="reading-error-messages", effect=SCRIPT_DIES)
def python_name_missing(code: Code, project: Project) -> Iterator[Finding]:
    """Python asks a module of the standard library, or a type such as `str`, for a name that it does not have."""
    yield from _imports(code)
    page = code.runtime.page
    elements = page_elements(page, project.runtimes_of(page))
    assigned = assigned_attributes(code.runtime)
    for use in code.attributes:
        if use.name in assigned or use.name.startswith("_"):
            continue
        if _is_for_another(use.place) or use.place.catches("AttributeError"):
            continue
        if use.of_nothing:
            yield _of_nothing(use, code.runtime)
        else:
            yield from _attribute(use, code, elements)
            yield from _of_given(use, code.runtime)


def _imports(code: Code) -> Iterator[Finding]:
    for imported in code.imports:
        name, module = imported.name, imported.module
        if name is None or name == "*" or name.startswith("_") or imported.soft or _is_for_another(imported.place):
            continue
        names = _names(module, code.runtime)
        if names is None or name in names:
            continue
        if module == PYODIDE and (home := home_of(name, code.runtime)):
            yield _of_another_module(name, home, imported.place, code.runtime)
        elif not _is_only_of_pyodide(module, name, code.runtime):
            yield _finding(
                (f"`{module}`", name),
                imported.place.span,
                (imported.place, code.runtime),
                names,
                f"cannot import name '{name}'" if code.runtime.is_pyodide else f"can't import name {name}",
            )


def _attribute(use: AttributeUse, code: Code, elements: PageElements) -> Iterator[Finding]:
    runtime = code.runtime
    kind = (
        type_of(use.base) or python_type_of_browser_value(use.base, runtime, elements) or type_of_data(use.base, code)
    )
    owner = kind or (use.base.name if isinstance(use.base, PythonName) else None)
    if owner is None:
        if _is_of_another_language(use, runtime):
            yield _of_another_language(use, runtime)
        return
    if kind is None and use.name == "mro":
        return
    names = _names(owner, runtime)
    if names is None or use.name in names or _is_only_of_pyodide(owner, use.name, runtime) or not use.settled:
        return
    if kind is None and (_looks_for(use.name, runtime) or _looks_for_others(owner, names, runtime)):
        return
    if owner == PYODIDE and (home := home_of(use.name, runtime)):
        yield _of_another_module(use.name, home, use.place, runtime)
        return
    if use.name in (owner_names(runtime, f"{owner}.{owner}") or ()):
        yield _of_its_class(owner, use, runtime)
        return
    shown = owner.removeprefix("builtins.")
    what = named(shown) if kind else f"`{shown}`"
    yield _finding((what, use.name), use.name_span, (use.place, runtime), names, f"has no attribute '{use.name}'")


def _of_nothing(use: AttributeUse, runtime: Runtime) -> Finding:
    """`names.sort().reverse()`, or `total().items()` where the function `total` has no `return`."""
    owner = owner_of(runtime.page.resolver.reader, use.name_span)
    return Finding(
        span=use.name_span,
        message=f"{f'`{owner}`' if owner else 'this'} is None, and None has no `{use.name}`",
        label="None has no names",
        help="The function that was called here returns nothing: it has no `return`, or changes something in place.",
        console=f"'NoneType' object has no attribute '{use.name}'",
        effect=_effect(use.place),
    )


def _of_its_class(module: str, use: AttributeUse, runtime: Runtime) -> Finding:
    """`import datetime` and then `datetime.now()`: the class in the module has the name of the module."""
    reader, meant = runtime.page.resolver.reader, f"{module}.{use.name}"
    return Finding(
        span=use.name_span,
        message=f"the module `{module}` has no `{use.name}`, but its class `{module}.{module}` has it",
        label="not in the module",
        help=f"Write `{module}.{meant}`. Or import the class: `from {module} import {module}`.",
        console=f"has no attribute '{use.name}'",
        effect=_effect(use.place),
        fix=fix_of(UNSAFE, f"Write `{module}.{meant}`", lambda: [respelled(reader, use.name_span, use.name, meant)]),
    )


def _of_another_module(name: str, home: str, place: Place, runtime: Runtime) -> Finding:
    """`from pyodide import pyfetch`: it is in `pyodide.http`."""
    return Finding(
        span=place.span,
        message=f"`{name}` is in `{home}`, not in `{PYODIDE}`",
        label="not there",
        help=f"Write `from {home} import {name}`.",
        console=name,
        effect=_effect(place),
    )


def _of_given(use: AttributeUse, runtime: Runtime) -> Iterator[Finding]:
    """`response.status_code` of what `fetch` gave."""
    found = given_object(use.base, runtime)
    if found is None or use.name in found.names or _looks_for(use.name, runtime) or not use.settled:
        return
    near = found.instead.get(use.name) or nearest(use.name, found.names)
    yield Finding(
        span=use.name_span,
        message=f"what `{found.made_by}` gives has no `{use.name}`",
        label="not there",
        help=f"Write `{near}`." if near else f"It has {', '.join(f'`{each}`' for each in _public(found.names)[:6])}.",
        console=use.name,
        effect=_effect(use.place),
    )


def _is_for_another(place: Place) -> bool:
    """Whether a place is in a handler for a Python that lacks something, which has the old name instead."""
    return not place.handled.isdisjoint(OF_OTHER_PYTHONS)


def _looks_for_others(module: str, names: frozenset[str], runtime: Runtime) -> bool:
    """Whether Python looks first for another name of the module that is not there: names often come together.

    Or it sets names of the module that no string says: `setattr(math, name, value)`, `vars(math).update(names)`.
    """
    texts = [syntax.text.value for syntax in runtime.syntaxes]
    top = re.escape(module.rpartition(".")[2])
    called = "|".join({top, *(each[1] for text in texts for each in re.finditer(rf"\b{top}\s+as\s+(\w+)", text))})
    looks = re.compile(
        rf"\bhasattr\s*\(\s*_?(?:{called})\s*,\s*([\"'])(\w+)\1|\bsetattr\s*\(\s*_?(?:{called})\s*,\s*\w"
        rf"|\bvars\s*\(\s*(?:{called})\s*\)|\b(?:{called})\s*\.\s*__dict__\b"
    )
    found = (match for text in texts for match in looks.finditer(text))
    return any(match[2] not in names for match in found)


def _looks_for(name: str, runtime: Runtime) -> bool:
    """Whether Python looks somewhere whether something has the name, or sets it: `HAS_LINK = hasattr(os, "link")`."""
    looks = re.compile(rf"\b(?:has|get|set)attr\s*\(\s*[\w.]+\s*,\s*([\"']){re.escape(name)}\1")
    return any(looks.search(syntax.text.value) for syntax in runtime.syntaxes)


def _names(owner: str, runtime: Runtime) -> frozenset[str] | None:
    top = owner.partition(".")[0]
    if owner in NOT_ASKED or runtime.has_local_module(top):
        return None
    if owner == PYODIDE and has_moved_names(runtime):
        return None
    names = owner_names(runtime, owner)
    # create-proxy-import reports the names that moved.
    return names | MOVED.keys() if names and owner == PYODIDE else names


def _is_only_of_pyodide(owner: str, name: str, runtime: Runtime) -> bool:
    """Whether Python has the name and MicroPython lacks it: the rule mpy-missing-name reports that."""
    if runtime.is_pyodide:
        return False
    lacks = any(name in micropython_lacks(version, owner) for version in runtime.versions)
    return lacks or bool(versions_with(owner, name))


def _is_of_another_language(use: AttributeUse, runtime: Runtime) -> bool:
    """Whether the method of something that the doctor does not know is likely one of Python 2 or of JavaScript."""
    known = use.name in OF_PYTHON_2 or use.name in OF_STRINGS
    unknown = isinstance(use.base, (UnknownValue, Result))
    return known and unknown and use.access is Access.CALLED and not _defines(runtime, use.name)


def _defines(runtime: Runtime, name: str) -> bool:
    return any(function.rpartition(".")[2] == name for code in runtime.codes for function in code.functions)


def _of_another_language(use: AttributeUse, runtime: Runtime) -> Finding:
    """A method that dictionaries had in Python 2, or that strings have in JavaScript."""
    is_of_python = use.name in OF_PYTHON_2
    instead = OF_PYTHON_2[use.name] if is_of_python else OF_JAVASCRIPT[use.name]
    return Finding(
        span=use.name_span,
        message=f"the dictionaries of Python 3 have no `{use.name}`"
        if is_of_python
        else f"the strings of Python have no `{use.name}`",
        label="of Python 2" if is_of_python else "of JavaScript",
        help="Write `key in dictionary`." if instead == "in" else f"Write `.{instead}()`.",
        console=f"has no attribute '{use.name}'",
        unless=f"this is an object of a library with a method `{use.name}`",
        effect=_effect(use.place),
        fix=respelling(runtime.page.resolver.reader, use.name_span, use.name, "" if instead == "in" else instead),
    )


def _public(names: frozenset[str]) -> list[str]:
    return sorted(name for name in names if not name.startswith("_"))


def _finding(
    what: tuple[str, str], span: Span, where: tuple[Place, Runtime], names: frozenset[str], console: str
) -> Finding:
    owner, name = what
    place, runtime = where
    near = _meant(name, names)
    return Finding(
        span=span,
        message=f"{owner} has no `{name}`",
        label="not there",
        help=IN_OTHER_WORDS.get(near or name)
        or (f"Did you mean `{near}`?" if near else f"Write a name that {owner} has."),
        console=console,
        effect=_effect(place),
        fix=_fix(name, near or "", span, runtime),
    )


def _meant(name: str, names: frozenset[str]) -> str | None:
    for others in (OF_PYTHON_2, OF_JAVASCRIPT):
        meant = others.get(name)
        if meant in names or (meant == "in" and names & WITH_ITEMS):
            return meant
    return nearest(name, names)


def _fix(name: str, near: str, span: Span, runtime: Runtime) -> Fix | None:
    """Write the near name: that of Python 3, or one in other capital letters, is certainly meant."""
    if near == "in":
        return None  # `key in dictionary` is written in another order
    certain = OF_PYTHON_2.get(name) == near or name.lower() == near.lower()
    return respelling(runtime.page.resolver.reader, span, name, near, certain=certain)


def _effect(place: Place) -> Effect:
    return SCRIPT_DIES if place.at_load else ACTION_FAILS
