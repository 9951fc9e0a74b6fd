"""Redirects and rewrites, as a project's files for its host ask for them.

Netlify and Cloudflare read `_redirects`, Netlify also `[[redirects]]` of netlify.toml; vercel.json and firebase.json
have `redirects` and `rewrites`. Rules that depend on a country, a header or a role are left out.
Source: the hosts' documentation.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pyscript_doctor.parsers.hosting.patterns import Language, matches
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

MOVED, FOUND_ELSEWHERE, PERMANENT, TEMPORARY = 301, 302, 308, 307
REWRITE = 200
MOST_RULES = 2_000

_STATUS = lazy_pattern(r"(?P<status>\d{3})(?P<force>!)?")
_TOKEN = lazy_pattern(r"\*|:([A-Za-z]\w*)([*+])?|\(\.\*\)", re.ASCII)
_MOST_WILDCARDS = 6
_NEVER = lazy_pattern(r"(?!)")


@dataclass(frozen=True, slots=True)
class RedirectRule:
    """What happens with a URL path that fits a pattern.

    status: 200 serves the file of `to` under the path that was asked for; another status is sent. force: it goes before
    a file that is there.
    """

    language: Language
    pattern: str
    to: str
    status: int
    force: bool = False

    def target(self, url_path: str) -> str | None:
        """Where a path leads, with what `*` and `:name` took filled in; None if the pattern does not fit."""
        if self.language in _GLOBS:
            return self.to if matches(self.language, self.pattern, url_path) else None
        found = _expression(self.pattern).fullmatch(url_path)
        if found is None:
            return None
        taken = found.groupdict()
        return re.sub(r"(?a):([A-Za-z]\w*)[*+]?", lambda name: taken.get(name[1]) or "", self.to)


_GLOBS = frozenset({Language.FIREBASE_SOURCE, Language.FIREBASE_GLOB, Language.FIREBASE_REGEX})


def of_redirects_file(text: str, language: Language, default: int) -> tuple[RedirectRule, ...]:
    """The rules of `_redirects`: from, to, and perhaps a status. default: the status where a line names none."""
    return tuple(_of_lines(text, language, default))[:MOST_RULES]


def _of_lines(text: str, language: Language, default: int) -> Iterator[RedirectRule]:
    for line in text.splitlines():
        words = line.split("#", 1)[0].split() if not line.lstrip().startswith("#") else []
        if len(words) not in (2, 3) or not words[0].startswith("/"):
            continue
        status = _STATUS.fullmatch(words[2]) if len(words) == 3 else None
        if len(words) == 3 and status is None:
            continue  # a condition, such as a country
        code = int(status["status"]) if status else default
        yield RedirectRule(language, words[0], words[1], code, bool(status and status["force"]))


def of_netlify(text: str) -> tuple[RedirectRule, ...]:
    """`[[redirects]]` of netlify.toml."""
    import tomli

    try:
        listed = tomli.loads(text.removeprefix("\ufeff")).get("redirects")
    except (ValueError, RecursionError):
        return ()
    return tuple(
        RedirectRule(Language.NETLIFY, each["from"], each["to"], _status(each, MOVED), each.get("force") is True)
        for each in _tables(listed)
        if isinstance(each.get("from"), str) and isinstance(each.get("to"), str) and not each.get("conditions")
    )


def of_vercel(text: str) -> tuple[RedirectRule, ...]:
    """`redirects` and `rewrites` of vercel.json. A redirect goes before files, a rewrite after them."""
    data = settings_of(text)
    redirects = (
        _vercel(each, _status(each, PERMANENT if each.get("permanent", True) else TEMPORARY, "statusCode"), True)
        for each in _tables(data.get("redirects"))
    )
    rewrites = (_vercel(each, REWRITE, False) for each in _tables(data.get("rewrites")))
    return tuple(rule for rule in (*redirects, *rewrites) if rule)


def of_firebase(text: str) -> tuple[RedirectRule, ...]:
    """`redirects` and `rewrites` of the first site of firebase.json."""
    site = first_site(text)
    redirects = (_firebase(each, _status(each, MOVED, "type"), True) for each in _tables(site.get("redirects")))
    rewrites = (_firebase(each, REWRITE, False) for each in _tables(site.get("rewrites")))
    return tuple(rule for rule in (*redirects, *rewrites) if rule)


def first_site(text: str) -> dict[str, Any]:
    """The first site that firebase.json sets up."""
    hosting = settings_of(text).get("hosting")
    sites = list(_tables(hosting if isinstance(hosting, list) else [hosting]))
    return sites[0] if sites else {}


def _vercel(item: dict[str, Any], status: int, force: bool) -> RedirectRule | None:
    source, to = item.get("source"), item.get("destination")
    if not isinstance(source, str) or not isinstance(to, str) or item.get("has") or item.get("missing"):
        return None
    return RedirectRule(Language.VERCEL, source, to, status, force)


def _firebase(item: dict[str, Any], status: int, force: bool) -> RedirectRule | None:
    to = item.get("destination")
    for key, language in (
        ("source", Language.FIREBASE_SOURCE),
        ("glob", Language.FIREBASE_GLOB),
        ("regex", Language.FIREBASE_REGEX),
    ):
        if isinstance(item.get(key), str) and isinstance(to, str):
            return RedirectRule(language, item[key], to, status, force)
    return None


def _status(item: dict[str, Any], default: int, key: str = "status") -> int:
    status = item.get(key, default)
    return status if isinstance(status, int) and not isinstance(status, bool) and 100 <= status < 600 else default


def settings_of(text: str) -> dict[str, Any]:
    """The settings at the top of a JSON file; none if it cannot be read."""
    try:
        data = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _tables(listed: object) -> Iterator[dict[str, Any]]:
    if isinstance(listed, list):
        yield from (each for each in listed[:MOST_RULES] if isinstance(each, dict))


@lru_cache(maxsize=1_000)
def _expression(pattern: str) -> re.Pattern[str]:
    """A pattern of paths as a regular expression. `*` is called splat, as the hosts call it."""
    parts: list[str] = []
    names: set[str] = set()
    at = 0
    tokens = list(_TOKEN.finditer(pattern))
    if len(tokens) > _MOST_WILDCARDS:
        return _NEVER
    for token in tokens:
        parts.append(re.escape(pattern[at : token.start()]))
        name = token[1] or "splat"
        takes = "[^/]+" if token[1] and not token[2] else ".*"
        parts.append(f"(?P<{name}>{takes})" if name not in names else f"(?:{takes})")
        names.add(name)
        at = token.end()
    return re.compile("".join(parts) + re.escape(pattern[at:]).rstrip("/") + "/?")
