"""What a name that leads nowhere was probably meant to be."""

from __future__ import annotations

import posixpath
from enum import Enum
from typing import TYPE_CHECKING

from pyscript_doctor.project.urls.reference import folder_of, is_absolute_path, split_url
from pyscript_doctor.queries.spelling import closest
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyscript_doctor.project.urls.reference import Base, Missing, Reference
    from pyscript_doctor.project.urls.site import Site
    from pyscript_doctor.sources.file_names import FileNames

MOST_CANDIDATES = 5_000
NEAR_NAME = 0.85


class MistakeKind(str, Enum):
    """How a path is wrong. ELSEWHERE: the file is in another folder."""

    CASE = "case"
    BACKSLASH = "backslash"
    NEAR = "near"
    ELSEWHERE = "elsewhere"

    __str__ = str.__str__


class Mistake(NamedTuple):
    """Evidence that a path is wrong: how, and the path that was meant."""

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
    if near := closest(path, beside, 0.85):
        return Mistake(MistakeKind.NEAR, near)
    elsewhere = listing.named(posixpath.basename(path))
    return Mistake(MistakeKind.ELSEWHERE, _nearest(path, elsewhere)) if elsewhere else None


def meant_by_end(url: str, listing: FileNames, *, of_static: bool) -> str | None:
    """The file of the project that a URL means, though no file's path ends like it; None if nothing hints at one.

    A template or a build decides where a URL begins, so only its end counts: a file with nearly the same name in a
    folder of the same name. of_static: it names a file below a server's static folders, so a file of the same name in
    another folder is meant, too.
    """
    path = split_url(url).path.lstrip("/")
    while path.startswith(("./", "../")):
        path = path.partition("/")[2]
    name, (_, dot, ending) = posixpath.basename(path), posixpath.splitext(path)[1].rpartition(".")
    if not dot or not name or not name.isascii() or listing.ending(path):
        return None
    same = listing.named(name)
    if same:
        return same[0] if len(same) == 1 and of_static else None
    folder = posixpath.basename(posixpath.dirname(path))
    alike = (other for other in listing if other.endswith(f".{ending}"))
    others = [other for other in alike if not folder or posixpath.basename(folder_of(other)) == folder]
    names = {posixpath.basename(other): other for other in others[:MOST_CANDIDATES]}
    near = closest(name, names, NEAR_NAME)
    return names[near] if near else None


def url_of(path: str, base: Base, url: str, site: Site | None = None) -> str:
    """How a reference would name a path of the project, in the style of `url`."""
    if is_absolute_path(url):
        return site.url(path) if site else "/" + path
    if base.rooted is not None and site:
        return posixpath.relpath(site.url(path), posixpath.dirname(base.rooted))
    relative = posixpath.relpath(path, base.folder or ".")
    return relative if relative.startswith("../") or not url.startswith("./") else "./" + relative


def _nearest(path: str, others: Iterable[str]) -> str:
    return min(others, key=lambda other: (len(posixpath.relpath(other, folder_of(path) or ".").split("/")), other))
