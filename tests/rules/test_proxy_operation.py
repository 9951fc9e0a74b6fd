"""What Python does with JavaScript objects, beyond the examples of the rule's page."""

from __future__ import annotations

import pytest

from pyscript_doctor import ACTION_FAILS, SCRIPT_DIES, Finding
from tests.projects import page, report_of

RULE = "proxy-operation"
BODY = """
<form id="order"><input name="plant"></form><p id="note" class="a">Hello</p><canvas id="canvas"></canvas>
"""


def found(python: str, kind: str, release: str = "2026.7.3") -> list[Finding]:
    """The rule's findings on the last lines of a script."""
    script = f"import js\nfrom pyscript import document, when, window\n{python}"
    html = page(f'{BODY}<script type="{kind}">\n{script}\n</script>', release=release)
    report = report_of({"index.html": html}, select=frozenset({RULE}))
    return [each.finding for each in report.diagnostics]


def said(python: str, kind: str, release: str = "2026.7.3") -> list[str]:
    """What the rule asks the author to write."""
    return [each.help for each in found(python, kind, release)]


def the_one(python: str, kind: str, release: str = "2026.7.3") -> Finding:
    (finding,) = found(python, kind, release)
    return finding


@pytest.mark.parametrize(
    ("python", "help"),
    [
        (
            'print(len(document.getElementById("note").classList))',
            'Write `document.getElementById("note").classList.length`.',
        ),
        (
            'print(len(document.getElementById("no" + str("te")).classList))',
            'Turn it into a list first: `list(document.getElementById("no" + str("te")).classList)`.',
        ),
        ('print("title" in document)', "Ask for one name with `hasattr(document, ...)`."),
        ("print(len(js.Map.new()))", "Turn it into a list first: `list(js.Map.new())`."),
        ("print(len(js.Object.keys(window)))", "Write `js.Object.keys(window).length`."),
        ("print(len(window.localStorage))", "Write `window.localStorage.length`."),
        ("window['title'] = 1", "Write `window.title`."),
        ("print('x' not in js.sessionStorage)", "Ask for the item: `if js.sessionStorage.getItem(...):`."),
        (
            "for key in js.sessionStorage: print(key)",
            "Its keys are in an array: `window.Object.keys(js.sessionStorage)`.",
        ),
        (
            "print(sorted(document.body.dataset))",
            "Its names are in an array: `window.Object.keys(document.body.dataset)`.",
        ),
        (
            "first, second = document.body.dataset",
            "Its names are in an array: `window.Object.keys(document.body.dataset)`.",
        ),
        (
            "print(dict(zip([1], document.body.dataset)))",
            "Its names are in an array: `window.Object.keys(document.body.dataset)`.",
        ),
        (
            "print(list(map(str, document.body.dataset)))",
            "Its names are in an array: `window.Object.keys(document.body.dataset)`.",
        ),
        ("del js.localStorage['a b']", 'Write `js.localStorage.removeItem("a b")`.'),
    ],
)
def test_what_fails_on_micropython(python: str, help: str) -> None:
    assert said(python, "mpy") == [help]


@pytest.mark.parametrize(
    "python",
    [
        "print(len(document.title), document.title[1:])",
        "print(document.querySelectorAll('p')[-1])",
        "print(window.self['title'])",
        "print(max(js.Map.new(), js.Map.new()))",
        "print(len(*[js.Map.new()]))",
        "for each in document.querySelector('form'): print(each)",
        "for each in js.Map.new(): print(each)",
        "print(len(window.plants), 'a' in window.plants)",
        "nodes = document.querySelectorAll('p')\nif not isinstance(nodes, list): nodes = []\nprint(len(nodes))",
        "nodes = document.querySelectorAll('p')\nif hasattr(nodes, '__len__'):\n    print(len(nodes))",
        "nodes = list(document.querySelectorAll('p'))\nprint(len(nodes))",
    ],
)
def test_what_works_or_may_on_micropython(python: str) -> None:
    assert said(python, "mpy") == []


def test_old_micropython_goes_through_nothing() -> None:
    assert said("print('x' in js.localStorage)", "mpy", "2024.5.2") == []
    assert said("print(document.querySelectorAll('p')[1:])", "mpy", "2024.1.1") == []
    assert len(said("print(len(js.localStorage))", "mpy", "2024.1.1")) == 1


@pytest.mark.parametrize(
    ("python", "help"),
    [
        (
            "print(len(document.getElementById('note')))",
            "Its names are in an array: `window.Object.keys(document.getElementById('note'))`.",
        ),
        ("print(list(reversed(js.FormData.new())))", "Turn it into a list first: `list(js.FormData.new())`."),
        ("del window['title']", "Write `del window.title`."),
        ("print(any(window))", "Its names are in an array: `window.Object.keys(window)`."),
        (
            "print([*map(str, js.Float64Array.new(3)[:2])])",
            "Turn it into a list first: `list(js.Float64Array.new(3))`.",
        ),
    ],
)
def test_what_fails_on_pyodide(python: str, help: str) -> None:
    assert said(python, "py") == [help]


@pytest.mark.parametrize(
    "python",
    [
        "print(len(window), len(js.localStorage), len(js.Map.new()), len(js.Blob.new()))",
        "print(len(document.querySelector('form')), list(reversed(document.querySelectorAll('p'))))",
        "print('a' in js.Map.new(), 'a' in document.getElementById('note').classList, 'a' in js.Set.new())",
        "form = js.FormData.new()\nform['a'] = 'b'\ndel form['a']",
        "print(document.querySelectorAll('p')[:2], js.Array.new(3)[1:])",
        "for key, value in js.FormData.new(): print(key, value)",
        "print(document.getElementById('note').classList[0], document.querySelector('form').elements[0])",
        "print(js.URLSearchParams.new()['a'], js.Map.new()[window.name], document.body.children[0])",
        # The rule proxy-subscript speaks about a name in brackets.
        "print(window['title'])",
    ],
)
def test_what_works_or_may_on_pyodide(python: str) -> None:
    assert said(python, "py") == []


@pytest.mark.parametrize(
    ("python", "help"),
    [
        ("print(document.body.classList[0])", "Write `document.body.classList.item(0)`, or turn it into a list first:"),
        (
            "print(document.querySelector('form')[0])",
            "Turn it into a list first: `list(document.querySelector('form'))`.",
        ),
        (
            "print(document.querySelectorAll('p')[1:])",
            "Turn it into a list first: `list(document.querySelectorAll('p'))`.",
        ),
        (
            "print(list(reversed(document.body.classList)))",
            "Turn it into a list first: `list(document.body.classList)`.",
        ),
    ],
)
def test_what_fails_on_pyodide_until_314(python: str, help: str) -> None:
    assert [each.startswith(help) for each in said(python, "py", "2026.3.1")] == [True]
    assert said(python, "py", "2026.6.1") == []
    assert said(python, "mpy", "2026.3.1") == said(python, "mpy", "2026.6.1")


@pytest.mark.parametrize(
    ("python", "help"),
    [
        ("for name in ('a', 'b'): print(js.localStorage[name])", "Write `js.localStorage.getItem(name)`."),
        ("for name in ('a', 'b'): print(window[name])", "Write `getattr(window, name)`."),
        ("print(document.getElementById('note')[0])", "This object has no items. Look at where"),
    ],
)
def test_what_no_pyodide_takes_in_brackets(python: str, help: str) -> None:
    for release in ("2024.1.1", "2026.7.3"):
        assert [each.startswith(help) for each in said(python, "py", release)] == [True]


def test_old_pyodide_takes_brackets_for_these() -> None:
    python = "print(document.querySelectorAll('p')[0], document.body.children[-1], js.Array.new(1)[0:1])"
    assert said(python, "py", "2024.1.1") == []
    assert said("print(js.Uint8Array.new(1)[0], js.Map.new()[1])", "py", "2024.1.1") == []


def of_a_worker(python: str, release: str) -> list[str]:
    html = page(
        f'<script type="mpy" worker>\nfrom pyscript import document, window\n{python}\n</script>', release=release
    )
    return [each.finding.help for each in report_of({"index.html": html}, select=frozenset({RULE})).diagnostics]


def test_a_worker_refuses_the_same_but_has_no_module_window() -> None:
    assert of_a_worker('print(len(document.querySelectorAll("p")))', "2026.7.3") != []
    assert of_a_worker('print(len(document.querySelectorAll("p")))', "2024.11.1") == []
    assert of_a_worker('print(window["title"])', "2026.7.3") == []


@pytest.mark.parametrize(
    ("python", "kind", "message", "console"),
    [
        (
            "print(document.links[1:])",
            "mpy",
            "`document.links` is a JavaScript object, and in MicroPython its square brackets take no `:`",
            "slice",
        ),
        (
            "del js.localStorage['a']",
            "mpy",
            "`js.localStorage` is a JavaScript object, and in MicroPython `del` can't remove an item from it",
            "support item deletion",
        ),
        (
            "window['title'] = 1",
            "mpy",
            "`window` is a module in MicroPython, and square brackets do not work with a module",
            "doesn't support item assignment",
        ),
        (
            "print(window['title'])",
            "mpy",
            "`window` is a module in MicroPython, and square brackets do not work with a module",
            "isn't subscriptable",
        ),
        (
            "print(len(js.Map.new()))",
            "mpy",
            "`js.Map.new()` is a JavaScript object, and in MicroPython `len` does not work with it",
            "has no len()",
        ),
        (
            "print(list(reversed(js.FormData.new())))",
            "py",
            "`js.FormData.new()` is a JavaScript object, and in Pyodide `reversed` does not work with it",
            "TypeError",
        ),
        (
            "print('x' in js.sessionStorage)",
            "mpy",
            "`js.sessionStorage` is a JavaScript object without items, so `in` fails",
            "TypeError",
        ),
        (
            "one, two = document.body.dataset",
            "mpy",
            "`document.body.dataset` is a JavaScript object without items, so it can't be given to several names",
            "TypeError",
        ),
        (
            "for key in document.body.dataset: print(key)",
            "mpy",
            "`document.body.dataset` is a JavaScript object without items, so a loop can't go through it",
            "TypeError",
        ),
        (
            "print(sorted(document.body.dataset))",
            "mpy",
            "`document.body.dataset` is a JavaScript object without items, so `sorted` can't go through it",
            "TypeError",
        ),
        (
            "print(len(document.getElementById(\n'note')))",
            "py",
            "this object is a JavaScript object, and in Pyodide `len` does not work with it",
            "has no len()",
        ),
    ],
)
def test_what_is_said(python: str, kind: str, message: str, console: str) -> None:
    finding = the_one(python, kind)
    assert (finding.message, finding.console) == (message, console)


def test_square_brackets_in_an_old_release() -> None:
    finding = the_one("print(document.body.classList[0])", "py", "2026.3.1")
    assert finding.message.endswith("in Pyodide square brackets do not work with it in this release")
    assert finding.console == "object is not subscriptable"


@pytest.mark.parametrize(
    ("python", "kind", "help"),
    [
        ("del window['a b']", "py", "Use a method of the object."),
        ("window['a b'] = 1", "mpy", "window.Object.keys(window)"),
        ("for name in ('a', 'b'): print((window)[name])", "py", "Write `getattr(window, name)`."),
        ("print('title' in js.localStorage)", "mpy", "`if js.localStorage.getItem(...):`"),
        ("for name in ('a', 'b'): del js.localStorage[name]", "mpy", "`js.localStorage.removeItem(...)`"),
        ("print('title' in window)", "mpy", "Ask for one name with `hasattr(window, ...)`."),
        ("print(len(js.Map.new() or js.Map.new()))", "mpy", "list(js.Map.new() or js.Map.new())"),
    ],
)
def test_what_to_write_instead(python: str, kind: str, help: str) -> None:
    assert help in the_one(python, kind).help


def test_a_long_expression_is_not_repeated() -> None:
    assert the_one(f"print(len(document.querySelectorAll('{'p' * 31}')))", "mpy").message.startswith("`document")
    assert the_one(f"print(len(document.querySelectorAll('{'p' * 32}')))", "mpy").message.startswith("this object")


def test_a_list_is_no_fix_where_python_could_not_make_one() -> None:
    assert the_one("print(len(js.Map.new()))", "mpy").fix is not None
    assert the_one("print(len(document.getElementById('note')))", "py").fix is None
    assert the_one("for key in document.body.dataset: print(key)", "mpy").fix is None


def test_the_script_ends_there_or_a_function_of_it() -> None:
    assert the_one("del window['title']", "py").effect is SCRIPT_DIES
    assert the_one("@when('click', 'p')\ndef show(event):\n    del window['title']", "py").effect is ACTION_FAILS


REFUSED = {
    "del links[0]": "py old mpy worker",
    'del js.Map.new()["a"]': "mpy worker",
    "del js.Array.new(2)[0]": "mpy worker",
    'del js.FormData.new()["a"]': "mpy worker",
    "js.Map.new()[1:]": "mpy worker",
    "js.Array.new(2)[index]": "",
    'js.String.new("ab")[0:1]': "",
    'len(js.String.new("ab"))': "",
    '"a" in js.Uint8Array.new(2)': "",
    "1 in links": "",
    '"a" in js.WeakSet.new()': "",
    '"a" in js.Date.new()': "",
    '"a" in js.Blob.new()': "py old mpy worker",
    "len(js.Date.new())": "mpy worker",
    "len(js.Blob.new())": "mpy worker",
    "document.body[index]": "old",
    "document.body[(1, 2)]": "old",
    'document.body["a"]': "",
    "document.body.classList[1:2]": "old mpy worker",
    "js.FormData.new()[index]": "",
    "list(reversed(js.Map.new()))": "mpy worker",
    "list(reversed(js.Array.new(2)))": "mpy worker",
    "list(reversed(js.FormData.new()))": "py old mpy worker",
    "list(reversed(js.URLSearchParams.new()))": "py old mpy worker",
    "js.URLSearchParams.new()[0:1]": "mpy worker",
    "js.Headers.new()[index]": "",
    'document.getElementById("gone")[0:1]': "",
    "window.plant[0:1]": "",
    "js.Uint8Array.new(2)[0:1]": "py old mpy worker",
    "window[index:index]": "py old mpy worker",
    "window[index]": "py old mpy",
    "js.localStorage[index]": "py old",
    'len(document.querySelector("input, p"))': "mpy worker",
    'document.querySelector("#order")[0:1]': "old mpy worker",
    "js.plant.item[0:1]": "",
    "navigator.languages[0:1]": "mpy worker",
    "list(navigator.languages)": "",
    "len(navigator.languages)": "mpy worker",
    "performance.getEntries()[0:1]": "mpy worker",
    "document.getAnimations()[0:1]": "mpy worker",
    "document.fonts[0:1]": "py old mpy worker",
}
"""Operations, and who refuses them: Pyodide of today ("py") and before 314 ("old"), MicroPython, and its worker."""


def test_who_refuses_what() -> None:
    before = (
        "import js\nfrom js import navigator, performance\nfrom pyscript import document, window\n"
        "index = len(document.title)\nlinks = document.links\n"
    )
    found: dict[str, list[str]] = {operation: [] for operation in REFUSED}
    for name, kind, release in (
        ("py", 'type="py"', "2026.7.3"),
        ("old", 'type="py"', "2026.3.1"),
        ("mpy", 'type="mpy"', "2026.7.3"),
        ("worker", 'type="mpy" worker', "2026.7.3"),
    ):
        script = before + "\n".join(REFUSED)
        html = page(f"{BODY}<script {kind}>\n{script}\n</script>", release=release)
        report = report_of({"index.html": html}, select=frozenset({RULE}))
        for each in report.diagnostics:
            line = (
                html[: each.finding.span.start].rpartition("\n")[2] + html[each.finding.span.start :].partition("\n")[0]
            )
            if each.rule.name == RULE and line in found:
                found[line].append(name)
    assert {operation: " ".join(names) for operation, names in found.items()} == REFUSED


def test_what_is_written_on_several_lines_is_shown_on_one() -> None:
    lines = 'print("a" in document\n    .getElementById(\n        "note"\n    ))'
    assert the_one(lines, "py").help == 'Ask for one name with `hasattr(document.getElementById("note"), ...)`.'
    commented = 'print("a" in document  # here\n    .getElementById("note"))'
    assert the_one(commented, "py").help == "Ask for one name with `hasattr(it, ...)`."


@pytest.mark.parametrize(
    ("python", "flagged"),
    [
        ("print('a' in document.createElement('p'))", True),
        ("print('a' in document.createElement('p').classList)", False),
        ("made = document.createElement('p')\nmade['a'] = 1", False),
        ("made = document.createElement('p')\nprint(f'{made:.2f}')", False),  # for operation-refused
        ("del document.querySelectorAll('p')[0:1]", True),
        ("made = document.createElement('p')\nmade[0:1] = 1", False),
    ],
)
def test_what_pyodide_asks_an_object_for(python: str, flagged: bool) -> None:
    assert bool(said(python, "py")) is flagged


def test_what_some_kinds_of_an_object_may_be_is_turned_into_a_list() -> None:
    assert said("@when('change', '#order')\ndef show(event):\n    event.target[0:1]", "mpy") == [
        "Turn it into a list first: `list(event.target)`."
    ]
