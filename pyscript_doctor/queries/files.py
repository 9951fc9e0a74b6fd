"""The files that an interpreter's config and scripts name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.project.runtime.files_table import FileEntry, file_entries
from pyscript_doctor.project.runtime.references import runtime_references
from pyscript_doctor.project.urls.reference import ReferenceKind

if TYPE_CHECKING:
    from pyscript_doctor.project.runtime.runtime import Runtime

__all__ = ["FileEntry", "content_of", "file_entries", "runtime_references"]

KEPT_ELSEWHERE = b"version https://git-lfs"
"""How a file begins whose content git keeps elsewhere."""


def content_of(entry: FileEntry, runtime: Runtime) -> bytes | None:
    """The content of the project's file that an entry copies; None if it is not there, or kept elsewhere."""
    reference = runtime.page.resolver.reference(ReferenceKind.FILE, entry.entry.key)
    resource = runtime.page.resolver.reader.resource(reference.path) if reference.path else None
    if resource is None or not resource.content or resource.content.startswith(KEPT_ELSEWHERE):
        return None
    return resource.content
