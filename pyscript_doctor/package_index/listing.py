"""An index's list of a package's files: JSON (PEP 691, 700) or HTML (PEP 503), held to what is needed of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

from pyscript_doctor.package_index.trouble import IndexTrouble, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from packaging.tags import Tag
    from packaging.version import Version

ACCEPT = "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.01"
MOST_FILES = 100_000
MOST_DOTS = 30
LONGEST_VERSION = 100
BROWSER_WHEELS = ("-none-any.whl", "wasm32.whl")


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel that some Pyodide might take. has_metadata: its metadata are beside it, in their own file."""

    name: str
    url: str
    tags: frozenset[Tag]
    yanked: bool
    has_metadata: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """What an index has of a package.

    wheels: for each of its versions those that a Pyodide might take, in the index's order. other: which versions
    also have files, and of what kind: "a source archive" or "wheels for other platforms".
    """

    package: str
    wheels: Mapping[Version, tuple[Wheel, ...]]
    other: Mapping[Version, str]


def read_listing(package: str, url: str, content_type: str, content: bytes) -> Listing:
    """The listing in an answer that came from `url`. Raises IndexTrouble if it is not one."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind in {"application/vnd.pypi.simple.v1+json", "application/json"}:
        versions, files = _from_json(content, url)
    elif kind in {"application/vnd.pypi.simple.v1+html", "text/html"}:
        versions, files = [], _from_html(content, url)
    else:
        raise _trouble(url, "answered with something that is not a list of packages")
    return _listing(package, versions, files, url)


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the list; url as it is written there."""

    name: str
    url: str
    yanked: bool
    has_metadata: bool


def _trouble(url: str, what: str) -> IndexTrouble:
    return IndexTrouble(f"{shown(url)} {what}")


def _from_json(content: bytes, base: str) -> tuple[list[str], list[_File]]:
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        raise _trouble(base, "answered with JSON that cannot be read") from None
    files = document.get("files") if isinstance(document, dict) else None
    if not isinstance(files, list):
        raise _trouble(base, "answered with JSON that is not a list of files")
    _limit(len(files), base)
    versions = document.get("versions")
    named = [each for each in versions if isinstance(each, str)] if isinstance(versions, list) else []
    return named, [file for entry in files if (file := _json_file(entry))]


def _json_file(entry: Any) -> _File | None:
    if not isinstance(entry, dict):
        return None
    name, url = entry.get("filename"), entry.get("url")
    if not isinstance(name, str) or not isinstance(url, str):
        return None
    metadata = entry.get("core-metadata") or entry.get("data-dist-info-metadata")
    return _File(name, url, bool(entry.get("yanked")), bool(metadata))


def _from_html(content: bytes, base: str) -> list[_File]:
    from pyscript_doctor.parsers.html.tokenizer import StartTag, Tokenizer

    text = content.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    files = []
    for token in Tokenizer(text):
        if isinstance(token, StartTag) and token.name == "a":
            values = {each.name: unescape(text[each.value_start : each.value_end]) for each in token.attributes}
            if values.get("href"):
                files.append(_html_file(values))
                _limit(len(files), base)
    return files


def _html_file(values: Mapping[str, str]) -> _File:
    url = values["href"].partition("#")[0]
    metadata = "data-core-metadata" in values or "data-dist-info-metadata" in values
    return _File(unquote(url.partition("?")[0].rpartition("/")[2]), url, "data-yanked" in values, metadata)


def _joined(base: str, url: str) -> str:
    """The address of a file; "" if it is not one."""
    try:
        joined = urljoin(base, url)
        return joined if urlsplit(joined).scheme in {"http", "https"} else ""
    except ValueError:
        return ""


def _limit(count: int, url: str) -> None:
    if count > MOST_FILES:
        raise _trouble(url, f"lists more than {MOST_FILES} files of one package")


def _listing(package: str, versions: Iterable[str], files: Iterable[_File], base: str) -> Listing:
    wheels: dict[Version, list[Wheel]] = {version: [] for version in _versions(versions)}
    other: dict[Version, str] = {}
    for file in files:
        if file.name.endswith(BROWSER_WHEELS):
            for version, wheel in _wheel(file, base):
                wheels.setdefault(version, []).append(wheel)
        elif (version_of := _version_of(file.name)) is not None:
            wheels.setdefault(version_of, [])
            if file.name.endswith(".whl"):
                other[version_of] = "wheels for other platforms"
            else:
                other.setdefault(version_of, "a source archive")
    return Listing(package, {version: tuple(found) for version, found in wheels.items()}, other)


def _versions(written: Iterable[str]) -> list[Version]:
    return [version for each in written if (version := _version(each)) is not None]


def _version(written: str) -> Version | None:
    from packaging.version import InvalidVersion, Version

    try:
        return Version(written) if len(written) <= LONGEST_VERSION else None
    except InvalidVersion:
        return None


def _wheel(file: _File, base: str) -> Iterator[tuple[Version, Wheel]]:
    from packaging.utils import InvalidWheelFilename, parse_wheel_filename
    from packaging.version import InvalidVersion

    if file.name.count(".") > MOST_DOTS:
        return  # each dot may multiply the tags that a name means
    try:
        _, version, _, tags = parse_wheel_filename(file.name)
    except (InvalidWheelFilename, InvalidVersion):
        return
    if url := _joined(base, file.url):
        yield version, Wheel(file.name, url, tags, file.yanked, file.has_metadata)


def _version_of(name: str) -> Version | None:
    """The version in the name of a file that no Pyodide takes."""
    stem = name.removesuffix(".whl")
    if stem != name:
        parts = stem.split("-")
        written = parts[1] if len(parts) >= 5 else ""
    else:
        written = next((stem[: -len(end)] for end in (".tar.gz", ".zip", ".tar.bz2") if stem.endswith(end)), "")
        written = written.rpartition("-")[2]
    return _version(written)
