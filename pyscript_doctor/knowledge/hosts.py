"""Addresses of well-known hosts that a page cannot fetch from: they answer without CORS headers.

GitHub: pages, `raw` and `releases/download` of github.com answer with a page or a redirect that names no other origin,
and a browser asks each redirect for that; raw.githubusercontent.com allows every origin. GitLab: `/-/raw/` and
`/-/archive/` of gitlab.com. Google Drive and Dropbox: what their share buttons give. Source: what browsers' consoles
showed in the reports of projects that tried, 2022 to 2025; no host was asked for it.
"""

from __future__ import annotations

import re

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.records import NamedTuple

_GITHUB_FILE = lazy_pattern(
    r"https?://(?:www\.)?github\.com/(?P<repository>[\w.-]+/[\w.-]+)/(?:raw|blob)/(?:refs/heads/)?"
    r"(?P<branch>[\w.-]+)/(?P<path>[^?#]+)",
    re.ASCII,
)
_WITHOUT = lazy_pattern(
    r"https?://(?:"
    r"(?:www\.)?github\.com/[\w.-]+/[\w.-]+/(?:raw|blob|releases/(?:latest/)?download|archive)/"
    r"|codeload\.github\.com/"
    r"|gist\.github\.com/"
    r"|gitlab\.com/[\w./-]+/-/(?:raw|blob|archive)/"
    r"|drive\.google\.com/"
    r"|docs\.google\.com/uc\?"
    r"|(?:www\.)?dropbox\.com/"
    r")",
    re.ASCII,
)


class ClosedHost(NamedTuple):
    """An address that no page of another origin can fetch. instead: where the same file can be had, "" for nowhere."""

    host: str
    instead: str


def closed_to_pages(url: str) -> ClosedHost | None:
    """What is known against fetching an address; None if nothing is."""
    if not _WITHOUT.match(url):
        return None
    host = url.split("/")[2]
    file = _GITHUB_FILE.match(url)
    return ClosedHost(
        host, f"https://cdn.jsdelivr.net/gh/{file['repository']}@{file['branch']}/{file['path']}" if file else ""
    )
