"""Pin releases of PyScript: the npm packages that each loads, with npm's integrity of each.

    python -m tests.browser.pin 2026.7.3 ...    prints a manifest for these releases

The wheels are those of the project's own manifest, `runtimes.json`, which was made so.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.releases import Core, core_named, release_named
from tests.browser.runtimes import CORE, PYODIDE, Manifest, manifest, package_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MICROPYTHON = "@micropython/micropython-webassembly-pyscript"
PREFIX, BUILT = "core-", "built-"
BY_HAND = "-built"
MINI_COI = "0.4.3"
SABAYON, COINCIDENT = "0.5.2", "4.1.1"
# The first cores whose `service-worker` script is sabayon's, and coincident's own; and the last whose main thread asks
# a CDN for its TOML parser.
FIRST_WITH_SABAYON, FIRST_WITH_COINCIDENT = (0, 5, 0), (0, 7, 0)
LAST_WITH_BASIC_TOML, BASIC_TOML = (0, 3, 99), "0.3.1"


class PinError(Exception):
    """A release cannot be pinned; the message says why."""


def pinned(names: Iterable[str]) -> Manifest:
    """The manifest of these, in their order.

    Releases that npm has, versions of @pyscript/core, as `core-0.4.56`, or releases that `tests.browser.build` made, as
    `built-2024.8.1`. Raises PinError if there is no such thing.
    """
    by_release = {name: _built(name) if name.startswith(BUILT) else packages_of(_core(name)) for name in names}
    specs = dict.fromkeys(f"{name}@{version}" for packages in by_release.values() for name, version in packages.items())
    told = {spec: manifest().packages.get(spec) or _integrity(spec) for spec in specs if not spec.endswith(BY_HAND)}
    return Manifest(by_release, told, manifest().wheels)


def _core(name: str) -> Core:
    release = release_named(name)
    if release is not None and (not release.core_on_npm or release.core is None):
        raise PinError(f"npm has no {CORE} that is release {name}")
    core = core_named(release.core if release and release.core else name.removeprefix(PREFIX))
    if core is None:
        raise PinError(f"{name} is not a release, and not a version of {CORE} that npm has")
    return core


def built_spec(release: str) -> str:
    """What a release that was built here is called in the cache. Raises PinError if there is no such release."""
    known = release_named(release)
    if known is None or known.core is None:
        raise PinError(f"{release} is not a release that is made of {CORE}")
    return f"{CORE}@{known.core}{BY_HAND}"


def _built(name: str) -> dict[str, str]:
    spec = built_spec(name.removeprefix(BUILT))
    release = release_named(name.removeprefix(BUILT))
    if release is None or not package_folder(spec).is_dir():
        raise PinError(f"{name} is not built: run `python -m tests.browser.build {name.removeprefix(BUILT)}`")
    core = Core(str(release.core), release.pyodide, release.pyodide, str(release.micropython), "", measured=False)
    return packages_of(core) | {CORE: spec.rpartition("@")[2]}


def packages_of(core: Core) -> dict[str, str]:
    """The npm packages that a core loads, and those that pages use with it, with their versions."""
    packages = {CORE: core.version, PYODIDE: core.pyodide, MICROPYTHON: core.micropython, "mini-coi": MINI_COI}
    if core.number >= FIRST_WITH_COINCIDENT:
        packages["coincident"] = COINCIDENT
    elif core.number >= FIRST_WITH_SABAYON:
        packages["sabayon"] = SABAYON
    if core.number <= LAST_WITH_BASIC_TOML:
        packages["basic-toml"] = BASIC_TOML
    return packages


def _integrity(spec: str) -> str:
    done = subprocess.run(["npm", "view", spec, "dist.integrity"], capture_output=True, text=True, check=False)
    integrity = done.stdout.strip()
    if done.returncode or not integrity.startswith("sha512-"):
        raise PinError(f"npm does not tell the integrity of {spec}: {done.stderr.strip()[-300:]}")
    return integrity


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the manifest."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.pin", description=__doc__.partition("\n")[0])
    parser.add_argument("releases", nargs="+")
    options = parser.parse_args(arguments)
    try:
        print(json.dumps(asdict(pinned(options.releases)), indent=2))
    except PinError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
