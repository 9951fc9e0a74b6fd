"""Run the doctor on public PyScript projects, and write what it said of them, counted, to `ecosystem.md`.

    python benchmarks/ecosystem.py CHECKOUTS

CHECKOUTS holds one folder a project, named OWNER+NAME, at the commit that `projects.json` lists: the projects
themselves are not part of this one. A project that is not there is named as such in the report.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HERE = Path(__file__).parent
REPORT = HERE / "ecosystem.md"
SECONDS = 600
SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Visit:
    """What the doctor said of a project. rules: (severity, rule) -> findings. failure: "" if it said something."""

    repository: str
    commit: str
    seconds: float = 0.0
    pages: int = 0
    rules: Counter[tuple[str, str]] = field(default_factory=Counter)
    failure: str = ""

    def count(self, severity: str) -> int:
        """How many findings have this severity."""
        return sum(number for (each, _), number in self.rules.items() if each == severity)


def visit(project: dict[str, str], checkouts: Path) -> Visit:
    """Check one project."""
    repository, commit = project["repository"], project["commit"]
    folder = checkouts / repository.replace("/", "+")
    if not folder.is_dir():
        return Visit(repository, commit, failure="not there")
    started = time.monotonic()
    command = [sys.executable, "-m", "pyscript_doctor", "check", ".", "--output-format", "json"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False)
        told: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return Visit(repository, commit, failure=f"not done after {SECONDS} s")
    except ValueError:
        return Visit(repository, commit, failure="no report")
    rules = Counter((finding["severity"], finding["rule"]) for finding in told["findings"])
    return Visit(repository, commit, time.monotonic() - started, told["summary"]["pages"], rules)


def render(visits: Sequence[Visit]) -> str:
    """The report as Markdown."""
    return "\n".join([*_introduction(visits), *_by_rule(visits), *_by_project(visits)]) + "\n"


def _introduction(visits: Sequence[Visit]) -> Iterator[str]:
    seen = [each for each in visits if not each.failure]
    quiet = sum(not each.count("error") and not each.count("warning") for each in seen)
    yield "# Real projects"
    yield ""
    yield "What the doctor says of public projects, chosen before it was written. Made by"
    yield f"`python benchmarks/ecosystem.py CHECKOUTS` on {date.today().isoformat()}."
    yield ""
    yield f"- {len(seen)} of {len(visits)} projects were checked, {sum(each.pages for each in seen)} pages,"
    yield f"  in {sum(each.seconds for each in seen):.0f} s."
    yield f"- {quiet} have no error and no warning."
    yield f"- {', '.join(f'{sum(each.count(name) for each in seen)} of severity {name}' for name in SEVERITIES)}."
    yield ""


def _by_rule(visits: Sequence[Visit]) -> Iterator[str]:
    findings, projects = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for each in visits:
        findings.update(each.rules)
        projects.update(each.rules.keys())
    yield "## By rule"
    yield ""
    yield "| rule | severity | findings | projects |"
    yield "| --- | --- | ---: | ---: |"
    for severity, rule in sorted(findings, key=lambda key: (SEVERITIES.index(key[0]), -projects[key], key[1])):
        yield f"| {rule} | {severity} | {findings[severity, rule]} | {projects[severity, rule]} |"
    yield ""


def _by_project(visits: Sequence[Visit]) -> Iterator[str]:
    yield "## By project"
    yield ""
    yield "| project | commit | pages | errors | warnings | infos |"
    yield "| --- | --- | ---: | ---: | ---: | ---: |"
    for each in visits:
        counts = each.failure or " | ".join(str(each.count(severity)) for severity in SEVERITIES)
        pages = "" if each.failure else each.pages
        yield f"| {each.repository} | {each.commit[:10]} | {pages} | {counts} |"


def main() -> int:
    """Check them all and write the report."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("checkouts", type=Path)
    options = parser.parse_args()
    projects: list[dict[str, str]] = json.loads((HERE / "projects.json").read_text(encoding="utf-8"))
    visits = []
    for project in projects:
        visits.append(visit(project, options.checkouts.resolve()))
        print(f"{visits[-1].repository}: {visits[-1].failure or dict(visits[-1].rules)}", flush=True)
    REPORT.write_text(render(visits), encoding="utf-8")
    return 1 if any(each.failure for each in visits) else 0


if __name__ == "__main__":
    sys.exit(main())
