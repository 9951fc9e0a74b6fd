"""What a rule says of a page's `packages`, with or without what the Python index says of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyscript_doctor.engine.session import Session
from pyscript_doctor.package_index.lookup import Findings, PackageIndex
from pyscript_doctor.project.runtime.package_answers import PackageAnswer
from pyscript_doctor.settings import Settings
from pyscript_doctor.sources.memory import Files
from tests.projects import page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.project.runtime.package_answers import Question

INSTALLS = PackageAnswer()
MANY_PYODIDES = "unstable"
"""A release that can come with any Pyodide from 0.24.1 on."""


def listing(*entries: str, more: str = "", kind: str = "py") -> str:
    """A config with these packages, an entry a line."""
    lines = "".join(f"  {entry!r},\n" for entry in entries)
    return f"<{kind}-config>\npackages = [\n{lines}]\n{more}\n</{kind}-config>\n"


def told_of(
    rule: str,
    *entries: str,
    source: str = "print(1)",
    config: str = "",
    kind: str = "py",
    release: str = "2026.7.3",
    answers: Mapping[str, PackageAnswer] | None = None,
    files: Mapping[str, str] | None = None,
) -> list[Diagnostic]:
    """The findings of a rule. config: more lines of it. answers: what the index says of entries; None: not asked."""
    script = f'<script type="{kind}">\n{source}\n</script>'
    head = listing(*entries, more=config, kind=kind) if entries or config else ""
    html = page(script, head, release)
    index = None if answers is None else Answered(answers)
    session = Session(Files({"index.html": html, **(files or {})}), Settings(select=frozenset({rule})))
    return [each for each in session.check(index=index).diagnostics if each.rule.name == rule]


def severities(rule: str, *entries: str, **more: object) -> list[str]:
    """How severe each finding of a rule is."""
    return [each.severity.label for each in told_of(rule, *entries, **more)]  # type: ignore[arg-type]


@dataclass
class Answered(PackageIndex):
    """What an index said of entries, whichever Pyodide asked."""

    answers: Mapping[str, PackageAnswer]

    def ask(self, questions: Iterable[Question], progress: Callable[[str], None] = print) -> Findings:
        return Findings({each: dict(self.answers) for each in questions})
