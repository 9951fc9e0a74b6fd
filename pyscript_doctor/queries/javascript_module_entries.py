"""The entries of `js_modules`."""

from __future__ import annotations

from pyscript_doctor.knowledge.libraries import is_classic
from pyscript_doctor.project.runtime.reversed_modules import reversed_modules

__all__ = ["is_classic", "reversed_modules"]
