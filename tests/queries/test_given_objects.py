"""Which names the objects have that functions of PyScript and Pyodide give."""

from __future__ import annotations

import pytest

from tests.in_one_test import in_one_test
from tests.rules.scripts import messages

RULE = "python-name-missing"
FETCHED = "from pyodide.http import pyfetch\nfound = await pyfetch('a')\n"
STORED = "from pyscript import storage\nfound = await storage('a')\n"
OTHER_CLASS = """\
from pyscript import storage, Storage
class Own(Storage): pass
found = await storage('a', storage_class=Own)
found.save
"""
EVENT = "from pyscript import Event\nfound = Event()\n"


@pytest.mark.parametrize(
    ("start", "names", "missing"),
    [
        (FETCHED, ("json", "string", "status"), "josn"),
        (STORED, ("sync", "clear", "keys", "get"), "save"),
        (EVENT, ("trigger", "add_listener"), "fire"),
    ],
)
def test_only_these_names_are_there(start: str, names: tuple[str, ...], missing: str) -> None:
    assert messages(RULE, start + "\n".join(f"found.{name}" for name in names)) == []
    assert len(messages(RULE, f"{start}found.{missing}")) == 1


@in_one_test(
    [
        f"{FETCHED}found.json().josn",
        OTHER_CLASS,
        "import json\njson.loads('{}').josn",
        "from pyscript import workers\nfound = await workers['a']\nfound.josn",
    ]
)
def test_of_other_objects_no_name_is_known(source: str) -> None:
    assert messages(RULE, source) == []


def test_responses_were_measured_from_a_release_on() -> None:
    assert len(messages(RULE, f"{FETCHED}found.josn", release="2024.9.1")) == 1
    assert messages(RULE, f"{FETCHED}found.josn", release="2024.8.2") == []
