"""What the settings say about a project because its files do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from pyscript_doctor.knowledge.declared_hosts import Host
    from pyscript_doctor.knowledge.releases import Release


class Declared(NamedTuple):
    """Facts that somebody who knows the project wrote down.

    sends_isolation: its server sends the isolation headers with every page. host: where it is served. release: what a
    page loads if its own files do not say so, as in a fragment whose page is elsewhere. web_roots: the folders that
    URLs with a slash at their start begin at, below the project's root ("" for the root). without_bundler: no bundler
    rewrites its pages, whatever a `package.json` looks like.
    """

    sends_isolation: bool = False
    host: Host | None = None
    release: Release | None = None
    web_roots: tuple[str, ...] = ()
    without_bundler: bool = False

    def web_root_of(self, path: str) -> str | None:
        """The innermost of the web roots that a file is in; None if it is in none."""
        around = [root for root in self.web_roots if not root or path.startswith(f"{root}/")]
        return max(around, key=len, default=None)


NOTHING_DECLARED = Declared()
