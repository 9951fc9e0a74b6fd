"""What a name that leads nowhere was probably meant to be."""

from __future__ import annotations

import posixpath
from difflib import get_close_matches
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from pyscript_doctor.project.urls.reference import folder_of, is_absolute_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyscript_doctor.project.urls.reference import Base, Missing, Reference
    from pyscript_doctor.project.urls.site import Site
    from pyscript_doctor.sources.file_names import FileNames

MOST_CANDIDATES = 5_000


class MistakeKind(str, Enum):
    """How a path is written wrongly. ELSEWHERE: the file is in another folder."""

    CASE = "case"
    BACKSLASH = "backslash"
    NEAR = "near"
    ELSEWHERE = "elsewhere"

    __str__ = str.__str__


class Mistake(NamedTuple):
    """Evidence that a path was written wrongly: how, and the path that was meant."""

    kind: MistakeKind
    path: str


def mistake(reference: Reference, missing: Missing, listing: FileNames) -> Mistake | None:
    """The likeliest mistake in a reference that leads to no file; None if nothing hints at one."""
    path = missing.path
    if "\\" in reference.url and path in listing:
        return Mistake(MistakeKind.BACKSLASH, path)
    for other in listing.in_any_case(path):
        return Mistake(MistakeKind.CASE, other)
    beside = listing.in_folder(folder_of(path))[:MOST_CANDIDATES]
    if near := get_close_matches(path, beside, n=1, cutoff=0.85):
        return Mistake(MistakeKind.NEAR, near[0])
    elsewhere = listing.named(posixpath.basename(path))
    return Mistake(MistakeKind.ELSEWHERE, _nearest(path, elsewhere)) if elsewhere else None


def url_of(path: str, base: Base, url: str, site: Site | None = None) -> str:
    """How a reference would name a path of the project, in the style in which `url` is written."""
    if is_absolute_path(url):
        return site.url(path) if site else "/" + path
    if base.rooted is not None and site:
        return posixpath.relpath(site.url(path), posixpath.dirname(base.rooted))
    relative = posixpath.relpath(path, base.folder or ".")
    return relative if relative.startswith("../") or not url.startswith("./") else "./" + relative


def _nearest(path: str, others: Iterable[str]) -> str:
    return min(others, key=lambda other: (len(posixpath.relpath(other, folder_of(path) or ".").split("/")), other))
