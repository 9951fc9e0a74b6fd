"""Which fixes the rules about Python and JavaScript offer, where their pages leave a case open."""

from __future__ import annotations

import pytest

from pyscript_doctor import SAFE, UNSAFE, Files, Fix, Session
from pyscript_doctor.engine.applying import apply_fixes
from tests.rule_pages import in_standard_page


def project(python: str, body: str = "", attributes: str = 'type="py"') -> dict[str, str]:
    return {
        "index.html": in_standard_page(f'{body}<script {attributes} src="main.py"></script>\n'),
        "main.py": python,
    }


def fixes(rule: str, files: dict[str, str]) -> list[Fix | None]:
    report = Session(Files(files)).check()
    return [each.finding.fix for each in report.diagnostics if each.rule.name == rule]


def fixed(files: dict[str, str], path: str = "main.py") -> str:
    changes = apply_fixes(Session(Files(files)), frozenset({SAFE, UNSAFE})).changes
    return changes[path].after.decode() if path in changes else files[path]


@pytest.mark.parametrize(
    ("rule", "python"),
    [
        ("blocking-sleep", "import time\n\ndef wait():\n    time.sleep(1)\n\nwait()\n"),
        ("asyncio-run", "import asyncio\n\nasync def f():\n    pass\n\ndef g():\n    asyncio.run(f())\n\ng()\n"),
        ("coroutine-not-awaited", "async def f():\n    print(1)\n\ndef g():\n    f()\n\ng()\nprint(2)\n"),
    ],
)
def test_function_that_is_not_async_gets_no_await(rule: str, python: str) -> None:
    assert fixes(rule, project(python)) == [None]


def test_a_loop_that_gets_its_coroutine_by_name_is_not_fixed() -> None:
    python = "import asyncio\n\nasync def f():\n    pass\n\nasyncio.run({})\n"
    assert fixes("asyncio-run", project(python.format("main=f()"))) == [None]
    assert fixes("asyncio-run", project(python.format("f()"))) != [None]


def test_import_of_names_with_different_homes_is_left_alone() -> None:
    assert fixes("create-proxy-import", project("from pyodide import create_proxy, open_url\n")) == [None, None]


def test_only_the_call_that_made_a_proxy_for_one_call_is_changed() -> None:
    """The fix of once-callable-reused."""
    start = (
        "from pyscript import document\nfrom pyodide.ffi import create_once_callable\n\ndef f(*_):\n    print(1)\n\n"
    )
    start += "def g(*_):\n    print(2)\n\nother = create_once_callable(g)\n"
    two = start + 'one = create_once_callable(f)\ndocument.body.addEventListener("click", one)\n'
    assert "create_once_callable(g)" in fixed(project(two))
    assert "create_proxy(f)" in fixed(project(two))
    again = two + "another = create_once_callable(f)\n"
    assert "create_once_callable(f)" in fixed(project(again))


def test_import_of_several_names_with_one_home_is_moved_once() -> None:
    files = project("from pyodide import create_proxy, to_js\n\nprint(create_proxy, to_js)\n")
    assert fixed(files) == "from pyodide.ffi import create_proxy, to_js\n\nprint(create_proxy, to_js)\n"


def test_function_gets_no_parameter_that_would_hide_a_name_of_the_module() -> None:
    python = "event = 1\n\ndef go():\n    print(event)\n"
    assert fixes("handler-without-event", project(python, '<button py-click="go">x</button>')) == [None]


def test_handler_that_was_called_becomes_a_proxy_with_a_parameter() -> None:
    """The fix of handler-called."""
    python = (
        "from pyscript import document\n\ndef go():\n    print(1)\n\n"
        'document.getElementById("b").addEventListener("click", go())\n'
    )
    after = fixed(project(python, '<button id="b">x</button>'))
    assert "def go(event=None):" in after
    assert 'addEventListener("click", create_proxy(go))' in after


def test_handler_that_was_called_with_arguments_is_called_later_with_them() -> None:
    """The fix of handler-called."""
    python = (
        "from pyscript import document\n\ndef go(n):\n    print(n)\n\n"
        'document.getElementById("b").addEventListener("click", go(3))\n'
    )
    assert "create_proxy(lambda *_: go(3))" in fixed(project(python, '<button id="b">x</button>'))


def test_only_a_listener_gets_an_event_and_only_pyodide_needs_a_proxy() -> None:
    """The fix of handler-called."""
    python = (
        "from pyscript import window\n\ndef go():\n    print(1)\n\ndef one(event):\n    print(event)\n\n"
        'window.addEventListener("click", one())\nwindow.setTimeout(go(), 9)\nwindow.addEventListener("click", one)\n'
    )
    assert "def go():" in fixed(project(python))
    assert "setTimeout(create_proxy(go), 9)" in fixed(project(python))
    assert "setTimeout(go, 9)" in fixed(project(python, attributes='type="mpy"'))
    listening = python.replace("one()", "one(1)").replace("(event)", "(event=None)")
    assert fixed(project(listening)).count("event") == listening.count("event")


def test_handler_on_an_element_needs_no_proxy() -> None:
    """The fix of handler-called."""
    python = 'from pyscript import document\n\ndef go():\n    print(1)\n\ndocument.getElementById("b").onclick = go()\n'
    after = fixed(project(python, '<button id="b">x</button>'))
    assert 'document.getElementById("b").onclick = go\n' in after
    assert "create_proxy" not in after


def test_comparison_with_is_not_is_negated() -> None:
    python = (
        'from pyscript import document\n\nfound = document.querySelector(".late")\n'
        "if None is not found:\n    print(1)\n"
    )
    after = fixed(project(python))
    assert "from pyscript.ffi import is_none\n" in after
    assert "if not is_none(found):" in after


def test_onclick_with_arguments_is_left_alone() -> None:
    python = "def go(n):\n    print(n)\n"
    assert fixes("onclick-calls-python", project(python, '<button onclick="go(3)">x</button>')) == [None]


def test_missing_module_is_imported_once_for_all_its_uses() -> None:
    after = fixed(project("print(math.pi)\nprint(math.e)\n"))
    assert after == "import math\nprint(math.pi)\nprint(math.e)\n"
