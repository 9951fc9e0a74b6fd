"""The entries of `js_modules`."""

from __future__ import annotations

from pyscript_doctor.project.runtime.reversed_modules import reversed_modules

__all__ = ["reversed_modules"]
