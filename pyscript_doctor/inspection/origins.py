"""Where scripts, files, modules and configs come from."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from pyscript_doctor.inspection.records import ConfigRecord, FileRecord, ModuleRecord, Origin, ScriptRecord
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.project.urls.reference import Found, Missing, Remote
from pyscript_doctor.queries.file_uses import HOMES

if TYPE_CHECKING:
    from pyscript_doctor.project.page.script import Script
    from pyscript_doctor.project.runtime.config import Config
    from pyscript_doctor.project.runtime.file_system import Placed
    from pyscript_doctor.project.runtime.runtime import JavaScriptModule, Runtime
    from pyscript_doctor.project.urls.reference import Reference


def origin_of(reference: Reference) -> Origin:
    """What a URL came to."""
    target = reference.target
    if isinstance(target, Found):
        return Origin("found", target.path)
    if isinstance(target, Missing):
        return Origin("missing", target.path)
    if isinstance(target, Remote):
        return Origin("remote", target.url)
    return Origin("unknown", _told(reference.url), target.reason)


def _told(url: str) -> str:
    """A URL with an ellipsis for each expression of a template."""
    from pyscript_doctor.parsers.templates.masking import MASK

    return re.sub(f"{MASK}+", "...", url)


def script_record(script: Script) -> ScriptRecord:
    """A script as it is shown."""
    if script.reference is not None:
        return ScriptRecord(script.kind, script.span, origin_of(script.reference), 0)
    if isinstance(script.text, Unknown):
        return ScriptRecord(script.kind, script.span, None, script.text)
    lines = [line for line in script.text.value.splitlines() if line.strip()]
    return ScriptRecord(script.kind, script.span, None, len(lines))


def config_record(config: Config) -> ConfigRecord:
    """A config, where it comes from and, if nothing of it counts, why."""
    origin = origin_of(config.reference) if config.reference else None
    return ConfigRecord(config.form, config.origin, origin, _fault(config))


def _fault(config: Config) -> str:
    if config.rivals:
        return "conflicts with another config: PyScript refuses both"
    if isinstance(config.reading, Unknown):
        return f"unknown, {config.reading.reason}"
    refusal = config.reading.refusal
    return f"PyScript cannot read it: {refusal.message}" if refusal else ""


def file_records(runtime: Runtime) -> tuple[FileRecord, ...]:
    """The files of a config, by absolute path."""
    home = HOMES[runtime.interpreter]
    records = [_file_record(placed, home) for placed in runtime.filesystem.files.values()]
    return tuple(sorted(records, key=lambda record: record.path))


def _file_record(placed: Placed, home: str) -> FileRecord:
    path = posixpath.normpath(posixpath.join(home, placed.path))
    return FileRecord(path, origin_of(placed.source) if placed.source else None)


def module_record(module: JavaScriptModule) -> ModuleRecord:
    """A JavaScript module as it is shown."""
    return ModuleRecord(str(module.name.value), origin_of(module.source), module.thread, module.is_stylesheet)
