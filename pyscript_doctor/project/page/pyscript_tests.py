"""Which folders hold PyScript itself, whose tests show on purpose what fails."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pyscript_doctor.project.urls.reference import folder_of
from pyscript_doctor.project.urls.site import ancestors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyscript_doctor.project.reader import Reader

PYSCRIPT_ITSELF = {"@pyscript/core", "@pyscript/bridge", "polyscript", "coincident"}


def folders_of_pyscript(package_files: Iterable[str], reader: Reader) -> frozenset[str]:
    """The folders whose `package.json` bears the name of PyScript or of a part of it."""
    return frozenset(folder_of(path) for path in package_files if _name(path, reader) in PYSCRIPT_ITSELF)


def is_test_of_pyscript(path: str, folders: frozenset[str]) -> bool:
    """Whether a page lies in one of these folders."""
    return bool(folders) and any(folder in folders for folder in ancestors(path))


def _name(path: str, reader: Reader) -> str:
    resource = reader.resource(path)
    try:
        described = json.loads(resource.content) if resource else None
    except (ValueError, RecursionError):
        return ""
    name = described.get("name") if isinstance(described, dict) else None
    return name if isinstance(name, str) else ""
