"""What a call reaches, and how that is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.queries.signatures import counted_call, counts_are_certain, counts_of, known_call
from tests.in_one_test import in_one_test
from tests.projects import page, told
from tests.rules.scripts import CONFIGURED, with_modules

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyscript_doctor.project.program.facts import Call, Code
    from pyscript_doctor.project.project import Project

DEQUE = "from collections import deque\n"
MPY = CONFIGURED.replace('"py"', '"mpy"')


def of_last_call(
    source: str, question: Callable[[Call, Code], object], tag: str = CONFIGURED, release: str = "2026.7.3", **own: str
) -> str:
    """What a question says of the last call of a script."""

    def asked(project: Project) -> str:
        code = next(code for code in project.runtimes[0].codes if code.module == "__main__")
        return str(question(max(code.calls, key=lambda call: call.place.span.end), code))

    html = page(f"{tag}\n{source}\n</script>", release=release)
    return told({"index.html": html, **with_modules(**own)}, asked)


def reached(source: str, tag: str = CONFIGURED, release: str = "2026.7.3", **own: str) -> str:
    """The name of what a call reaches, where it is known how that is called; "" if not."""

    def question(call: Call, code: Code) -> str:
        found = known_call(call, code.runtime)
        return found.name if found else ""

    return of_last_call(source, question, tag, release, **own)


@in_one_test(
    [
        ("import json\njson.dumps(1)", "json.dumps"),
        ("from pyscript import display\ndisplay(1)", "pyscript.display"),
        ("len([1])", "len"),
        ("def tea(): pass\ntea()", "tea"),
        ("from collections import deque\npot = deque()\npot.append(1)", "collections.deque.append"),
        ("import tea\ntea.pour(1)", ""),
        ("input(1)", ""),
        ("unknown(1)", ""),
        ("unknown()(1)", ""),
        ("unknown().tea(1)", ""),
        ("[].tea(1)", ""),
    ]
)
def test_what_a_call_reaches(source: str, name: str) -> None:
    assert reached(source) == name


def test_a_module_of_the_project_hides_that_of_python() -> None:
    source = "import json\njson.dumps(1)"
    assert reached(source, json="def dumps(*values): pass") != "json.dumps"
    assert reached("import random\nrandom.choice(1)", random="from tea import choice") == ""


EITHER = """from pyscript import when
if input():
    @when('click', 'body')
    def pour(event): pass
else:
    @when('click', 'body')
    def pour(event, more=1): pass
"""
WHEN = "from pyscript import when\n@when('click', 'body')\ndef pour(event): pass\n"


@in_one_test(
    [
        (f"{WHEN}pour(None)", "2026.7.3", True),
        (f"{WHEN}pour(None)", "2025.11.2", False),
        (WHEN.replace("event", "") + "pour()", "2026.7.3", False),
        (f"{WHEN}if input():\n    def pour(event): pass\npour(None)", "2026.7.3", False),
        ("def pour(event): pass\npour(None)", "2026.7.3", False),
        (f"{EITHER}pour(None)", "2026.7.3", False),
        ("def tea(f): return f\n@tea\ndef pour(event): pass\npour(None)", "2026.7.3", False),
    ]
)
def test_when_puts_another_function_in_place_of_one_with_parameters(source: str, release: str, wrapped: bool) -> None:
    def question(call: Call, code: Code) -> bool:
        found = known_call(call, code.runtime)
        return found is not None and bool(found.help)

    assert of_last_call(source, question, release=release) == str(wrapped)


def test_a_module_of_the_project_may_have_the_name_of_pyscript() -> None:
    def question(call: Call, code: Code) -> bool:
        found = known_call(call, code.runtime)
        return found is not None and bool(found.help)

    own = "def when(*values):\n    return lambda function: function\n"
    assert of_last_call(f"{WHEN}pour(None)", question, pyscript=own) == "False"


def counted(source: str, release: str = "2026.7.3", **own: str) -> str:
    """What MicroPython counts the arguments of, and the outline of the call."""

    def question(call: Call, code: Code) -> str:
        found = counted_call(call, code.runtime)
        return f"{found.name} {found.counts.least} {found.counts.most} {found.outline}" if found else ""

    return of_last_call(source, question, MPY, release, **own)


@in_one_test(
    [
        ("import random\nrandom.randint(1, 2)", "random.randint 2 2 random.randint(a, b)"),
        ("pots = []\npots.append(1)", "list.append 1 1 list.append(object)"),
        ("len([1])", "len 1 1 len(obj)"),
        ("import tea\ntea.pour(1)", ""),
        ("unknown(1)", ""),
        ("unknown().tea(1)", ""),
        ("[].tea(1)", ""),
    ]
)
def test_micropython_counts_arguments(source: str, expected: str) -> None:
    assert counted(source) == expected


def test_no_outline_is_shown_where_python_needs_other_arguments() -> None:
    """Python's `{1}.union()` is a copy."""
    assert counted("pots = {1}\npots.union({2})") == "set.union 1 1 "


def test_a_build_that_lacks_the_function_counts_nothing() -> None:
    source = "import gzip\ngzip.open('tea')"
    assert counted(source).startswith("gzip.open ")
    assert counted(source, "unstable") == ""


def test_micropython_counts_nothing_that_the_project_replaces() -> None:
    assert counted("import random\nrandom.randint(1, 2)", random="def randint(*values): pass") == ""
    assert counted("import random\nrandom.randint = print\nrandom.randint(1, 2)") == ""


def test_pyodide_counts_nothing() -> None:
    source = "import random\nrandom.randint(1, 2)"
    assert of_last_call(source, lambda call, code: counts_of(call.name, code.runtime)) == "None"


@in_one_test(
    [
        ("'tea'.upper()", True),
        ("pot = 'tea'\npot.upper()", True),
        ("str.upper('tea')", False),
        ("import json\njson.dumps(1)", True),
        ("from collections import deque\ndeque.append(1)", False),
        ("from tea import Pot\nPot.pour(1)", False),
        ("from tea import pot\npot.pour(1)", True),
        ("def pour(): pass\npour()", True),
        ("len(1)", True),
        (f"{DEQUE}pour = deque((), 9).append\npour(1)", False),
        (f"{DEQUE}for pot in [deque((), 9)]: pot.append(1)", True),
        (f"{DEQUE}pots = [deque((), 9)]\npots[0] = tea()\n'tea'.upper()\nfor pot in pots: pot.append(1)", False),
    ]
)
def test_whether_the_number_of_arguments_shows_it(source: str, certain: bool) -> None:
    assert of_last_call(source, counts_are_certain) == str(certain)


NAMES = ("json", "random", "pyscript")
UNREAD = {"pyscript.toml": "[files]\n" + "".join(f'"https://tea.example/{name}.py" = ""\n' for name in NAMES)}
"""A config that copies files of another server: nobody knows what these modules have."""


@in_one_test(
    [
        ("import json\njson.dumps(1)", CONFIGURED),
        ("import random\nrandom.randint(1, 2)", MPY),
        (f"{WHEN}pour(None)", CONFIGURED),
    ]
)
def test_a_module_of_the_project_that_is_not_read_hides_that_of_python(source: str, tag: str) -> None:
    def asked(project: Project) -> bool:
        (runtime,) = project.runtimes
        call = max(runtime.codes[0].calls, key=lambda each: each.place.span.end)
        known = known_call(call, runtime)
        return counted_call(call, runtime) is not None or (known is not None and (not known.own or bool(known.help)))

    assert told({"index.html": page(f"{tag}\n{source}\n</script>"), **UNREAD}, asked) is False
    assert told({"index.html": page(f"{tag}\n{source}\n</script>"), "pyscript.toml": ""}, asked) is True
