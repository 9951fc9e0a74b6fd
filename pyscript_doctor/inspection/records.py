"""The picture of a project.

If something is not known, there is an `Unknown` with the reason instead.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pyscript_doctor.engine.finding import Problem
    from pyscript_doctor.knowledge.interpreters import Interpreter, Thread
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.page.script import ScriptKind
    from pyscript_doctor.project.runtime.config import ConfigForm
    from pyscript_doctor.project.runtime.runtime import RuntimeKind
    from pyscript_doctor.project.unknown import Unknown


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something comes from.

    state: "found" (a file of the project), "missing" (no such file), "remote" (another host), "unknown".
    place: the path, the URL, or for "unknown" the URL as it is written. reason: why it is unknown.
    """

    state: str
    place: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReleaseRecord:
    """The release of PyScript that a page loads.

    name: None if it is not known; then `reason` says why. label: how the page names it ("latest").
    python: the version of Python that its Pyodide is ("3.14"). newest: the newest release known.
    """

    name: str | None
    label: str
    reason: str
    released: date | None
    legacy: bool
    newest: str
    newest_released: date


@dataclass(frozen=True, slots=True)
class ScriptRecord:
    """One piece of Python. origin: its file; None for Python that is in the page, of so many `lines`."""

    kind: ScriptKind
    span: Span
    origin: Origin | None
    lines: int | Unknown


@dataclass(frozen=True, slots=True)
class ConfigRecord:
    """The config of an interpreter. form: NONE where nothing gives one.

    span: what gives it. origin: the file that it is. fault: why nothing of it counts.
    """

    form: ConfigForm
    span: Span | None
    origin: Origin | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class PackageRecord:
    """An entry of `packages`, or a package that code installs, and what it comes to.

    source: "pyodide" (comes with it), "index", "url", "site" (a wheel beside the page), "micropython-lib",
    "micropython" (built into it), "nothing". brings: the other packages that come along.
    span: the call that installs it; None for an entry of the config.
    """

    written: str
    name: str
    version: str | Unknown
    source: str
    brings: tuple[str, ...] = ()
    note: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file in the file system that Python sees. path: absolute. origin: None for the member of an archive."""

    path: str
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class ModuleRecord:
    """A JavaScript module that Python imports. thread: where it runs. stylesheet: it is CSS, added to the page."""

    name: str
    origin: Origin
    thread: Thread
    stylesheet: bool


@dataclass(frozen=True, slots=True)
class NeedRecord:
    """Why a worker needs an isolated page, and the place in Python that does."""

    reason: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class RuntimeRecord:
    """One running interpreter.

    name: of a named worker. version: of the interpreter; python: its version of Python, "" if it has no version of its
    own. home: the working directory. files_complete: whether `files` are all that a config brings in. needs: why it
    needs an isolated page, None if it does not.
    """

    interpreter: Interpreter
    version: str | Unknown
    python: str
    thread: Thread
    kind: RuntimeKind
    name: str
    span: Span
    terminal: bool
    scripts: tuple[ScriptRecord, ...]
    config: ConfigRecord
    packages: tuple[PackageRecord, ...] | Unknown
    home: str
    files: tuple[FileRecord, ...]
    files_complete: bool
    modules: tuple[ModuleRecord, ...]
    needs: NeedRecord | Unknown | None


@dataclass(frozen=True, slots=True)
class EvidenceRecord:
    """A place that speaks for or against isolation, and what it says."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class IsolationRecord:
    """Whether a page is cross-origin isolated. state: "isolated", "not isolated" or "unknown"."""

    state: str
    reason: str
    evidence: tuple[EvidenceRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class PageRecord:
    """One page and what runs on it.

    unknown_workers: those whose file is not known. notes: what limits the picture.
    """

    path: str
    site: str
    release: ReleaseRecord
    isolation: IsolationRecord
    runtimes: tuple[RuntimeRecord, ...]
    unknown_workers: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """Every page with PyScript, and the paths of those without.

    named: the pages were asked for by name. problems: what could not be read.
    sources: the decoded text of the files that Spans point at, by path. Paths are relative to the working directory.
    settings: what the settings say of the projects, by name.
    """

    pages: tuple[PageRecord, ...] = ()
    others: tuple[str, ...] = ()
    named: bool = False
    problems: tuple[Problem, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    settings: tuple[tuple[str, str], ...] = ()
