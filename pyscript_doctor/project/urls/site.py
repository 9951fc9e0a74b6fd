"""The web roots of a project: the folder that a URL with a slash at its start begins at."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pyscript_doctor.project.urls.reference import folder_of, split_url
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

PUBLIC_FOLDERS = ("public", "static", "www", "web", "site", "docs", "src", "app")


class Site(NamedTuple):
    """A web root, and the path where the site is on its host.

    A GitHub project site is at `/repository/`: its links start with a segment that is not a folder.
    """

    root: str
    base_path: str = ""

    def strip(self, url_path: str) -> str:
        """The path below the web root that an absolute URL path names."""
        path = url_path.lstrip("/")
        if self.base_path and path.startswith(self.base_path + "/"):
            return path[len(self.base_path) + 1 :]
        return path

    def url(self, path: str) -> str:
        """The absolute URL path of a file that is below the web root."""
        return "/" + posixpath.join(self.base_path, path.removeprefix(f"{self.root}/"))

    def holds(self, url: str, listing: AbstractSet[str]) -> bool:
        """Whether the file that an absolute URL path names is in the project."""
        path = posixpath.join(self.root, self.strip(unquote(split_url(url).path)))
        return path in listing or posixpath.join(path, "index.html") in listing


def ancestors(path: str) -> Iterator[str]:
    """The folders above a file, the nearest first, the project's root ("") last."""
    folder = folder_of(path)
    while folder:
        yield folder
        folder = folder_of(folder)
    yield ""


def find_site(page: str, urls: Iterable[str], listing: AbstractSet[str]) -> Site | None:
    """The web root that makes most of a page's absolute URL paths resolve; None if none does, or if two disagree."""
    absolute = sorted(set(urls))
    if not absolute:
        return None
    scored = [(sum(site.holds(url, listing) for url in absolute), site) for site in _candidates(page, absolute)]
    best = max(score for score, _ in scored)
    if not best:
        return None
    roots = [site for score, site in scored if score == best]
    plain = [site for site in roots if not site.base_path] or roots
    return plain[0] if len({site.root for site in plain}) == 1 else None


def _candidates(page: str, urls: list[str]) -> Iterator[Site]:
    prefixes = {url.lstrip("/").split("/", 1)[0] for url in urls if url.lstrip("/").count("/")}
    for folder in ancestors(page):
        for root in (folder, *(posixpath.join(folder, name) for name in PUBLIC_FOLDERS)):
            yield Site(root)
            yield from (Site(root, prefix) for prefix in sorted(prefixes))
