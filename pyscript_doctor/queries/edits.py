"""The structural edits that fixes are made of, as rules use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.edits.config import ConfigDocument, append, rename, set_entry, set_value
from pyscript_doctor.edits.html import insert_before, remove_attribute, rename_attribute, set_attribute
from pyscript_doctor.edits.python import added_import, appended, can_import, name_of_import, replaced, wrapped
from pyscript_doctor.knowledge.config_keys import KEYS, METADATA
from pyscript_doctor.parsers.layers import CharacterData
from pyscript_doctor.project.runtime.config import ConfigForm
from pyscript_doctor.project.runtime.runtime import RuntimeKind
from pyscript_doctor.project.unknown import known

if TYPE_CHECKING:
    from pyscript_doctor.parsers.text import Edit
    from pyscript_doctor.project.runtime.config import Config
    from pyscript_doctor.project.runtime.runtime import Runtime

__all__ = [
    "added_config",
    "added_import",
    "append",
    "appended",
    "can_import",
    "document_for",
    "insert_before",
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


def document_for(config: Config, key: str) -> ConfigDocument | None:
    """A config as a document in which a key can be set.

    None where there is not one, where PyScript ignores a part of it, or where a key that PyScript does not know may be
    what was meant. Raises Unknown where it cannot be read.
    """
    table = config.table
    if config.text is None or known(config.reading).skipped:
        return None
    unknown = any(entry.name not in KEYS and entry.name not in METADATA for entry in table)
    return None if unknown and table.entry(key) is None else ConfigDocument(config.text, table, config.syntax)


def added_config(runtime: Runtime, *lines: str) -> Edit | None:
    """Give the page a config of these lines of TOML, before the first script of a Runtime that has none."""
    element = next((script.element for script in runtime.scripts if script.element), None)
    in_page = runtime.kind is RuntimeKind.SCRIPTS and not runtime.in_worker
    if element is None or not in_page or runtime.config.form is not ConfigForm.NONE:
        return None
    tag = "py-config" if runtime.is_pyodide else "mpy-config"
    body = "".join(f"  {CharacterData().written(line)}\n" for line in lines)
    return insert_before(element, f"<{tag}>\n{body}</{tag}>")
