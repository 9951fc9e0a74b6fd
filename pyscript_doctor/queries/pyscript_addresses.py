"""URLs that look like PyScript's own, and where nothing is served."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.releases import newest, number, release_named
from pyscript_doctor.parsers.templates.masking import is_masked
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.urls.reference import split_url
from pyscript_doctor.queries.spelling import closest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.html.document import Document, Element
    from pyscript_doctor.parsers.text import Text

HOST = "pyscript.net"
CHANNELS = ("releases", "snapshots", "latest", "unstable", "alpha")
"""The folders of pyscript.net that hold PyScript."""
NAMED_CHANNELS = ("releases", "snapshots")
FILES = ("core.js", "core.css")
LEGACY_FILES = ("pyscript.js", "pyscript.css", "pyscript.min.js", "py.js", "py.css", "pyscript.esm.js")
OTHER_FILES = ("core.min.js", "core.min.css", "core.js.map", "core.css.map", "core.js.gz", "core.css.gz")
RELEASE = lazy_pattern(r"\d{4}\.\d{1,2}\.\d{1,3}")
GONE = {"latest": "pyscript.js", "unstable": "pyscript.js", "alpha": ""}
"""Folders without a release in their name, each with the end of the files that were served there."""
NEAR = 0.75
NEAR_SCHEME = 0.7
WITHOUT_SCOPE = lazy_pattern(
    r"((?:https?:)?//(?:cdn\.jsdelivr\.net/npm|unpkg\.com))/pyscript/core(?=@|/|$)", re.IGNORECASE
)
"""The npm package without its scope: `pyscript/core` would be a file of another package."""
OTHER_SCHEME = lazy_pattern(r"(?!https?:)([a-z]{3,7})://", re.IGNORECASE)


def core_addresses(document: Document) -> Iterator[Text]:
    """The URLs of the scripts and styles of a page; those that a template makes are left out."""
    for element in document.all("script", "link"):
        attribute = element.attribute("src" if element.name == "script" else "href")
        if attribute and not is_masked(attribute.value.value):
            yield attribute.value.stripped()


def swapped_addresses(document: Document) -> Iterator[tuple[Text, str]]:
    """The script tags with PyScript's stylesheet and the links to its script, each with the file that was meant."""
    for element in document.all("script", "link"):
        attribute, file = element.attribute("src" if element.name == "script" else "href"), _file_for(element)
        url = attribute.value.stripped() if attribute and file and not is_masked(attribute.value.value) else None
        parts = split_url(url.value) if url else None
        if url and parts and parts.netloc == HOST and parts.path.endswith(f"/{_OTHER[file]}"):
            yield url, file


_OTHER = {"core.js": "core.css", "core.css": "core.js"}


def _file_for(element: Element) -> str:
    """The PyScript file that a tag can load; "" for links that load nothing at once."""
    if element.name == "script":
        return "core.js"
    return "core.css" if (element.get("rel") or "").strip().lower() == "stylesheet" else ""


def is_gone(url: str, channel: str) -> bool:
    """Whether nothing is served any more at a URL that names a channel instead of a release."""
    ending = GONE.get(channel)
    return ending is not None and url.split("?", 1)[0].lower().replace(".min.js", ".js").endswith(ending)


def gone_message(channel: str) -> str:
    """What rules say about such a URL."""
    return f"this address is gone: it was `{channel}` of the PyScript before 2023.11"


def intended_address(url: str) -> str | None:
    """The URL that was probably meant; None if the written one may be served, or is not like one of PyScript's."""
    scheme = OTHER_SCHEME.match(url)
    if scheme and closest(scheme[1].lower(), ("https", "http"), NEAR_SCHEME):
        rest = url[scheme.end() :]
        return intended_address(f"https://{rest}") or (f"https://{rest}" if _is_served(rest) else None)
    package = WITHOUT_SCOPE.match(url)
    if package:
        return f"{package[1]}/@pyscript/core{url[package.end() :]}"
    parts = split_url(url if "://" in url else f"https:{url}") if re.match(r"(?:https?:)?//", url, re.I) else None
    if parts is None or not _is_host(parts.netloc, parts.path):
        return None
    folders = [part for part in parts.path.split("/") if part]
    file = _meant_file(folders[-1]) if folders else None
    if file is None:
        return None
    release = next((found[0] for part in folders[:-1] if (found := RELEASE.fullmatch(part))), None)
    meant = _meant(folders[:-1], release, file)
    written = f"https://{parts.netloc}/{'/'.join(folders)}"
    return meant if meant is not None and meant != written.replace("://www.", "://") else None


def _is_served(rest: str) -> bool:
    """Whether an address without its scheme is one of PyScript's files in an existing release."""
    host, _, path = rest.partition("/")
    release = RELEASE.search(path)
    return host == HOST and path.endswith(FILES) and release is not None and release_named(release[0]) is not None


def _is_host(host: str, path: str) -> bool:
    """Whether the host is PyScript's, or one that is easily confused with it."""
    name = host.lower().removeprefix("www.")
    if name == HOST:
        return True
    looks_alike = bool(RELEASE.search(path)) and path.rsplit("/", 1)[-1].lower() in FILES
    return looks_alike and (name in ("pyscript.com", "pyscript.org", "docs.pyscript.net") or _is_near(name))


def _is_near(name: str) -> bool:
    return name.endswith(".net") and bool(closest(name, [HOST], 0.85))


def _meant_file(name: str) -> str | None:
    if name in LEGACY_FILES or name in OTHER_FILES:
        return None
    if name in FILES:
        return name
    return closest(name.lower(), FILES, NEAR)


def _meant(folders: list[str], release: str | None, file: str) -> str | None:
    """The address of a file in folders, if their names are similar to existing ones."""
    if release:
        channel = "snapshots" if "snapshots" in folders else "releases"
        named = release_named(release)
        if named is None and number(release) <= newest().number and channel == "releases":
            return None  # that is for another rule to say
        if named is not None and named.legacy:
            return None
        return f"https://{HOST}/{channel}/{release}/{file}"
    if len(folders) == 1:
        near = _near_channel(folders[0])
        if near in NAMED_CHANNELS:
            return f"https://{HOST}/releases/{newest().name}/{file}"
        return f"https://{HOST}/{near}/{file}" if near else None
    return f"https://{HOST}/releases/{newest().name}/{file}" if not folders else None


def _near_channel(folder: str) -> str | None:
    return closest(folder.lower(), CHANNELS, NEAR)
