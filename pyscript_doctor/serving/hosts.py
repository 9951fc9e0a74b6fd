"""The hosts that the server can imitate, and what each does with a URL path.

Sources: the hosts' documentation; superstatic 10 for Firebase; Python's own http.server. For the headers that are sent,
what Jekyll leaves out and below which path a site is, the rules assume the same.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from pyscript_doctor.serving.redirects import REWRITE, RedirectRule

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyscript_doctor.serving.folder import Folder

INDEX, NOT_FOUND_PAGE = "index.html", "404.html"
EMBEDDER, KIND_EMBEDDER, STRICT_EMBEDDER = "Cross-Origin-Embedder-Policy", "credentialless", "require-corp"
"""The header that isolates, and its values: the first lets pages show pictures of other hosts; Safari lacks it."""
ISOLATION = (
    ("Cross-Origin-Opener-Policy", "same-origin"),
    (EMBEDDER, KIND_EMBEDDER),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)

Headers = tuple[tuple[str, str], ...]


class Host(Enum):
    """The host that the server imitates. ISOLATED is not a host: it sends the isolation headers with everything."""

    ISOLATED = "isolated"
    GITHUB_PAGES = "github-pages"
    NETLIFY = "netlify"
    VERCEL = "vercel"
    CLOUDFLARE = "cloudflare-pages"
    FIREBASE = "firebase"
    PYTHON = "python"
    PLAIN = "plain"

    @property
    def title(self) -> str:
        """What a reader calls it."""
        titles = {Host.PYTHON: "`python -m http.server`", Host.PLAIN: "a plain web server, which sends no headers,"}
        return titles.get(self, self.value.replace("-", " ").title().replace("Github", "GitHub"))


class PrettyUrls(Enum):
    """What a host does with `/about` if there is `about.html`."""

    NONE = "it is not found"
    SERVED = "it is served, as is /about.html"
    ONLY = "it is served, and /about.html redirects to it"


@dataclass(frozen=True, slots=True)
class Habits:
    """How a host answers for files.

    folder_status: how it redirects `/docs` to `/docs/`; 0 if it serves the folder's page at once.
    single_page: a path that leads nowhere gets the start page, unless there is a 404.html.
    """

    pretty_urls: PrettyUrls = PrettyUrls.NONE
    page_status: int = 301
    folder_status: int = 301
    not_found_page: bool = True
    single_page: bool = False
    lists_folders: bool = False


HABITS = {
    Host.ISOLATED: Habits(not_found_page=False, lists_folders=True),
    Host.GITHUB_PAGES: Habits(PrettyUrls.SERVED),
    Host.NETLIFY: Habits(PrettyUrls.SERVED),
    Host.VERCEL: Habits(page_status=308, folder_status=0),
    Host.CLOUDFLARE: Habits(PrettyUrls.ONLY, page_status=308, folder_status=308, single_page=True),
    Host.FIREBASE: Habits(),
    Host.PYTHON: Habits(not_found_page=False, lists_folders=True),
    Host.PLAIN: Habits(not_found_page=False),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host answers: a file of the folder, a redirect to a location, a list of a folder, or nothing ("")."""

    status: int
    path: str = ""
    location: str = ""
    lists: bool = False


NOT_FOUND = Answer(404)


@dataclass(frozen=True)
class HostedSite:
    """A folder as a host serves it.

    base_path: the path below which the site lives, "/garden" for a project site of GitHub Pages.
    leaves_out: whether the host does not publish a file. headers: what it sends with a URL path.
    """

    host: Host
    folder: Folder
    habits: Habits
    base_path: str = ""
    redirects: tuple[RedirectRule, ...] = ()
    leaves_out: Callable[[str], bool] = field(default=lambda path: False, repr=False)
    headers: Callable[[str], Headers] = field(default=lambda path: (), repr=False)

    def answer(self, url_path: str) -> Answer:
        """The answer to a decoded URL path, which starts with a slash."""
        inside = self._inside(url_path)
        if inside is None:
            return NOT_FOUND
        if inside == "":
            return Answer(self.habits.folder_status or 301, location=self.base_path + "/")
        forced = self._redirected(inside, forced=True)
        if forced:
            return forced
        return self._file(inside) or self._redirected(inside, forced=False) or self._nothing(inside)

    def url(self, path: str) -> str:
        """The URL path under which a visitor finds a file."""
        return f"{self.base_path}/{path.removesuffix(INDEX) if posixpath.basename(path) == INDEX else path}"

    def _inside(self, url_path: str) -> str | None:
        """The path below the site's own; None outside of it."""
        if not self.base_path:
            return url_path
        if url_path == self.base_path:
            return ""
        return url_path[len(self.base_path) :] if url_path.startswith(self.base_path + "/") else None

    def _redirected(self, inside: str, *, forced: bool) -> Answer | None:
        for rule in self.redirects:
            to = rule.target(inside) if rule.force is forced else None
            if to is None:
                continue
            if 300 <= rule.status < 400:
                return Answer(rule.status, location=to)
            rewritten = self._file(to.partition("?")[0]) if to.startswith("/") else None
            if rewritten and rewritten.path:
                return Answer(rule.status if rule.status != REWRITE else 200, rewritten.path)
        return None

    def _file(self, inside: str) -> Answer | None:
        """The file or folder that a path leads to, without rewrites."""
        path = inside.strip("/")
        if self._has(path) and not inside.endswith("/"):
            return self._page_under_its_name(path) or Answer(200, path)
        if self.folder.has_folder(path):
            return self._folder(path, inside.endswith("/"))
        if self.habits.pretty_urls is not PrettyUrls.NONE and not inside.endswith("/") and self._has(f"{path}.html"):
            return Answer(200, f"{path}.html")
        return None

    def _page_under_its_name(self, path: str) -> Answer | None:
        """The redirect from `/about.html` to `/about` of a host that shows no extensions."""
        if self.habits.pretty_urls is not PrettyUrls.ONLY or not path.endswith(".html"):
            return None
        short = path.removesuffix(INDEX) if posixpath.basename(path) == INDEX else path.removesuffix(".html")
        return Answer(self.habits.page_status, location=f"{self.base_path}/{short}")

    def _folder(self, path: str, slashed: bool) -> Answer | None:
        index = posixpath.join(path, INDEX)
        if not (self._has(index) or self.habits.lists_folders):
            return None
        if not slashed and path and self.habits.folder_status:
            return Answer(self.habits.folder_status, location=f"{self.base_path}/{path}/")
        return Answer(200, index) if self._has(index) else Answer(200, path, lists=True)

    def _has(self, path: str) -> bool:
        return self.folder.has_file(path) and not self.leaves_out(path)

    def _nothing(self, inside: str) -> Answer:
        if self.habits.not_found_page:
            folder = posixpath.dirname(inside.strip("/"))
            while True:
                page = posixpath.join(folder, NOT_FOUND_PAGE)
                if self._has(page):
                    return Answer(404, page)
                if not folder:
                    break
                folder = posixpath.dirname(folder) if self.host is Host.CLOUDFLARE else ""
        if self.habits.single_page and self._has(INDEX):
            return Answer(200, INDEX)
        return NOT_FOUND
