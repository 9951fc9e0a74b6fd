"""Which folders hold PyScript itself, whose tests show on purpose what fails."""

from __future__ import annotations

import json
import posixpath
from typing import TYPE_CHECKING

from pyscript_doctor.project.urls.site import ancestors

if TYPE_CHECKING:
    from pyscript_doctor.project.reader import Reader

PYSCRIPT_ITSELF = {"@pyscript/core", "@pyscript/bridge", "polyscript", "coincident"}


def is_test_of_pyscript(path: str, reader: Reader) -> bool:
    """Whether a page is in a folder whose `package.json` has the name of PyScript or of a part of it."""
    if "node_modules" in path.split("/"):
        return False
    described = [posixpath.join(folder, "package.json") for folder in ancestors(path)]
    return any(_name(each, reader) in PYSCRIPT_ITSELF for each in described if reader.lists(each))


def _name(path: str, reader: Reader) -> str:
    resource = reader.resource(path)
    try:
        described = json.loads(resource.content) if resource else None
    except (ValueError, RecursionError):
        return ""
    name = described.get("name") if isinstance(described, dict) else None
    return name if isinstance(name, str) else ""
