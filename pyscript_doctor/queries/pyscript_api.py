"""The names that PyScript's own Python package and the interpreters bring along."""

from __future__ import annotations

from pyscript_doctor.knowledge.pyscript_api import JS_MODULES, core_exports, pyscript_names, pyscript_unsupported
from pyscript_doctor.knowledge.pyscript_calls import pyscript_entry
from pyscript_doctor.project.program.platform_names import BUILTINS, STAR_NAMES

__all__ = [
    "BUILTINS",
    "JS_MODULES",
    "STAR_NAMES",
    "core_exports",
    "pyscript_entry",
    "pyscript_names",
    "pyscript_unsupported",
]
