"""The pattern languages in which hosts say which paths a header is sent with.

The doctor reads what people write in each language: text, `*`, `**`, `:name`, and `(.*)`. For any other pattern, it is
unknown whether it covers a path.
"""

from __future__ import annotations

import posixpath
import re
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from pyscript_doctor.parsers.hosting.paths import LONGEST_PATH, PathPattern
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable


class Language(Enum):
    """How a host writes its patterns, and where we know this from."""

    NETLIFY = "Netlify: @netlify/headers-parser 9"
    CLOUDFLARE = "Cloudflare Pages: workers-shared's rules engine"
    VERCEL = "Vercel: path-to-regexp 6.1, strict and case-sensitive"
    VERCEL_ROUTE = "Vercel's older routes: a regular expression for the whole path"
    FIREBASE_SOURCE = "Firebase: superstatic 10, minimatch from the root on"
    FIREBASE_GLOB = "Firebase: superstatic 10, minimatch"
    FIREBASE_REGEX = "Firebase: RE2, anywhere in the path"
    AZURE = "Azure Static Web Apps: a path, or a prefix and `*`, perhaps with file extensions"
    SERVE = "serve: serve-handler 6, minimatch on the file's path"
    EVERYWHERE = "no pattern: every path"


LONGEST_PATTERN = 2000

Test: TypeAlias = "Callable[[str], bool | None]"

_PLAIN = lazy_pattern(r"[\w.~!@&=,;'% -]*\Z", re.ASCII)
_PLACEHOLDER = lazy_pattern(r":([A-Za-z]\w*)", re.ASCII)
_ROUTE = lazy_pattern(
    r"(?P<rest>/:\w+(?P<times>[*+]))|:(?P<name>\w+)|(?P<any>\(\.\*\))|(?P<plain>[^:*+?(){}\\])", re.ASCII
)
_EXPRESSION = lazy_pattern(
    r"(?P<any>\(\.\*\)|\.\*)|\\(?P<escaped>[./-])|(?P<one>\.)|(?P<plain>[\w/~!@&=,;'% -])", re.ASCII
)
_AZURE_WILDCARD = lazy_pattern(r"([^*{}]*)\*(?:\.(?:(\w+)|\{(\w+(?:,\w+)*)\}))?\Z")
_SPECIAL_IN_GLOBS = frozenset("?[]{}()!+@|\\#")


class Unsupported(Exception):  # noqa: N818 - the answer is that it is unknown
    """Raised for a pattern that is not read."""


def matches(language: Language, pattern: str, url_path: str) -> bool | None:
    """Whether a pattern covers a URL path, which starts with a slash; None if that is unknown."""
    if len(url_path) > LONGEST_PATH:
        return None
    return _test(language, pattern)(url_path)


def literal_start(language: Language, pattern: str) -> str:
    """What every path that a pattern may cover begins with, in lower case; "" if the pattern does not show it."""
    test = _test(language, pattern)
    return test.start.casefold() if isinstance(test, PathPattern) else ""


@lru_cache(maxsize=512)
def _test(language: Language, pattern: str) -> Test:
    try:
        if len(pattern) > LONGEST_PATTERN:
            raise Unsupported
        return _LANGUAGES[language](pattern)
    except Unsupported:
        return lambda _: None


def _netlify(pattern: str) -> Test:
    """Each part between slashes is `:name`, `*`, or text; in text `*` also matches slashes and `.` any character.

    Upper and lower case are the same, and a slash at the end does not matter.
    """
    path = PathPattern(ignore_case=True)
    parts = [part for part in (part.rstrip() for part in pattern.strip().split("/")) if part]
    for part in parts:
        if part == "*":
            path.optional_slash().anything()
        else:
            _netlify_part(path.text("/"), part)
    return (path if parts else path.text("/")).optional_slash()


def _netlify_part(path: PathPattern, part: str) -> None:
    if part.startswith(":"):
        path.name()
    elif not _PLAIN.match(part.replace("*", "")):
        raise Unsupported
    elif "*" not in part:
        path.text(part)
    else:
        for character in part:
            _step = {"*": path.anything, ".": path.one}.get(character)
            _step() if _step else path.text(character)


def _cloudflare(pattern: str) -> Test:
    """One `*`, and `:name` for a segment; a pattern with more of either is dropped. Case matters."""
    if not pattern.startswith("/"):
        raise Unsupported  # with a host, which is not known here
    names = _PLACEHOLDER.findall(pattern)
    if pattern.count("*") > 1 or len(set(names)) < len(names) or ("*" in pattern and "splat" in names):
        return lambda _: False
    if any(name != other and name.startswith(other) for name in names for other in names):
        raise Unsupported
    path = PathPattern()
    for piece in re.split(r"(\*|:[A-Za-z]\w*)", pattern, flags=re.ASCII):
        if piece == "*":
            path.anything()
        elif _PLACEHOLDER.fullmatch(piece):
            path.name()
        elif all(_PLAIN.match(part) and part not in (".", "..") and " " not in part for part in piece.split("/")):
            path.text(piece)
        else:
            raise Unsupported  # what the URL parser makes of it
    return path


def _vercel(pattern: str) -> Test:
    """`:name` for a segment, `/:name*` and `/:name+` for several, `(.*)` for anything."""
    path, at = PathPattern(), 0
    while at < len(pattern):
        found = _ROUTE.match(pattern, at)
        if not found or pattern[found.end() : found.end() + 1] in ("*", "+", "?"):
            raise Unsupported
        at = found.end()
        if found["rest"]:
            path.slashed_names(least=1 if found["times"] == "+" else 0)
        elif found["name"]:
            if pattern[at : at + 1] == "(":
                raise Unsupported
            path.name()
        elif found["any"]:
            path.anything()
        else:
            path.text(found["plain"])
    return path


def _vercel_route(pattern: str) -> Test:
    return _expression(PathPattern(), pattern.removeprefix("^").removesuffix("$"))


def _firebase_regex(pattern: str) -> Test:
    path = PathPattern()
    if not pattern.startswith("^"):
        path.anything()
    _expression(path, pattern.removeprefix("^").removesuffix("$"))
    return path if pattern.endswith("$") else path.anything()


def _expression(path: PathPattern, pattern: str) -> PathPattern:
    """A regular expression of text, `.` and `.*`."""
    at = 0
    while at < len(pattern):
        found = _EXPRESSION.match(pattern, at)
        if not found:
            raise Unsupported
        at = found.end()
        if found["any"]:
            path.anything()
        elif found["one"]:
            path.one()
        else:
            path.text(found["escaped"] or found["plain"])
    return path


def slashed(pattern: str) -> str:
    """A glob from the root, as Firebase and serve build it before they match."""
    path = posixpath.normpath("/" + pattern.lstrip("/"))
    return path + "/" if pattern.endswith("/") and path != "/" else path


def _glob(pattern: str) -> Test:
    """`**` for whole folders, `*` inside a name. Neither matches a name that starts with a dot.

    Measured with minimatch 3.1.5 and 6.2.3.
    """
    if set(pattern) & _SPECIAL_IN_GLOBS:
        raise Unsupported
    path = PathPattern()
    segments = re.sub("/+", "/", pattern).split("/")
    for index, segment in enumerate(segments):
        last = index == len(segments) - 1
        if segment == "**":
            path.anything() if last else path.folders()
            continue
        for character in re.sub(r"\*+", "*", segment):
            path.within_a_folder() if character == "*" else path.text(character)
        if not last:
            path.text("/")

    def covers(url_path: str) -> bool | None:
        if "/." in url_path and "*" in pattern:
            return None
        collapsed = re.sub("/+", "/", url_path)
        return path(collapsed) or (collapsed.endswith("/") and path(collapsed[:-1]))

    return covers


def _azure(pattern: str) -> Test:
    """A path without a dot is also tried with `index.html`. It is not known whether case matters."""

    def covers(url_path: str) -> bool | None:
        paths = [url_path] if "." in url_path else [url_path, url_path.rstrip("/") + "/index.html"]
        try:
            if any(_azure_matches(pattern, path) for path in paths):
                return True
            return None if any(_azure_matches(pattern.lower(), path.lower()) for path in paths) else False
        except Unsupported:
            return None

    return covers


def _azure_matches(pattern: str, path: str) -> bool:
    if "*" not in pattern:
        return path == pattern
    found = _AZURE_WILDCARD.match(pattern)
    if not found:
        raise Unsupported
    extensions = [f".{name}" for name in (found[2] or found[3] or "").split(",") if name]
    return path.startswith(found[1]) and (not extensions or path.endswith(tuple(extensions)))


def _serve(pattern: str) -> Test:
    """The path of a file: for a folder it is its `index.html`, and a file without an extension may also be its name."""
    glob = _glob(slashed(pattern))

    def covers(url_path: str) -> bool | None:
        path = slashed(url_path + "index.html" if url_path.endswith("/") else url_path)
        ends = ("",) if "." in path.rsplit("/", 1)[-1] else ("", ".html", "/index.html")
        found = {glob(path + end) for end in ends}
        return found.pop() if len(found) == 1 else None

    return covers


_LANGUAGES: dict[Language, Callable[[str], Test]] = {
    Language.NETLIFY: _netlify,
    Language.CLOUDFLARE: _cloudflare,
    Language.VERCEL: _vercel,
    Language.VERCEL_ROUTE: _vercel_route,
    Language.FIREBASE_SOURCE: lambda pattern: _glob(slashed(pattern)),
    Language.FIREBASE_GLOB: _glob,
    Language.FIREBASE_REGEX: _firebase_regex,
    Language.AZURE: _azure,
    Language.SERVE: _serve,
    Language.EVERYWHERE: lambda _pattern: lambda _path: True,
}
