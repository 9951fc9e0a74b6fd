"""Follows the URLs that a page, or a file of it, names."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.templates.masking import is_masked, resolve
from pyscript_doctor.parsers.templates.paths import Root
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.urls.reference import (
    Base,
    Found,
    Location,
    Missing,
    Reference,
    ReferenceKind,
    Target,
    UnknownTarget,
    is_absolute_path,
    locate,
    with_query,
)
from pyscript_doctor.records import NamedTuple, compared_by_identity
from pyscript_doctor.sources.snapshot import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyscript_doctor.parsers.templates.masking import Template
    from pyscript_doctor.parsers.text import Text
    from pyscript_doctor.project.reader import Reader
    from pyscript_doctor.project.urls.mounts import Mounts
    from pyscript_doctor.project.urls.site import Site

PLACEHOLDER = lazy_pattern(r"(?:^|/)_+[A-Z][A-Z0-9]+_")  # _PATH_core.js, __BASE__/app.js
FOUND_BY_SERVER = "file that a server finds"
"""Why it is not known where a path below a static folder leads: the project has no such file, or several."""


@compared_by_identity
class UrlResolver(NamedTuple):
    """What is needed to follow a URL: where it is, and where the web root is.

    built: the page is made by a template engine, a bundler or a server, or of several parts. Then the folder of its
    file does not say where its URLs lead, and a file that is not there may well be served. static: the file that names
    the URLs is served as it is, even if its page is built: what is next to it is there. mounts: the folders that a
    build tool serves as one site. address: the folder of the page itself, if its `<base href>` names another one.
    """

    reader: Reader
    base: Base
    site: Site | None
    template: Template | None = None
    built: bool = False
    static: bool = False
    mounts: Mounts | None = None
    address: Base | None = None

    def at(self, base: Base) -> UrlResolver:
        """The same for URLs in another file."""
        return self._replace(base=base, template=None, address=None)

    def of_config(self) -> UrlResolver:
        """The same for URLs that PyScript resolves itself, such as those in a config that the page holds.

        It resolves them against the page's own address, whatever `<base href>` says. Measured from 2024.1.1 to
        2026.7.3.
        """
        return self._replace(base=self.address, address=None) if self.address else self

    def rooted_by(self, urls: Iterable[str]) -> UrlResolver:
        """The same, with the web root that makes these absolute URL paths resolve."""
        somewhere = posixpath.join(self.base.folder, "index.html")
        return self._replace(site=self.reader.site(somewhere, urls))

    def plain(self, text: Text) -> Text | None:
        """A value without template expressions: each replaced with what it means, None if one is unknown."""
        if not is_masked(text.value):
            return text
        resolved = resolve(text, self.template) if self.template else None
        return resolved.text if resolved else None

    def reference(self, kind: ReferenceKind, text: Text) -> Reference:
        """The Reference that a URL is."""
        value = text.stripped()
        if is_masked(value.value):
            resolved = resolve(value, self.template) if self.template else None
            if resolved is None:
                return Reference(kind, text, value.value, UnknownTarget("value in a template"))
            if resolved.root is Root.STATIC:
                return Reference(kind, text, resolved.text.value, self._below("static", resolved.text.value))
            if resolved.root is Root.SITE:
                return Reference(kind, text, resolved.text.value, self._below("", resolved.text.value))
            value = resolved.text
        return Reference(kind, text, value.value, self.target(value.value))

    def target(self, url: str) -> Target:
        """Where a URL leads."""
        web_root = self.site.root if self.site else None
        url = self.base.from_root(self._without_origin(url))
        if self.site and is_absolute_path(url):
            url = "/" + self.site.strip(url)
        if web_root is None and self.mounts and is_absolute_path(url):
            return self._of_mounts(url)
        located = locate(url, self.base, web_root)
        if isinstance(located, Location) and self.reader.is_live:
            located = with_query(located, url)  # a server may answer each query in another way
        built = self.built and not (self.static and not is_absolute_path(url))
        return self._look_up(located.path, built) if isinstance(located, Location) else located

    def _without_origin(self, url: str) -> str:
        """A URL of the live site itself as one could write it there too: with nothing before its path."""
        origin = self.reader.snapshot.origin
        if origin and url.strip().lower().startswith(f"{origin}/"):
            return url.strip()[len(origin) :]
        return url

    def _look_up(self, path: str, built: bool) -> Target:
        resource = self.reader.resource(path)
        status = resource.status if resource else None
        if status is Status.FOUND or (status is Status.UNREADABLE and resource and resource.response):
            return Found(path)  # a server gives it out, if it is too large to be read here, too
        if status is Status.REFUSED:
            return Missing(path)
        if status is Status.UNREADABLE and self.reader.snapshot.listing is not None:
            return Missing(path) if self._is_folder(path) else Found(path)
        if status is Status.MISSING and (mounted := self._mounted(path)):
            return Found(mounted)
        if status is Status.MISSING and self.mounts and not self.mounts.complete:
            return UnknownTarget("path of a built page")
        if status is Status.MISSING and (built or PLACEHOLDER.search(path)):
            return UnknownTarget("path of a built page" if built else "path that a build fills in")
        if status is Status.MISSING:
            return Missing(path)
        return UnknownTarget(status.value, path) if status else UnknownTarget("file not read yet")

    def _mounted(self, path: str) -> str | None:
        """Where else the file that a path names may be: in another folder of the same site."""
        places = self.mounts.places(path) if self.mounts else ()
        return next((place for place in places if self._is_there(place)), None)

    def _is_folder(self, path: str) -> bool:
        """Whether a path names a folder, for which no server sends a page."""
        if self.reader.snapshot.listing is None or self.reader.lists(posixpath.join(path, "index.html")):
            return False
        return self.reader.of_listing(lambda listing: listing.has_folder(path.rstrip("/")))

    def _is_there(self, path: str) -> bool:
        return self.reader.lists(path) and self.reader.status(path) is Status.FOUND

    def _of_mounts(self, url: str) -> Target:
        """Where a URL that starts at the site's root leads, if only the build tool knows that root."""
        assert self.mounts is not None
        located = locate(url, self.base, self.mounts.all[0].folder)
        places = (located.path, *self.mounts.places(located.path)) if isinstance(located, Location) else ()
        found = next((place for place in places if self._is_there(place)), None)
        return Found(found) if found else UnknownTarget("undecided web root")

    def _below(self, folder: str, path: str) -> Target:
        """A path below the static folder, or the root, of a site that a server makes: the file whose path ends so."""
        if self.reader.snapshot.listing is None:
            return UnknownTarget(FOUND_BY_SERVER)
        found = self.reader.of_listing(lambda listing: listing.ending(path))
        likely = [name for name in found if not folder or folder in name.split("/")] or found
        if len(likely) == 1:
            self.reader.resource(likely[0])
            return Found(likely[0])
        return UnknownTarget(FOUND_BY_SERVER)
