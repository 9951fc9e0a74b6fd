"""What each interpreter has, and what it refuses."""

from __future__ import annotations

from pyscript_doctor.knowledge.dialect import refused_constructs, refused_keyword
from pyscript_doctor.knowledge.interpreter_modules import OF_MICROPYTHON, OF_PYODIDE
from pyscript_doctor.knowledge.modules import (
    micropython_has_module,
    micropython_has_ulab,
    micropython_lacks,
    pyodide_module,
)

__all__ = [
    "OF_MICROPYTHON",
    "OF_PYODIDE",
    "micropython_has_module",
    "micropython_has_ulab",
    "micropython_lacks",
    "pyodide_module",
    "refused_constructs",
    "refused_keyword",
]
