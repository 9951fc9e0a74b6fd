"""Tracebacks: the line that they end in is the last one of the user's own Python."""

from __future__ import annotations

import pytest

from pyscript_doctor.explain.log import log_of
from pyscript_doctor.explain.traceback import Frame, Traceback, tracebacks

PYODIDE = """\
PythonError: Traceback (most recent call last):
  File "/lib/python314.zip/_pyodide/_base.py", line 597, in eval_code_async
    await CodeRunner(
    ...<9 lines>...
    .run_async(globals, locals)
  File "/lib/python314.zip/_pyodide/_base.py", line 411, in run_async
    coroutine = eval(self.code, globals, locals)
  File "<exec>", line 5, in <module>
  File "/home/pyodide/helper.py", line 3, in go
    failure
NameError: name 'failure' is not defined

    at new_error (https://cdn.jsdelivr.net/pyodide/v314.0.2/full/pyodide.asm.mjs:1:569233)
"""
MICROPYTHON = """\
Traceback (most recent call last):
  File "<stdin>", line 5, in <module>
  File "<stdin>", line 4, in inner
NameError: name 'failure' isn't defined
"""


def read(text: str) -> list[Traceback]:
    return list(tracebacks(log_of(text).lines))


def place(text: str) -> Frame | None:
    (found,) = read(text)
    return found.place


def test_a_traceback_of_pyodide_ends_in_the_users_file() -> None:
    assert place(PYODIDE) == Frame("/home/pyodide/helper.py", 3, "go", "failure")


def test_a_traceback_of_micropython_ends_in_the_users_script() -> None:
    assert place(MICROPYTHON) == Frame("<stdin>", 4, "inner")


def test_its_exception_is_the_line_after_the_frames() -> None:
    assert [each.exception for each in read(PYODIDE + MICROPYTHON)] == [
        "NameError: name 'failure' is not defined",
        "NameError: name 'failure' isn't defined",
    ]
    assert read(MICROPYTHON)[0].kind == "NameError"


@pytest.mark.parametrize(
    "file",
    [
        "/lib/python312.zip/asyncio/runners.py",
        "/lib/python3.12/site-packages/micropip/transaction.py",
        "/lib/python3.14/site-packages/numpy/__init__.py",
        "/home/pyodide/pyscript/events.py",
        "/home/pyodide/pyscript.py",
        "pyscript/util.py",
        "pyodide/webloop.py",
        "<frozen importlib._bootstrap>",
        "asyncio/core.py",
        "mip/__init__.py",
    ],
)
def test_frames_of_the_interpreter_and_of_pyscript_are_not_the_users(file: str) -> None:
    frames = f'  File "main.py", line 2, in f\n  File "{file}", line 9, in g\n'
    assert place(f"Traceback (most recent call last):\n{frames}ValueError: x") == Frame("main.py", 2, "f")


@pytest.mark.parametrize(
    "file", ["/home/pyodide/pyscript_game.py", "pyodide_tools.py", "lib/python_tools.py", "<exec>"]
)
def test_files_of_the_user_are_the_users_whatever_they_are_called(file: str) -> None:
    assert place(f'Traceback (most recent call last):\n  File "{file}", line 9, in g\nValueError: x') is not None


def test_a_traceback_without_a_line_of_the_user_has_no_place() -> None:
    text = (
        'Traceback (most recent call last):\n  File "/lib/python312.zip/json/decoder.py", line 9, in f\nValueError: x'
    )
    assert place(text) is None


def test_a_syntax_error_has_the_line_that_cannot_be_read() -> None:
    frame = '  File "<exec>", line 2\n    y = = 2\n        ^\n'
    assert place(f"Traceback (most recent call last):\n{frame}SyntaxError: invalid syntax") == Frame(
        "<exec>", 2, "", "y = = 2"
    )


def test_a_traceback_that_lost_its_indentation_is_read() -> None:
    text = "\n".join(line.strip() for line in PYODIDE.splitlines())
    assert place(text) == Frame("/home/pyodide/helper.py", 3, "go", "failure")


def test_a_traceback_that_lost_its_head_is_read() -> None:
    assert place(MICROPYTHON.partition("\n")[2]) == Frame("<stdin>", 4, "inner")


def test_a_traceback_that_is_cut_off_has_no_exception() -> None:
    assert [each.exception for each in read(MICROPYTHON.rpartition("NameError")[0])] == [""]


def test_a_traceback_in_one_line_with_escapes_is_read() -> None:
    escaped = MICROPYTHON.replace("\n", "\\n")
    assert place(f"JsException: (<JsProxy 17>, 'Error', '{escaped}')") == Frame("<stdin>", 4, "inner")


def test_each_traceback_of_a_chain_is_one() -> None:
    text = f"{MICROPYTHON}\nDuring handling of the above exception, another exception occurred:\n\n{MICROPYTHON}"
    assert len(read(text)) == 2


def test_times_before_every_line_do_not_hide_a_traceback() -> None:
    text = "\n".join(f"2026-11-22T12:00:00Z {line}" for line in MICROPYTHON.splitlines())
    found = read(text)
    assert [each.exception for each in found] == ["NameError: name 'failure' isn't defined"]
