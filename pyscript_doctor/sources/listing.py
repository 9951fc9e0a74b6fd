"""Which files are in a project."""

from __future__ import annotations

import glob
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyscript_doctor.records import NamedTuple
from pyscript_doctor.sources.gitignore import is_ignored
from pyscript_doctor.sources.reading import describe
from pyscript_doctor.sources.staging import is_staged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyscript_doctor.sources.gitignore import GitIgnore, Level

MOST_FILES = 200_000
DEEPEST = 100

SKIPPED = frozenset(
    {
        ".git", ".hg", ".svn",
        "node_modules", "site-packages",
        "__pycache__", ".cache", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".tox", ".nox", ".ipynb_checkpoints",
        ".next", ".svelte-kit",
    }
)  # fmt: skip
ENVIRONMENTS = frozenset({".venv", "venv", "env"})
SITE_PACKAGES = ("lib/python*/site-packages", "[Ll]ib/site-packages")
JEKYLL_SETTINGS = frozenset({"_config.yml", "_config.yaml", "_config.toml"})


class Listing(NamedTuple):
    """The files below a folder, and the folders that could not be listed, each with the reason."""

    files: frozenset[str]
    unreadable: dict[str, str]


def list_files(root: str, ignored: GitIgnore, prefix: str) -> Listing:
    """The files below a real folder that are the project's own.

    Left out are what git ignores, version control, installed packages, virtual environments, caches, and what is
    certainly build output; not `docs`, `dist`, `build` or `public`, which are often what is deployed. `prefix` is the
    root's path in the folder that the GitIgnore starts at. A link that stays inside is followed once.
    """
    walk = _Walk(root, ignored, prefix)
    while walk.pending and len(walk.files) <= MOST_FILES:
        walk.visit(walk.pending.pop())
    if walk.pending:
        walk.unreadable[""] = f"holds more than {MOST_FILES:,} files; the others were not read"
    return Listing(frozenset(walk.files), walk.unreadable)


class _Folder(NamedTuple):
    path: str  # relative to the root: "" or "a/b/"
    depth: int = 0
    linked: bool = False


@dataclass(eq=False, repr=False)
class _Walk:
    root: str
    ignored: GitIgnore
    prefix: str
    files: list[str] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)
    pending: list[_Folder] = field(default_factory=lambda: [_Folder("")])
    followed: set[str] = field(default_factory=set)

    def visit(self, folder: _Folder) -> None:
        place = os.path.join(self.root, folder.path)
        try:
            with os.scandir(place) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError as error:
            self.unreadable[folder.path.rstrip("/")] = f"cannot be listed: {describe(error)}"
            return
        names = {entry.name for entry in entries}
        if folder.path and is_environment(place, names):
            return
        if folder.depth > DEEPEST:
            self.unreadable[folder.path.rstrip("/")] = f"is more than {DEEPEST} folders deep"
            return
        self._visit_entries(folder, entries, names)

    def _visit_entries(self, folder: _Folder, entries: Sequence[os.DirEntry[str]], names: set[str]) -> None:
        levels = self.ignored.levels(self.prefix + folder.path)
        for entry in entries:
            path = folder.path + entry.name
            if is_skipped(entry.name, names):
                continue
            if _is_link(entry):
                if not self._ignores(levels, path):
                    self._follow(folder, entry, path)
            elif entry.is_dir(follow_symlinks=False):
                if not self._ignores(levels, path + "/"):
                    self.pending.append(_Folder(path + "/", folder.depth + 1, folder.linked))
            elif entry.is_file(follow_symlinks=False) and not self._ignores(levels, path):
                self.files.append(path)

    def _ignores(self, levels: Sequence[Level], path: str) -> bool:
        return bool(levels) and is_ignored(levels, self.prefix + path)

    def _follow(self, folder: _Folder, entry: os.DirEntry[str], path: str) -> None:
        target = os.path.realpath(entry.path)
        if not lies_in(target, self.root):
            return
        if os.path.isfile(target):
            self.files.append(path)
        elif os.path.isdir(target) and not folder.linked and target not in self.followed:
            inside = os.path.relpath(target, self.root).split(os.sep)
            if not lies_in(os.path.realpath(os.path.dirname(entry.path)), target) and SKIPPED.isdisjoint(inside):
                self.followed.add(target)
                self.pending.append(_Folder(path + "/", folder.depth + 1, linked=True))


def is_skipped(name: str, siblings: set[str]) -> bool:
    """Whether a folder or file of this name, in a folder of these names, does not belong to the project itself."""
    if name == "_site":
        return not JEKYLL_SETTINGS.isdisjoint(siblings)
    return name in SKIPPED or name.endswith(".egg-info") or is_staged(name)


def is_environment(folder: str, names: set[str]) -> bool:
    """Whether a folder that holds these names is a virtual environment; a name like `env` is not enough."""
    if "pyvenv.cfg" in names:
        return True
    if os.path.basename(folder.rstrip("/\\")) not in ENVIRONMENTS:
        return False
    return any(glob.glob(os.path.join(glob.escape(folder), pattern)) for pattern in SITE_PACKAGES)


def lies_in(path: str, folder: str) -> bool:
    """Whether a real path is a real folder, or is below it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _is_link(entry: os.DirEntry[str]) -> bool:
    is_junction = getattr(entry, "is_junction", None)  # Windows, from Python 3.12 on
    return entry.is_symlink() or bool(is_junction and is_junction())
