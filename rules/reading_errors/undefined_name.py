"""Names that nothing defines."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from pyscript_doctor import (
    SCRIPT_DIES,
    UNSAFE,
    WARNING,
    Finding,
    RuntimeKind,
    Unknown,
    fix_of,
    known,
    lazy_pattern,
    rule,
)
from pyscript_doctor.queries.edits import given_import, given_module, replaced, respelling
from pyscript_doctor.queries.legacy_names import LEGACY_GLOBALS
from pyscript_doctor.queries.name_reads import name_reads
from pyscript_doctor.queries.pages import page_scripts
from pyscript_doctor.queries.pyscript_api import BUILTINS, STAR_NAMES
from pyscript_doctor.queries.python_faults import evaluates_annotations
from pyscript_doctor.queries.python_sources import Syntax, imported_names, self_that_has, set_in_its_function
from pyscript_doctor.queries.spelling import closest
from pyscript_doctor.queries.star_imports import names_of_stars

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Edit, Fix, Runtime
    from pyscript_doctor.queries.python_sources import NameUse, UndefinedName

# Measured: what PyScript leaves in the namespace of a script, from 2024.1.1 to 2026.7.3.
OF_PYSCRIPT = frozenset({"_pyodide_core"})
# What the script of a terminal gets, on either thread; its modules do not.
OF_TERMINALS = frozenset({"__terminal__"})
# What a module has, and a script has not, even if its file is its own. Measured on both interpreters and threads.
OF_FILES = "__file__"
ASKED_FILE = lazy_pattern(r"""['"]__file__['"]""")
# MicroPython's compiler knows it without an import where a name gets a constant: `SIZE = const(15)`. Measured from
# 2024.9.1 to 2026.7.3: elsewhere, and for what is not a constant, it is a name like others.
CONST = "const"
FOLDED = lazy_pattern(r"^[ \t]*\w+[ \t]*=[ \t]*const\(", re.MULTILINE)
OF_JAVASCRIPT = frozenset(
    {"console", "alert", "prompt", "confirm", "setTimeout", "setInterval", "localStorage", "navigator", "location"}
)
MOST_NAMES = 2000
"""Among more names than these nobody looks for the one that was meant."""
WITH_ATTRIBUTE = lazy_pattern(r"\w+\.\w+")
ASSIGNED = lazy_pattern(r"(?<![\w.\])])(?P<base>[\w.\])]+)\.(?P<name>\w+)\s*=(?!=)")
OF_A_WORKER = ".sync"
"""`worker.sync.log = log` gives no module a name."""
SETS_GLOBALS = lazy_pattern(r"\bglobals\s*\.\s*(?:set|get)\b|\.globals\b|runPython")


@rule(severity=WARNING, faq="reading-error-messages", effect=SCRIPT_DIES)
def undefined_name(runtime: Runtime) -> Iterator[Finding]:
    """Python reads a name that nothing defines or imports."""
    if runtime.page.excerpt:
        raise Unknown("names that an excerpt leaves out")
    scripts = [_names(script.syntax) for script in runtime.scripts]
    shared = frozenset(name for each in scripts for name in each.defined | names_of_stars(each, runtime))
    if runtime.kind is RuntimeKind.SCRIPTS and any(script.has("terminal") for script in runtime.scripts):
        shared |= OF_TERMINALS
    if runtime.kind is not RuntimeKind.SCRIPTS or any(script.has("terminal") for script in runtime.scripts):
        shared |= {OF_FILES}  # not measured there
    if any(SETS_GLOBALS.search(script.syntax.text.value) for script in page_scripts(runtime.page)):
        raise Unknown("names that JavaScript makes")
    for script in runtime.scripts:
        if isinstance(script.syntax, Syntax):
            yield from _findings(script.syntax, shared, runtime)
    for module in dict.fromkeys(code.module for code in runtime.codes):
        if module in runtime.modules:
            syntax = runtime.modules[module]
            if syntax.names.told:
                with suppress(Unknown):
                    defined = syntax.names.defined | {OF_FILES} | names_of_stars(syntax.names, runtime)
                    yield from _findings(syntax, defined, runtime)


def _names(syntax: object) -> NameUse:
    """The names that a script defines and reads; raises Unknown if it may define more than we can see."""
    known(syntax)
    if not isinstance(syntax, Syntax):
        raise Unknown("Python that cannot be parsed")
    use = syntax.names
    if not use.told:
        raise Unknown("names that code makes")
    return use


def _findings(syntax: Syntax, defined: frozenset[str], runtime: Runtime) -> Iterator[Finding]:
    names = (*syntax.names.undefined, *syntax.names.starred)
    if not names:
        return
    for each in filter(None, map(name_reads(syntax, runtime).first_that_fails, names)):
        if each.name in defined | OF_PYSCRIPT or _is_legacy(each, runtime) or _is_set_from_outside(each, runtime):
            continue
        if not runtime.is_pyodide and each.name == CONST and FOLDED.search(syntax.text.value):
            continue
        if each.name == OF_FILES and ASKED_FILE.search(syntax.text.value):
            continue
        if set_in_its_function(each, syntax):
            continue  # read-before-set speaks where it is certain
        if each.in_annotation and not evaluates_annotations(runtime):
            continue
        yield Finding(
            span=each.span,
            message=f"nothing defines or imports `{each.name}` here, so Python raises a NameError",
            label="not defined",
            help=_help(each, syntax, defined - BUILTINS),
            console=f"NameError: name '{each.name}'",
            fix=_fix(each, syntax, defined - BUILTINS, runtime),
        )


def _fix(name: UndefinedName, syntax: Syntax, defined: frozenset[str], runtime: Runtime) -> Fix | None:
    """Import the name, or write the near one."""
    written = name.name
    if written == OF_FILES:
        return None
    if written in STAR_NAMES:
        return fix_of(UNSAFE, f"Import `{written}`", lambda: given_import(syntax, ("pyscript",), written)[1])
    if written in OF_JAVASCRIPT:
        return fix_of(UNSAFE, f"Write `window.{written}`", lambda: _of_window(name, syntax))
    if written in sys.stdlib_module_names or written in {"js", "pyscript"}:
        return fix_of(UNSAFE, f"Import `{written}`", lambda: given_module(syntax, written)[1])
    return respelling(runtime.page.resolver.reader, name.span, written, _near(written, defined))


def _of_window(name: UndefinedName, syntax: Syntax) -> Iterator[Edit]:
    window, needed = given_import(syntax, ("pyscript",), "window")
    yield from needed
    yield replaced(syntax.text, name.span, f"{window}.{name.name}")


def _near(name: str, defined: frozenset[str]) -> str:
    if len(defined) > MOST_NAMES:
        return ""
    return closest(name, sorted(defined), 0.75) or ""


def _is_legacy(name: UndefinedName, runtime: Runtime) -> bool:
    """Whether legacy-api reports it: `Element`, or the `pyscript` of `pyscript.write`."""
    shown = known(runtime.page.resolver.reader.shown(name.span.path))
    dotted = WITH_ATTRIBUTE.match(shown.value, name.span.start)
    return name.name in LEGACY_GLOBALS or (dotted is not None and dotted[0] in LEGACY_GLOBALS)


def _is_set_from_outside(name: UndefinedName, runtime: Runtime) -> bool:
    """Whether anything sets an attribute with that name on what may be a module: `shop.price = 3`."""
    sources = [*runtime.modules.values(), *_sources(runtime)]
    bases = {base for source in sources for base in _assigned(source.text.value).get(name.name, ())}
    if not bases:
        return False
    imported = frozenset().union(*(imported_names(source) for source in sources))
    return any(base in imported or not (base.isidentifier() or base.endswith(OF_A_WORKER)) for base in bases)


@lru_cache(maxsize=64)
def _assigned(text: str) -> dict[str, set[str]]:
    """The attributes that a source sets, each with what it sets them on."""
    found: dict[str, set[str]] = {}
    for match in ASSIGNED.finditer(text):
        found.setdefault(match["name"], set()).add(match["base"])
    return found


def _sources(runtime: Runtime) -> Iterator[Syntax]:
    yield from (script.syntax for script in runtime.scripts if isinstance(script.syntax, Syntax))


def _help(undefined: UndefinedName, syntax: Syntax, defined: frozenset[str]) -> str:
    name = undefined.name
    if name == OF_FILES:
        return "A script has no file of its own. Leave it out: `open('data.csv')` finds what `files` brings."
    owner = self_that_has(undefined, syntax)
    if owner:
        return f"Write `{owner}.{name}`: a method reaches the names of its class through `{owner}`."
    if name in STAR_NAMES:
        return f"```python\nfrom pyscript import {name}\n```"
    if name in OF_JAVASCRIPT:
        return f"`{name}` belongs to JavaScript:\n\n```python\nfrom pyscript import window\n\nwindow.{name}\n```"
    if name in sys.stdlib_module_names or name in {"js", "pyscript"}:
        return f"```python\nimport {name}\n```"
    near = _near(name, defined)
    return f"Did you mean `{near}`?" if near else f"Import `{name}`, define it before this line, or correct its name."
