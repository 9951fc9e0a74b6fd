"""Files that may hold the fault, and that the doctor did not read or could not understand."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.parsing import SyntaxFault
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.runtime.references import runtime_references
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.project.urls.reference import Missing, Remote, UnknownTarget
from pyscript_doctor.queries.python_faults import imported_sources, is_certain
from pyscript_doctor.records import NamedTuple
from pyscript_doctor.sources.snapshot import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Text
    from pyscript_doctor.project.page.script import Script
    from pyscript_doctor.project.project import PageReading, Project
    from pyscript_doctor.project.runtime.runtime import Runtime
    from pyscript_doctor.sources.file_names import FileNames

HOST = f"Python {sys.version_info.major}.{sys.version_info.minor}"
OTHER_FORMS = (".qmd", ".ipynb", ".mdx", ".rst", ".svelte", ".vue", ".astro", ".jsx", ".tsx")
"""Endings of files that a build turns into pages, and that the doctor has no parser for."""

_LOADS_PYSCRIPT = lazy_pattern(
    r"pyscript\.net/(?:releases|latest|unstable)/|@pyscript/core|<(?:py|mpy)-script\b|type=.?[\"'](?:m?py)\b", re.I
)
_WEB = lazy_pattern(r"(?:https?:)?//", re.I)
_STATUSES = {
    Status.IGNORED.value: "git ignores it",
    Status.SUBMODULE.value: "it is in a submodule",
    Status.OUTSIDE.value: "it is outside of the project",
}


class Unread(NamedTuple):
    """A file, or a URL on another host, and why it was not checked, as a clause: "it is in a submodule"."""

    path: str
    reason: str


def unread_of_page(reading: PageReading) -> tuple[Unread, ...]:
    """The Python of a page that was not read or that our own Python does not understand, and files elsewhere."""
    found = {each for runtime in reading.runtimes for each in _of_runtime(runtime)}
    references = (each for runtime in reading.runtimes for each in runtime_references(runtime))
    for reference in (*reading.page.references, *references):
        if isinstance(reference.target, UnknownTarget) and reference.target.reason in _STATUSES:
            found.add(Unread(reference.target.path, _STATUSES[reference.target.reason]))
    return tuple(sorted(found))


def unread_forms(project: Project) -> tuple[Unread, ...]:
    """The files of other forms that seem to load PyScript."""
    if project.snapshot.listing is None or not project.of_listing(_has_other_forms):
        return ()
    paths = [path for path in project.reader.search("pyscript") if path.lower().endswith(OTHER_FORMS)]
    texts = [(path, project.reader.text(path)) for path in paths]
    return tuple(each for path, text in texts if not isinstance(text, Unknown) and (each := _unread_form(path, text)))


def _has_other_forms(names: FileNames) -> bool:
    return any(path.lower().endswith(OTHER_FORMS) for path in names)


def _unread_form(path: str, text: Text) -> Unread | None:
    found = _LOADS_PYSCRIPT.search(text.value)
    if found is None:
        return None
    line = text.value.count("\n", 0, found.start()) + 1
    return Unread(
        path, f"line {line} seems to load PyScript, but the doctor cannot read {path[path.rindex('.') :]} files"
    )


def _of_runtime(runtime: Runtime) -> Iterator[Unread]:
    page = runtime.page.path
    for script in runtime.scripts:
        reference = script.reference
        if isinstance(script.syntax, SyntaxFault) and _may_run(script.syntax, runtime):
            if reason := _too_new(script.syntax):
                yield Unread(script.syntax.span.path, _in_script(script, reason, runtime))
        elif reference is not None and isinstance(reference.target, Missing):
            yield Unread(reference.target.path, f"{page} names it, but it is not here")
        elif reference is not None and isinstance(reference.target, Remote) and _WEB.match(reference.target.url):
            yield Unread(reference.target.url, "it is on another host")
    for syntax in imported_sources(runtime):
        if isinstance(syntax, SyntaxFault) and _may_run(syntax, runtime) and (reason := _too_new(syntax)):
            yield Unread(syntax.span.path, reason)


def _may_run(fault: SyntaxFault, runtime: Runtime) -> bool:
    """Whether the interpreter may take what our Python refuses, as far as the interpreter's version is known."""
    try:
        return not is_certain(fault, runtime)
    except Unknown:
        return True


def _too_new(fault: SyntaxFault) -> str:
    if fault.newer:
        version = ".".join(map(str, fault.newer))
        return f"it seems to use syntax of Python {version}, and this doctor runs on {HOST}"
    return f"it {fault.message}" if fault.host_too_old else ""


def _in_script(script: Script, reason: str, runtime: Runtime) -> str:
    """The reason, with the line of the tag if the Python is in the page."""
    if script.reference is not None:
        return reason
    line = runtime.page.document.text.value.count("\n", 0, script.span.start) + 1
    return f"of the script in line {line}, {reason}"
