"""Getting what the facts are read from: packages of npm and public git repositories, kept in a cache folder."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MICROPYTHON = "@micropython/micropython-webassembly-pyscript"


@dataclass(frozen=True)
class Repository:
    """A bare clone, asked through the git command."""

    path: Path

    def git(self, *arguments: str) -> str:
        """What a git command prints; empty where it fails, as for a file that a revision does not have."""
        environment = os.environ | {"GIT_DIR": str(self.path)}
        return subprocess.run(["git", *arguments], env=environment, capture_output=True, text=True, check=False).stdout

    def show(self, revision: str, path: str) -> str:
        """A file as it was at a revision, or the empty string."""
        return self.git("show", f"{revision}:{path}")

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """Every tag."""
        return tuple(self.git("tag").split())


@dataclass(frozen=True)
class Cache:
    """A folder that holds what was fetched, so that a second run needs no network."""

    folder: Path

    def package(self, name: str, version: str) -> Path:
        """The folder of an npm package, unpacked. Raises CalledProcessError if npm does not have that version."""
        place = self.folder / f"{name.removeprefix('@').replace('/', '+')}@{version}"
        if not place.exists():
            partial = place.with_name(place.name + ".part")
            shutil.rmtree(partial, ignore_errors=True)
            partial.mkdir(parents=True)
            subprocess.run(
                ["npm", "pack", "--silent", f"{name}@{version}"], cwd=partial, check=True, capture_output=True
            )
            archive = next(partial.glob("*.tgz"))
            shutil.unpack_archive(archive, partial)
            archive.unlink()
            partial.rename(place)
        return place / "package"

    def repository(self, owner: str, name: str) -> Repository:
        """A bare clone of a public repository on GitHub. Raises CalledProcessError if it cannot be cloned."""
        place = self.folder / f"{name}.git"
        if not place.exists():
            url = f"https://github.com/{owner}/{name}"
            subprocess.run(["git", "clone", "--quiet", "--bare", url, str(place)], check=True)
        return Repository(place)


def npm_versions(name: str) -> tuple[str, ...]:
    """Every version of a package that npm has."""
    import json

    answer = subprocess.run(["npm", "view", name, "versions", "--json"], check=True, capture_output=True, text=True)
    return tuple(json.loads(answer.stdout))


def run_node(script: Path, *arguments: str, flags: tuple[str, ...] = ()) -> str:
    """What a JavaScript module prints in node. Raises CalledProcessError if it fails, TimeoutExpired if it is slow."""
    command = ["node", *flags, str(script), *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, timeout=600).stdout
