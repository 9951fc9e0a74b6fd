"""`pyscript-doctor run --headless`: a smoke test of every page in a browser without a window."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

from pyscript_doctor.cli import formats
from pyscript_doctor.cli.exit_codes import exit_code
from pyscript_doctor.cli.output import closed_pipe_ignored
from pyscript_doctor.cli.outputs import Output
from pyscript_doctor.cli.parser import PROGRAM
from pyscript_doctor.cli.run import listener_of
from pyscript_doctor.reporters.terminal.progress import ProgressBar
from pyscript_doctor.settings import SettingsError

if TYPE_CHECKING:
    from argparse import Namespace

    from pyscript_doctor.running.checked_project import CheckedProject
    from pyscript_doctor.running.verdict import Verdict


def run_headless(arguments: Namespace, project: CheckedProject) -> int:
    """Try the pages, print the report of what the browser showed, and return the exit code."""
    if not project.pages():
        raise SettingsError(f"{arguments.path}: there is no page with PyScript here that a browser can open as it is")
    verdicts = asyncio.run(_verdicts(arguments, project))
    from pyscript_doctor.running.headless import report_of

    report = report_of(verdicts, project.report)
    with closed_pipe_ignored():
        formats.write(report, arguments.outputs or [Output()], arguments)
    not_seen = {each.finding.span: each for verdict in verdicts for each in verdict.not_seen}
    confirmed = {each.finding.span for each in report.diagnostics}
    left = len(not_seen.keys() - confirmed)
    if left and not arguments.quiet:
        said = "1 finding of `check` was" if left == 1 else f"{left} findings of `check` were"
        print(f"{PROGRAM}: note: {said} not seen in this run", file=sys.stderr)
    return exit_code(report, project.settings)


async def _verdicts(arguments: Namespace, project: CheckedProject) -> list[Verdict]:
    from playwright.async_api import Error

    from pyscript_doctor.running.headless import Smoke, chromium, visit_pages
    from pyscript_doctor.running.monitor import Monitor
    from pyscript_doctor.running.scripts import scripts
    from pyscript_doctor.running.server import serving
    from pyscript_doctor.serving.application import SiteApplication, Watching

    monitor = Monitor(project, remembers=True)
    listener, visitors = listener_of(arguments)
    watching = Watching(scripts(), monitor.connected)
    application = SiteApplication(project.site, visitors, watching, monitor.missing)
    pages = [(f"http://localhost:{visitors.port}{path}", path) for path in project.pages()]
    smoke = Smoke(arguments.timeout, arguments.click)
    try:
        with ProgressBar(sys.stderr) as progress:
            async with serving(application, listener), chromium(arguments.browser or "") as context:
                visits = await visit_pages(context, pages, monitor, smoke, progress)
    except Error as error:
        first = error.message.strip().split("\n")[0]
        raise SettingsError(f"no browser could be started ({first}). Try `playwright install chromium`") from error
    finally:
        listener.close()
    return [project.verdict(visit) for visit in visits]
