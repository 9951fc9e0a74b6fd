"""A project of which nobody can list the files, as on a web server: what is asked for is there, the rest is unknown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pyscript_doctor import Files, Session, check
from pyscript_doctor.sources.snapshot import Response
from tests.projects import page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.sources.snapshot import Request, Snapshot, Source


@dataclass(frozen=True)
class Unlisted:
    """A Source that answers for files and lists none. start: the pages that somebody asked for."""

    files: Source
    start: tuple[str, ...]

    def open(self) -> Snapshot:
        return replace(self.files.open(), listing=None, start=self.start)

    def answer(self, snapshot: Snapshot, requests: Iterable[Request]) -> Snapshot:
        listed = self.files.answer(replace(snapshot, listing=self.files.open().listing), requests)
        return replace(listed, listing=None)


def said(report: Report) -> list[str]:
    return [f"{each.finding.span.path} {each.severity.label} {each.rule.name}" for each in report.diagnostics]


def served(files: dict[str, str | bytes], *start: str) -> Report:
    return check(Unlisted(Files(files), start or ("index.html",)))


TIMER = "import js\njs.setTimeout(lambda: 1, 10)\n"


def test_the_pages_that_were_asked_for_are_judged_with_what_they_need() -> None:
    shown = page('<script type="py" src="/app/main.py"></script>')
    files: dict[str, str | bytes] = {"index.html": shown, "other.html": shown, "app/main.py": TIMER}
    report = served(files)
    assert [label.path for label in report.pages] == ["index.html"]
    assert said(report) == ["app/main.py error callback-without-create-proxy"]


def test_a_url_that_starts_with_a_slash_starts_at_the_top_of_the_server() -> None:
    shown = page('<script type="py" src="/gone.py"></script>')
    assert said(served({"app/index.html": shown}, "app/index.html")) == ["app/index.html error missing-local-file"]


def test_what_hangs_on_the_names_of_all_files_is_counted_as_unknown() -> None:
    shown = page('<script type="module">\nimport "lodash";\n</script>\n<script type="py">1</script>')
    unknown = "names of the files on a server"
    report = served({"index.html": shown})
    assert ("js-bare-import", unknown) in {(skip.rule, skip.reason) for skip in report.skips}


def test_whether_a_page_is_isolated_is_unknown() -> None:
    worker = page('<script type="py" worker>\nfrom pyscript import document\ndocument.title = "x"\n</script>')
    assert "index.html warning worker-without-isolation" in said(check({"index.html": worker}))
    assert "worker-without-isolation" not in {each.rule.name for each in served({"index.html": worker}).diagnostics}


def test_a_session_of_it_sees_buffers() -> None:
    files = Files({"index.html": page('<script type="py" src="main.py"></script>'), "main.py": "print(1)\n"})
    session = Session(Unlisted(files, ("index.html",)))
    assert said(session.check()) == []
    session.change("main.py", TIMER)
    assert said(session.check()) == ["main.py error callback-without-create-proxy"]


def test_a_response_tells_its_headers_in_any_case() -> None:
    response = Response("https://a.example/", 200, (("Vary", "a"), ("X-One", "1"), ("vary", "b")))
    assert response.header("VARY") == "a, b"
    assert response.header("x-two") is None
