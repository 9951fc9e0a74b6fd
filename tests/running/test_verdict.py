"""What the browser saw, beside what the doctor foresaw: confirmed, unforeseen, not seen in this run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.running.cards import overlay_of
from pyscript_doctor.running.checked_project import CheckedProject, Start
from pyscript_doctor.running.events import Event, EventKind
from pyscript_doctor.running.headless import report_of
from pyscript_doctor.running.terminal import outcome_lines, seen_lines
from pyscript_doctor.running.visit import Visit
from pyscript_doctor.serving.hosts import Host
from pyscript_doctor.settings import Settings
from tests.rule_pages import in_standard_page

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pyscript_doctor.running.verdict import Verdict

MICROPYTHON = '<script type="mpy" src="main.py"></script>\n'


def verdict(folder: Path, body: str, *events: Event, files: Mapping[str, str] | None = None) -> Verdict:
    """The verdict on a visit of `index.html`, which told these events."""
    for path, text in {"index.html": in_standard_page(body), **(files or {})}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    visit = Visit("index.html", "/")
    for event in events:
        visit.add(event)
    return CheckedProject(Start(folder), Host.PLAIN, Settings()).verdict(visit)


def uncaught(text: str, url: str = "", line: int = 0, stack: str = "") -> Event:
    return Event(EventKind.UNCAUGHT, text=f"Uncaught {text}", url=url, line=line, stack=stack)


def failed(url: str, status: int = 404) -> Event:
    return Event(EventKind.RESOURCE, url=url, status=status, failed=True)


def traceback(exception: str, *frames: tuple[str, int]) -> str:
    lines = [f'  File "{file}", line {line}, in <module>' for file, line in frames]
    return "\n".join(["PythonError: Traceback (most recent call last):", *lines, exception])


def confirmed(found: Verdict) -> list[str]:
    positions = found.positions
    seen = [(each.diagnostic, each.diagnostic.finding.span) for each in found.seen if each.diagnostic]
    return [f"{diagnostic.rule.name} {positions.place(span)}" for diagnostic, span in seen]


NO_MODULE = traceback("ImportError: no module named 'dataclasses'", ("<stdin>", 1))


def test_error_that_a_finding_foretold_confirms_it(tmp_path: Path) -> None:
    found = verdict(tmp_path, MICROPYTHON, uncaught(NO_MODULE), files={"main.py": "import dataclasses\n"})
    assert confirmed(found) == ["mpy-missing-module main.py:1:8"]
    assert found.not_seen == ()


def test_same_error_in_the_console_and_on_the_page_is_one(tmp_path: Path) -> None:
    events = [Event(kind, text=NO_MODULE, level="error") for kind in (EventKind.CONSOLE, EventKind.ELEMENT)]
    assert len(verdict(tmp_path, MICROPYTHON, *events, files={"main.py": "import dataclasses\n"}).seen) == 1


def test_of_two_findings_the_one_is_confirmed_that_the_error_names(tmp_path: Path) -> None:
    python = "import dataclasses\nimport sqlite3\n"
    found = verdict(tmp_path, MICROPYTHON, uncaught(NO_MODULE), files={"main.py": python})
    assert confirmed(found) == ["mpy-missing-module main.py:1:8"]
    assert [each.finding.span.start for each in found.not_seen] == [python.index("sqlite3")]


def test_finding_is_about_every_use_of_a_name(tmp_path: Path) -> None:
    python = "def one():\n    return missing\n\n\ndef two():\n    return missing\n\n\ntwo()\none()\n"
    error = traceback("NameError: name 'missing' isn't defined", ("<stdin>", 9), ("<stdin>", 6))
    found = verdict(tmp_path, MICROPYTHON, uncaught(error), files={"main.py": python})
    assert confirmed(found) == ["undefined-name main.py:2:12"]


def test_error_that_nothing_foretold_has_its_line_and_its_meaning(tmp_path: Path) -> None:
    error = traceback("ZeroDivisionError: divide by zero", ("<stdin>", 2))
    found = verdict(tmp_path, MICROPYTHON, uncaught(error), files={"main.py": 'import math\nprint(1 / int("0"))\n'})
    (card,) = overlay_of(found)["cards"]
    assert card["state"] == "unforeseen"
    assert card["place"] == "main.py:2:1"
    assert card["means"]


def test_error_that_the_doctor_does_not_know_is_shown_with_its_line_of_javascript(tmp_path: Path) -> None:
    body = MICROPYTHON + '<script src="gauge.js"></script>\n'
    files = {"main.py": "", "gauge.js": "const a = 1;\n  throw new Gauge(a);\n"}
    event = uncaught("Gauge broke", "http://localhost:1/gauge.js", 2)
    (card,) = overlay_of(verdict(tmp_path, body, event, files=files))["cards"]
    assert card["label"].startswith("Not known")
    assert card["place"] == "gauge.js:2:3"
    assert card["title"] == [{"text": "Gauge broke", "code": True}]


def test_place_in_javascript_is_the_innermost_frame_of_the_project(tmp_path: Path) -> None:
    body = MICROPYTHON + '<script src="gauge.js"></script>\n'
    stack = "Error: x\n    at https://cdn.example/lib.js:9:9\n    at f (http://localhost:1/gauge.js:1:7)\n"
    event = uncaught("Gauge broke", "https://cdn.example/lib.js", 9, stack)
    found = verdict(tmp_path, body, event, files={"main.py": "", "gauge.js": "lib();\n"})
    assert [found.positions.place(span) for span in found.seen[0].spans] == ["gauge.js:1:1"]


def test_file_that_is_missing_confirms_the_finding_that_names_it(tmp_path: Path) -> None:
    found = verdict(tmp_path, MICROPYTHON, failed("http://localhost:1/main.py"))
    assert confirmed(found)[0].startswith("missing-local-file index.html:")


def test_other_file_that_is_missing_confirms_nothing(tmp_path: Path) -> None:
    found = verdict(tmp_path, MICROPYTHON, failed("http://localhost:1/picture.png"))
    assert confirmed(found) == []
    assert len(found.seen) == 1


@pytest.mark.parametrize("name", ["favicon.ico", "chart.js.map"])
def test_requests_that_break_nothing_are_not_shown(name: str, tmp_path: Path) -> None:
    found = verdict(tmp_path, MICROPYTHON, failed(f"http://localhost:1/{name}"), files={"main.py": ""})
    assert found.seen == ()


def test_request_is_not_shown_if_another_error_speaks_of_it(tmp_path: Path) -> None:
    said = "Uncaught TypeError: Failed to fetch dynamically imported module: http://localhost:1/gone.js"
    events = [Event(EventKind.UNCAUGHT, text=said), failed("http://localhost:1/gone.js")]
    assert len(verdict(tmp_path, MICROPYTHON, *events, files={"main.py": ""}).seen) == 1


@pytest.mark.parametrize("level", ["error", "warn"])
def test_what_the_page_itself_writes_to_the_console_is_no_error(level: str, tmp_path: Path) -> None:
    event = Event(EventKind.CONSOLE, text="Only 3 beans are left", level=level)
    assert verdict(tmp_path, MICROPYTHON, event, files={"main.py": ""}).seen == ()


def test_warning_counts_only_if_a_finding_foretold_it(tmp_path: Path) -> None:
    event = Event(EventKind.CONSOLE, text="TypeError: something of a library", level="warn")
    assert verdict(tmp_path, MICROPYTHON, event, files={"main.py": ""}).seen == ()


def test_error_of_pyscript_itself_confirms_the_only_finding_that_can_cause_it(tmp_path: Path) -> None:
    config = {"main.py": "", "pyscript.toml": 'packages = "numpy"\n'}
    body = '<script type="py" src="main.py" config="pyscript.toml"></script>\n'
    found = verdict(tmp_path, body, uncaught("(in promise) TypeError: a.map is not a function"), files=config)
    assert confirmed(found) == ["config-type pyscript.toml:1:12"]


def test_key_of_a_config_that_pyscript_reads_as_a_list(tmp_path: Path) -> None:
    config = {"main.py": "", "pyscript.toml": 'name = "a"\n[packages]\nnumpy = "*"\n'}
    body = '<script type="py" src="main.py" config="pyscript.toml"></script>\n'
    found = verdict(tmp_path, body, uncaught("TypeError: t.packages?.includes is not a function"), files=config)
    assert confirmed(found) == ["config-type pyscript.toml:2:2"]


PYTHON_WITH_ANOTHER_NAME = "print(pod)\nraise NameError(\"name 'bean' isn't defined\")\n"


def test_another_name_is_another_error(tmp_path: Path) -> None:
    error = traceback("NameError: name 'bean' isn't defined", ("<stdin>", 2))
    found = verdict(tmp_path, MICROPYTHON, uncaught(error), files={"main.py": PYTHON_WITH_ANOTHER_NAME})
    assert confirmed(found) == []
    assert [each.rule.name for each in found.not_seen] == ["undefined-name"]


def test_findings_of_other_pages_are_neither_confirmed_nor_missed(tmp_path: Path) -> None:
    files = {"main.py": "", "other.html": in_standard_page('<script type="mpy">\n  import dataclasses\n</script>\n')}
    found = verdict(tmp_path, MICROPYTHON, uncaught(NO_MODULE), files=files)
    assert confirmed(found) == []
    assert found.not_seen == ()


def test_confirmed_finding_depends_on_nothing_any_more(tmp_path: Path) -> None:
    body = '<script type="mpy" worker src="main.py"></script>\n'
    said = "Unable to use `window` or `document` in worker. This requires SharedArrayBuffer support."
    event = Event(EventKind.CONSOLE, text=said, level="warn")
    files = {"main.py": "from pyscript import document\n\ndocument.title = 'A'\n"}
    found = verdict(tmp_path, body, event, files=files)
    assert confirmed(found)[0].startswith("worker-without-isolation index.html:")
    text = "\n".join(line.plain for line in seen_lines(found.seen[0], "index.html", found.positions, 80))
    assert "confirmed on index.html" in text
    assert "error[worker-without-isolation]" in text
    assert "unless" not in text


def test_report_has_what_was_confirmed_and_what_nothing_foretold(tmp_path: Path) -> None:
    python = "import dataclasses\nimport sqlite3\n"
    events = [uncaught(NO_MODULE), uncaught("Gauge broke")]
    found = verdict(tmp_path, MICROPYTHON, *events, files={"main.py": python})
    project = CheckedProject(Start(tmp_path), Host.PLAIN, Settings())
    report = report_of([found], project.report)
    assert [each.rule.name for each in report.diagnostics] == ["unforeseen-error", "mpy-missing-module"]
    assert "not seen in this run: 1 finding" in "\n".join(
        line.plain for line in outcome_lines(found, Visit("index.html"))
    )


def test_page_that_ran_well_has_no_cards(tmp_path: Path) -> None:
    assert overlay_of(verdict(tmp_path, MICROPYTHON, files={"main.py": ""}))["cards"] == []
