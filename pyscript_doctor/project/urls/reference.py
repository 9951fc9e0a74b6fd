"""Where a URL of the project leads."""

from __future__ import annotations

import posixpath
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.records import NamedTuple, compared_by_class

if TYPE_CHECKING:
    from pyscript_doctor.parsers.text import Span, Text

SCHEME = lazy_pattern(r"[A-Za-z][A-Za-z0-9+.-]*:")


@compared_by_class
class Found(NamedTuple):
    """A file of the project."""

    path: str


@compared_by_class
class Missing(NamedTuple):
    """A path of the project with no file, or for which a web server sends none."""

    path: str


@compared_by_class
class Remote(NamedTuple):
    """A URL of another origin, or one that names no file (`data:`, `blob:`)."""

    url: str


@compared_by_class
class UnknownTarget(NamedTuple):
    """It is not known where the URL leads; `reason` is what the summary counts.

    path: the path of a file that was not read, "" if no path is known.
    """

    reason: str
    path: str = ""


Target: TypeAlias = Found | Missing | Remote | UnknownTarget


@compared_by_class
class Location(NamedTuple):
    """A path of the project that a URL names, whether a file is there or not."""

    path: str


class Base(NamedTuple):
    """What relative URLs are resolved against.

    folder: of the project, without a slash at its end ("" is the root). remote: set instead by a `<base href>` of
    another origin. rooted: set instead by one that starts at the web root, such as `/app/`: the URL path that relative
    URLs begin with.
    """

    folder: str
    remote: str | None = None
    rooted: str | None = None

    def from_root(self, url: str) -> str:
        """A relative URL as one that starts at the web root, if the base does; else the URL as it is."""
        if self.rooted is None or is_absolute_path(url) or SCHEME.match(url) or url.startswith("//"):
            return url
        return _joined(self.rooted, url)


class ReferenceKind(str, Enum):
    """What a page wants from a URL. SCRIPT: JavaScript that an element names. FILE: an entry of `files`."""

    PYTHON = "python"
    SCRIPT = "script"
    STYLE = "style"
    CONFIG = "config"
    FILE = "file"
    WHEEL = "wheel"
    INTERPRETER = "interpreter"
    JAVASCRIPT_MODULE = "JavaScript module"
    SERVICE_WORKER = "service worker"
    FRAME = "frame"

    __str__ = str.__str__


class Reference(NamedTuple):
    """A URL that is named somewhere, and where it leads. `kind` says what it is for."""

    kind: ReferenceKind
    text: Text
    url: str
    target: Target

    @property
    def span(self) -> Span:
        """Where the URL is written."""
        return self.text.span()

    @property
    def path(self) -> str | None:
        """The file of the project that it leads to."""
        return self.target.path if isinstance(self.target, Found) else None


def is_absolute_path(url: str) -> bool:
    """Whether it starts at the web root: `/x`, but not `//host/x`."""
    return url.startswith("/") and not url.startswith("//")


def locate(url: str, base: Base, web_root: str | None) -> Location | Remote | UnknownTarget:
    """What a URL names, as a browser resolves it.

    web_root: the folder that the site's `/` is; None if that is not known.
    """
    url = url.strip().replace("\t", "").replace("\n", "").replace("\r", "")
    if SCHEME.match(url) or url.startswith("//"):
        return Remote(url)
    if base.remote is not None:
        return Remote(_joined(base.remote, url))
    url = base.from_root(url)
    path = unquote(split_url(url.replace("\\", "/")).path, errors="replace")
    if not is_absolute_path(url):
        joined = posixpath.normpath(posixpath.join(base.folder, path))
    elif web_root is None:
        return UnknownTarget("path whose web root is not known")
    else:
        joined = posixpath.normpath(posixpath.join(web_root, path.lstrip("/")))
    if path.endswith("/") and joined != ".":
        joined += "/"
    return Location("" if joined == "." else joined)


def with_query(located: Location, url: str) -> Location:
    """The same place of a live site, with the query of the URL that names it; the query's slashes do not count."""
    query = split_url(url.strip()).query
    return Location(f"{located.path}?{query.replace('/', '%2F')}") if query else located


def split_url(url: str) -> SplitResult:
    """The parts of a URL; one that no browser takes, such as `http://]`, counts as path."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", url, "", "")


def _joined(base: str, url: str) -> str:
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def folder_of(path: str) -> str:
    """The folder that a file is in, "" for the root."""
    return posixpath.dirname(path)
