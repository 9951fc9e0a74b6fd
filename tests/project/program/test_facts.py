"""The words in which rules ask for calls, results, and what a `try` catches."""

from __future__ import annotations

from pyscript_doctor.project.program.values import Result
from tests.project.program.programs import analysed

CALLS = """
import time
from time import sleep as pause
from js import document, fetch
from pathlib import Path

def own(): pass

time.sleep(1)
pause(2)
own()
document.body.append("x")
fetch("data.json")
Path("a.txt").read_text()
"""


def test_calls_of_finds_a_name_however_it_was_imported() -> None:
    code = analysed(CALLS)[0]

    assert [call.arguments[0].value.value for call in code.calls_of("time.sleep")] == [1, 2]  # type: ignore[union-attr]
    assert [call.name for call in code.calls_of("time.sleep", "pathlib.Path")] == ["time.sleep"] * 2 + ["pathlib.Path"]
    assert list(code.calls_of("own", "append", "")) != list(code.calls)


def test_a_call_of_something_else_has_no_name() -> None:
    code = analysed(CALLS)[0]
    named = {CALLS[call.callee_span.start : call.callee_span.end]: call.name for call in code.calls}

    assert named["own"] == ""
    assert named["document.body.append"] == ""
    assert named['Path("a.txt").read_text'] == ""


def test_calls_of_javascript_finds_a_method_of_any_object() -> None:
    code = analysed(CALLS)[0]
    found = [call.javascript_path for call in code.calls_of_javascript("append", "fetch", "sleep")]

    assert found == [("document", "body", "append"), ("fetch",)]
    assert [call.javascript_path for call in code.calls_of("time.sleep")] == [(), ()]


def test_a_result_says_which_name_made_it() -> None:
    code = analysed(CALLS + "\nown().x()\n")[0]
    results = [call.callee for call in code.calls if isinstance(call.callee, Result)]

    assert [result.made_by for result in results] == ["pathlib.Path"]


def caught(error: str, *errors: str) -> bool:
    """Whether the place of a call inside `try: ... except error:` catches errors."""
    handler = f"except {error}:" if error else "except:"
    source = f"import lib\ntry:\n    lib.f()\n{handler}\n    pass"
    return next(analysed(source)[0].calls_of("lib.f")).place.catches(*errors)


def test_a_place_catches_an_error_by_its_name_and_by_its_base_classes() -> None:
    assert caught("ImportError", "ImportError")
    assert caught("ImportError", "ModuleNotFoundError")
    assert caught("EnvironmentError", "FileNotFoundError")
    assert caught("(KeyError, urllib.error.URLError)", "URLError")
    assert caught("", "AttributeError")


def test_a_place_does_not_catch_other_errors() -> None:
    assert not caught("ModuleNotFoundError", "ImportError")
    assert not caught("ValueError", "ImportError", "AttributeError")
    assert caught("ValueError", "ImportError", "ValueError")
    assert not next(analysed("import lib\nlib.f()")[0].calls_of("lib.f")).place.catches("ImportError")
