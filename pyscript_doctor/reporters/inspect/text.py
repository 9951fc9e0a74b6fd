"""The picture of a project for a person."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, TextIO

from pyscript_doctor.reporters.inspect.names import in_short
from pyscript_doctor.reporters.inspect.tree import page_trees
from pyscript_doctor.reporters.terminal.styled import EMPTY, Line, Role, Segment, line, prose
from pyscript_doctor.reporters.terminal.terminal import columns, write
from pyscript_doctor.reporters.terminal.tree import write_trees
from pyscript_doctor.reporters.terminal.visible import visible, width
from pyscript_doctor.reporters.terminal.wrap import wrap
from pyscript_doctor.reporters.text.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from pyscript_doctor.inspection.records import Picture

MOST_TREES = 12
MOST_ROWS = 300
MOST_OTHERS = 8
WIDEST_PATH = 52
MIN_COLUMNS = 24


def write_picture(picture: Picture, stream: TextIO, today: date, *, color: bool) -> None:
    """A tree for each page; where there are many, a line for each."""
    if len(picture.pages) <= MOST_TREES:
        write_trees(page_trees(picture, today), stream, color=color)
    else:
        write(_rows(picture, columns(stream)), stream, color=color)
    write(_rest(picture, columns(stream)), stream, color=color)


def _rows(picture: Picture, room: int) -> Iterator[Line]:
    common = common_folder([page.path for page in picture.pages])
    shown = picture.pages[:MOST_ROWS]
    rows = [(visible(page.path.removeprefix(common)), *in_short(page)) for page in shown]
    paths = min(WIDEST_PATH, max(width(path) for path, _, _ in rows))
    releases = max(width(release) for _, release, _ in rows)
    if common:
        yield line("in ", Segment(visible(common), Role.PLACE))
    room_of_runs = max(MIN_COLUMNS, room - paths - releases - len("      "))
    for path, release, runs in rows:
        name = Segment(_padded(path, paths), Role.PLACE)
        yield line("  " if common else "", name, "  ", _padded(release, releases), "  ", _cut(runs, room_of_runs))
    if len(picture.pages) > MOST_ROWS:
        yield line(f"... and {len(picture.pages) - MOST_ROWS} more")
    yield EMPTY
    example = visible(picture.pages[0].path)
    said = f"{len(picture.pages)} pages, so a line for each. To see one in full: `pyscript-doctor inspect {example}`"
    yield from (line(*prose(part)) for part in wrap(said, room))


def common_folder(paths: Sequence[str]) -> str:
    """The folder that holds all the files, with a slash at its end; "" if there is no such folder."""
    parts = [path.split("/")[:-1] for path in paths]
    shared = takewhile(lambda names: len(set(names)) == 1, zip(*parts, strict=False))
    return "".join(f"{names[0]}/" for names in shared)


def _rest(picture: Picture, room: int) -> Iterator[Line]:
    """What the settings say, pages without PyScript, and what could not be read."""
    said = (
        [f"From your settings: {'; '.join(': '.join(each) for each in picture.settings)}."] if picture.settings else []
    )
    if picture.others:
        common = common_folder(picture.others)
        names = listed([path.removeprefix(common) for path in picture.others], most=MOST_OTHERS)
        where = f" in {common}" if common else ""
        said.append(f"{counted(len(picture.others), 'page')} without PyScript{where}: {names}.")
    elif not picture.pages and not picture.problems:
        said.append("No page that runs PyScript was found.")
    yield from (line(part) for each in said for part in wrap(each, room))
    for problem in picture.problems:
        text = f"could not read {problem.path}: {problem.message}"
        yield from (line(Segment(part, Role.ERROR)) for part in wrap(text, room))


def _cut(text: str, columns: int) -> str:
    return text if width(text) <= columns else f"{text[: columns - 3]}..."


def _padded(text: str, columns: int) -> str:
    return text + " " * max(0, columns - width(text))
