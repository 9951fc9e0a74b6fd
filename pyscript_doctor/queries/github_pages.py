"""Where GitHub Pages serves a project."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.declared_hosts import HOSTS
from pyscript_doctor.knowledge.hosting_files import FOR_ONES_OWN_COMPUTER, HEADER_FILES, OTHER_HOSTS, OTHER_SITES
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.runtime.references import runtime_references
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.project.urls.reference import folder_of, is_absolute_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.reader import Reader
    from pyscript_doctor.project.runtime.runtime import Runtime
    from pyscript_doctor.project.urls.reference import Reference

ADDRESS = lazy_pattern(r"\b(?P<user>[\w-]+)\.github\.io(?:/(?P<repository>[\w-]+(?:\.[\w-]+)*))?", re.IGNORECASE)
TELLING = lazy_pattern(r"(?:^|/)(?:readme(?:\.\w+)?|package\.json|index\.html)$", re.IGNORECASE)
# What serves a project in another way, or makes another site of it.
OTHERWISE = frozenset({*HEADER_FILES, *OTHER_HOSTS, *OTHER_SITES}) - FOR_ONES_OWN_COMPUTER
ROOTS = ("", "docs")
CUSTOM_DOMAIN = lazy_pattern(r"\bcname:", re.IGNORECASE)


def absolute_references(page: Page, runtimes: Iterable[Runtime]) -> Iterator[Reference]:
    """What a page and its Python need, and name with a URL that starts at the top of the host."""
    references = [*page.references]
    for runtime in runtimes:
        references += runtime_references(runtime)
    for reference in dict.fromkeys(references):
        if is_absolute_path(reference.url):
            yield reference


def project_site(reader: Reader) -> str | None:
    """The name of the repository that the site is under; None unless something certainly says so.

    The readme, the start page and package.json must agree on one address of GitHub Pages, and no file may point to a
    domain of its own, to another host, or to a site made of other files.
    """
    if (
        reader.is_live
        or reader.declared.sends_isolation
        or (reader.declared.host and reader.declared.host != HOSTS["github-pages"])
    ):
        return None
    if reader.of_listing(lambda listing: listing.named(*OTHERWISE)):
        return None
    workflows = reader.of_listing(lambda listing: listing.below(".github/workflows"))
    addresses = {match.groups() for text in _texts(reader, _telling(reader)) for match in ADDRESS.finditer(text)}
    if any(CUSTOM_DOMAIN.search(text) for text in _texts(reader, workflows)) or len(addresses) != 1:
        return None
    _, repository = addresses.pop()
    return str(repository) if repository and "." not in repository else None


def _telling(reader: Reader) -> list[str]:
    """The files near the root that name an address of GitHub Pages."""
    return [path for path in reader.search(".github.io") if TELLING.search(path) and path.count("/") < 2]


def _texts(reader: Reader, paths: Iterable[str]) -> list[str]:
    return [text.value for path in paths if not isinstance(text := reader.text(path), Unknown)]


def is_served_as_it_lies(page: Page) -> bool:
    """Whether the page is where GitHub Pages takes a site from: the repository's root or its folder `docs`."""
    root = page.resolver.site.root if page.resolver.site else folder_of(page.path)
    return not page.built and root in ROOTS
