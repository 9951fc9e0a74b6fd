"""`pyscript-doctor check`: what will fail, where and why."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pyscript_doctor.cli import formats
from pyscript_doctor.cli.addresses import has_addresses
from pyscript_doctor.cli.exit_codes import FAILED, FOUND, NOTHING, exit_code, without_findings
from pyscript_doctor.cli.index import index_of
from pyscript_doctor.cli.output import closed_pipe_ignored
from pyscript_doctor.cli.outputs import Output
from pyscript_doctor.cli.parser import PROGRAM

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence
    from types import ModuleType

    from pyscript_doctor.cli.baseline import BaselineFile, Scope
    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.settings import Settings
    from pyscript_doctor.sources.paths import Target
    from pyscript_doctor.sources.snapshot import Source

NO_CACHE = "PYSCRIPT_DOCTOR_NO_CACHE"


def run(arguments: Namespace) -> int:
    """Check the paths of the arguments, print the report, and return the exit code."""
    if has_addresses(arguments):
        from pyscript_doctor.cli import live_site

        return live_site.run(arguments)
    if arguments.against:
        from pyscript_doctor.cli import against

        return against.run(arguments)
    if arguments.staged and not _commit_matters():
        return NOTHING
    from pyscript_doctor.cli.baseline import Scope, baseline_file
    from pyscript_doctor.cli.settings import settings_from, settings_of, shown
    from pyscript_doctor.cli.targets import paths_of_check, targets_of_check
    from pyscript_doctor.engine.loader import load_pack, rules_with
    from pyscript_doctor.reporters.terminal.progress import ProgressBar

    _verify_alone(arguments)
    outputs = arguments.outputs or [Output()]
    formats.verify(outputs)
    if arguments.statistics:
        formats.verify_statistics(outputs)
    packs = [load_pack(name) for name in arguments.rule_pack]
    rules = rules_with(packs)
    file = None if arguments.isolated else settings_of(paths_of_check(arguments), Path.cwd(), rules)
    settings = settings_from(arguments, file)
    settings.verify(rules)
    if arguments.show_settings:
        sys.stdout.writelines(f"{line}\n" for line in shown(settings, file))
        return NOTHING
    if arguments.as_release or arguments.as_interpreter:
        from pyscript_doctor.cli import compare

        return compare.run(arguments, outputs, settings, index_of(arguments, settings), packs)
    targets = targets_of_check(arguments)
    scope = Scope(targets, rules, settings)
    known = baseline_file(arguments.baseline, arguments.paths, settings, isolated=arguments.isolated)

    def without_known(report: Report) -> Report:
        """The report without what the baseline has."""
        return known.hide(report, scope) if known else report

    if arguments.watch:
        from pyscript_doctor.cli.watch import watch

        return watch(targets, arguments, outputs, settings, packs, without_known)
    if arguments.diff:
        from pyscript_doctor.cli.fix import show_differences

        with closed_pipe_ignored():
            return FOUND if show_differences(targets, arguments, settings, packs, without_known) else NOTHING
    if arguments.update_baseline:
        with ProgressBar(sys.stderr) as progress:
            report = _checked(targets, arguments, settings, progress, packs)
        return _update(known, report, scope)
    if arguments.add_ignores is not None:
        from pyscript_doctor.cli.ignore import ignore

        is_left = ignore(targets, arguments.add_ignores, settings, packs, without_known)
        return FOUND if is_left else NOTHING
    if arguments.fix:
        from pyscript_doctor.cli.fix import fix

        report = fix(targets, arguments, settings, packs, without_known)
    else:
        with ProgressBar(sys.stderr) as progress:
            report = _checked(targets, arguments, settings, progress, packs)
    report = without_known(report)
    code = exit_code(report, settings)
    with closed_pipe_ignored():
        formats.write(report, outputs, arguments)
    if arguments.staged:
        _say_what_can_be_fixed(report, outputs)
    for trouble in report.troubles:
        print(f"{PROGRAM}: note: {trouble}", file=sys.stderr)
    return without_findings(report) if arguments.exit_zero and code == FOUND else code


def _say_what_can_be_fixed(report: Report, outputs: Sequence[Output]) -> None:
    """Name the command that can fix something, for people who only saw that a hook stopped the commit."""
    from pyscript_doctor.reporters.text.wording import fixable

    said = fixable(report, f"{PROGRAM} check ")
    if said and all(output.format != "text" for output in outputs):
        print(said, file=sys.stderr)


def _verify_alone(arguments: Namespace) -> None:
    """Raise SettingsError for two options that each do something else than report."""
    from pyscript_doctor.settings import SettingsError

    asked = {
        "--update-baseline": arguments.update_baseline,
        "--add-ignores": arguments.add_ignores is not None,
        "--fix": arguments.fix,
        "--diff": arguments.diff,
        "--as-release": arguments.as_release,
        "--as-interpreter": arguments.as_interpreter,
    }
    given = [option for option, value in asked.items() if value]
    if len(given) > 1 and given[0] in {"--update-baseline", "--add-ignores"}:
        raise SettingsError(f"{given[0]} and {given[1]} can't go together: run one after the other")


def _update(known: BaselineFile | None, report: Report, scope: Scope) -> int:
    """Write the baseline; 2 if a file could not be read."""
    from pyscript_doctor.settings import SettingsError

    if known is None:
        raise SettingsError("name the baseline: --baseline FILE")
    print(known.update(report, scope))
    for problem in report.problems:
        print(f"{PROGRAM}: could not read {problem.path}: {problem.message}", file=sys.stderr)
    return FAILED if report.problems else NOTHING


def _commit_matters() -> bool:
    from pyscript_doctor.sources.commits import may_matter_to_a_page

    return may_matter_to_a_page(Path.cwd())


def _checked(
    targets: Sequence[Target],
    arguments: Namespace,
    settings: Settings,
    progress: Callable[[str], None],
    packs: Sequence[ModuleType],
) -> Report:
    """The report; that of an earlier run if nothing has changed since, and no server is asked."""
    index, store = index_of(arguments, settings), None
    if index is None and not arguments.no_cache and not os.environ.get(NO_CACHE):
        from pyscript_doctor.report_cache.store import Store

        store = Store.of_the_user()
    if store is not None:
        from pyscript_doctor.report_cache.checking import check_with

        return check_with(store, targets, settings, progress, packs, arguments.jobs)
    from pyscript_doctor.engine.check import check_targets

    if index is None:
        return check_targets(targets, settings, progress, None, packs, jobs=arguments.jobs)
    from pyscript_doctor.live_site.remote_files import RemoteFiles
    from pyscript_doctor.live_site.site import Access

    access = Access(frozenset(), progress=lambda url: progress(f"asking for {url}"))
    troubles: dict[str, None] = {}

    def beside(source: Source) -> Source:
        return RemoteFiles(source, access, troubles)

    report = check_targets(targets, settings, progress, index, packs, beside)
    return replace(report, troubles=(*report.troubles, *troubles))
