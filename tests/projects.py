"""Small projects for tests, held in memory."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, TypeVar

from pyscript_doctor.engine.session import Session
from pyscript_doctor.project.reading import read_project
from pyscript_doctor.settings import Settings
from pyscript_doctor.sources.memory import Files

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.project.project import Project

Answer = TypeVar("Answer")
CORE = "https://pyscript.net/releases/2026.7.3/core.js"


def project_of(files: Mapping[str, str | bytes]) -> Project:
    """The project that these files make; texts are dedented."""
    return read_project(Files(_dedented(files)))


def report_of(files: Mapping[str, str | bytes], **settings: object) -> Report:
    """What the doctor says of these files; texts are dedented."""
    return Session(Files(_dedented(files)), Settings(**settings)).check()  # type: ignore[arg-type]


def told(files: Mapping[str, str | bytes], question: Callable[[Project], Answer], **settings: object) -> Answer:
    """What a question of the project that these files make comes to; texts are dedented."""
    return Session(Files(_dedented(files)), Settings(**settings)).ask(question)  # type: ignore[arg-type]


def in_a_guide(html: str) -> dict[str, str]:
    """Documentation that shows a page. It is read with `include_fences=True`."""
    return {"guide.md": f"# How to do it\n\n```html\n{html}\n```\n"}


def _dedented(files: Mapping[str, str | bytes]) -> dict[str, str | bytes]:
    return {
        path: content if isinstance(content, bytes) else textwrap.dedent(content) for path, content in files.items()
    }


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
