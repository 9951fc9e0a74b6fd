"""Build a release of PyScript that npm does not have, from its sources.

    python -m tests.browser.build 2024.8.1 --sources CLONE

CLONE is a git clone of PyScript's repository. The build is in the cache afterwards, and `tests.browser.bisect` takes
it in, as `built-2024.8.1`, when asked for. What PyScript's own build fetches from a CDN, the terminal and the editor,
is left empty.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.pin import PinError, built_spec
from tests.browser.runtimes import package_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

# The folder of the sources, as it was called over time.
FOLDERS = ("core", "pyscript.core")
STEPS = ("build:3rd-party", "build:stdlib", "build:plugins")
LAST_STEP = "build:core"
FETCHED = re.compile(r"3rd-party/[\w.-]+\.js")
EMPTY = """export class Terminal {}
export class Readline {}
export class FitAddon {}
export class WebLinksAddon {}
export default {};
"""


class BuildError(Exception):
    """The release cannot be built; the message says why."""


def build(release: str, sources: Path) -> Path:
    """Build the release of that tag and return its folder in the cache. Raises BuildError and PinError."""
    target = package_folder(built_spec(release))
    with tempfile.TemporaryDirectory() as folder:
        project = _check_out(release, sources, Path(folder))
        _run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], project)
        for step in STEPS:
            _run(["npm", "run", step], project, may_fail=True)
        _fill_in(project / "src")
        _run(["npm", "run", LAST_STEP], project)
        target.mkdir(parents=True, exist_ok=True)
        shutil.copytree(project / "dist", target / "dist", dirs_exist_ok=True)
        (target / "package.json").write_text('{"main": "dist/core.js"}\n', encoding="utf-8")
    return target


def _check_out(release: str, sources: Path, folder: Path) -> Path:
    for name in FOLDERS:
        done = subprocess.run(["git", "-C", sources, "archive", release, name], capture_output=True, check=False)
        if done.returncode == 0:
            with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
                archive.extractall(folder, filter="data")
            return folder / name
    raise BuildError(f"{sources} has no tag {release} with PyScript's sources")


def _fill_in(source: Path) -> None:
    """Write an empty module for each third party's that could not be fetched."""
    for script in source.rglob("*.js"):
        for name in FETCHED.findall(script.read_text(encoding="utf-8")):
            if not (source / name).exists():
                (source / name).write_text(EMPTY, encoding="utf-8")
    (source / "3rd-party" / "xterm.css").touch()


def _run(command: Sequence[str], folder: Path, *, may_fail: bool = False) -> None:
    done = subprocess.run(command, cwd=folder, env=os.environ, capture_output=True, text=True, check=False)
    if done.returncode and not may_fail:
        raise BuildError(f"`{' '.join(command)}` failed:\n{done.stdout[-1000:]}{done.stderr[-2000:]}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Build one release."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.build", description=__doc__.partition("\n")[0])
    parser.add_argument("release")
    parser.add_argument("--sources", type=Path, required=True, help="a git clone of PyScript's repository")
    options = parser.parse_args(arguments)
    try:
        print(build(options.release, options.sources))
    except (BuildError, PinError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
