"""The edits that rules make in configs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.edits.config import ConfigDocument, append, rename, set_entry, set_value
from pyscript_doctor.edits.config_moves import (
    listed,
    moved_to,
    moved_to_top,
    removed,
    removed_item,
    replaced_by_entries,
    replaced_by_list,
    replaced_by_table,
    swapped,
    written_as,
)
from pyscript_doctor.edits.fix import Fix, Safety, fix_of
from pyscript_doctor.project.unknown import known
from pyscript_doctor.queries.edits import added_config, document_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyscript_doctor.parsers.text import Edit
    from pyscript_doctor.project.runtime.config import Config
    from pyscript_doctor.project.runtime.runtime import Runtime

__all__ = [
    "ConfigDocument",
    "added_file",
    "added_package",
    "append",
    "config_fix",
    "listed",
    "moved_to",
    "moved_to_top",
    "removed",
    "removed_item",
    "rename",
    "replaced_by_entries",
    "replaced_by_list",
    "replaced_by_table",
    "set_entry",
    "set_value",
    "swapped",
    "written_as",
]


def config_fix(
    safety: Safety, title: str, config: Config, edits: Callable[[ConfigDocument], Iterable[Edit | None]]
) -> Fix | None:
    """A fix that edits a config's document; None if PyScript ignores a part of it, or it cannot hold the edits."""
    if config.text is None or known(config.reading).skipped:
        return None
    document = ConfigDocument(config.text, config.table, config.syntax)
    return fix_of(safety, title, lambda: edits(document))


def added_package(runtime: Runtime, package: str, safety: Safety = Safety.UNSAFE) -> Fix | None:
    """The fix that adds a package to the config, or a config to the page."""
    document, title = document_for(runtime.config, "packages"), f"Add `{package}` to `packages`"
    if document is None:
        return fix_of(safety, title, lambda: [added_config(runtime, f'packages = ["{package}"]')])
    return fix_of(safety, title, lambda: append(document, "packages", package))


def added_file(runtime: Runtime, url: str, target: str) -> Fix | None:
    """The fix that copies a file with the config, or with a new config of the page."""
    document = document_for(runtime.config, "files")
    if document is None:
        lines = ("[files]", f'"{url}" = "{target}"')
        return fix_of(Safety.UNSAFE, "Add a config that copies it", lambda: [added_config(runtime, *lines)])
    if any(entry.name == url for entry in runtime.config.entries("files")):
        return None  # something else may read the copy that is there already
    return fix_of(Safety.UNSAFE, "Add it to `files`", lambda: set_entry(document, "files", url, target))
