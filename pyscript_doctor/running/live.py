"""A run that a person watches: the server, the pages, the terminal, until Ctrl-C."""

from __future__ import annotations

import asyncio
import contextlib
import webbrowser
from typing import TYPE_CHECKING

from pyscript_doctor.records import dataclass
from pyscript_doctor.reporters.terminal.styled import Line, Role, Segment, line, prose
from pyscript_doctor.reporters.terminal.visible import visible
from pyscript_doctor.reporters.text.wording import counted, listed, severities
from pyscript_doctor.running.monitor import Monitor
from pyscript_doctor.running.scripts import scripts
from pyscript_doctor.running.server import keep_up, serving
from pyscript_doctor.serving.application import SiteApplication, Watching
from pyscript_doctor.serving.hosts import Host

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterable

    from pyscript_doctor.running.checked_project import CheckedProject
    from pyscript_doctor.running.monitor import Write
    from pyscript_doctor.serving.visitors import Visitors

MOST_PAGES = 12


@dataclass(frozen=True)
class Live:
    """A project that is served and, unless `watches` is False, watched.

    write: where lines go. opens: whether to open the first page in the user's browser.
    """

    project: CheckedProject
    listener: socket.socket
    visitors: Visitors
    write: Write
    columns: int = 80
    watches: bool = True
    opens: bool = False

    async def run(self) -> None:
        """Serve until cancelled."""
        monitor = Monitor(self.project, self.write, self.columns)
        site = await asyncio.to_thread(lambda: self.project.site)
        watching = Watching(scripts(), monitor.connected) if self.watches else None
        application = SiteApplication(site, self.visitors, watching, monitor.missing)
        async with serving(application, self.listener):
            self.write(self._hello(site.host))
            if self.watches:
                await asyncio.to_thread(lambda: self.project.report)
                self.write(self._summary())
            self._open(self.address + await asyncio.to_thread(self.project.first_page))
            if self.watches:
                await self._keep_up(application, monitor)
            await asyncio.Event().wait()

    async def _keep_up(self, application: SiteApplication, monitor: Monitor) -> None:
        """Follow the saves; where a system cannot tell of them, say so and go on serving."""
        try:
            await keep_up(self.project, application, monitor, self._saved)
        except (OSError, RuntimeError) as error:
            said = visible(" ".join(str(error).split()))
            self.write([line(f"Saves are not noticed any more ({said}). Start `run` again to check what you change.")])

    @property
    def address(self) -> str:
        """Where the site is for a browser on this machine."""
        return f"http://localhost:{self.visitors.port}"

    def _hello(self, host: Host) -> Iterable[Line]:
        yield line(Segment("Serving ", Role.STRONG), visible(str(self.project.site.folder.root)), " at ",
                   Segment(self.address + self.project.site.base_path + "/", Role.PLACE))  # fmt: skip
        if host is not Host.ISOLATED:
            yield line(*prose(f"as {host.title} serves it"))
            return
        yield line("with the isolation headers that workers need; --like shows it as a host on the web serves it")
        likely = self.project.likely_host()
        if likely:
            yield line("this project seems to be made for that host: ", Segment(f"--like {likely.value}", Role.CODE))

    def _summary(self) -> Iterable[Line]:
        report = self.project.report
        found = severities(report.diagnostics) or "nothing wrong"
        yield line(f"{counted(len(report.pages), 'page')} checked: {found}. Open a page to see what happens there.")
        pages = [self.address + path for path in self.project.pages()]
        yield from (line("  ", Segment(page, Role.PLACE)) for page in pages[:MOST_PAGES])
        if len(pages) > MOST_PAGES:
            yield line(f"  and {len(pages) - MOST_PAGES} more")
        made = len(self.project.made_pages())
        if made:
            files = "1 file is a template or a part of a page" if made == 1 else f"{made} files are templates or parts"
            yield line(f"{files}: a server or a generator makes pages of such files, so they can't be opened here.")
        yield line("Press Ctrl-C to stop.")
        yield Line()

    def _saved(self, paths: list[str]) -> None:
        found = severities(self.project.report.diagnostics) or "nothing wrong"
        self.write([line(Segment("saved ", Role.STRONG), f"{visible(listed(paths))}: {found}")])

    def _open(self, url: str) -> None:
        if self.opens:
            with contextlib.suppress(webbrowser.Error):
                webbrowser.open(url)
