"""Conditions that interpreter and thread settle: what they rule out is not told."""

from __future__ import annotations

import pytest

from tests.project.program.programs import analysed, calls, value_of


def run(source: str, interpreter: str = "pyodide", thread: str = "main") -> list[str]:
    """The functions named yes, no and so on that a script calls."""
    code = analysed(source, interpreter=interpreter, thread=thread)[0]
    return [call.removeprefix("lib.").removesuffix("()") for call in calls(code) if call.startswith("lib.")]


def branches(test: str, interpreter: str = "pyodide", thread: str = "main", before: str = "") -> str:
    """Which branch of `if test` can run: "yes", "no" or "both"."""
    source = f"import lib\n{before}\nif {test}:\n    lib.yes()\nelse:\n    lib.no()"
    ways = run(source, interpreter, thread)
    return "both" if len(ways) == 2 else ways[0]


IMPORTS = (
    "import sys, os, platform, js, typing\nfrom pyscript import RUNNING_IN_WORKER, config\n"
    "from typing import TYPE_CHECKING\nimport pyscript\nfrom sys import platform as name\n"
)


@pytest.mark.parametrize(
    ("test", "pyodide", "micropython"),
    [
        ("sys.platform == 'emscripten'", "yes", "no"),
        ("sys.platform != 'emscripten'", "no", "yes"),
        ("sys.platform in ('emscripten', 'wasi')", "yes", "no"),
        ("sys.platform == 'webassembly'", "no", "yes"),
        ("sys.platform.startswith('win')", "no", "no"),
        ("name == 'linux'", "no", "no"),
        ("'pyodide' in sys.modules", "yes", "no"),
        ("'pyodide' not in sys.modules", "no", "yes"),
        ("sys.implementation.name == 'micropython'", "no", "yes"),
        ("'MicroPython' in sys.version", "no", "yes"),
        ("'micropython' in sys.version.lower()", "no", "yes"),
        ("platform.python_implementation() == 'CPython'", "yes", "both"),
        ("config['type'] == 'mpy'", "no", "yes"),
        ("sys.version_info >= (3, 11)", "yes", "no"),
        ("sys.version_info < (3, 8)", "no", "yes"),
        ("sys.version_info >= (3, 13)", "both", "no"),
        ("sys.version_info[0] == 2", "no", "no"),
        ("sys.version_info[0] > 2", "yes", "yes"),
        ("sys.version_info[1] > 2", "both", "both"),
        ("sys.platform[:3] == 'win'", "no", "no"),
        ("sys.platform[:4] == 'emsc'", "yes", "no"),
        ("sys.platform[1:4] == 'win'", "both", "both"),
        ("os.name == 'nt'", "no", "both"),
        ("sys.version_info.major == 3", "yes", "yes"),
        ("'other' in sys.modules", "both", "both"),
    ],
)
def test_the_interpreter_settles(test: str, pyodide: str, micropython: str) -> None:
    assert branches(test, "pyodide", before=IMPORTS) == pyodide
    assert branches(test, "micropython", before=IMPORTS) == micropython


@pytest.mark.parametrize(
    ("test", "main", "worker"),
    [
        ("RUNNING_IN_WORKER", "no", "yes"),
        ("not RUNNING_IN_WORKER", "yes", "no"),
        ("pyscript.RUNNING_IN_WORKER is True", "no", "yes"),
        ("hasattr(js, 'window')", "yes", "no"),
        ("hasattr(js, 'document')", "yes", "both"),
        ("RUNNING_IN_WORKER and f()", "no", "both"),
        ("RUNNING_IN_WORKER or f()", "both", "yes"),
    ],
)
def test_the_thread_settles(test: str, main: str, worker: str) -> None:
    assert branches(test, thread="main", before=IMPORTS) == main
    assert branches(test, thread="worker", before=IMPORTS) == worker


@pytest.mark.parametrize(
    ("test", "way"),
    [
        ("TYPE_CHECKING", "no"),
        ("typing.TYPE_CHECKING", "no"),
        ("False", "no"),
        ("0", "no"),
        ("1", "yes"),
        ("__name__ == '__main__'", "yes"),
        ("not (1 and 0)", "yes"),
        ("(1 if TYPE_CHECKING else 0)", "no"),
        ("f()", "both"),
        ("x == 1", "both"),
    ],
)
def test_anywhere(test: str, way: str) -> None:
    assert branches(test, before=IMPORTS) == way


def test_a_condition_with_a_name_of_its_own() -> None:
    before = "import sys\nON_PYODIDE = sys.platform == 'emscripten'\nOTHER = not ON_PYODIDE"

    assert branches("ON_PYODIDE", before=before) == "yes"
    assert branches("OTHER", before=before) == "no"


@pytest.mark.parametrize(
    ("before", "test", "way"),
    [
        ("DEBUG = False", "DEBUG", "no"),
        ("MODE = 'a'", "MODE == 'a'", "yes"),
        ("debug = False", "debug", "both"),
        ("mode = 'a'", "mode == 'a'", "both"),
        ("x = None", "x is None", "both"),
        ("class C:\n    x = None\nc = C()", "c.x is None", "both"),
        ("import settings", "settings.DEBUG", "both"),
    ],
)
def test_what_a_variable_holds_at_first_settles_nothing(before: str, test: str, way: str) -> None:
    assert branches(test, before=before) == way


def test_a_name_that_conditions_hang_on_in_a_circle() -> None:
    assert branches("a", before="a = b if not b else c\nb = a if a else d") == "both"


def test_a_module_is_not_main() -> None:
    codes = analysed("import tools", modules={"tools": "import lib\nif __name__ == '__main__':\n    lib.yes()"})

    assert calls(codes[1]) == []


# Ways out


@pytest.mark.parametrize(
    "leave",
    ["return", "raise ValueError", "sys.exit()", "exit()", "return lib.out() if 0 else 1"],
)
def test_after_a_way_out_runs_only_the_other_case(leave: str) -> None:
    source = (
        "import lib, sys\nfrom pyscript import RUNNING_IN_WORKER\n"
        f"def f():\n    if RUNNING_IN_WORKER:\n        {leave}\n    lib.rest()\nf()"
    )

    assert run(source, thread="main") == ["rest"]
    assert run(source, thread="worker") == []


def test_after_a_way_out_in_else() -> None:
    source = "import lib\ndef f():\n    if 1:\n        lib.a()\n    else:\n        return\n    lib.b()\nf()"

    assert run(source) == ["a", "b"]


def test_after_a_return_nothing_runs() -> None:
    assert run("import lib\ndef f():\n    return\n    lib.a()\nf()") == []
    assert run("import lib\ndef f():\n    if x: return\n    else: raise y\n    lib.a()\nf()") == []


def test_exit_at_top_level_ends_the_script() -> None:
    assert run("import lib, sys\nif sys.platform != 'emscripten':\n    sys.exit()\nlib.a()", "micropython") == []


# Expressions


def test_conditional_expressions_and_short_circuits() -> None:
    source = "import lib\nfrom pyscript import RUNNING_IN_WORKER as w\n"
    source += "lib.a() if w else lib.b()\nw and lib.c()\nw or lib.d()"

    assert run(source, thread="main") == ["b", "d"]
    assert run(source, thread="worker") == ["a", "c"]


def test_conditions_of_comprehensions() -> None:
    assert run("import lib\n[lib.a() for x in y if 0]\n[lib.b() for x in y if x]") == ["b"]


# Imports that may fail


def test_an_import_in_a_try_is_soft() -> None:
    source = (
        "import hard\ntry:\n    import soft\nexcept ImportError:\n    import fallback\n"
        "try:\n    import loud\nexcept ValueError:\n    pass\n"
        "from contextlib import suppress\nwith suppress(ImportError):\n    import quiet\n"
    )
    imports = analysed(source)[0].imports

    assert [imported.module for imported in imports if imported.soft] == ["soft", "quiet"]
    assert [imported.module for imported in imports if not imported.soft] == ["hard", "fallback", "loud", "contextlib"]


BOTH = (
    "import lib\ntry:\n    from pyodide.ffi import create_proxy\n    lib.after()\n"
    "except ImportError:\n    lib.handler()\n    create_proxy = lib.own\nelse:\n    lib.other()\nx = create_proxy"
)


def test_an_import_that_certainly_fails_leaves_the_handler() -> None:
    assert run(BOTH, "micropython") == ["handler"]
    assert value_of("x", BOTH, interpreter="micropython") == "lib.own"


def test_an_import_that_certainly_works_leaves_the_rest() -> None:
    source = BOTH.replace("    lib.after()\n", "")

    assert run(source, "pyodide") == ["other"]
    assert value_of("x", source) == "pyodide.ffi.create_proxy"


def test_where_something_else_can_fail_the_handler_may_run() -> None:
    assert run(BOTH, "pyodide") == ["after", "handler", "other"]


def test_an_import_of_an_unknown_library_may_fail_or_not() -> None:
    source = "import lib\ntry:\n    import numpy\nexcept ImportError:\n    lib.handler()\nelse:\n    lib.other()"

    assert run(source) == ["handler", "other"]


def test_a_local_module_of_such_a_name_may_fail_or_not() -> None:
    source = "import lib\ntry:\n    import machine\nexcept ImportError:\n    lib.handler()"

    assert calls(analysed(source)[0]) == ["lib.handler()"]
    assert len(analysed(source, modules={"machine": ""})) == 2


def test_a_name_bound_in_both_branches_follows_the_live_one() -> None:
    source = (
        "import sys, a, b\nif sys.implementation.name == 'micropython':\n    f = a.f\nelse:\n    f = b.f\n"
        "def g(): return f\nx = g()"
    )

    assert value_of("x", source, interpreter="micropython") == "a.f"
    assert value_of("x", source, interpreter="pyodide") == "b.f"


def test_what_is_caught_is_told_with_the_place() -> None:
    source = "try:\n    f()\n    try:\n        g()\n    except (KeyError, a.B): h()\nexcept: i()"
    places = {call.place.tried for call in analysed(source)[0].calls}

    assert places == {frozenset({"*"}), frozenset({"*", "KeyError", "B"}), frozenset()}


def test_what_is_looped_is_told_with_the_place() -> None:
    source = "a()\nfor x in b():\n    c()\nwhile d():\n    e()\n[f() for x in g()]\nlambda: h()"
    looped = {source[call.callee_span.start] for call in analysed(source)[0].calls if call.place.looped}

    assert looped == set("cdef")


DETECTED = """
import lib, sys
PYODIDE, MICROPYTHON, SERVER = "pyodide", "micropython", "server"

def detected():
    if sys.platform == "emscripten":
        return PYODIDE
    elif sys.implementation.name == "micropython":
        return MICROPYTHON
    elif sys.platform != "browser":
        return SERVER

platform = detected()
on_server = platform not in (PYODIDE, MICROPYTHON)
if platform == PYODIDE:
    lib.pyodide()
elif platform == MICROPYTHON:
    lib.micropython()
if on_server:
    lib.server()
"""


@pytest.mark.parametrize("interpreter", ["pyodide", "micropython"])
def test_a_function_that_tells_the_interpreter_is_followed(interpreter: str) -> None:
    assert run(DETECTED, interpreter) == [interpreter]


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        ("if PYODIDE: return\n    elif other: pass", []),
        ("if other: return\n    elif PYODIDE: return", []),
        ("if other: pass\n    elif PYODIDE: return", ["after"]),
        ("if other: return\n    elif other: pass\n    elif PYODIDE: return", ["after"]),
        ("if other: return\n    elif not PYODIDE: return", ["after"]),
        ("if PYODIDE: pass\n    else: return", ["after"]),
        ("if not PYODIDE: pass\n    else: return", []),
    ],
)
def test_what_follows_branches_runs_unless_one_that_is_taken_leaves(chain: str, expected: list[str]) -> None:
    source = f"import lib, sys\nPYODIDE = sys.platform == 'emscripten'\ndef f(other):\n    {chain}\n    lib.after()\n"
    assert run(source + "f(lib)") == expected


def test_an_import_under_a_condition_that_nothing_settles_may_never_run() -> None:
    source = (
        "import shop\nif shop.on_a_server:\n    import flask\nelse:\n    import js\n"
        "if __name__ == '__main__':\n    import os\n"
    )
    assert {each.module: each.soft for each in analysed(source)[0].imports} == {
        "shop": False,
        "flask": True,
        "js": True,
        "os": False,
    }
