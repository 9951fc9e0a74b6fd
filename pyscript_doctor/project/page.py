"""One HTML document with the PyScript that it loads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyscript_doctor.project.reference import Base, Found, Reference, folder_of, is_absolute_path
from pyscript_doctor.project.release import Pin, Releases, releases_of_url, untold
from pyscript_doctor.project.resolver import Resolver
from pyscript_doctor.project.site import Site, find_site
from pyscript_doctor.project.unknown import Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.html import Document, Element
    from pyscript_doctor.parsers.templates import Template
    from pyscript_doctor.parsers.text import Text
    from pyscript_doctor.project.reader import Reader

OWN_CORE = re.compile(r"(?:^|/)(?:core|pyscript)(?:[-.][\w-]+)?\.js(?:[?#].*)?$", re.IGNORECASE)
IMPORT_OF_CORE = re.compile(r"""["']([^"'\s]*(?:@pyscript/core|pyscript\.net/)[^"'\s]*)["']""")
BUILT_FOLDERS = {"templates", "_layouts", "_includes", "layouts", "partials", "snippets"}
MOST_LAYOUTS = 12


@dataclass(frozen=True, slots=True)
class Loader:
    """An element that loads PyScript itself, and what it loads.

    url: where the URL is written. element: the script, of this page or of one of its layouts.
    """

    element: Element
    url: Text
    releases: Releases


@dataclass(frozen=True, eq=False)
class Page:
    """A page. Its loaders include those of the layouts that it extends and the parts that it includes.

    built: a template engine, a bundler or Markdown makes the page that the browser gets.
    fragment: it is no whole document: something else must load PyScript for it.
    """

    path: str
    text: Text
    document: Document
    template: Template
    layouts: tuple[Document, ...]
    loaders: tuple[Loader, ...]
    releases: Releases
    resolver: Resolver
    site: str
    built: bool
    fragment: bool
    references: tuple[Reference, ...] = ()

    @property
    def documents(self) -> tuple[Document, ...]:
        """The page's own document and those of its layouts."""
        return (self.document, *self.layouts)

    @property
    def base(self) -> Base:
        """What its URLs resolve against."""
        return self.resolver.base


def read_page(reader: Reader, path: str) -> Page | None:
    """The page at a path; None where it holds no trace of PyScript, or cannot be read."""
    document, template = reader.html(path), reader.template(path)
    if isinstance(document, Unknown) or isinstance(template, Unknown):
        return None
    layouts = tuple(_layouts(reader, path, template))
    documents = (document, *layouts)
    built = _is_built(path, template)
    resolver = Resolver(reader, _base(document, path), _site(reader, path, document), template, built)
    loaders = tuple(loader for each in documents for loader in _loaders(each, resolver))
    fragment = built or bool(layouts) or not any(element.name in {"html", "head", "body"} for element in document.all())
    return Page(
        path=path,
        text=document.text,
        document=document,
        template=template,
        layouts=layouts,
        loaders=loaders,
        releases=loaders[0].releases if loaders else untold(),
        resolver=resolver,
        site=folder_of(path),
        built=built,
        fragment=fragment,
        references=tuple(_references(document, resolver)),
    )


def _is_built(path: str, template: Template) -> bool:
    folders = set(path.split("/")[:-1])
    return bool(template.is_template) or bool(folders & BUILT_FOLDERS) or path.lower().endswith((".md", ".markdown"))


def _layouts(reader: Reader, path: str, template: Template) -> Iterator[Document]:
    """The documents that a template extends and includes, the nearest first."""
    seen, queue = {path}, [template]
    while queue and len(seen) <= MOST_LAYOUTS:
        current = queue.pop(0)
        names = [name for name in (current.extends, current.layout, *current.includes) if name]
        for name in names:
            found = _template_file(reader, path, name.value)
            if found is None or found in seen:
                continue
            seen.add(found)
            document, further = reader.html(found), reader.template(found)
            if not isinstance(document, Unknown) and not isinstance(further, Unknown):
                yield document
                queue.append(further)


def _template_file(reader: Reader, path: str, name: str) -> str | None:
    """The file that a template engine finds under a name: the one whose path ends so, the nearest to `path`."""
    wanted = name.lstrip("./")
    endings = (f"/{wanted}", f"/{wanted}.html")
    found = [other for other in reader.snapshot.listing if ("/" + other).endswith(endings)]
    return max(found, key=lambda other: (_shared(other, path), -len(other), other), default=None)


def _shared(one: str, other: str) -> int:
    count = 0
    for mine, theirs in zip(one.split("/"), other.split("/"), strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def _base(document: Document, path: str) -> Base:
    href = document.base_href()
    if href is None:
        return Base(folder_of(path))
    from pyscript_doctor.project.reference import Location, Remote, locate

    located = locate(href.value.value, Base(folder_of(path)), "")
    if isinstance(located, Remote):
        return Base("", located.url)
    if isinstance(located, Location):
        folder = located.path if located.path.endswith("/") else folder_of(located.path)
        return Base(folder.rstrip("/"))
    return Base(folder_of(path))


def _site(reader: Reader, path: str, document: Document) -> Site | None:
    urls = [
        value.value.value
        for element in document.all("script", "link", "img", "a")
        for value in (element.attribute("src"), element.attribute("href"), element.attribute("config"))
        if value and is_absolute_path(value.value.value)
    ]
    return find_site(path, urls, reader.snapshot.listing)


def _loaders(document: Document, resolver: Resolver) -> Iterator[Loader]:
    for element in document.all("script"):
        source = element.attribute("src")
        if source is None:
            if (element.get("type") or "").strip().lower() == "module":
                yield from _imported(element)
            continue
        url = source.value.stripped()
        if releases := releases_of_url(url.value):
            yield Loader(element, url, releases)
        elif OWN_CORE.search(url.value) and (copy := _own_copy(url, resolver)):
            yield Loader(element, url, copy)


def _imported(element: Element) -> Iterator[Loader]:
    """A module script that imports PyScript."""
    text = element.text
    for match in IMPORT_OF_CORE.finditer(text.value):
        url = text.cut(match.start(1), match.end(1))
        releases = releases_of_url(url.value)
        if releases is None and match[1].startswith("@pyscript/core"):
            releases = untold(Pin.LOCAL)
        if releases:
            yield Loader(element, url, releases)


def _own_copy(url: Text, resolver: Resolver) -> Releases | None:
    """A copy of PyScript that lies in the project, or will; None where the file is something else."""
    target = resolver.reference("script", url).target
    if not isinstance(target, Found):
        return None
    resource = resolver.reader.resource(target.path)
    content = resource.content if resource else b""
    if b"polyscript" in content or b"py-script" in content:
        legacy = b"pyodide" in content.lower() and b"polyscript" not in content
        return Releases(untold().options, Pin.LOCAL, "a local copy", legacy=legacy)
    return None


def _references(document: Document, resolver: Resolver) -> Iterator[Reference]:
    """The plain scripts and styles that a page names."""
    for element in document.all("script", "link"):
        kind = (element.get("type") or "").strip().lower()
        if element.name == "script" and kind in {"", "module", "text/javascript", "application/javascript"}:
            attribute = element.attribute("src")
        elif element.name == "link" and "stylesheet" in (element.get("rel") or "").lower().split():
            attribute = element.attribute("href")
        else:
            continue
        if attribute and attribute.value.value.strip():
            yield resolver.reference("script" if element.name == "script" else "style", attribute.value)
