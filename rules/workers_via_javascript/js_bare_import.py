"""Imports of packages by name, which a browser cannot find."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, Finding, Thread, Unknown, lazy_pattern, rule
from pyscript_doctor.queries.bundling import is_bundled
from pyscript_doctor.queries.edits import respelling
from pyscript_doctor.queries.pages import JavaScriptSource, javascript_sources
from pyscript_doctor.queries.releases import newest
from pyscript_doctor.queries.urls import ancestors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page, Project

PYSCRIPT = "@pyscript/core"
SCHEME = lazy_pattern(r"[A-Za-z][\w+.-]*:")


@rule(severity=ERROR, faq="workers-via-javascript", effect=PAGE_BLANK)
def js_bare_import(page: Page, project: Project) -> Iterator[Finding]:
    """A module imports a package by its bare name, and the browser does not know where that is."""
    if page.built or is_bundled(project):
        return
    mapped = _import_map(page)
    package_file = _package_file(page, project)
    sources = [*javascript_sources(page, project.runtimes_of(page))]
    if any("importmap" in source.syntax.text.value for source in sources):
        raise Unknown("import map that JavaScript writes")
    for source in sources:
        for statement in source.syntax.imports if source.module else ():
            name = statement.specifier.value
            if statement.dynamic or not _is_bare(name) or (source.thread is Thread.MAIN and _is_mapped(name, mapped)):
                continue
            yield Finding(
                span=statement.specifier.span(),
                message=f'the browser does not know where "{name}" is, so nothing that imports this module runs',
                label="no URL",
                help=_help(name, source, page),
                console=f'Failed to resolve module specifier "{name}"',
                unless="a bundler or a server rewrites the import" if package_file else "",
                fix=respelling(project.reader, statement.specifier.span(), name, _url(name, page)),
            )


def _is_bare(specifier: str) -> bool:
    return bool(specifier) and not specifier.startswith(("/", "./", "../")) and not SCHEME.match(specifier)


def _package_file(page: Page, project: Project) -> bool:
    return any(project.reader.lists(f"{folder}/package.json".lstrip("/")) for folder in ancestors(page.path))


def _import_map(page: Page) -> frozenset[str]:
    """The keys of the page's import map; raises Unknown if the map has scopes or cannot be read."""
    keys = set[str]()
    for document in page.documents:
        for element in document.all("script"):
            kind = (element.get("type") or "").strip().lower()
            if "importmap" not in kind:
                continue
            try:
                found = json.loads(element.text.value)
            except (ValueError, RecursionError):
                raise Unknown("import map that cannot be read") from None
            if kind != "importmap" or not isinstance(found, dict) or not isinstance(found.get("imports"), dict):
                raise Unknown("import map that cannot be read")
            keys.update(found["imports"])
            if found.get("scopes"):
                raise Unknown("import map with scopes")
    return frozenset(keys)


def _is_mapped(name: str, keys: frozenset[str]) -> bool:
    return name in keys or any(key.endswith("/") and name.startswith(key) for key in keys)


def _url(name: str, page: Page) -> str:
    """Where a package is: PyScript where the page loads it from, so that it is the same one."""
    loaded = [loader.url.value for loader in page.loaders if "://" in loader.url.value]
    if name == PYSCRIPT:
        return loaded[0] if loaded else f"https://pyscript.net/releases/{newest().name}/core.js"
    return f"https://esm.run/{name}"


def _help(name: str, source: JavaScriptSource, page: Page) -> str:
    if name == PYSCRIPT:
        return f"Import it by the URL that the page loads: `{_url(name, page)}`."
    tail = "." if source.thread is Thread.WORKER else ", or add it to an import map of the page."
    return f"Import it by a URL: `{_url(name, page)}`{tail}"
