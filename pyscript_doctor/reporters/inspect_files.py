"""The files that Python sees, as a tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyscript_doctor.reporters.inspect_names import Names, origin_segments
from pyscript_doctor.reporters.styled import Role, Segment, line
from pyscript_doctor.reporters.tree import Branch, bounded
from pyscript_doctor.reporters.visible import visible

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
    unsure = [] if runtime.files_complete else [Branch(line(Segment("perhaps more: " + _UNTOLD, Role.WARNING)))]
    if not runtime.files and not unsure:
        return Branch(line("files: none in its working directory ", Segment(home, Role.CODE)))
    shown = runtime.files[:MOST_FILES]
    inside, outside = _Folder(), _Folder()
    for record in shown:
        is_inside = record.path.startswith(runtime.home)
        _put(inside if is_inside else outside, record, runtime.home if is_inside else "/")
    more = len(runtime.files) - len(shown)
    rest = [Branch(line(f"... and {more} more"))] if more > 0 else []
    children = [
        Branch(
            line(Segment(home, Role.CODE), Segment("  the working directory", Role.FAINT)),
            bounded([*_members(inside, names)], MOST_IN_A_FOLDER),
        ),
        *_members(outside, names, "/"),
        *rest,
        *unsure,
    ]
    return Branch(line("files that Python sees"), tuple(children))


_UNTOLD = "what a remote archive, a template or an unread config brings is unknown"


def _put(root: _Folder, record: FileRecord, above: str) -> None:
    *folders, name = record.path.removeprefix(above).split("/")
    current = root
    for folder in folders[:DEEPEST]:
        current = current.folder(folder)
    current.files["/".join([*folders[DEEPEST:], name])] = record.origin


def _members(folder: _Folder, names: Names, prefix: str = "") -> Iterator[Branch]:
    for name, inner in sorted(folder.folders.items()):
        members = bounded([*_members(inner, names)], MOST_IN_A_FOLDER)
        yield Branch(line(Segment(visible(f"{prefix}{name}/"), Role.CODE)), members)
    for name, origin in sorted(folder.files.items()):
        label = Segment(visible(prefix + name), Role.CODE)
        if origin is None:
            yield Branch(line(label, Segment("  from an archive", Role.FAINT)))
        elif origin.state == "found":
            yield Branch(line(label, Segment(f"  from {names.path(origin.place)}", Role.FAINT)))
        else:
            yield Branch(line(label, Segment("  from ", Role.FAINT), *origin_segments(origin, names)))
