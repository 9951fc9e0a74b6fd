"""The wheels of the site itself that a config lists, and what their URLs are relative to."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Interpreter, Thread
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.project.urls.reference import Reference, ReferenceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.knowledge.releases import Release
    from pyscript_doctor.parsers.config.values import Leaf
    from pyscript_doctor.project.page.release import Releases
    from pyscript_doctor.project.runtime.config import Config
    from pyscript_doctor.project.urls.resolver import UrlResolver

WHEEL = lazy_pattern(r"(?![A-Za-z][A-Za-z0-9+.-]*:|//)\S.*\.whl(?:[?#].*)?$", re.IGNORECASE)
DOTTED = lazy_pattern(r"\.{0,2}/[^/]")
FIRST_RELATIVE_TO_CONFIG = (2025, 2, 4)
BETWEEN = ((2025, 2, 2), (2025, 10, 3))
"""The releases whose micropip takes no relative URL."""


class RelativeTo(str, Enum):
    """What the URL of a wheel is relative to. NOTHING: it fails."""

    CONFIG = "config"
    PAGE = "page"
    NOTHING = "nothing"

    __str__ = str.__str__


def local_wheels(config: Config) -> Iterator[Leaf]:
    """The packages of a config that are wheels at a URL without a host."""
    try:
        packages = config.packages
    except Unknown:
        return
    yield from (leaf for leaf in packages if WHEEL.match(str(leaf.value).strip()))


def relative_to(url: str, interpreter: Interpreter, thread: Thread, releases: Releases) -> RelativeTo:
    """What the URL of a wheel is relative to; raises Unknown if the page's releases differ.

    Since 2025.2.4 PyScript completes a URL that starts with a dot or a slash. It passes all others to micropip as they
    are: the browser completes them with the page's address, or, in a worker, cannot. Measured from 2024.1.1 to
    2026.7.3. MicroPython's are always completed by PyScript.
    """
    if interpreter is Interpreter.MICROPYTHON:
        return RelativeTo.CONFIG
    found = {_in_release(bool(DOTTED.match(url)), thread, release) for release in releases.options}
    if len(found) > 1:
        raise Unknown("release of PyScript")
    return found.pop()


def _in_release(dotted: bool, thread: Thread, release: Release) -> RelativeTo:
    if dotted and release.number >= FIRST_RELATIVE_TO_CONFIG:
        return RelativeTo.CONFIG
    if thread is Thread.WORKER or BETWEEN[0] <= release.number <= BETWEEN[1]:
        return RelativeTo.NOTHING
    return RelativeTo.PAGE


def wheel_references(
    config: Config, interpreter: Interpreter, thread: Thread, of_config: UrlResolver, page: UrlResolver, of: Releases
) -> Iterator[Reference]:
    """The wheels of the site itself among the packages, if it is known what their URLs are relative to."""
    for leaf in local_wheels(config):
        try:
            base = relative_to(str(leaf.value).strip(), interpreter, thread, of)
        except Unknown:
            continue
        if base is not RelativeTo.NOTHING:
            resolver = of_config if base is RelativeTo.CONFIG else page
            yield resolver.reference(ReferenceKind.WHEEL, leaf.text)
