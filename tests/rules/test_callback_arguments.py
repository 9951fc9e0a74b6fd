"""What the doctor says of functions that JavaScript calls, beyond the examples of the rule's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.projects import page, report_of

if TYPE_CHECKING:
    from pyscript_doctor import Finding

RULE = "callback-arguments"
BODY = '<button id="button">Go</button><p class="note">one</p>'
NOTES = 'notes = document.querySelectorAll(".note")\n'
BUTTON = 'button = document.getElementById("button")\n'


def found(python: str, kind: str = "py", body: str = BODY) -> list[Finding]:
    """The rule's findings on a page with this script."""
    script = f"import js\nfrom pyscript import document, when, window\n{python}"
    html = page(f'{body}<script type="{kind}">\n{script}\n</script>')
    report = report_of({"index.html": html}, select=frozenset({RULE}))
    return [each.finding for each in report.diagnostics]


def the_one(python: str, kind: str = "py") -> Finding:
    (finding,) = found(python, kind)
    return finding


@pytest.mark.parametrize(
    ("python", "message", "help"),
    [
        (
            f"{NOTES}def show(): pass\nnotes.forEach(show)",
            "`forEach` calls `show` with three arguments, but it takes none",
            "Give it a parameter for the rest, `*rest`. Or write a `for` loop in Python instead of `forEach`.",
        ),
        (
            f"{NOTES}def show(one, size=1): pass\nnotes.forEach(show)",
            "`forEach` calls `show` with three arguments, but it takes two",
            "Give it a parameter for the rest, `*rest`. Or write a `for` loop in Python instead of `forEach`.",
        ),
        (
            "js.Array.new(1).map(lambda each: each)",
            "`map` calls `lambda` with three arguments, but it takes one",
            "Give it a parameter for the rest: `lambda value, *rest: ...`.",
        ),
        (
            "def tell(changes): pass\njs.MutationObserver.new(tell)",
            "`MutationObserver` calls `tell` with two arguments, but it takes one",
            "Give it a parameter for the rest: `*rest`.",
        ),
        (
            f"{NOTES}def show(a, b, c, d, e): pass\nnotes.forEach(show)",
            "`forEach` calls `show` with three arguments, but it needs 5",
            "Give `show` as many parameters as it gets arguments.",
        ),
        (
            "def greet(first, second): pass\njs.setTimeout(greet, 10)",
            "`setTimeout` calls `greet` with no argument, but it needs two",
            "Put the arguments into a function of their own: `lambda: greet(...)`.",
        ),
        (
            "js.setTimeout(lambda name: print(name), 10)",
            "`setTimeout` calls `lambda` with no argument, but it needs one",
            "Write `lambda: ...`, or give the arguments after the time: `setTimeout(..., 100, ...)`.",
        ),
        (
            "def greet(): pass\njs.setTimeout(greet, 10, 1)",
            "`setTimeout` calls `greet` with one argument, but it takes none",
            "Give it a parameter for the rest: `*rest`.",
        ),
        (
            f'{BUTTON}button.addEventListener("click", lambda event, name: print(name))',
            "`addEventListener` calls `lambda` with one argument, but it needs two",
            "Write it with one parameter: `lambda event: ...`.",
        ),
        (
            f"{BUTTON}def greet(event, name): pass\nbutton.onclick = greet",
            "`onclick` calls `greet` with one argument, but it needs two",
            "Give `greet` one parameter for the event, and default values to the others.",
        ),
        (
            f"{BUTTON}class Page:\n    def greet(self, event, name): pass\nbutton.onclick = Page().greet",
            "`onclick` calls `greet` with one argument, but it needs two",
            "Give `greet` one parameter for the event, and default values to the others.",
        ),
        (
            'def show(answer, other): pass\nwindow.fetch("a.txt").then(show)',
            "`then` calls `show` with one argument, but it needs two",
            "Give `show` one parameter for the value, and default values to the others.",
        ),
        (
            '@when("click", "#button")\ndef greet(event, name): pass',
            "`@when` calls `greet` with one argument, but it needs two",
            "Give `greet` one parameter for the event, and default values to the others.",
        ),
        (
            'class Page:\n    @when("click", "#button")\n    def greet(self, event): pass',
            "`@when` calls `greet` with one argument, but it needs two",
            "Here `@when` has no object for `self`. Write `when(...)(self.greet)` in a method, such as `__init__`.",
        ),
    ],
)
def test_what_is_said(python: str, message: str, help: str) -> None:
    finding = the_one(python)
    assert (finding.message, finding.help) == (message, help)


@pytest.mark.parametrize(
    ("python", "kind", "console"),
    [
        (f"{NOTES}notes.forEach(lambda note: note)", "py", "takes 1 positional argument but"),
        (f"{NOTES}notes.forEach(lambda note: note)", "mpy", "takes 1 positional arguments but"),
        (f"{NOTES}notes.forEach(lambda: 1)", "py", "takes 0 positional arguments but"),
        (f"{NOTES}notes.forEach(lambda note, size=1: note)", "py", "positional argument"),
        (f"{NOTES}notes.forEach(lambda a, b, c, d, e: a)", "py", "missing 2 required positional argument"),
        (f"{NOTES}notes.forEach(lambda a, b, c, d, e: a)", "mpy", "takes 5 positional arguments but"),
        ('window.fetch("a.txt").then(lambda: print(1))', "py", ""),
        ('window.fetch("a.txt").then(lambda: print(1))', "mpy", "takes 0 positional arguments but"),
    ],
)
def test_what_the_console_shows(python: str, kind: str, console: str) -> None:
    """Pyodide's promises show nothing of the functions that they call."""
    assert the_one(python, kind).console == console


def test_a_function_that_is_written_elsewhere_is_shown_too() -> None:
    assert len(the_one(f"{NOTES}def show(note): pass\nnotes.forEach(show)").related) == 1
    assert the_one(f"{NOTES}notes.forEach(lambda note: note)").related == ()


def test_parameters_that_only_have_names_leave_no_place_for_the_rest() -> None:
    assert the_one(f"{NOTES}def show(note, *, size=1): pass\nnotes.forEach(show)").fix is None
    assert the_one(f"{NOTES}def show(note): pass\nnotes.forEach(show)").fix is not None


@pytest.mark.parametrize(
    "python",
    [
        # The class may take the arguments in another way, such as a metaclass.
        f"{NOTES}class Note:\n    def __init__(self, note): pass\nnotes.forEach(Note)",
        'def keep(f): return lambda event: f(event, 1)\n@when("click", "#button")\n@keep\ndef greet(event, name): pass',
        # The rule handler-without-event speaks about functions without a parameter for the event.
        f'{BUTTON}button.addEventListener("click", lambda: print(1))',
        '@when("click", "#button")\ndef greet(): pass',
    ],
)
def test_what_may_work_or_is_for_another_rule(python: str) -> None:
    assert found(python) == []


def test_an_attribute_names_what_a_decorator_made() -> None:
    body = '<button py-click="greet">Go</button>'
    plain = "def greet(event, name): pass"
    assert len(found(plain, body=body)) == 1
    assert found(f"def keep(f): return lambda event: f(event, 1)\n@keep\n{plain}", body=body) == []


PROXIES = "from pyscript.ffi import create_proxy\n"
TWO = "def tell(one, other): pass\n"


@pytest.mark.parametrize(
    "python",
    [
        "window.requestAnimationFrame(tell)",
        "window.requestIdleCallback(tell)",
        "window.navigator.geolocation.getCurrentPosition(tell)",
        "window.navigator.geolocation.watchPosition(tell)",
        "window.addEventListener('click', tell)",
        "from pyscript.ffi import create_proxy\nwindow.addEventListener('click', create_proxy(tell))",
        "window.onclick = tell",
        "document.body.onclick = tell",
    ],
)
def test_what_is_called_with_one_argument(python: str) -> None:
    assert "with one argument, but it needs two" in the_one(TWO + python).message


@pytest.mark.parametrize(
    "python",
    [
        # A window gives this one five arguments.
        "window.onerror = tell",
        "window.plant = tell",
        "document.body.plant = tell",
        # Only a socket or a database fires this event.
        "document.body.onopen = tell",
        "document.createTreeWalker(document.body).filter = tell",
        "window.anything.onclick = tell",
        "arguments = [1, 2]\njs.setTimeout(tell, 10, *arguments)",
        "first = [print]\njs.setTimeout(*first, tell)",
        "js.setTimeout(handler=tell)",
        "js.setTimeout(print, tell)",
        "first = [print]\nwindow.addEventListener(*first, tell)",
        "js(tell)\njs.Plant.new(tell)\njs.Date.new(tell)",
        f"{PROXIES}window.addEventListener('click', create_proxy(tell, capture_this=True))",
        f"{PROXIES}window.addEventListener('click', create_proxy(tell).destroy)",
        f"{PROXIES}window.addEventListener('click', create_proxy())",
        "window.addEventListener('click', classmethod(tell))",
        "window.anything.forEach(tell)",
        "def bound(function): return lambda *all: function(1, 2)\nwindow.addEventListener('click', bound(tell))",
        "window.addEventListener('click', window.anything(tell))",
    ],
)
def test_what_is_called_in_a_way_that_nobody_knows(python: str) -> None:
    assert found(TWO + python) == []


def test_some_names_mean_the_same_whatever_they_belong_to() -> None:
    for call in (
        "addEventListener('click', tell)",
        "requestAnimationFrame(tell)",
        "requestIdleCallback(tell)",
        "getCurrentPosition(tell)",
        "watchPosition(tell)",
    ):
        assert "with one argument, but it needs two" in the_one(f"{TWO}window.anything.{call}").message


def test_the_project_may_have_a_function_of_that_name() -> None:
    """A function of JavaScript takes the place of the browser's own."""
    own = "<script>function setTimeout(tell) { tell(1, 2); }</script>"
    assert len(found(f"{TWO}window.setTimeout(tell, 10)")) == 1
    assert found(f"{TWO}window.setTimeout(tell, 10)", body=own) == []


def test_an_attribute_calls_the_functions_of_its_own_interpreter() -> None:
    own, other = '<button py-click="tell">Go</button>', '<button mpy-click="tell">Go</button>'
    assert len(found(TWO, body=own)) == 1
    assert found(TWO, body=other) == []
    assert found(TWO, "mpy", body=own) == []
    assert found(TWO, 'py" worker="', body=own) == []
    assert found(TWO, "py-editor", body=own) == []
    assert found(TWO, "py-game", body=f'{own}<canvas id="canvas"></canvas>') == []
