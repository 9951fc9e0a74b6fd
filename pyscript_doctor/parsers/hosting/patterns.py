"""The pattern languages in which hosts say which paths a header is sent with."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from pyscript_doctor.parsers.hosting.expressions import (
    Matcher,
    Unsupported,
    anything,
    expression,
    literal,
    matches_anywhere,
    matches_whole,
    one,
    repeat,
    sequence,
)
from pyscript_doctor.parsers.hosting.globs import glob_matches, slashed
from pyscript_doctor.parsers.hosting.route_patterns import route_pattern

if TYPE_CHECKING:
    from collections.abc import Callable


class Language(Enum):
    """A host's way to write patterns, and where that is known from."""

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

_ORDINARY = re.compile(r"[\w.~!@&=,;' -]*\Z", re.ASCII)
_NETLIFY_SPLAT_PART = re.compile(r"[\w.~!@&=,;'*%-]*\Z", re.ASCII)
_PLACEHOLDER = re.compile(r":([A-Za-z]\w*)", re.ASCII)
_AZURE_WILDCARD = re.compile(r"([^*{}]*)\*(?:\.(?:(\w+)|\{(\w+(?:,\w+)*)\}))?\Z")


def matches(language: Language, pattern: str, url_path: str) -> bool | None:
    """Whether a pattern covers a URL path, which starts with a slash; None where it cannot be told."""
    try:
        return _compiled(language, pattern)(url_path)
    except Unsupported:
        return None


@lru_cache(maxsize=512)
def _compiled(language: Language, pattern: str) -> Test:
    try:
        if len(pattern) > LONGEST_PATTERN:
            raise Unsupported
        return _LANGUAGES[language](pattern)
    except Unsupported:
        return lambda _: None


def _whole(matcher: Matcher) -> Test:
    return lambda url_path: matches_whole(matcher, url_path)


def _segment() -> Matcher:
    return repeat(one(lambda character: character != "/"), 1, None)


def _netlify(pattern: str) -> Test:
    """Each part between slashes is `:name`, `*`, text with `*` in it (a regular expression, else), or text.

    Case does not count, nor does a slash at the end.
    """
    parts = [part.rstrip() for part in pattern.strip().split("/")]
    matchers: list[Matcher] = []
    for part in (part for part in parts if part):
        if part == "*":
            matchers += [repeat(literal("/"), 0, 1), anything()]
        else:
            matchers += [literal("/"), _netlify_part(part)]
    matchers = matchers or [literal("/")]
    return _whole(sequence([*matchers, repeat(literal("/"), 0, 1)]))


def _netlify_part(part: str) -> Matcher:
    if part.startswith(":"):
        return _segment()
    if "*" not in part:
        return literal(part, ignore_case=True)
    if not _NETLIFY_SPLAT_PART.match(part):
        raise Unsupported
    return expression(part.replace("*", ".*"), ignore_case=True)


def _cloudflare(pattern: str) -> Test:
    """One `*`, and `:name` for a segment; a pattern with more of either is dropped. Case counts."""
    if not pattern.startswith("/"):
        raise Unsupported  # with a host, which is not known here
    names = _PLACEHOLDER.findall(pattern)
    if pattern.count("*") > 1 or len(set(names)) < len(names) or ("*" in pattern and "splat" in names):
        return lambda _: False
    if any(name != other and name.startswith(other) for name in names for other in names):
        raise Unsupported
    matchers: list[Matcher] = []
    for piece in re.split(r"(\*|:[A-Za-z]\w*)", pattern, flags=re.ASCII):
        if piece == "*":
            matchers.append(anything())
        elif _PLACEHOLDER.fullmatch(piece):
            matchers.append(_segment())
        elif all(_ORDINARY.match(part) and part not in (".", "..") and " " not in part for part in piece.split("/")):
            matchers.append(literal(piece))
        else:
            raise Unsupported  # what the URL parser makes of it
    return _whole(sequence(matchers))


def _vercel(pattern: str) -> Test:
    return _whole(route_pattern(pattern))


def _vercel_route(pattern: str) -> Test:
    return _whole(expression(pattern.removeprefix("^").removesuffix("$")))


def _firebase_source(pattern: str) -> Test:
    return lambda url_path: glob_matches(slashed(pattern), url_path)


def _firebase_glob(pattern: str) -> Test:
    return lambda url_path: glob_matches(pattern, url_path)


def _firebase_regex(pattern: str) -> Test:
    matcher = expression(pattern)
    return lambda url_path: matches_anywhere(matcher, url_path)


def _azure(pattern: str) -> Test:
    """A path without a dot is also tried with `index.html`. Whether case counts is not known."""

    def covers(url_path: str) -> bool | None:
        paths = [url_path] if "." in url_path else [url_path, url_path.rstrip("/") + "/index.html"]
        if any(_azure_matches(pattern, path) for path in paths):
            return True
        return None if any(_azure_matches(pattern.lower(), path.lower()) for path in paths) else False

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
    """The path of a file: that of a folder is its `index.html`, one without an extension may also be its name."""

    def covers(url_path: str) -> bool | None:
        path = slashed(url_path + "index.html" if url_path.endswith("/") else url_path)
        found = {glob_matches(slashed(pattern), path)}
        if "." not in path.rsplit("/", 1)[-1]:
            found |= {glob_matches(slashed(pattern), path + end) for end in (".html", "/index.html")}
        return found.pop() if len(found) == 1 else None

    return covers


_LANGUAGES: dict[Language, Callable[[str], Test]] = {
    Language.NETLIFY: _netlify,
    Language.CLOUDFLARE: _cloudflare,
    Language.VERCEL: _vercel,
    Language.VERCEL_ROUTE: _vercel_route,
    Language.FIREBASE_SOURCE: _firebase_source,
    Language.FIREBASE_GLOB: _firebase_glob,
    Language.FIREBASE_REGEX: _firebase_regex,
    Language.AZURE: _azure,
    Language.SERVE: _serve,
    Language.EVERYWHERE: lambda _pattern: lambda _path: True,
}
