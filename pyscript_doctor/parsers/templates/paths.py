"""The paths that template expressions name: of a file in the static folder, of a page of the site, of a layout.

Sources: the documentation of Django's `static`, Flask's and Starlette's `url_for`, Jekyll's `relative_url` and `link`,
Hugo's `relURL`, MkDocs' and Eleventy's `url`, Vue CLI's `BASE_URL`, Create React App's `PUBLIC_URL`.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_EXPRESSION = 500


class Root(Enum):
    """Where a path starts. STATIC: the folder of static files. SITE: the root of the site, wherever it is deployed."""

    STATIC = "static"
    SITE = "site"


_STRING = r"""(?P<quote>["'])(?P<literal>[^"'\\{}<>|]*)(?P=quote)"""
_SITE_FILTER = r"(?:\s*\|\s*(?:relative_url|absolute_url|url|relURL|absURL|prepend:\s*site\.(?:baseurl|url)))"
_STATIC_ROUTE = r"""["']static["']\s*,\s*(?:filename|path)\s*=\s*"""

_PRINTED = (
    (lazy_pattern(rf"static\(\s*{_STRING}\s*\)"), Root.STATIC),
    (lazy_pattern(rf"(?:request\.)?url_for\(\s*{_STATIC_ROUTE}{_STRING}\s*(?:,[^()]*)?\)"), Root.STATIC),
    (lazy_pattern(r"(?P<literal>)(?:settings\.)?STATIC_URL"), Root.STATIC),
    (lazy_pattern(rf"{_STRING}{_SITE_FILTER}+"), Root.SITE),
    (lazy_pattern(rf"(?:relURL|absURL)\s+{_STRING}"), Root.SITE),
    (lazy_pattern(r"(?P<literal>)(?:site\.(?:baseurl|url|github\.url)|base_url|BASE_URL|\.Site\.BaseURL)"), Root.SITE),
    (lazy_pattern(rf"{_STRING}(?:\s*\|\s*safe)?"), None),
)
_TAGS = (
    (lazy_pattern(rf"static\s+{_STRING}"), Root.STATIC),
    (lazy_pattern(r"(?P<literal>)get_static_prefix"), Root.STATIC),
    (lazy_pattern(r"link\s+(?P<literal>[\w./-]+)"), Root.SITE),
)
_PLACEHOLDERS = lazy_pattern(r"%(?:PUBLIC_URL|BASE_URL)%")

_EXTENDS = lazy_pattern(rf"(?:extends|layout)\s+{_STRING}.*", re.DOTALL)
_INCLUDES = (
    lazy_pattern(rf"(?:include|render|embed)\b[\s(]*{_STRING}.*", re.DOTALL),
    lazy_pattern(r"include(?:_relative|_cached)?\s+(?P<literal>[\w./-]+\.\w+)\b.*", re.DOTALL),
    lazy_pattern(rf"(?:partial|template)\s+{_STRING}.*", re.DOTALL),
    lazy_pattern(r""">\s*["']?(?P<literal>[\w./-]+)\b.*""", re.DOTALL),
)
_PHP_INCLUDE = lazy_pattern(
    r"""\b(?:include|require)(?:_once)?[\s(]+(?:__DIR__\s*\.\s*)?["'](?P<literal>[^"'$]+)["']"""
)

Range = tuple[int, int]


def path_named(value: str, opening: str, start: int, end: int) -> tuple[Range, Root | None] | None:
    """The path that the expression value[start:end] means, and where it starts; None if unknown.

    An expression that means a root itself names an empty path.
    """
    if end - start > LONGEST_EXPRESSION:
        return None
    for pattern, root in _TAGS if opening == "{%" else _PRINTED:
        match = pattern.fullmatch(value, start, end)
        if match:
            return match.span("literal"), root
    return None


def placeholder_root(placeholder: str) -> Root | None:
    """What a bundler's placeholder in capitals means."""
    return Root.SITE if _PLACEHOLDERS.fullmatch(placeholder) else None


def parent_named(value: str, start: int, end: int) -> Range | None:
    """Where the tag value[start:end] names the template that it extends."""
    match = _EXTENDS.fullmatch(value, start, end)
    return match.span("literal") if match else None


def parts_named(value: str, opening: str, start: int, end: int) -> Iterator[Range]:
    """Where the names of the templates are that an expression includes."""
    if opening == "<?":
        yield from (match.span("literal") for match in _PHP_INCLUDE.finditer(value, start, end))
        return
    for pattern in _INCLUDES:
        match = pattern.fullmatch(value, start, end)
        if match:
            yield match.span("literal")
            return
