"""Scripts that a browser refuses: JavaScript that cannot be read, and Python that is taken for JavaScript."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.javascript.records import DeclarationKind
from pyscript_doctor.parsers.python.dedent import dedent
from pyscript_doctor.parsers.python.parsing import parse_python
from pyscript_doctor.parsers.python.syntax import Syntax
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.page.page_scripts import CLASSIC, page_scripts
from pyscript_doctor.queries.bundling import is_bundled
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.html.document import Element
    from pyscript_doctor.parsers.javascript.records import JsDeclaration
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.page.page_scripts import PageScript
    from pyscript_doctor.project.project import Project

LEXICAL = frozenset({DeclarationKind.LET, DeclarationKind.CONST, DeclarationKind.CLASS})
"""Declarations of a name that nothing else may declare."""
OTHER_LANGUAGES = (".ts", ".tsx", ".jsx", ".vue", ".svelte")
PYTHON_FILE = lazy_pattern(r"\.pyw?(?:[?#].*)?$", re.IGNORECASE)
PYTHON_SIGN = lazy_pattern(r"^[ \t]*(?:(?:from|import)[ \t]+[\w.]+|(?:async[ \t]+)?def[ \t]+\w+|print\()", re.MULTILINE)
MARKUP = lazy_pattern(r"(?:return|=>|[(=?:,])\s*(?:\(\s*)?<[A-Za-z>]")
"""JSX, which a build tool or Babel reads."""


def refused_scripts(page: Page, project: Project) -> Iterator[tuple[PageScript, Span]]:
    """The scripts of a page that no browser can read, with the first place where reading fails."""
    faults = [(script, fault) for script in page_scripts(page) if (fault := script.syntax.syntax_error)]
    if not faults or is_bundled(project):
        return
    python = {element.index for element in python_as_javascript(page)}
    modules = {module.source.path for each in project.runtimes_of(page) for module in each.javascript_modules}
    for script, fault in faults:
        is_python = script.element is not None and script.element.index in python
        if is_python or script.path in modules or script.path.lower().endswith(OTHER_LANGUAGES):
            continue
        if not MARKUP.search(script.syntax.text.value):
            yield script, fault


def python_as_javascript(page: Page) -> Iterator[Element]:
    """The script elements without a type of PyScript that hold Python, or name a Python file."""
    for element in page.document.all("script"):
        kind = (element.get("type") or "").strip().lower()
        if kind in CLASSIC or kind == "module":
            source = element.get("src")
            if PYTHON_FILE.search(source.strip()) if source is not None else _holds_python(element, page):
                yield element


def _holds_python(element: Element, page: Page) -> bool:
    text = element.text
    if not PYTHON_SIGN.search(text.value):
        return False
    if page.resolver.reader.inline_javascript(text).syntax_error is None:
        return False
    return isinstance(parse_python(dedent(text)), Syntax)


class Repeated(NamedTuple):
    """A name that a script declares although an earlier one did. earlier: where."""

    script: PageScript
    name: str
    span: Span
    earlier: Span


def repeated_declarations(page: Page, project: Project) -> Iterator[Repeated]:
    """`let total` in two classic scripts: they share their names, and the browser refuses the whole second one."""
    if page.built or page.fragment or is_bundled(project):
        return
    declared: dict[str, JsDeclaration] = {}
    for script in page_scripts(page):
        if script.module or script.element is None or script.element.has("nomodule") or script.syntax.syntax_error:
            continue
        own = [each for each in script.syntax.top_level_declarations if not each.is_global]
        for each in own:
            earlier = declared.get(each.name.value)
            if earlier is not None and (each.kind in LEXICAL or earlier.kind in LEXICAL):
                yield Repeated(script, each.name.value, each.span, earlier.span)
                break
        else:
            declared |= {each.name.value: each for each in own}
