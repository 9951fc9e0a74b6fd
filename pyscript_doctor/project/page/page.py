"""One HTML document with the PyScript that it loads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.page.loading import (
    Loader,
    Loading,
    element_loaders,
    import_loaders,
    loading_without_loader,
    settings_loaders,
)
from pyscript_doctor.project.page.python_servers import is_served_by_python
from pyscript_doctor.project.page.release import Pin, Releases, any_release, told_by_settings
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.project.urls.mounts import find_mounts
from pyscript_doctor.project.urls.reference import Base, Reference, ReferenceKind, folder_of, is_absolute_path
from pyscript_doctor.project.urls.resolver import UrlResolver
from pyscript_doctor.records import NamedTuple, compared_by_identity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.knowledge.releases import Release
    from pyscript_doctor.parsers.html.document import Document
    from pyscript_doctor.parsers.templates.masking import Template
    from pyscript_doctor.parsers.text import Text
    from pyscript_doctor.project.reader import Reader
    from pyscript_doctor.project.urls.site import Site

BUILT_FOLDERS = {"templates", "_layouts", "_includes", "layouts", "partials", "snippets"}
DOCTYPE = lazy_pattern(r"<!doctype\b", re.IGNORECASE)
MOST_LAYOUTS = 12


@compared_by_identity
class Page(NamedTuple):
    """A page. Its loaders include those of the layouts that it extends and the parts that it includes.

    built: a template engine, a bundler or Markdown makes the page that the browser gets. fragment: it is not a complete
    document, so something else must load PyScript for it. example: documentation shows it, and perhaps not everything
    that belongs to it.
    """

    path: str
    text: Text
    document: Document
    template: Template
    layouts: tuple[Document, ...]
    loaders: tuple[Loader, ...]
    releases: Releases
    resolver: UrlResolver
    site: str
    built: bool
    fragment: bool
    references: tuple[Reference, ...] = ()
    loading: Loading = Loading.LOADED
    example: bool = False

    @property
    def excerpt(self) -> bool:
        """Whether documentation shows only a part of a page: what it leaves out may well be there."""
        return self.example and self.fragment

    @property
    def documents(self) -> tuple[Document, ...]:
        """The page's own document and those of its layouts."""
        return (self.document, *self.layouts)

    @property
    def has_frame(self) -> bool:
        """Whether it shows another page inside itself."""
        return any(next(document.all("iframe"), None) for document in self.documents)

    @property
    def base(self) -> Base:
        """What its URLs are resolved against."""
        return self.resolver.base


def read_page(reader: Reader, path: str, release: Release | None = None, *, example: bool = False) -> Page | None:
    """The page at a path; None if it cannot be read.

    release: one to assume instead of the page's own. example: documentation shows it.
    """
    page = _read_page(reader, path, example)
    if page is None or release is None:
        return page
    from pyscript_doctor.project.assumptions import with_release

    return with_release(page, release)


def _read_page(reader: Reader, path: str, example: bool) -> Page | None:
    document, template = reader.html(path), reader.template(path)
    if isinstance(document, Unknown) or isinstance(template, Unknown):
        return None
    layouts = tuple(_layouts(reader, path, template))
    documents = (document, *layouts)
    whole = reader.is_served(path)
    built, partial = (_is_built(path, template) and not whole) or example, not whole and _is_partial(path, document)
    base = _base(document, path)
    site, mounts = _site(reader, path, document, base), None if example else find_mounts(path, reader)
    elsewhere = built or partial or is_served_by_python(path, reader)
    own = Base(folder_of(path))
    address = own if own != base else None
    resolver = UrlResolver(reader, base, site, template, elsewhere, mounts=mounts, address=address)
    loaders = tuple(loader for each in documents for loader in element_loaders(each, resolver))
    loaders += tuple(settings_loaders(path, reader))
    page = Page(
        path=path,
        text=document.text,
        document=document,
        template=template,
        layouts=layouts,
        loaders=loaders,
        releases=any_release(),
        resolver=resolver,
        site=folder_of(path),
        built=built,
        fragment=partial or (not loaders if example else built) or bool(layouts),
        example=example,
        references=tuple(_references(document, resolver)),
    )
    imported = (loader for loader in import_loaders(page) if not loaders or loader.releases.pin is not Pin.LOCAL)
    loaders += tuple(imported)
    releases = told_by_settings(loaders[0].releases if loaders else page.releases, reader.declared.release)
    if loaders:
        return page._replace(loaders=loaders, releases=releases)
    return page._replace(releases=releases, loading=loading_without_loader(page))


def _is_partial(path: str, document: Document) -> bool:
    """Whether a file holds a part of a page: nothing in it says that it is a complete one."""
    if DOCTYPE.search(document.text.value) or path.rsplit("/", 1)[-1].lower() in {"index.html", "index.htm"}:
        return False
    return not any(document.all("html", "head", "body", "title"))


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
    """The file that a template engine finds under a name: the one whose path ends with it, the nearest to `path`."""
    wanted = name.lstrip("./")
    if reader.snapshot.listing is None or not wanted:
        return None
    found = reader.of_listing(lambda listing: {*listing.ending(wanted), *listing.ending(f"{wanted}.html")})
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
    from pyscript_doctor.project.urls.reference import Location, Remote, locate

    written = href.value.value.strip()
    located = locate(f"{written}/" if written.rpartition("/")[2] in {".", ".."} else written, Base(folder_of(path)), "")
    if isinstance(located, Remote):
        return Base("", located.url)
    if is_absolute_path(written):
        return Base(folder_of(path), rooted=written)
    if isinstance(located, Location):
        folder = located.path if located.path.endswith("/") else folder_of(located.path)
        return Base(folder.rstrip("/"))
    return Base(folder_of(path))


def _site(reader: Reader, path: str, document: Document, base: Base) -> Site | None:
    urls = [
        base.from_root(value.value.value.strip())
        for element in document.all("script", "link", "img", "a")
        for value in (element.attribute("src"), element.attribute("href"), element.attribute("config"))
        if value and is_absolute_path(base.from_root(value.value.value.strip()))
    ]
    return reader.site(path, urls)


def _references(document: Document, resolver: UrlResolver) -> Iterator[Reference]:
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
            yield resolver.reference(
                ReferenceKind.SCRIPT if element.name == "script" else ReferenceKind.STYLE, attribute.value
            )
