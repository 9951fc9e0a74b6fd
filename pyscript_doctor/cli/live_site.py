"""`pyscript-doctor check https://...`: what will fail on a website, as its server sends it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pyscript_doctor.cli import formats
from pyscript_doctor.cli.exit_codes import FOUND, exit_code, without_findings
from pyscript_doctor.cli.index import index_of
from pyscript_doctor.cli.output import closed_pipe_ignored
from pyscript_doctor.cli.outputs import Output
from pyscript_doctor.cli.parser import PROGRAM
from pyscript_doctor.cli.settings import settings_from, settings_of
from pyscript_doctor.engine.finding import Problem
from pyscript_doctor.engine.loader import load_pack, rules_with
from pyscript_doctor.engine.report import Report, merge, prefixed
from pyscript_doctor.engine.session import Session
from pyscript_doctor.live_site.addresses import server_of
from pyscript_doctor.live_site.opening import open_sites
from pyscript_doctor.live_site.site import Access
from pyscript_doctor.live_site.trouble import FetchTrouble
from pyscript_doctor.reporters.terminal.progress import ProgressBar
from pyscript_doctor.settings import SettingsError
from pyscript_doctor.sources.addresses import is_web_address

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence
    from types import ModuleType

    from pyscript_doctor.live_site.addresses import Server
    from pyscript_doctor.live_site.site import LiveSite
    from pyscript_doctor.package_index.lookup import PackageIndex
    from pyscript_doctor.settings import Settings

FOR_FILES = (
    "fix", "diff", "watch", "staged", "update_baseline", "baseline", "stdin_filename", "as_release", "as_interpreter",
    "against", "include_fences", "show_settings",
)  # fmt: skip


def run(arguments: Namespace) -> int:
    """Check the pages at the addresses of the arguments, print the report, and return the exit code."""
    _verify(arguments)
    outputs = arguments.outputs or [Output()]
    formats.verify(outputs)
    if arguments.statistics:
        formats.verify_statistics(outputs)
    packs = [load_pack(name) for name in arguments.rule_pack]
    rules = rules_with(packs)
    file = None if arguments.isolated else settings_of((), Path.cwd(), rules)
    settings = settings_from(arguments, file)
    settings.verify(rules)
    with ProgressBar(sys.stderr) as progress:
        report = report_of(arguments.paths, arguments, settings, packs, progress)
    code = exit_code(report, settings)
    with closed_pipe_ignored():
        formats.write(report, outputs, arguments)
    for trouble in report.troubles:
        print(f"{PROGRAM}: note: {trouble}", file=sys.stderr)
    return without_findings(report) if arguments.exit_zero and code == FOUND else code


def report_of(
    urls: Sequence[str],
    arguments: Namespace,
    settings: Settings,
    packs: Sequence[ModuleType],
    progress: Callable[[str], None],
) -> Report:
    """What the rules say of the pages at these addresses."""
    opened = open_sites(urls, access_to(urls, arguments, progress), arguments.crawl)
    index = index_of(arguments, settings)
    reports = [_report_of_site(site, settings, packs, progress, index) for site in opened.sites]
    refused = tuple(Problem(url, reason) for url, reason in opened.refused.items())
    return merge([*reports, Report(problems=refused)])


def access_to(urls: Sequence[str], arguments: Namespace, progress: Callable[[str], None]) -> Access:
    """How to ask the servers at these addresses. Raises SettingsError for what is not an address."""
    named = frozenset(map(_server, urls))
    return Access(named, dict(arguments.headers), progress=lambda url: progress(f"asking for {url}"))


def _server(url: str) -> Server:
    try:
        if urlsplit(url).username is not None:
            raise SettingsError("a password in an address can be seen by others: give it with --header instead")
        return server_of(url)
    except FetchTrouble as trouble:
        raise SettingsError(f"{url}: {trouble.reason}") from None


def _report_of_site(
    site: LiveSite,
    settings: Settings,
    packs: Sequence[ModuleType],
    progress: Callable[[str], None],
    index: PackageIndex | None,
) -> Report:
    # What the settings say about a project says nothing about a server, which answers for itself.
    settings = settings._replace(hosting="", release="", web_root=(), bundler="auto")
    report = Session(site, settings, packs=packs, progress=progress).check(index=index)
    # Nothing can be written there.
    diagnostics = tuple(
        each._replace(finding=replace(each.finding, fix=None, setting="")) for each in report.diagnostics
    )
    return prefixed(replace(report, diagnostics=diagnostics), f"{site.origin}/")


def _verify(arguments: Namespace) -> None:
    """Raise SettingsError if the user asks for something that a website does not allow."""
    files = [path for path in arguments.paths if not is_web_address(path)]
    if files:
        raise SettingsError(f"{files[0]} is on this computer: check files and addresses one after the other")
    given = next((name for name in FOR_FILES if getattr(arguments, name)), None)
    if given or arguments.add_ignores is not None:
        option = f"--{given or 'add-ignores'}".replace("_", "-")
        raise SettingsError(f"{option} needs files, and can't go together with an address")
