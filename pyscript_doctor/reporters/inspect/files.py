"""The files that Python sees, as a tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.records import dataclass, field
from pyscript_doctor.reporters.inspect.names import Names, origin_segments
from pyscript_doctor.reporters.terminal.styled import Role, Segment, line
from pyscript_doctor.reporters.terminal.tree import Branch, bounded
from pyscript_doctor.reporters.terminal.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.inspection.records import FileRecord, Origin, RuntimeRecord

MOST_FILES = 60
MOST_IN_A_FOLDER = 30
DEEPEST = 20


@dataclass
class _Folder:
    folders: dict[str, _Folder] = field(default_factory=dict)
    files: dict[str, Origin | None] = field(default_factory=dict)

    def folder(self, name: str) -> _Folder:
        return self.folders.setdefault(name, _Folder())


def file_branch(runtime: RuntimeRecord, names: Names) -> Branch:
    """The working directory and what the config puts into it, then what it puts elsewhere."""
    home = runtime.home.rstrip("/") or "/"
    if not runtime.files and (runtime.files_complete or runtime.config.fault):
        said = "unknown, as its config is" if runtime.config.fault else "none"
        return Branch(line(f"files in its working directory, {home}: {said}"))
    shown = runtime.files[:MOST_FILES]
    inside, outside = _Folder(), _Folder()
    for record in shown:
        is_inside = record.path.startswith(runtime.home)
        _put(inside if is_inside else outside, record, runtime.home if is_inside else "/")
    more = len(runtime.files) - len(shown)
    working_directory = line(Segment(home, Role.CODE), Segment("  the working directory", Role.FAINT))
    children = [
        Branch(working_directory, bounded([*_members(inside, names)], MOST_IN_A_FOLDER)),
        *_members(outside, names, "/"),
        *([Branch(line(f"... and {more} more"))] if more > 0 else []),
        *([] if runtime.files_complete else [Branch(line(Segment(_UNTOLD, Role.WARNING)))]),
    ]
    return Branch(line("files that Python sees"), tuple(children))


_UNTOLD = "perhaps more: an archive elsewhere, or a name that is unknown, brings them"


def _put(root: _Folder, record: FileRecord, above: str) -> None:
    *folders, name = record.path.removeprefix(above).split("/")
    current = root
    for folder in folders[:DEEPEST]:
        current = current.folder(folder)
    current.files["/".join([*folders[DEEPEST:], name])] = record.origin


def _members(folder: _Folder, names: Names, above: str = "") -> Iterator[Branch]:
    """What is in a folder. above: what leads to it; a slash at its start is shown."""
    root = "/" if above == "/" else ""
    for name, inner in sorted(folder.folders.items()):
        members = bounded([*_members(inner, names, f"{above}{name}/")], MOST_IN_A_FOLDER)
        yield Branch(line(Segment(visible(f"{root}{name}/"), Role.CODE)), members)
    for name, origin in sorted(folder.files.items()):
        label = Segment(visible(root + name), Role.CODE)
        yield Branch(line(label, *_from(origin, above + name, names)))


def _from(origin: Origin | None, path: str, names: Names) -> Iterator[Segment]:
    """Where a file comes from, unless it is at the same path beside the page."""
    if origin is None:
        yield Segment("  from an archive", Role.FAINT)
    elif origin.state != "found":
        yield Segment("  from ", Role.FAINT)
        yield from origin_segments(origin, names)
    elif names.path(origin.place) != path:
        yield Segment(f"  from {names.path(origin.place)}", Role.FAINT)
