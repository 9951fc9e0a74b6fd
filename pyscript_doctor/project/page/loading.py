"""What in a page loads PyScript itself."""

from __future__ import annotations

import posixpath
import re
from enum import Enum
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.page.page_scripts import page_scripts
from pyscript_doctor.project.page.release import Pin, Releases, any_release, is_pyscript_itself, releases_of_url
from pyscript_doctor.project.page.script import script_elements
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.project.urls.reference import Base, Found, ReferenceKind, Remote, folder_of
from pyscript_doctor.project.urls.site import ancestors
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.html.document import Document, Element
    from pyscript_doctor.parsers.text import Text
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.page.page_scripts import PageScript
    from pyscript_doctor.project.reader import Reader
    from pyscript_doctor.project.urls.reference import Target
    from pyscript_doctor.project.urls.resolver import UrlResolver

FILE_NAME = lazy_pattern(r"(?:^|/)(?P<name>core|pyscript)(?:[-.][\w-]+)?\.js(?:[?#].*)?$", re.IGNORECASE)
OF_PACKAGE = lazy_pattern(r"@pyscript/core(?:/(?:dist/)?(?:core|index)(?:\.js)?)?(?:[?#].*)?")
TRACES = ("pyscript", "core.js")


class Loading(Enum):
    """How a page gets PyScript.

    LOADED: its Loaders load it. NAMED: a script names it. UNTOLD: the page is a fragment of another, which loads it.
    FOREIGN: JavaScript that we cannot read may load it, or something else that runs Python. TEST: the page is one of
    PyScript's own tests, which show on purpose what fails.
    """

    LOADED = "loaded"
    NAMED = "named by a script"
    UNTOLD = "left to another page"
    FOREIGN = "perhaps loaded by unknown JavaScript"
    TEST = "a test of PyScript itself"
    NONE = "not loaded"


class Loader(NamedTuple):
    """What loads PyScript: a script element of the page or of one of its layouts, or an import in its JavaScript.

    url: where the URL is written. element: None if a JavaScript file imports PyScript, or if the settings of MkDocs
    make every page load it; is_classic says that they do not load it as a module.
    """

    element: Element | None
    url: Text
    releases: Releases
    is_classic: bool = False


def element_loaders(document: Document, resolver: UrlResolver) -> Iterator[Loader]:
    """The script elements of a document whose `src` is PyScript."""
    for element in document.all("script"):
        source = element.attribute("src")
        if source is not None:
            url = source.value.stripped()
            plain = resolver.plain(url) or url
            releases = releases_of_url(plain.value) or _own_copy(element, plain, resolver, document)
            if releases:
                yield Loader(element, url, releases)


def settings_loaders(path: str, reader: Reader) -> Iterator[Loader]:
    """The scripts that `mkdocs.yml` makes each page load and that are PyScript."""
    if not path.lower().endswith((".md", ".markdown")):
        return
    from pyscript_doctor.parsers.markdown.mkdocs import NAMES, docs_folder, extra_scripts

    for folder in ancestors(path):
        for name in NAMES:
            settings = posixpath.join(folder, name)
            text = reader.text(settings) if reader.lists(settings) else Unknown("no such file")
            if isinstance(text, Unknown) or posixpath.join(folder, docs_folder(text)) not in ancestors(path):
                continue
            for script in extra_scripts(text):
                if releases := releases_of_url(script.url.value):
                    yield Loader(None, script.url, releases, is_classic=not script.is_module)
            return


def import_loaders(page: Page) -> Iterator[Loader]:
    """The imports of PyScript in a page's scripts."""
    for script in page_scripts(page):
        for imported in script.syntax.imports:
            releases = _imported(imported.specifier, script, page)
            if releases:
                yield Loader(script.element, imported.specifier, releases)


def loading_without_loader(page: Page) -> Loading:
    """How a page without a Loader gets PyScript."""
    if page.fragment:
        return Loading.UNTOLD
    if _names_pyscript(page):
        return Loading.NAMED
    return Loading.FOREIGN if _imports_unknown(page) else Loading.NONE


def _names_pyscript(page: Page) -> bool:
    """Whether a script of a page without a Loader names PyScript, so it may load it in its own way."""
    sources = [element.get("src") or "" for element in page.document.all("script")]
    sources += [script.syntax.text.value for script in page_scripts(page)]
    return any(trace in source.lower() for source in sources for trace in TRACES)


def _imports_unknown(page: Page) -> bool:
    """Whether a page runs JavaScript that we cannot read, and that may load PyScript, or something like it.

    A classic script of another host is usually a library.
    """
    if any(_is_remote_module(element, page.resolver) for element in page.document.all("script")):
        return True
    scripts = [reference for reference in page.references if reference.kind is ReferenceKind.SCRIPT]
    if any(reference.path is None and not isinstance(reference.target, Remote) for reference in scripts):
        return True
    imported = ((each.specifier, script) for script in page_scripts(page) for each in script.syntax.imports)
    return any(not isinstance(_target(specifier, script, page), Found) for specifier, script in imported)


def _is_remote_module(element: Element, resolver: UrlResolver) -> bool:
    source = element.attribute("src")
    if source is None or (element.get("type") or "").strip().lower() != "module":
        return False
    return isinstance(resolver.reference(ReferenceKind.SCRIPT, source.value).target, Remote)


def _imported(specifier: Text, script: PageScript, page: Page) -> Releases | None:
    releases = releases_of_url(specifier.value)
    if releases:
        return releases
    if OF_PACKAGE.fullmatch(specifier.value):
        return any_release(Pin.LOCAL)
    if not FILE_NAME.search(specifier.value):
        return None
    return _of_copy(_target(specifier, script, page), page.resolver)


def _target(specifier: Text, script: PageScript, page: Page) -> Target:
    own = script.path == page.path
    resolver = page.resolver if own else page.resolver.at(Base(folder_of(script.path)))
    return resolver.reference(ReferenceKind.SCRIPT, specifier).target


def _own_copy(element: Element, plain: Text, resolver: UrlResolver, document: Document) -> Releases | None:
    """A copy of PyScript that is in the project, or will be there after a build; None if it is something else."""
    match, source = FILE_NAME.search(plain.value), element.attribute("src")
    if match is None or source is None:
        return None
    target = resolver.reference(ReferenceKind.SCRIPT, source.value).target
    if isinstance(target, Found):
        return _of_copy(target, resolver)
    if isinstance(target, Remote):
        return None
    legacy = match["name"].lower() == "pyscript"
    is_module = (element.get("type") or "").strip().lower() == "module"
    if "pyscript" in plain.value.lower() or (is_module and next(script_elements(document), None)):
        return Releases(any_release().options, Pin.LOCAL, "a local copy", legacy=legacy)
    return None


def _of_copy(target: Target, resolver: UrlResolver) -> Releases | None:
    """The releases that a file of the project may be; None if it is not PyScript."""
    resource = resolver.reader.resource(target.path) if isinstance(target, Found) else None
    content = resource.content if resource else b""
    if not is_pyscript_itself(content):
        return None
    legacy = b"pyodide" in content.lower() and b"polyscript" not in content
    return Releases(any_release().options, Pin.LOCAL, "a local copy", legacy=legacy)
