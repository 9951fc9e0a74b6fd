"""The parts of a page: its scripts, its JavaScript, what loads PyScript."""

from __future__ import annotations

from pyscript_doctor.parsers.javascript.records import JavaScriptSyntax, JsImport, JsWorkerCall
from pyscript_doctor.parsers.templates.masking import is_masked
from pyscript_doctor.project.page.loading import Loading
from pyscript_doctor.project.page.page_scripts import page_scripts
from pyscript_doctor.project.page.script import SYNCHRONOUS, TYPES, scripts_of
from pyscript_doctor.queries.javascript_sources import JavaScriptSource, javascript_sources

__all__ = [
    "SYNCHRONOUS",
    "TYPES",
    "JavaScriptSource",
    "JavaScriptSyntax",
    "JsImport",
    "JsWorkerCall",
    "Loading",
    "is_masked",
    "javascript_sources",
    "page_scripts",
    "scripts_of",
]
