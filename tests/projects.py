"""Small projects for tests, held in memory."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyscript_doctor.engine.run import read_project, report_on
from pyscript_doctor.settings import Settings
from pyscript_doctor.sources.snapshot import Fetch, Request, Resource, Snapshot, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.project.project import Project

CORE = "https://pyscript.net/releases/2026.7.3/core.js"


@dataclass(frozen=True)
class Files:
    """A Source that holds a project's files by path."""

    files: Mapping[str, bytes]

    def open(self) -> Snapshot:
        return Snapshot(frozenset(self.files))

    def answer(self, snapshot: Snapshot, requests: Iterable[Request]) -> Snapshot:
        resources, matches = [], {}
        for request in requests:
            if isinstance(request, Fetch):
                resources.append(self._resource(request.path))
            else:
                phrase = request.phrase.lower().encode()
                matches[request.phrase] = tuple(
                    sorted(path for path, content in self.files.items() if phrase in content.lower())
                )
        return snapshot.with_answers(resources, matches)

    def _resource(self, path: str) -> Resource:
        if path.startswith("../"):
            return Resource(path, Status.OUTSIDE)
        if path in self.files:
            return Resource(path, Status.FOUND, self.files[path])
        return Resource(path, Status.MISSING)


def project_of(files: Mapping[str, str | bytes]) -> Project:
    """The project that these files make; texts are dedented."""
    encoded = {
        path: content if isinstance(content, bytes) else textwrap.dedent(content).encode()
        for path, content in files.items()
    }
    return read_project(Files(encoded))


def report_of(files: Mapping[str, str | bytes], **settings: object) -> Report:
    """What the doctor says of these files."""
    return report_on(project_of(files), Settings(**settings))  # type: ignore[arg-type]


def page(body: str, head: str = "", release: str = "2026.7.3") -> str:
    """A page that loads a release of PyScript."""
    core = CORE.replace("2026.7.3", release)
    return (
        "<!doctype html>\n<html>\n<head>\n"
        f'{head}<link rel="stylesheet" href="{core.removesuffix(".js")}.css">\n'
        f'<script type="module" src="{core}"></script>\n</head>\n<body>\n{textwrap.dedent(body)}\n</body>\n</html>\n'
    )


def line_of(diagnostic: Diagnostic, files: Mapping[str, str | bytes]) -> int:
    """The line on which a finding starts."""
    content = files[diagnostic.finding.span.path]
    text = content.decode() if isinstance(content, bytes) else textwrap.dedent(content)
    return text.count("\n", 0, diagnostic.finding.span.start) + 1


def said(files: Mapping[str, str | bytes], **settings: object) -> list[str]:
    """What the doctor says, as `path:line severity rule`."""
    return [
        f"{each.finding.span.path}:{line_of(each, files)} {each.severity.label} {each.rule.name}"
        for each in report_of(files, **settings).diagnostics
    ]
