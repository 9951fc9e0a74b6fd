"""What is assumed of a project, whatever it says itself, to see what would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.project.page.release import Pin, Releases
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from pyscript_doctor.knowledge.interpreters import Interpreter
    from pyscript_doctor.knowledge.releases import Release
    from pyscript_doctor.project.page.page import Page

PINNED_THEN = {Pin.FLOATING, Pin.SNAPSHOT, Pin.NONEXISTENT, Pin.NEWER}


class Assumptions(NamedTuple):
    """release: the one that every page loads, instead of its own. interpreter: what runs all Python except games.

    fences: what the code fences of Markdown show are pages too.
    """

    release: Release | None = None
    interpreter: Interpreter | None = None
    fences: bool = False


NONE = Assumptions()


def with_release(page: Page, release: Release) -> Page:
    """The page as it would be if it loaded that release, and its stylesheet."""
    loaders = tuple(loader._replace(releases=_assumed(loader.releases, release)) for loader in page.loaders)
    return page._replace(loaders=loaders, releases=_assumed(page.releases, release))


def _assumed(releases: Releases, release: Release) -> Releases:
    """A release that a URL names is then pinned; a URL of a CDN or of a copy stays what it is."""
    from_cdn = releases.pin is Pin.FLOATING and "npm" in releases.label
    pin = Pin.NPM if from_cdn else Pin.RELEASE if releases.pin in PINNED_THEN else releases.pin
    written = releases.options if releases.written is None else releases.written
    return Releases((release,), pin, release.name, written=written)
