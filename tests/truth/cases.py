"""Small projects, and what Chromium did with each on real PyScript releases.

A file under `cases/` is one project. `files` holds its texts, line by line, with `{{REL}}` where the release stands
in a URL, `archives` what is not text (base64), `click` a selector that was clicked once the page was ready. `runs`
says for each run the release, the headers that the server sent (see `HEADERS`), the host name, and the outcome:
"ran" (the page reached its end without an error), "failed" (it did not, with errors), "ran with errors", "silent"
(neither end nor error). `cause` names the rules that rightly name what is wrong:

    rules        the rules that name the cause (by_run: where that differs by release, headers or host)
    lintable     false: nothing in the files reveals it
    releases     the releases on which it is a fault, where these are not simply those whose run failed
    ok_warning   a run that goes well deserves a warning all the same
    inconclusive what the runs showed says nothing of other browsers

They were run on 2026-11-22 in Chromium 156, with JSPI; the Python index and the CDNs were imitated. A file that is
but a comment `/* npm: ... */` stands for a third party's script.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).with_name("cases")
RELEASE = "{{REL}}"
LOCALHOST = "localhost"

COOP, COEP, CORP = "Cross-Origin-Opener-Policy", "Cross-Origin-Embedder-Policy", "Cross-Origin-Resource-Policy"
HEADERS: Mapping[str, Mapping[str, str]] = {
    "none": {},
    "coi": {COOP: "same-origin", COEP: "require-corp", CORP: "cross-origin"},
    "cred": {COOP: "same-origin", COEP: "credentialless"},
    "nocoop": {COEP: "require-corp", CORP: "cross-origin"},
    "nocoep": {COOP: "same-origin", CORP: "cross-origin"},
    "nocorp": {COOP: "same-origin", COEP: "require-corp"},
    "popups": {COOP: "same-origin-allow-popups", COEP: "require-corp"},
}

Verdict = Literal["fails", "runs"]


@dataclass(frozen=True, slots=True)
class Run:
    """One run in the browser. errors: the first lines of what went wrong. shown: the page, where it alone tells."""

    release: str
    headers: str
    host: str
    outcome: str
    errors: tuple[str, ...] = ()
    shown: str = ""

    @property
    def failed(self) -> bool:
        """The page did not reach its end, and said why."""
        return self.outcome == "failed"


@dataclass(frozen=True, slots=True)
class Cause:
    """What is wrong with a project, as the rules that name it."""

    rules: tuple[str, ...] = ()
    lintable: bool = True
    releases: tuple[str, ...] | None = None
    by_run: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ok_warning: bool = False
    inconclusive: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A project with its runs."""

    name: str
    files: Mapping[str, str]
    archives: Mapping[str, bytes]
    runs: tuple[Run, ...]
    cause: Cause = Cause()
    click: str | None = None

    def files_for(self, run: Run) -> dict[str, bytes]:
        """The project as it is for that run: its release in the URLs, its headers in a `_headers` file."""
        files = {path: text.replace(RELEASE, run.release).encode() for path, text in self.files.items()}
        files |= self.archives
        if HEADERS[run.headers]:
            lines = [f"  {name}: {value}" for name, value in HEADERS[run.headers].items()]
            files["_headers"] = "\n".join(["/*", *lines, ""]).encode()
        return files

    def rules_for(self, run: Run) -> tuple[str, ...]:
        """The rules that rightly name what is wrong in that run."""
        release, headers, host = run.release, run.headers, run.host
        for key in (f"{release}/{headers}@{host}", f"{release}@{host}", f"*@{host}", f"{release}/{headers}", release,
                    f"*/{headers}"):  # fmt: skip
            if key in self.cause.by_run:
                return self.cause.by_run[key]
        return self.cause.rules

    def expected(self, run: Run) -> Verdict | None:
        """What a reader of the files should foretell of that run; None if the record does not settle it."""
        if self.cause.inconclusive:
            return None
        if self.cause.releases is not None:
            fails = run.release in self.cause.releases
        elif run.outcome in ("ran", "failed"):
            fails = run.failed
        else:
            return None
        if not fails:
            return "runs"
        return "fails" if self.rules_for(run) and self.cause.lintable else None


@cache
def load_cases() -> tuple[Case, ...]:
    """Every case, by name."""
    return tuple(_case(path) for path in sorted(FOLDER.glob("*.json")))


def _case(path: Path) -> Case:
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Case(
        name=path.stem,
        files={name: "\n".join(lines) for name, lines in read["files"].items()},
        archives={name: base64.b64decode(content) for name, content in read.get("archives", {}).items()},
        runs=tuple(Run(**(run | {"errors": tuple(run.get("errors", ()))})) for run in read["runs"]),
        cause=_cause(read.get("cause", {})),
        click=read.get("click"),
    )


def _cause(read: dict[str, Any]) -> Cause:
    releases = read.get("releases")
    return Cause(
        **read
        | {
            "rules": tuple(read.get("rules", ())),
            "releases": None if releases is None else tuple(releases),
            "by_run": {key: tuple(rules) for key, rules in read.get("by_run", {}).items()},
        }
    )
