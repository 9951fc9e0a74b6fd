"""The doctor's verdict on planted faults, held against what Chromium did (`python -m tests.planted` keeps that)."""

from __future__ import annotations

import json

import pytest

from tests.once import made_once
from tests.planted.bases import bases
from tests.planted.faults import Fault, misspelt
from tests.planted.python_faults import Python, python_faults
from tests.planted.record import FAILS, RUNS, load
from tests.planted.report import judged
from tests.planted.verdicts import MISSED

pytestmark = pytest.mark.long

Judged = list[tuple[str, str, str, str, list[str]]]
NAME = "verdicts.json"


@pytest.fixture(scope="session")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    """Of each fault: what was done, what Chromium did, the verdict, the reason of a miss, and the rules that err."""
    folder = made_once(tmp_path_factory, "planted", lambda out: (out / NAME).write_text(json.dumps(judge_all())))
    found: Judged = json.loads((folder / NAME).read_text())
    return found


def judge_all() -> Judged:
    """The verdicts on all faults."""
    found: Judged = []
    for base, fault, run, said, verdict in judged(load(), bases()):
        errors = [name for name, *_, severity in said if severity.label == "error"]
        found.append((f"{fault.operator} in {base.name}: {run.what}", run.outcome, verdict, run.missed, errors))
    return found


def operators() -> list[str]:
    """The kinds of faults that were run."""
    return sorted({run.operator for run in load().runs.values()})


def test_a_fault_that_fails_is_found_or_has_a_reason(verdicts: Judged) -> None:
    assert [row[0] for row in verdicts if row[1] == FAILS and row[2] == MISSED and not row[3]] == []


def test_a_page_that_runs_as_before_has_no_error(verdicts: Judged) -> None:
    assert [row for row in verdicts if row[1] == RUNS and row[4]] == []


def test_a_reason_is_given_for_misses_only(verdicts: Judged) -> None:
    assert [row[0] for row in verdicts if row[3] and (row[1] != FAILS or row[2] != MISSED)] == []


def test_many_kinds_of_faults_were_run() -> None:
    assert len(operators()) >= 40


def test_a_fault_says_where_it_is() -> None:
    """Its own line, and each line with the name that it is about."""
    files = {"main.py": "total = 1\n\nprint(total)\n"}
    fault = Fault("name-misspelt", "main.py", 17, 22, misspelt("total"), ("total",))
    assert fault.plant(files)["main.py"] == "total = 1\n\nprint(ttoal)\n"
    assert fault.places(files) == {("main.py", 1), ("main.py", 3)}
    assert fault.what(files) == "main.py:3: 'total' -> 'ttoal'"


def test_python_in_a_page_keeps_its_place() -> None:
    text = "<script type='py'>\n  import os\n  print(os.name)\n</script>"
    python = Python.read("index.html", text, text.index("\n"), text.index("</script>"))
    assert python is not None
    faults = {fault.operator: fault.plant({"index.html": text})["index.html"] for fault in python_faults(python)}
    assert faults["attribute-misspelt"] == text.replace("os.name", "os.nmae")
    assert faults["import-dropped"] == text.replace("import os", "pass")
