"""The JavaScript that belongs to a page itself."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from pyscript_doctor.project.page.release import is_vendored
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.project.urls.reference import Base, ReferenceKind, folder_of
from pyscript_doctor.records import NamedTuple, compared_by_identity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.html.document import Element
    from pyscript_doctor.parsers.javascript.records import JavaScriptSyntax
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.reader import Reader
    from pyscript_doctor.project.urls.resolver import UrlResolver

MOST_SCRIPTS = 200
TOO_MANY = f"has more than {MOST_SCRIPTS} scripts and modules of JavaScript; the others were not checked"
CLASSIC = {"", "text/javascript", "application/javascript", "application/x-javascript", "text/ecmascript"}


@compared_by_identity
class PageScript(NamedTuple):
    """An inline script, a local file that a script element names, or a local module that one of these imports.

    module: it is loaded as an ES module. element: the script element, None if another script imports it.
    """

    page: Page
    path: str
    module: bool
    element: Element | None
    syntax: JavaScriptSyntax


def page_scripts(page: Page) -> tuple[PageScript, ...]:
    """The scripts of a page in the order of its elements, and after them what they import."""
    return page.resolver.reader.once_complete((page_scripts, page), lambda: _followed(page))


def _followed(page: Page) -> tuple[PageScript, ...]:
    resolver, seen = page.resolver, set[str]()
    found = list(islice(_declared(page, seen), MOST_SCRIPTS + 1))
    for script in found:
        if len(found) > MOST_SCRIPTS:
            resolver.reader.leave_out(page.path, TOO_MANY)
            return tuple(found[:MOST_SCRIPTS])
        imported = islice(_imports(script, resolver, seen), MOST_SCRIPTS + 1 - len(found))
        found += (PageScript(page, path, True, None, syntax) for path, syntax in imported)
    return tuple(found)


def _declared(page: Page, seen: set[str]) -> Iterator[PageScript]:
    resolver = page.resolver
    for element in page.document.all("script"):
        kind = (element.get("type") or "").strip().lower()
        if kind != "module" and kind not in CLASSIC:
            continue
        source = element.attribute("src")
        if source is None:
            yield PageScript(
                page, page.path, kind == "module", element, resolver.reader.inline_javascript(element.text)
            )
            continue
        path = resolver.reference(ReferenceKind.SCRIPT, source.value).path
        syntax = _unseen(path, resolver, seen) if path else None
        if path and syntax:
            yield PageScript(page, path, kind == "module", element, syntax)


def _imports(script: PageScript, resolver: UrlResolver, seen: set[str]) -> Iterator[tuple[str, JavaScriptSyntax]]:
    local = resolver.at(Base(folder_of(script.path))) if script.path != script.page.path else resolver
    for imported in script.syntax.imports:
        if imported.specifier.value.startswith(("./", "../", "/")):
            path = local.reference(ReferenceKind.SCRIPT, imported.specifier).path
            syntax = _unseen(path, resolver, seen) if path else None
            if path and syntax:
                yield path, syntax


def _unseen(path: str, resolver: UrlResolver, seen: set[str]) -> JavaScriptSyntax | None:
    if path in seen:
        return None
    seen.add(path)
    return own_javascript(path, resolver.reader)


def own_javascript(path: str, reader: Reader) -> JavaScriptSyntax | None:
    """What a file says; None if it cannot be read, or is a copy of PyScript, which does not belong to the project."""
    resource = reader.resource(path)
    if resource is None or is_vendored(path, resource.content):
        return None
    syntax = reader.javascript(path)
    return None if isinstance(syntax, Unknown) else syntax
