"""The structural edits that fixes are made of, as rules use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.edits.config import ConfigDocument, append, rename, set_entry, set_value
from pyscript_doctor.edits.html import remove_attribute, rename_attribute, set_attribute
from pyscript_doctor.edits.python import added_import, appended, can_import, name_of_import, replaced, wrapped

if TYPE_CHECKING:
    from pyscript_doctor.project.runtime.config import Config

__all__ = [
    "added_import",
    "append",
    "appended",
    "can_import",
    "document_of",
    "name_of_import",
    "remove_attribute",
    "rename",
    "rename_attribute",
    "replaced",
    "set_attribute",
    "set_entry",
    "set_value",
    "wrapped",
]


def document_of(config: Config) -> ConfigDocument | None:
    """A config as a document that can be edited; None where there is none. Raises Unknown where it cannot be read."""
    return ConfigDocument(config.text, config.table, config.syntax) if config.text is not None else None
