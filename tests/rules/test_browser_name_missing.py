"""Which names the browser's objects lack, beyond the examples of the rule's page."""

from __future__ import annotations

from pyscript_doctor import SAFE, UNSAFE
from tests.in_one_test import in_one_test
from tests.rules.scripts import found, messages, the_one

RULE = "browser-name-missing"
START = "from pyscript import document, window\nbody = document.body\nnotes = document.querySelectorAll('p')\n"


@in_one_test(
    [
        ("body.innerHtml", "error", "Write `innerHTML`.", SAFE),
        ("body.innerHtml = 'Tea'", "warning", "Write `innerHTML`.", UNSAFE),
        ("notes.forEch(print)", "error", "Write `forEach`.", UNSAFE),
        ("body.xyzzy", "error", "Look up the names that `HTMLElement` has, for example on MDN.", None),
        ("notes.style", "error", "It is a list of elements. Go through it:\n\n```python\nfor element in notes:", None),
        (
            "body.children\\\n.style",
            "error",
            "It is a list of elements. Go through it:\n\n```python\nfor element in elements:",
            None,
        ),
        ("notes.lenght", "error", "Write `length`.", UNSAFE),
    ]
)
def test_help_and_fix(source: str, severity: str, help: str, fix: object) -> None:
    (one,) = found(RULE, START + source, body="<p>Tea</p>")
    assert one.severity.label == severity
    assert one.finding.help.startswith(help)
    assert (one.finding.fix.safety if one.finding.fix else None) is fix


def test_only_pyodide_gives_json_of_javascript_as_another_thing_than_a_dict() -> None:
    source = f"{START}data = window.JSON.parse('{{}}')\ndata.items()"
    assert the_one(RULE, source).help == "Turn it into a Python value first: `data.to_py().items(...)`."
    assert messages(RULE, source, '<script type="mpy">') == []


BODY = "<p>Tea</p><input><select></select><a></a>"


@in_one_test(
    [
        "print(body.innerHtml)",
        "print(body.innerHtml())",
        "style = body.sytle\nprint(style.color)",
        "def go(event):\n    event.click()\nbody.addEventListener('click', go)",
        "print(body.items)",
        "paragraph = document.querySelector('p')\nparagraph.checked = 4\nprint(paragraph.value, paragraph.checked)",
        "class Tea: pass\nTea.value = 1\nprint(document.querySelector('p').value)",
        "print(window.localStorage.getitem)",
        "document.querySelector('input').value = 4\nprint(document.querySelector('p').value)",
        "try:\n    print(body.innerHtml)\nexcept KeyError:\n    pass",
        "print(body.children[0].innerHtml)",
        "paragraph = notes[0]\nprint(paragraph.innerHtml)",
        "body.get('id')",
        "window.localStorage.getitem('tea')",
        "window.localStorage.items()",
        "window.Event.new('tea').checked",
        "window.Event.new('tea').xyzzy",
        "window.Date.nw()",
        "window.importScripts('tea.js')",
        "from js import docment",
        "body.textContnt = 'Tea'",
        "document.getElementsByTagName('p').style = 'color: red'",
    ]
)
def test_a_name_that_is_lacking(source: str) -> None:
    assert len(messages(RULE, START + source, body=BODY)) == 1


@in_one_test(
    [
        "print(body.innerHTML)",
        "try:\n    print(body.innerHtml)\nexcept AttributeError:\n    pass",
        "try:\n    from js import docment\nexcept ImportError:\n    docment = None",
        "window.docment = 3\nfrom js import docment",
        "if hasattr(body, 'value'):\n    print(body.value)",
        "body.teaTime = 4\nprint(body.teaTime)",
        "body.addEventListenr = 4\nprint(body.addEventListenr)",
        "body.xyzzy = 4",
        "setattr(body, 'teaTime', 3)\nprint(body.teaTime)",
        "paragraph = document.querySelector('p')\nif hasattr(paragraph, 'value'):\n    print(paragraph.value)",
        "window.URLSearchParams.new('a=1').has('a')",
        "window.URLSearchParams.new('a=1').delete('a')",
        "paragraph = document.querySelector('p')\nparagraph.value = 4\nprint(paragraph.value)",
        "body.classList.textContent = 'Tea'",
        "setattr(window, 'docment', 3)\nfrom js import docment",
        "document.getElementById('lost').innerHtml",
        "document.get('tea')",
        "document.querySelector('select').get('tea')",
        "window.Event.new('tea').get('tea')",
        "window.Date.get('tea')",
        "window.lost.get('tea')",
        "notes.xyzzy = 4",
        "notes[0].textContent = 'Tea'",
        "window.localStorage.textContent = 'Tea'",
        "print(window.localStorage.items)",
        "print(window.localStorage.tea)",
        "window.localStorage.tea()",
        "print(window.xyzzy)",
        "print(body.to_py(), body.__dict__, body.process)",
        "print(notes.items())",
        "window.Array.from_([1])",
        "text = body.innerHTML\nprint(text.value)",
        "window.Date.now()",
        "window.URLSearchParams.new('a=1').get('a')",
    ]
)
def test_a_name_that_may_be_there(source: str) -> None:
    assert messages(RULE, START + source, body=BODY) == []


@in_one_test(
    [
        ("body.innerHtml", "Write `innerHTML`."),
        ("document.querySelector('p').text", "Write `textContent`."),
        ("body.Html", "Write `innerHTML`."),
        ("document.querySelector('a').TEXT", "Write `text`."),
        (
            "document.querySelector('p').get('id')",
            "Look up the names that `HTMLParagraphElement` has, for example on MDN.",
        ),
        ("body.set_attribute('a', 'b')", "Write `setAttribute`."),
        (
            "document.querySelector('p').play()",
            "Look up the names that `HTMLParagraphElement` has, for example on MDN.",
        ),
        ("window.Event.new('tea').checked", "Write `target.checked`."),
        ("window.localStorage.set('tea', 'green')", "Write `setItem`."),
        ("window.localStorage.delete('tea')", "Write `removeItem`."),
        ("window.localStorage.remove('tea')", "Write `removeItem`."),
        ("window.Date.nw()", "Write `now`."),
    ]
)
def test_the_name_that_is_meant(source: str, help: str) -> None:
    assert the_one(RULE, START + source, body=BODY).help == help


@in_one_test(
    [
        ("<my-tea></my-tea>", "document.querySelector('my-tea, p').getValue()", 0),
        ("<my-tea></my-tea>", "document.querySelector('.tea').getValue()", 0),
        ("<my-tea></my-tea>", "document.querySelector('.tea').innerHtml", 1),
        ("<my-tea></my-tea>", "document.querySelector('.tea').innerHtm", 0),
        ("<my-tea></my-tea><p id=tea>Tea</p>", "document.getElementById('tea').getValue()", 1),
        ("<p class=tea>Tea</p>", "document.querySelector('.tea').getValue()", 1),
        ("<p id=tea>Tea</p>", "document.getElementById('tea').getValue()", 1),
        ("<p id=tea>Tea</p>", "print(window.tea, document.tea)", 0),
        ("<img name=tea>", "print(window.tea, document.tea)", 0),
    ]
)
def test_names_that_the_page_or_other_javascript_gives(body: str, source: str, count: int) -> None:
    assert len(messages(RULE, START + source, body=body)) == count


LIBRARY = '<script src="https://cdn.plot.ly/plotly-3.0.0.min.js"></script>\n'


@in_one_test(
    [
        ("body.on('tea', print)", 0),
        ("body.tomselect", 0),
        ("body.innerHtml", 1),
        ("body.html", 1),
        ("window.docment", 0),
        ("window.Event.new('tea').xyzzy", 1),
    ]
)
def test_a_library_may_add_what_is_not_almost_a_name_of_the_browser(source: str, count: int) -> None:
    assert len(messages(RULE, START + source, head=LIBRARY, body="<p>Tea</p>")) == count


@in_one_test(
    [
        ("js.consol.log(1)", 1),
        ("js.postMesage(1)", 1),
        ("js.CanvasRenderingContext2D", 0),
        ("js.document.title", 0),
        ("js.xyzzy", 0),
        ("js.importScripts", 0),
    ]
)
def test_names_of_a_worker(source: str, count: int) -> None:
    assert len(messages(RULE, f"import js\n{source}", '<script type="py" worker>')) == count


def test_an_import_fails_as_an_error() -> None:
    (one,) = found(RULE, "from js import docment")
    assert (one.severity.label, one.finding.label) == ("error", "there is no such name")
