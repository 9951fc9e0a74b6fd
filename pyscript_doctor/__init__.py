"""pyscript-doctor says why a PyScript page does not run.

`check` says it of a folder or of files in memory; a `Session` says it again and again while they change.
What a rule needs is imported from here too: `from pyscript_doctor import ERROR, SCRIPT_DIES, Finding, Runtime, rule`.
Names are loaded when they are first asked for, so that the command line starts fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyscript_doctor.edits.fix import Fix, Safety, fix_of
    from pyscript_doctor.engine.check import check
    from pyscript_doctor.engine.finding import (
        ACTION_FAILS,
        COSMETIC,
        ERROR,
        INFO,
        PAGE_BLANK,
        SAFE,
        SCRIPT_DIES,
        UNSAFE,
        WARNING,
        Effect,
        Finding,
        Related,
        Severity,
    )
    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.engine.rule import rule
    from pyscript_doctor.engine.session import Session
    from pyscript_doctor.engine.suppression import Suppressions
    from pyscript_doctor.knowledge.interpreters import Interpreter, Thread
    from pyscript_doctor.parsers.config.values import Array, Entry, Leaf, Node, Table
    from pyscript_doctor.parsers.hosting.parsing import Header
    from pyscript_doctor.parsers.html.document import Attribute, Element
    from pyscript_doctor.parsers.python.kinds import CollectionKind
    from pyscript_doctor.parsers.text import Edit, Span, Text
    from pyscript_doctor.patterns import lazy_pattern
    from pyscript_doctor.project.page.loading import Loader
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.page.page_scripts import PageScript
    from pyscript_doctor.project.page.release import Pin, Releases
    from pyscript_doctor.project.page.script import Script, ScriptKind
    from pyscript_doctor.project.program.attribute_uses import Access, AttributeUse
    from pyscript_doctor.project.program.facts import (
        AbsentName,
        Argument,
        Assignment,
        Call,
        Code,
        Comparison,
        EarlyRead,
        Import,
        MissingItem,
        OwnerKind,
        Refusal,
        ResultUse,
        Subscript,
        Use,
    )
    from pyscript_doctor.project.program.values import (
        Collection,
        FunctionKind,
        Instance,
        JavaScriptValue,
        Literal,
        PythonFunction,
        PythonName,
        Realm,
        Result,
        UnknownValue,
        Value,
    )
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.project.runtime.config import Config, ConfigForm
    from pyscript_doctor.project.runtime.runtime import JavaScriptModule, Runtime, RuntimeKind
    from pyscript_doctor.project.unknown import Unknown, known
    from pyscript_doctor.project.urls.reference import Found, Missing, Reference, ReferenceKind, Remote, UnknownTarget
    from pyscript_doctor.settings import Settings, SettingsError
    from pyscript_doctor.sources.disk import Disk
    from pyscript_doctor.sources.memory import Files
    from pyscript_doctor.sources.overlay import Overlay
    from pyscript_doctor.sources.paths import PathError

__version__ = "0.1.0"

_HOMES = {
    "edits.fix": ("Fix", "Safety", "fix_of"),
    "engine.check": ("check",),
    "engine.finding": (
        "ACTION_FAILS", "COSMETIC", "ERROR", "INFO", "PAGE_BLANK", "SAFE", "SCRIPT_DIES", "UNSAFE", "WARNING",
        "Effect", "Finding", "Related", "Severity",
    ),
    "engine.report": ("Report",),
    "engine.rule": ("rule",),
    "engine.session": ("Session",),
    "engine.suppression": ("Suppressions",),
    "knowledge.interpreters": ("Interpreter", "Thread"),
    "parsers.config.values": ("Array", "Entry", "Leaf", "Node", "Table"),
    "parsers.hosting.parsing": ("Header",),
    "parsers.html.document": ("Attribute", "Element"),
    "parsers.python.kinds": ("CollectionKind",),
    "parsers.text": ("Edit", "Span", "Text"),
    "patterns": ("lazy_pattern",),
    "project.page.loading": ("Loader",),
    "project.page.page": ("Page",),
    "project.page.page_scripts": ("PageScript",),
    "project.page.release": ("Pin", "Releases"),
    "project.page.script": ("Script", "ScriptKind"),
    "project.program.attribute_uses": ("Access", "AttributeUse"),
    "project.program.facts": (
        "AbsentName", "Argument", "Assignment", "Call", "Code", "Comparison", "EarlyRead",
        "Import", "MissingItem", "OwnerKind", "Refusal", "ResultUse", "Subscript", "Use",
    ),
    "project.program.values": (
        "Collection", "FunctionKind", "Instance", "JavaScriptValue", "Literal", "PythonFunction", "PythonName",
        "Realm", "Result", "UnknownValue", "Value",
    ),
    "project.project": ("Project",),
    "project.runtime.config": ("Config", "ConfigForm"),
    "project.runtime.runtime": ("JavaScriptModule", "Runtime", "RuntimeKind"),
    "project.unknown": ("Unknown", "known"),
    "project.urls.reference": ("Found", "Missing", "Reference", "ReferenceKind", "Remote", "UnknownTarget"),
    "settings": ("Settings", "SettingsError"),
    "sources.disk": ("Disk",),
    "sources.memory": ("Files",),
    "sources.overlay": ("Overlay",),
    "sources.paths": ("PathError",),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "ACTION_FAILS", "COSMETIC", "ERROR", "INFO", "PAGE_BLANK", "SAFE", "SCRIPT_DIES", "UNSAFE", "WARNING",
    "AbsentName", "Access", "Argument", "Array", "Assignment", "Attribute", "AttributeUse", "Call", "Code",
    "Collection", "CollectionKind", "Comparison", "Config", "ConfigForm", "Disk", "EarlyRead", "Edit", "Effect",
    "Element", "Entry", "Files", "Finding", "Fix", "Found", "FunctionKind", "Header", "Import", "Instance",
    "Interpreter", "JavaScriptModule", "JavaScriptValue", "Leaf", "Literal", "Loader", "Missing", "MissingItem", "Node",
    "Overlay",
    "OwnerKind", "Page", "PageScript", "PathError", "Pin", "Project", "PythonFunction", "PythonName", "Realm",
    "Reference", "ReferenceKind", "Refusal", "Related", "Releases", "Remote", "Report", "Result", "ResultUse",
    "Runtime",
    "RuntimeKind", "Safety", "Script", "ScriptKind", "Session", "Settings", "SettingsError", "Severity", "Span",
    "Subscript", "Suppressions", "Table", "Text", "Thread", "Unknown", "UnknownTarget", "UnknownValue", "Use",
    "Value", "check", "fix_of", "known", "lazy_pattern", "rule",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    value = getattr(importlib.import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value
