"""The PyScript releases that the tests can run, and where their files lie.

`runtimes.json` pins, for each release, the npm packages that it loads (its version of Pyodide is the one that
the package's own build asks for), with npm's integrity of each, and the wheels that Pyodide needs to install
packages at all. `python -m tests.browser.install` fills the cache.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "rules"
MANIFEST = Path(__file__).with_name("runtimes.json")
OTHER_MANIFEST = "PYSCRIPT_DOCTOR_RUNTIMES"
CHROMIUM = Path("/usr/bin/chromium-headless-shell")
"""Chromium without windows: the same engine, and a page opens in half the time."""
INSTALL = "python -m tests.browser.install"

CORE = "@pyscript/core"
PYODIDE = "pyodide"
NPM_FILE = re.compile(r"\s*/\*\s*npm: (?P<file>\S+)\s*\*/\s*")
SERVICE_WORKER = "service-worker"
SERVICE_WORKERS = ("sabayon/dist/sw.js", "coincident/dist/sw.js")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is pinned. Releases run from the oldest to the newest.

    releases: release -> package name -> version. packages: "name@version" -> npm's integrity.
    wheels: "name==version" -> "sha256:..." of the file.
    """

    releases: Mapping[str, Mapping[str, str]]
    packages: Mapping[str, str]
    wheels: Mapping[str, str]

    @property
    def newest(self) -> str:
        """The newest release."""
        return list(self.releases)[-1]

    def packages_of(self, releases: Iterable[str]) -> list[str]:
        """The packages that these releases load, as "name@version"."""
        specs = (f"{name}@{version}" for release in releases for name, version in self.releases[release].items())
        return list(dict.fromkeys(specs))

    def version(self, name: str, wanted: str | None) -> str | None:
        """The version of a package that a CDN would serve for `wanted`: exact, a prefix of it, or None for any."""
        versions = [packages[name] for packages in self.releases.values() if name in packages]
        if wanted in versions:
            return wanted
        if wanted in (None, "latest"):
            return versions[-1] if versions else None
        matching = [version for version in versions if version.startswith(f"{wanted}.")]
        return matching[-1] if matching else None


@cache
def manifest() -> Manifest:
    """The pinned releases: the project's, or those of the file that $PYSCRIPT_DOCTOR_RUNTIMES names."""
    path = Path(os.environ.get(OTHER_MANIFEST) or MANIFEST)
    return Manifest(**json.loads(path.read_text(encoding="utf-8")))


def cache_folder() -> Path:
    """Where the runtimes lie: $PYSCRIPT_DOCTOR_CACHE, or a folder of the checkout that git ignores."""
    named = os.environ.get("PYSCRIPT_DOCTOR_CACHE")
    return Path(named) if named else ROOT / ".cache" / "runtimes"


def package_folder(spec: str) -> Path:
    """Where the npm package "name@version" is, unpacked."""
    return cache_folder() / "npm" / spec.replace("/", "+")


def wheel_folder() -> Path:
    """Where the wheels lie."""
    return cache_folder() / "wheels"


def certificate_folder() -> Path:
    """Where the certificate is that the imitated CDNs show: cert.pem, key.pem and fingerprint.txt."""
    return cache_folder() / "certificate"


def missing(releases: Iterable[str]) -> list[str]:
    """What these releases need and is not installed, in words."""
    absent = [spec for spec in manifest().packages_of(releases) if not package_folder(spec).is_dir()]
    absent += [f"wheel {wheel}" for wheel in manifest().wheels if not wheel_file(wheel).is_file()]
    if not (certificate_folder() / "fingerprint.txt").is_file():
        absent.append("the certificate of the imitated CDNs")
    if not CHROMIUM.is_file():
        absent.append(str(CHROMIUM))
    return absent


def wheel_file(requirement: str) -> Path:
    """The file of a pinned pure-Python wheel, "name==version"."""
    name, _, version = requirement.partition("==")
    return wheel_folder() / f"{name}-{version}-py3-none-any.whl"


def with_third_party(text: str, release: str) -> bytes:
    """A file's content, or what it stands for.

    `/* npm: mini-coi/mini-coi.js */` alone stands for that file of the release's package, `/* npm: service-worker */`
    for the script that a `service-worker` attribute names, whichever package the release has it from.
    """
    named = NPM_FILE.fullmatch(text)
    if named is None:
        return text.encode()
    packages = manifest().releases[release]
    candidates = SERVICE_WORKERS if named["file"] == SERVICE_WORKER else (named["file"],)
    for candidate in candidates:
        package = next((name for name in packages if candidate.startswith(f"{name}/")), None)
        if package:
            file = package_folder(f"{package}@{packages[package]}") / candidate.removeprefix(f"{package}/")
            return file.read_bytes()
    return text.encode()
