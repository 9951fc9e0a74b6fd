"""The classes that JavaScript creates with `new`."""

from __future__ import annotations

from pyscript_doctor.knowledge.javascript_classes import OF_THE_BROWSER, OF_THE_LANGUAGE

__all__ = ["OF_THE_BROWSER", "OF_THE_LANGUAGE"]
