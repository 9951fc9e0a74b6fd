"""The pattern languages in which hosts say which paths a header is sent with."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

NETLIFY = re.compile(r"(?P<splat>\*)|:(?P<name>[A-Za-z]\w*)|(?P<plain>[^*:]+|:)")
VERCEL = re.compile(
    r"(?P<slash>/?):(?P<name>\w+)(?:\((?P<inside>(?:[^()]|\([^()]*\))*)\))?(?P<times>[*+?])?"
    r"|\((?P<group>(?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)(?P<group_times>[*+?])?"
    r"|(?P<star>\*)|(?P<escaped>\\.)|(?P<plain>[^:()*\\/]+|[/:])"
)
GLOB = re.compile(
    r"(?P<folders>\*\*/)|(?P<all>\*\*)|(?P<star>\*)|(?P<one>\?)|@\((?P<choice>[^()]*)\)|\{(?P<braces>[^{}]*)\}"
    r"|(?P<extended>[!+*?]\()|(?P<plain>[^*?@{!+]+|[@{!+])"
)
TIMES = {"*": "(?:{slash}{body})*", "+": "(?:{slash}{body})+", "?": "(?:{slash}{body})?", None: "{slash}{body}"}


def matches(language: str, pattern: str, url_path: str) -> bool | None:
    """Whether a pattern covers a URL path, which starts with a slash; None where it cannot be told."""
    compiled = _compiled(language, pattern)
    if compiled is None:
        return None
    subjects = (url_path, url_path.lstrip("/")) if language == "glob" else (url_path,)
    return any(compiled.fullmatch(subject) is not None for subject in subjects)


@lru_cache(maxsize=512)
def _compiled(language: str, pattern: str) -> re.Pattern[str] | None:
    source = LANGUAGES[language](pattern)
    if source is None:
        return None
    try:
        return re.compile(source)
    except (re.error, OverflowError, RecursionError):
        return None


def _netlify(pattern: str) -> str:
    """`*` stands for anything, `:name` for one segment. An origin in front is left out."""
    path = re.sub(r"^https?://[^/]+", "", pattern)
    return "".join(
        ".*" if match["splat"] else "[^/]+" if match["name"] else re.escape(match["plain"])
        for match in NETLIFY.finditer(path)
    )


def _vercel(pattern: str) -> str | None:
    """Path-to-regexp: `:name`, `:name*`, `:name(regex)`, `(regex)`; None where a parenthesis is not closed."""
    parts = []
    found = list(VERCEL.finditer(pattern))
    if sum(len(match[0]) for match in found) != len(pattern):
        return None
    for match in found:
        if match["name"]:
            body = f"(?:{match['inside']})" if match["inside"] else "[^/]+"
            parts.append(TIMES[match["times"]].format(slash=match["slash"], body=body))
        elif match["group"] is not None:
            parts.append(f"(?:{match['group']}){match['group_times'] or ''}")
        elif match["star"]:
            parts.append(".*")
        else:
            parts.append(match["escaped"] or re.escape(match["plain"]))
    return "".join(parts)


def _glob(pattern: str) -> str | None:
    """`**` for any folders, `*` within one, `?`, `@(a|b)` and `{a,b}`; other extended globs cannot be told."""
    parts = []
    for match in GLOB.finditer(pattern):
        if match["extended"]:
            return None
        if match["folders"]:
            parts.append("(?:.*/)?")
        elif match["all"]:
            parts.append(".*")
        elif match["star"]:
            parts.append("[^/]*")
        elif match["one"]:
            parts.append("[^/]")
        elif match["choice"] is not None:
            parts.append(_either(match["choice"].split("|")))
        elif match["braces"] is not None:
            parts.append(_either(match["braces"].split(",")))
        else:
            parts.append(re.escape(match["plain"]))
    return "".join(parts)


def _either(choices: list[str]) -> str:
    return "(?:" + "|".join(_glob(choice) or re.escape(choice) for choice in choices) + ")"


LANGUAGES: dict[str, Callable[[str], str | None]] = {
    "netlify": _netlify,
    "vercel": _vercel,
    "glob": _glob,
    "regex": str,
}
