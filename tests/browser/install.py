"""Install what the browser tests run: PyScript's releases with npm, wheels with pip, Chromium with apt-get.

    python -m tests.browser.install             every release of the manifest
    python -m tests.browser.install --newest    the newest one only

What is there already is left alone. Everything that is downloaded is held against the manifest's hashes.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.page import Chromium
from tests.browser.runtimes import (
    CHROMIUM,
    cache_folder,
    certificate_folder,
    manifest,
    package_folder,
    wheel_file,
    wheel_folder,
)
from tests.browser.standard_library import compile_library, compiled_library, pyodide_of_newest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NEWEST_PYTHON = "3.14"


class InstallError(Exception):
    """Something cannot be installed here; the message says what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Install; 0 if everything is there at the end."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.install", description=__doc__.partition("\n")[0])
    parser.add_argument("--newest", action="store_true", help="only what the newest release needs")
    options = parser.parse_args(arguments)
    releases = [manifest().newest] if options.newest else list(manifest().releases)
    try:
        install_system_packages()
        install_packages(manifest().packages_of(releases))
        install_wheels(manifest().wheels)
        make_certificate()
        compile_standard_library()
    except InstallError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"{len(releases)} of {len(manifest().releases)} releases and Chromium are installed ({cache_folder()})")
    return 0


def install_system_packages() -> None:
    """Install Chromium, and openssl where it is missing, from Debian's packages."""
    wanted = [] if CHROMIUM.is_file() else [CHROMIUM.name]
    if shutil.which("openssl") is None:
        wanted.append("openssl")
    if not wanted:
        return
    apt = shutil.which("apt-get")
    if apt is None:
        raise InstallError(f"{' and '.join(wanted)} missing, and there is no apt-get here: install by hand")
    if os.geteuid() != 0:
        raise InstallError(f"{' and '.join(wanted)} missing: run as root `apt-get install {' '.join(wanted)}`")
    print(f"apt-get install {' '.join(wanted)}")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    _run([apt, "update", "-qq"], environment)
    _run([apt, "install", "-y", "-qq", "--no-install-recommends", *wanted], environment)


def install_packages(specs: Iterable[str]) -> None:
    """Download npm packages, hold them against the manifest, unpack them into the cache."""
    wanted = [spec for spec in specs if not package_folder(spec).is_dir()]
    if not wanted:
        return
    npm = shutil.which("npm")
    if npm is None:
        raise InstallError("npm is missing: install Node.js with npm, for instance `apt-get install npm`")
    cache_folder().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache_folder()) as folder:
        print(f"npm pack: {len(wanted)} packages")
        told = _run([npm, "pack", "--json", "--pack-destination", folder, *wanted])
        archives = {f"{entry['name']}@{entry['version']}": entry["filename"] for entry in _entries(told)}
        for spec in wanted:
            unpack(Path(folder) / archives[spec].replace("@", "").replace("/", "-"), spec)


def _entries(told: str) -> list[dict[str, str]]:
    """What `npm pack --json` printed: a list, or since npm 11 an object by package name."""
    printed = json.loads(told)
    return list(printed.values()) if isinstance(printed, dict) else printed


def unpack(archive: Path, spec: str) -> None:
    """Unpack an npm package into the cache, if it is the one that the manifest pins."""
    content = archive.read_bytes()
    integrity = "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()
    if integrity != manifest().packages[spec]:
        raise InstallError(f"{spec} is not what the manifest pins: {integrity}")
    target = package_folder(spec)
    with tempfile.TemporaryDirectory(dir=cache_folder()) as folder:
        unpacked = Path(folder) / "package"
        with tarfile.open(archive) as packed:
            for member in packed.getmembers():
                # The first folder of an npm archive is mostly, not always, called "package".
                path = unpacked.joinpath(*Path(member.name).parts[1:])
                source = packed.extractfile(member) if member.isfile() and ".." not in path.parts else None
                if source is not None:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(source.read())
        target.parent.mkdir(parents=True, exist_ok=True)
        unpacked.rename(target)


def install_wheels(pinned: Iterable[str]) -> None:
    """Download the pinned wheels with pip and hold them against the manifest."""
    wanted = [requirement for requirement in pinned if not wheel_file(requirement).is_file()]
    if not wanted:
        return
    wheel_folder().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=wheel_folder()) as folder:
        for requirement in wanted:
            print(f"pip download {requirement}")
            _run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, requirement,
                  "--python-version", NEWEST_PYTHON, "--only-binary=:all:"])  # fmt: skip
            downloaded = Path(folder) / wheel_file(requirement).name
            digest = "sha256:" + hashlib.sha256(downloaded.read_bytes()).hexdigest()
            if digest != manifest().wheels[requirement]:
                raise InstallError(f"{requirement} is not what the manifest pins: {digest}")
            downloaded.rename(wheel_file(requirement))


def make_certificate() -> None:
    """Make the self-signed certificate of the imitated CDNs, and the fingerprint by which Chromium trusts it."""
    folder = certificate_folder()
    if (folder / "fingerprint.txt").is_file():
        return
    folder.mkdir(parents=True, exist_ok=True)
    certificate, key = str(folder / "cert.pem"), str(folder / "key.pem")
    _run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
          key, "-out", certificate, "-days", "3650", "-subj", "/CN=pyscript-doctor tests"])  # fmt: skip
    public_key = _run(["openssl", "x509", "-in", certificate, "-pubkey", "-noout"])
    encoded = "".join(line for line in public_key.splitlines() if not line.startswith("-"))
    fingerprint = base64.b64encode(hashlib.sha256(base64.b64decode(encoded)).digest()).decode()
    (folder / "fingerprint.txt").write_text(fingerprint, encoding="ascii")


def compile_standard_library() -> None:
    """Compile the modules of the newest Pyodide once, for all pages of `pytest --browser`."""
    version = pyodide_of_newest()
    if compiled_library(version).is_file():
        return
    if importlib.util.find_spec("playwright") is None:
        raise InstallError("Playwright is missing: `pip install --editable . --group check`")
    print(f"compile the standard library of Pyodide {version}")
    with Chromium() as browser:
        compile_library(browser, version)


def _run(command: Sequence[str], environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise InstallError(f"`{' '.join(command)}` failed:\n{done.stdout[-1000:]}{done.stderr[-2000:]}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
