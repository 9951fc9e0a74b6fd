"""`pyscript-doctor check PATH --against https://...`: what the deployed copy serves differently."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from pyscript_doctor.cli.exit_codes import FAILED, FOUND, NOTHING
from pyscript_doctor.cli.live_site import access_to
from pyscript_doctor.cli.parser import PROGRAM
from pyscript_doctor.cli.settings import settings_for_reading
from pyscript_doctor.cli.targets import targets_of
from pyscript_doctor.engine.session import Session
from pyscript_doctor.live_site.against import compared
from pyscript_doctor.reporters.terminal.progress import ProgressBar
from pyscript_doctor.reporters.terminal.wrap import one_line
from pyscript_doctor.settings import SettingsError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator

    from pyscript_doctor.live_site.against import Comparison

OTHERS = ("fix", "diff", "watch", "update_baseline", "add_ignores", "as_release", "as_interpreter", "staged")
TEXT, JSON = ("text", "concise"), "json"


def run(arguments: Namespace) -> int:
    """Prints what differs; returns 1 if anything does, 2 if the copy could not be read."""
    other = next((name for name in OTHERS if getattr(arguments, name) not in (None, False, "")), None)
    if other:
        raise SettingsError(f"--against and --{other.replace('_', '-')} can't go together: run one after the other")
    formats = {each.format for each in arguments.outputs}
    if len(formats) > 1 or not formats <= {*TEXT, JSON} or any(each.file for each in arguments.outputs):
        raise SettingsError(f"--against can be written as {', '.join((*TEXT, JSON))}")
    with ProgressBar(sys.stderr) as progress:
        comparison = _comparison(arguments, progress)
    if JSON in formats:
        print(json.dumps(_record(comparison), indent=2))
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(comparison, arguments.against))
    for url, reason in comparison.unread:
        print(f"{PROGRAM}: could not read {url}: {reason}", file=sys.stderr)
    if comparison.unread:
        return FAILED
    return FOUND if comparison.differences and not arguments.exit_zero else NOTHING


def _comparison(arguments: Namespace, progress: Callable[[str], None]) -> Comparison:
    targets = targets_of(arguments.paths)
    if len(targets) != 1:
        raise SettingsError("--against needs one folder: name the one that was deployed")
    settings = settings_for_reading(arguments.paths).for_project(targets[0].root)
    access = access_to([arguments.against], arguments, progress)
    project = Session(targets[0].source(), settings, progress=progress).project()
    return compared(project, _folder(arguments.against), access)


def _folder(url: str) -> str:
    """The URL of the folder that a URL names, or of the one that holds the page that it names."""
    path = url.partition("?")[0].partition("#")[0]
    name = path.partition("://")[2].rpartition("/")[2] if "/" in path.partition("://")[2] else ""
    return path.removesuffix(name) if "." in name else f"{path.rstrip('/')}/"


def _lines(comparison: Comparison, url: str) -> Iterator[str]:
    for each in comparison.differences:
        yield one_line(f"{each.path}: {each.kind}: {each.url} {each.message}")
    for path in comparison.skipped:
        yield one_line(f"{path}: not compared, because it is a part or a template of a page")
    files = f"{comparison.compared} {'file' if comparison.compared == 1 else 'files'}"
    count = len(comparison.differences)
    nothing = "nothing differs" if not comparison.unread else "not all could be read"
    said = f"{count} {'difference' if count == 1 else 'differences'}" if count else nothing
    yield f"Compared {files} with {url}: {said}."


def _record(comparison: Comparison) -> dict[str, object]:
    return {
        "version": 1,
        "compared": comparison.compared,
        "differences": [
            {"path": each.path, "kind": each.kind, "url": each.url, "message": each.message}
            for each in comparison.differences
        ],
        "problems": [{"path": url, "message": reason} for url, reason in comparison.unread],
        "skipped": list(comparison.skipped),
    }
