"""What to check: the projects that the command line's paths mean."""

from __future__ import annotations

import os
import posixpath
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pyscript_doctor.sources.addresses import is_web_address
from pyscript_doctor.sources.git import git_root, was_deleted
from pyscript_doctor.sources.gitignore import GitIgnore
from pyscript_doctor.sources.listing import SKIPPED
from pyscript_doctor.sources.overlay import Overlay
from pyscript_doctor.sources.reading import Unreadable, read_file

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from pyscript_doctor.sources.snapshot import Source

SETTINGS_FILE = "pyscript-doctor.toml"
LARGEST_SETTINGS = 1_000_000


class PathError(Exception):
    """Raised for a path where there is nothing to check; its text is for the user."""


class Prefix(str):
    """The way from the working directory to a root: "", "docs/" or "../../"; `prefix + path` is a file below that.

    inside: where the working directory is below the root, "site/pages", so that its own files need no prefix.
    """

    __slots__ = ("inside",)
    inside: str

    def __new__(cls, way: str, inside: str = "") -> Prefix:
        """The way itself, with a slash at its end, and where the working directory is."""
        prefix = super().__new__(cls, way)
        prefix.inside = inside
        return prefix

    def __add__(self, path: str, /) -> str:
        """The path of a file below the root, from the working directory."""
        if not self.inside or not path:
            return super().__add__(path)
        relative = posixpath.relpath(path, self.inside)
        return "" if relative == "." else relative


@dataclass(frozen=True, slots=True)
class Target:
    """A project to check.

    prefix: the root relative to the working directory, as reports show it. named: the files that the report is about,
    relative to the root, including deleted ones; None for all of them. buffers: what files hold in an editor, whatever
    is on disk.
    """

    root: Path
    prefix: Prefix
    named: frozenset[str] | None
    buffers: Mapping[str, bytes] = field(default_factory=dict)

    def source(self) -> Source:
        """Where the project comes from."""
        from pyscript_doctor.sources.disk import Disk

        disk = Disk(self.root, self.named or ())
        return Overlay(disk, self.buffers) if self.buffers else disk


def target_of_buffer(path: str, content: bytes, cwd: Path) -> Target:
    """The project around a file that is open in an editor; the file need not be on disk.

    Raises PathError if its folder is not there.
    """
    place = Path(os.path.realpath((cwd / path).parent)) / Path(path).name
    if not place.parent.is_dir() or place.is_dir():
        raise PathError(f"{path}: a file of that name can't be there")
    root = project_root(place.parent)
    inside = place.relative_to(root).as_posix()
    return Target(root, _prefix(root, Path(os.path.realpath(cwd))), frozenset({inside}), {inside: content})


def find_projects(paths: Sequence[str], cwd: Path) -> tuple[Target, ...]:
    """The projects that paths, relative to a working directory, mean; without paths, the directory itself.

    A folder is a project of its own, unless it is a part of another that is named. A file belongs to the project around
    it, and limits the report to itself, unless its folder or one above is named too. Raises PathError for a path that
    is not there and that git does not know as deleted.
    """
    cwd = Path(os.path.realpath(cwd))
    located = [_locate(path, cwd) for path in paths or (".",)]
    named_folders = {path for path in located if path.is_dir()}
    folders = {folder for folder in named_folders if not _is_part_of_another(folder, named_folders)}
    located = [path for path in located if path in folders or path not in named_folders]
    roots: dict[Path, set[str] | None] = {}
    root_of = {folder: project_root(folder) for folder in {path.parent for path in located if path not in folders}}
    for path in located:
        if path in folders:
            roots[path] = None
        elif folders.isdisjoint(path.parents):
            root = root_of[path.parent]
            named = roots.setdefault(root, set())
            if named is not None:
                named.add(path.relative_to(root).as_posix())
    return tuple(
        Target(root, _prefix(root, cwd), None if named is None else frozenset(named)) for root, named in roots.items()
    )


def project_root(folder: Path) -> Path:
    """The root of the project in which a folder's files are.

    That is the nearest folder upward, no further than git's root, with the doctor's settings; else git's root; else
    the folder itself.
    """
    repository = git_root(folder)
    for candidate in (folder, *folder.parents):
        if has_settings(candidate):
            return candidate
        if candidate == repository:
            return candidate
    return folder


def has_settings(folder: Path) -> bool:
    """Whether a folder has settings of the doctor: a file of its own, or a table in `pyproject.toml`."""
    if (folder / SETTINGS_FILE).is_file():
        return True
    try:
        content = read_file(str(folder / "pyproject.toml"), LARGEST_SETTINGS)
    except (FileNotFoundError, Unreadable):
        return False
    return b"pyscript-doctor" in content and _has_table(content)


def _is_part_of_another(folder: Path, others: Collection[Path]) -> bool:
    """Whether a folder is read with one of the others; not if that one leaves it out, as installed packages are."""
    for other in others:
        if other in folder.parents:
            inside = folder.relative_to(other)
            top = git_root(other) or other
            ignored = GitIgnore(top).ignores(folder.relative_to(top).as_posix() + "/")
            if not ignored and SKIPPED.isdisjoint(inside.parts):
                return True
    return False


def _has_table(content: bytes) -> bool:
    import tomli

    try:
        tool = tomli.loads(content.decode()).get("tool")
    except (ValueError, RecursionError):
        return True  # to be reported as settings that cannot be read, not skipped
    return isinstance(tool, dict) and "pyscript-doctor" in tool


def _locate(path: str, cwd: Path) -> Path:
    """The real folder that a path names, or the file in its real folder."""
    if is_web_address(path):
        raise PathError(f"{path}: this command reads files; `pyscript-doctor check` reads a website too")
    place = cwd / path
    if place.is_dir():
        return Path(os.path.realpath(place))
    file = Path(os.path.realpath(place.parent)) / place.name
    if not os.path.lexists(file):
        repository = git_root(file.parent)
        if repository is None or not was_deleted(repository, file.relative_to(repository).as_posix()):
            raise PathError(f"{path}: there is no such file or folder")
    elif file.exists() and not file.is_file():
        raise PathError(f"{path}: is neither a file nor a folder")
    return file


def _prefix(root: Path, cwd: Path) -> Prefix:
    try:
        relative = Path(os.path.relpath(root, cwd)).as_posix()
    except ValueError:  # another drive of Windows
        relative = root.as_posix()
    if relative == ".":
        return Prefix("")
    inside = cwd.relative_to(root).as_posix() if root in cwd.parents else ""
    return Prefix(relative.rstrip("/") + "/", inside)
