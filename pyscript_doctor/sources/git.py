"""What git knows of a folder."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.sources.reading import Unreadable, read_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LONGEST_METADATA = 1_000_000
LONGEST_CALL = 10.0  # seconds

_SUBMODULE = lazy_pattern(rb'^[ \t]*path[ \t]*=[ \t]*"?([^"\r\n]*?)"?[ \t]*\r?$', re.MULTILINE)


def git_root(folder: Path) -> Path | None:
    """The nearest folder upward that is a work tree of git."""
    return next((candidate for candidate in (folder, *folder.parents) if git_folder(candidate)), None)


def git_folder(root: Path) -> Path | None:
    """Where git keeps what it knows of a work tree; None if the folder is not one.

    In a linked work tree and in a submodule `.git` is a file that names another folder. If that folder knows nothing of
    the work tree, the file itself is returned, and nothing can be read in it.
    """
    folder = root / ".git"
    if not os.path.lexists(folder):
        return None
    if os.path.isfile(folder / "HEAD"):
        return folder
    pointer = _text(folder)
    if not pointer.startswith("gitdir:"):
        return None
    folder = root / pointer.removeprefix("gitdir:").strip()
    if not _belongs_to(folder, root):
        return root / ".git"
    shared = _text(folder / "commondir").strip()
    return folder / shared if shared else folder


def _belongs_to(folder: Path, root: Path) -> bool:
    """Whether a folder that a `.git` file names is a git folder of this work tree.

    Git writes into the folder of a linked work tree where the tree is, and keeps that of a submodule in the repository
    around it. A project that names any other folder must not make us read there.
    """
    try:
        real = os.path.realpath(folder)
        for around in (root, *root.parents):
            if os.path.isdir(around / ".git") and real.startswith(os.path.join(os.path.realpath(around), ".git", "")):
                return True
        back = _text(folder / "gitdir").strip()
        return bool(back) and os.path.realpath(folder / back) == os.path.realpath(root / ".git")
    except ValueError:
        return False


def submodules(folder: str) -> tuple[str, ...]:
    """The paths, relative to a folder, at which its `.gitmodules` mounts other repositories."""
    try:
        content = read_file(os.path.join(folder, ".gitmodules"), LONGEST_METADATA)
    except (FileNotFoundError, Unreadable):
        return ()
    return tuple(os.fsdecode(path).strip("/") for path in _SUBMODULE.findall(content) if path.strip(b"/"))


def was_deleted(root: Path, path: str) -> bool:
    """Whether git knows a file that is not on disk: it is in the index, or was in a commit.

    False if git is not installed, or is too slow to answer.
    """
    name = os.fsencode(path)
    if _git(root, "ls-files", "-z", "--cached", "--", path) == name + b"\0":
        return True
    commit = _git(root, "rev-list", "-1", "HEAD", "--", path).decode("ascii", "replace").strip()
    if not commit:
        return False
    entries = (_git(root, "ls-tree", "-z", revision, "--", path) for revision in (commit, f"{commit}^"))
    return any(b" blob " in entry and entry.endswith(b"\t" + name + b"\0") for entry in entries)


def staged(root: Path) -> frozenset[str]:
    """The paths that the next commit adds, changes or deletes, both names of a renamed file; none if git can't say."""
    listed = _git(root, "diff-index", "--cached", "--name-only", "--no-renames", "-z", "HEAD", "--", index=True)
    if not listed and not _git(root, "rev-parse", "--verify", "--quiet", "HEAD"):
        return tracked(root)  # before the first commit, everything is new
    return _paths(listed)


def tracked(root: Path) -> frozenset[str]:
    """The paths that the next commit holds."""
    return _paths(_git(root, "ls-files", "--cached", "-z", index=True))


def holding(root: Path, pattern: str, paths: Iterable[str] = (), *, committed: bool = False) -> frozenset[str]:
    """The text files of the next or the last commit that hold what fits a pattern of `grep -E`, in any case."""
    where = ("HEAD",) if committed else ("--cached",)
    arguments = ("grep", "-lzIiE", "--no-textconv", "--no-recurse-submodules", "--full-name", "-e", pattern)
    found = _paths(_git(root, *arguments, *where, "--", *paths, index=True))
    return frozenset(path.removeprefix("HEAD:") for path in found) if committed else found


def _paths(listed: bytes) -> frozenset[str]:
    return frozenset(os.fsdecode(path) for path in listed.split(b"\0") if path)


def _git(root: Path, *arguments: str, index: bool = False) -> bytes:
    """What git says; "" if it fails. index: use the one that a hook's environment names, as in `commit -a`."""
    import subprocess

    # A hook's GIT_DIR would lead elsewhere. A repository may name a program as fsmonitor, and a lazy fetch runs one.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    if index and (file := os.environ.get("GIT_INDEX_FILE")):
        environment["GIT_INDEX_FILE"] = os.path.abspath(file)
    environment |= {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}
    command = ["git", "-C", str(root), "--literal-pathspecs", "-c", "core.fsmonitor=false", *arguments]
    try:
        return subprocess.run(
            command,
            env={**environment, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            timeout=LONGEST_CALL,
        ).stdout
    except (OSError, ValueError, subprocess.SubprocessError):
        return b""


def _text(path: Path) -> str:
    try:
        return os.fsdecode(read_file(str(path), LONGEST_METADATA))
    except (FileNotFoundError, Unreadable):
        return ""
