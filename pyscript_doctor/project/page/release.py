"""The releases of PyScript that a page can load."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.releases import can_exist, newest, release_named, release_of_core, releases
from pyscript_doctor.parsers.templates.masking import is_masked
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyscript_doctor.knowledge.releases import Release

PYSCRIPT_NET = lazy_pattern(
    r"(?:https?:)?//(?:www\.)?pyscript\.net/(?P<channel>releases|snapshots|latest|unstable|alpha)/"
    r"(?:(?P<name>[^/?#]+)/)?(?P<file>(?:core|pyscript)(?:\.min)?\.js)(?:[?#].*)?$",
    re.IGNORECASE,
)
NPM = lazy_pattern(
    r"(?:https?:)?//(?P<host>[^/]+)/(?:npm/)?(?:gh/)?@pyscript/core(?:@(?P<version>[^/?#]+))?(?P<file>/[^?#]*)?",
    re.IGNORECASE,
)
STYLESHEET = lazy_pattern(
    r"(?:https?:)?//(?:(?:www\.)?pyscript\.net/(?:releases/)?(?P<release>[^/?#]+)|"
    r"[^/]+/(?:npm/)?@pyscript/core(?:@(?P<version>[^/?#]+))?/dist)/core(?:\.min)?\.css",
    re.IGNORECASE,
)
PUBLISHED_NAME = lazy_pattern(r"(?:^|/)(?:core|pyscript)(?:[-.][\w-]+)*\.m?js$", re.IGNORECASE)
PART_OF_PYSCRIPT = lazy_pattern(rb"""from\s*["']\./core-[\w-]+\.js["']""")
LARGEST_OF_THE_PROJECT = 50_000
"""In bytes: a larger file with PyScript's name was not written by hand."""
CALENDAR = lazy_pattern(r"\d{4}\.(?:[1-9]|1[0-2])\.\d+$")


class Pin(Enum):
    """How the URL of PyScript names its release."""

    RELEASE = "release"
    NPM = "npm version"
    SNAPSHOT = "snapshot"
    FLOATING = "newest"
    NONEXISTENT = "release that does not exist"
    NEWER = "release newer than the doctor's knowledge"
    LOCAL = "local copy"
    NONE = "not told"


class Releases(NamedTuple):
    """The releases that a page can load, oldest first.

    One if it is pinned; the newest if the URL floats; all of them if a layout, a bundler or a local copy decides.
    `label` is what a report calls it; `legacy` means PyScript before 2023.11. written: what the page itself says, if
    another release is assumed; else None.
    """

    options: tuple[Release, ...]
    pin: Pin
    label: str
    legacy: bool = False
    written: tuple[Release, ...] | None = None

    def every(self, condition: Callable[[Release], bool]) -> bool:
        """What the condition says about all of them; raises Unknown if they disagree, or none is known."""
        answers = {condition(release) for release in self.options}
        if len(answers) != 1:
            raise Unknown("release of PyScript")
        return answers.pop()

    def since(self, name: str) -> bool:
        """Whether the page loads this release or a later one."""
        first = tuple(int(part) for part in name.split("."))
        return self.every(lambda release: release.number >= first)

    def until(self, name: str) -> bool:
        """Whether the page loads this release or an earlier one."""
        last = tuple(int(part) for part in name.split("."))
        return self.every(lambda release: release.number <= last)

    @property
    def one(self) -> Release:
        """The release, if there is only one; else raises Unknown."""
        if len(self.options) != 1:
            raise Unknown("release of PyScript")
        return self.options[0]


def modern() -> tuple[Release, ...]:
    """Every release since the rewrite of 2023.11."""
    return tuple(release for release in releases() if not release.legacy)


def any_release(pin: Pin = Pin.NONE) -> Releases:
    """Any release since the rewrite: what a page without a loader of its own can run on."""
    return Releases(modern(), pin, "unknown release")


def told_by_settings(releases: Releases, declared: Release | None) -> Releases:
    """The release that the settings name, if the project's own files do not say which one it is."""
    if declared is None or releases.legacy or releases.pin not in {Pin.NONE, Pin.LOCAL}:
        return releases
    return releases._replace(options=(declared,), label=declared.name)


def releases_of_url(url: str) -> Releases | None:
    """The releases that a URL on PyScript's own host or an npm CDN can load; None if it is not such a URL."""
    if match := PYSCRIPT_NET.match(url.strip()):
        return _of_pyscript_net(match["channel"].lower(), match["name"], match["file"].lower())
    if match := NPM.match(url.strip()):
        return _of_npm(match["version"], match["file"])
    return None


def releases_of_stylesheet(url: str) -> Releases | None:
    """The releases whose `core.css` a URL is; None if it is not such a URL."""
    match = STYLESHEET.match(url.strip())
    if match is None:
        return None
    if match["release"]:
        floats = match["release"].lower() in {"latest", "unstable", "alpha"}
        return _of_pyscript_net("latest" if floats else "releases", None if floats else match["release"], "core.js")
    return _of_npm(match["version"], None)


def is_pyscript_itself(content: bytes) -> bool:
    """Whether a file is a copy of PyScript: its own `core.js`, a part of that, or the `pyscript.js` of old."""
    if PART_OF_PYSCRIPT.search(content):
        return True
    return any(sign in content for sign in (b"MPWorker", b"polyscript", b"py-script"))


def is_vendored(path: str, content: bytes) -> bool:
    """Whether a file is PyScript's own script, as it is published, and not a file of the project that only names it."""
    if not PUBLISHED_NAME.search(path) or not is_pyscript_itself(content):
        return False
    return len(content) > LARGEST_OF_THE_PROJECT or PART_OF_PYSCRIPT.search(content) is not None


def _of_pyscript_net(channel: str, name: str | None, file: str) -> Releases:
    legacy_file = file.startswith("pyscript")
    if name and is_masked(name):
        return Releases(modern(), Pin.NONE, "unknown release", legacy=legacy_file)
    if name is None or name.lower() == "latest":
        label = channel if name is None else name.lower()
        return Releases((newest(),), Pin.FLOATING, label, legacy=legacy_file)
    if channel == "snapshots":
        base = re.match(r"\d{4}\.\d{1,2}\.\d+", name)
        options = tuple(release for release in modern() if base and release.name == base[0]) or modern()
        return Releases(options, Pin.SNAPSHOT, f"snapshot {name}", legacy=legacy_file)
    release = release_named(name)
    if release is not None and release.legacy == legacy_file:
        return Releases((release,), Pin.RELEASE, name, legacy=release.legacy)
    if _may_be_newer(name) and release is None and not legacy_file:
        return Releases((newest(),), Pin.NEWER, name)
    return Releases(modern(), Pin.NONEXISTENT, name, legacy=legacy_file)


def _of_npm(version: str | None, file: str | None) -> Releases | None:
    if file and not re.search(r"/(?:core|index|jsdelivr)(?:\.min)?\.js$", file):
        return None
    if version and is_masked(version):
        return any_release()
    if version is None or version.lower() in {"latest", "next"} or not re.match(r"\d+\.\d+\.\d+", version):
        return Releases((newest(),), Pin.FLOATING, "newest on npm")
    return Releases(release_of_core(version) or modern(), Pin.NPM, f"@pyscript/core {version}")


def _may_be_newer(name: str) -> bool:
    """Whether a name may be that of a release that came after the doctor's knowledge was collected."""
    return bool(CALENDAR.match(name)) and can_exist(name) and _number(name) > newest().number


def _number(name: str) -> tuple[int, ...]:
    return tuple(int(part) for part in name.split("."))
