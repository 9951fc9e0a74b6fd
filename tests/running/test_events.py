"""Messages of pages, which any page could send: bounded, cleaned, never obeyed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pyscript_doctor.running.events import LONGEST_MESSAGE, LONGEST_TEXT, Event, EventKind, read_event
from pyscript_doctor.running.visit import MOST_EVENTS, LoadedPyScript, Visit, loaded_by


@pytest.mark.parametrize(
    "message",
    [
        "",
        "null",
        "[]",
        "{}",
        '"opened"',
        '{"kind": "hello"}',
        '{"kind": ["opened"]}',
        '{"kind": "opened"',
        "[" * 100_000,
        json.dumps({"kind": "console", "text": "x" * LONGEST_MESSAGE}),
    ],
)
def test_what_is_no_event_is_none(message: str) -> None:
    assert read_event(message) is None


def event(**data: Any) -> Event:
    found = read_event(json.dumps({"kind": "console", **data}))
    assert found is not None
    return found


def test_fields_of_the_wrong_type_are_empty() -> None:
    found = event(text=7, time="1", line=-3, status=1e300, isolated="yes", stack=["a"], url=None)
    assert found == Event(EventKind.CONSOLE)


@pytest.mark.parametrize("value", ["\x1b[31mred", "\x1b]0;title\x07red", "re\u202ed", "red\x00", "\u200bred"])
def test_text_loses_what_a_terminal_would_obey(value: str) -> None:
    assert event(text=value).text == "red"


def test_text_keeps_its_lines_and_is_bounded() -> None:
    assert event(text="a\nb").text == "a\nb"
    assert len(event(text="x" * (LONGEST_TEXT + 9)).text) <= LONGEST_TEXT
    assert event(text="a\n" * 9_000).text.count("\n") < 1_000


def test_number_of_events_is_bounded() -> None:
    visit = Visit("index.html")
    for _ in range(MOST_EVENTS + 10):
        visit.add(event(text="a"))
    assert len(visit.events) == MOST_EVENTS


@pytest.mark.parametrize(
    ("urls", "loaded"),
    [
        (
            [
                "https://pyscript.net/releases/2026.7.3/core.js",
                "https://cdn.jsdelivr.net/pyodide/v314.0.3/full/pyodide.mjs",
            ],
            LoadedPyScript("2026.7.3", "314.0.3"),
        ),
        (
            [
                "https://pyscript.net/latest/core.js",
                "https://cdn.jsdelivr.net/npm/@micropython/micropython-webassembly-pyscript@1.28.0-6/micropython.mjs",
            ],
            LoadedPyScript("latest", "", "1.28.0-6"),
        ),
        (["https://cdn.jsdelivr.net/npm/@pyscript/core@0.6.39/dist/core.js"], LoadedPyScript("2025.3.1")),
        (["http://localhost:1/core.js"], LoadedPyScript()),
    ],
)
def test_release_that_was_really_loaded_is_known_by_its_address(urls: list[str], loaded: LoadedPyScript) -> None:
    assert loaded_by(urls) == loaded
