"""The parts of a page: its scripts, its JavaScript, what loads PyScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.templates.masking import is_masked
from pyscript_doctor.project.page.loading import Loading
from pyscript_doctor.project.page.page_scripts import page_scripts
from pyscript_doctor.project.page.script import TYPES, scripts_of
from pyscript_doctor.queries.javascript_sources import JavaScriptSource, javascript_sources

if TYPE_CHECKING:
    from pyscript_doctor.parsers.javascript.records import JavaScriptSyntax as JavaScriptSyntax
    from pyscript_doctor.parsers.javascript.records import JsImport as JsImport
    from pyscript_doctor.parsers.javascript.records import JsWorkerCall as JsWorkerCall

__all__ = [
    "TYPES",
    "JavaScriptSource",
    "Loading",
    "is_masked",
    "javascript_sources",
    "page_scripts",
    "scripts_of",
]
