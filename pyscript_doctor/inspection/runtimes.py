"""One interpreter of a page, as it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.inspection.origins import config_record, file_records, module_record, script_record
from pyscript_doctor.inspection.packages import packages_of
from pyscript_doctor.inspection.records import NeedRecord, RuntimeRecord
from pyscript_doctor.project.runtime.runtime import RuntimeKind
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.queries.file_uses import HOMES
from pyscript_doctor.queries.isolation_needs import isolation_need

if TYPE_CHECKING:
    from pyscript_doctor.project.runtime.runtime import Runtime


def runtime_record(runtime: Runtime) -> RuntimeRecord:
    """What a Runtime is, runs, gets and needs."""
    version = _version(runtime)
    return RuntimeRecord(
        interpreter=runtime.interpreter,
        version=version,
        python=_python(runtime, version),
        thread=runtime.thread,
        kind=runtime.kind,
        name=_name(runtime),
        span=runtime.span,
        terminal=runtime.terminal is not None,
        scripts=tuple(script_record(script) for script in runtime.scripts),
        config=config_record(runtime.config),
        packages=packages_of(runtime),
        home=HOMES[runtime.interpreter],
        files=file_records(runtime),
        files_complete=runtime.filesystem.complete,
        modules=tuple(module_record(module) for module in runtime.javascript_modules),
        needs=_needs(runtime),
    )


def _version(runtime: Runtime) -> str | Unknown:
    try:
        versions = runtime.versions
    except Unknown as unknown:
        return unknown
    if len(versions) == 1:
        return versions[0]
    return Unknown(f"{versions[0]} to {versions[-1]}, as the release is")


def _python(runtime: Runtime, version: str | Unknown) -> str:
    """The Python that a known Pyodide is."""
    from pyscript_doctor.knowledge.packages import known_pyodides, pyodide_tags

    if not runtime.is_pyodide or isinstance(version, Unknown) or version not in known_pyodides():
        return ""
    return pyodide_tags(version).python


def _name(runtime: Runtime) -> str:
    """The name that makes a worker a named one, or that editors share."""
    if runtime.kind is RuntimeKind.EDITOR:
        environment = runtime.scripts[0].attribute("env")
        return environment.value.value if environment else ""
    return runtime.name.value if runtime.name and runtime.in_worker else ""


def _needs(runtime: Runtime) -> NeedRecord | Unknown | None:
    try:
        need = isolation_need(runtime)
    except Unknown as unknown:
        return unknown
    if need is None:
        return None
    if need.use is not None:
        return NeedRecord(f"it reaches `{need.use.name}` of the main thread", need.use.span)
    return NeedRecord(need.reason, None)
