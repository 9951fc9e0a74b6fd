"""Folders and git repositories for the tests."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder, and give the folder."""
    for path, content in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def git(root: Path, *arguments: str) -> str:
    """Run git in a folder, with an identity of its own."""
    identity = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "core.excludesFile="]
    command = ["git", "-C", str(root), *identity, *arguments]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def repository(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """A git repository in which these files lie, none of them added."""
    write(root, files)
    git(root, "init", "--quiet")
    return root


def commit(root: Path) -> None:
    """Commit everything that git does not ignore."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "All")
