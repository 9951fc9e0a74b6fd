"""The files that an interpreter's config and scripts name."""

from __future__ import annotations

from pyscript_doctor.project.runtime.files_table import FileEntry, file_entries
from pyscript_doctor.project.runtime.references import runtime_references

__all__ = ["FileEntry", "file_entries", "runtime_references"]
