"""Names that PyScript removed in 2023.11, and what to write instead."""

from __future__ import annotations

# What pages used without an import, and what replaced it.
LEGACY_GLOBALS = {
    "Element": 'from pyscript import document; document.getElementById("id")',
    "pyscript.write": 'from pyscript import display; display(value, target="id")',
    "pyscript.Element": 'from pyscript import document; document.getElementById("id")',
    "PyScript": "from pyscript import display",
    "display": "from pyscript import display",
}
LEGACY_NAMES = frozenset({"Element", "write", "PyScript", "loop", "console", "PyListTemplate", "PyItemTemplate"})
