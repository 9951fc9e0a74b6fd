"""Which interface a JavaScript value has."""

from __future__ import annotations

import pytest

from pyscript_doctor import JavaScriptValue
from pyscript_doctor.knowledge.web_platform import Type
from pyscript_doctor.queries.javascript_types import (
    Construct,
    GlobalObject,
    JavaScriptClass,
    JavaScriptFunction,
    JavaScriptObject,
    JavaScriptType,
    event_type,
    followed,
    instance_of,
    type_of,
)
from pyscript_doctor.queries.page_elements import page_elements
from tests.in_one_test import in_one_test
from tests.projects import CORE, project_of

BODY = """<canvas id="c"></canvas><input id="i"><p class="note"></p><p class="note"></p>
<svg id="s"></svg><a class="mixed"></a><p class="mixed"></p><template><p id="inert"></p></template>"""


def type_in(expression: str, body: str = BODY, before: str = "", kind: str = "py") -> JavaScriptType:
    """The type of an expression at the top level of a page's one script."""
    page = f"""<!doctype html><script type="module" src="{CORE}"></script>{body}<script type="{kind}">
import js
from pyscript import document, when, window
{before}
x = {expression}
</script>"""
    project = project_of({"index.html": page})
    runtime = project.runtimes[0]
    value = runtime.codes[0].constants["x"]
    assert isinstance(value, JavaScriptValue)
    return type_of(value, runtime, page_elements(runtime.page, project.runtimes))


def interfaces(found: JavaScriptType) -> tuple[str, ...]:
    assert isinstance(found, JavaScriptObject)
    return found.interfaces


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        ("js.document", ("Document",)),
        ("window.document", ("Document",)),
        ("js.window.self.document.body", ("HTMLElement",)),
        ("document.body.style", ("CSSStyleProperties",)),
        ("document.body.firstElementChild", ("Element",)),
        ("document.querySelectorAll('p')", ("NodeList",)),
        ("document.querySelectorAll('p')[0]", ("Node",)),
        ("js.URL.new('a', 'b')", ("URL",)),
        ("js.Image.new()", ("HTMLImageElement",)),
        ("await js.fetch('data.txt')", ("Response",)),
        ("document.createElement('canvas')", ("HTMLCanvasElement",)),
        ("document.createElement('canvas').getContext('2d')", ("CanvasRenderingContext2D",)),
        ("document.getElementById('c').getContext('webgl')", ("WebGLRenderingContext",)),
        ("js.localStorage", ("Storage",)),
    ],
)
def test_the_way_to_a_value_tells_its_interface(expression: str, names: tuple[str, ...]) -> None:
    assert interfaces(type_in(expression)) == names


@pytest.mark.parametrize(
    ("expression", "name"),
    [
        ("document.getElementById('c')", "HTMLCanvasElement"),
        ("document.querySelector('#i')", "HTMLInputElement"),
        ("document.querySelector('.note')", "HTMLParagraphElement"),
        ("document.getElementById('s')", "Element"),  # an <svg>: not told apart yet
        ("document.querySelector('.mixed')", "Element"),
        ("document.getElementById('inert')", "Element"),
        ("document.getElementById(js.name)", "Element"),
    ],
)
def test_the_html_of_the_page_tells_the_interface_of_an_element(expression: str, name: str) -> None:
    found = type_in(expression)
    assert interfaces(found) == (name,)
    assert isinstance(found, JavaScriptObject)
    assert found.exact is (name != "Element")


def test_only_of_a_canvas_it_is_known_how_it_is_drawn_on() -> None:
    of_canvas, of_node = (
        type_in(f"{owner}.getContext('2d')") for owner in ("document.getElementById('c')", "document.getRootNode()")
    )
    assert interfaces(of_canvas) == ("CanvasRenderingContext2D",)
    assert len(interfaces(of_node)) > 1


def test_a_custom_element_has_a_class_of_its_own() -> None:
    assert interfaces(type_in("document.getElementById('own')", body='<x-clock id="own"></x-clock>')) == ("Element",)


def test_an_element_that_nothing_makes_is_missing() -> None:
    found = type_in("document.getElementById('total')")
    assert isinstance(found, JavaScriptObject)
    assert found.missing == "#total"


@pytest.mark.parametrize(
    "made",
    [
        "<script>document.body.innerHTML = '<p id=\"total\"></p>'</script>",
        "<script>const p = document.createElement('p'); p.id = `to${'tal'}`</script>",
        '<script src="https://example.com/charts.js"></script>',
        '<template><p id="total"></p></template>',
        "<x-clock></x-clock>",
    ],
)
def test_an_element_that_something_may_make_is_not_missing(made: str) -> None:
    found = type_in("document.getElementById('total')", body=made)
    assert isinstance(found, JavaScriptObject)
    assert not found.missing


@pytest.mark.parametrize(
    "before",
    [
        "p = document.createElement('p')\np.id = 'total'",
        "p = document.createElement('p')\np.setAttribute('id', 'total')",
        "document.body.innerHTML = '<p id=\"total\"></p>'",
        "document.body.innerHTML = ''.join(f'<p id=\"{name}\"></p>' for name in js.names)",
        "from pyscript.web import div\ndiv(id='total')",
    ],
)
def test_an_element_that_python_makes_is_not_missing(before: str) -> None:
    found = type_in("document.getElementById('total')", before=before)
    assert isinstance(found, JavaScriptObject)
    assert not found.missing


@pytest.mark.parametrize(
    "expression",
    ["js.chart", "js.chart.canvas", "document.body.mine", "js.document.body if js.a else js.b", "js.JSON.parse('1')"],
)
def test_what_is_not_certain_has_no_interface(expression: str) -> None:
    assert interfaces(type_in(expression)) == ()


def test_a_name_that_the_page_defines_is_the_pages_own() -> None:
    assert interfaces(type_in("js.history", body="<script>var history = {}</script>")) == ()


def test_classes_functions_and_the_global_object_are_told() -> None:
    assert type_in("js.URL") == JavaScriptClass("URL")
    assert type_in("js.window") == GlobalObject("Window")
    found = type_in("document.getElementById")
    assert isinstance(found, JavaScriptFunction)
    assert (found.holder, found.name) == ("Document", "getElementById")


def shown(found: JavaScriptType) -> str:
    """A type in a word. `!`: exactly this interface; `?`: it can be null."""
    if isinstance(found, GlobalObject):
        return f"global {found.interface}"
    if isinstance(found, JavaScriptClass):
        return f"class {found.name}"
    if isinstance(found, Construct):
        return f"new {found.of.name}"
    if isinstance(found, JavaScriptFunction):
        return f"{found.holder}.{found.name}()"
    assert isinstance(found, JavaScriptObject)
    if found.missing:
        return f"missing {found.missing}"
    return "|".join(found.interfaces or (found.type.kind,)) + "!" * found.exact + "?" * found.type.nullable


@in_one_test(
    [
        ("document.createElement('p')", "HTMLParagraphElement!"),
        ("document.createElement('tea')", "HTMLUnknownElement!"),
        ("document.createElement('my-own')", "unknown"),
        ("document.createElement(js.name)", "Element"),
        ("document.getElementById('#i')", "missing #i"),
        ("document.querySelector('#gone')", "missing #gone"),
        ("document.querySelector('.gone')", "missing .gone"),
        ("document.body.querySelector('#gone')", "Element?"),
        ("document.body.querySelector('#i')", "Element?"),
        ("document.querySelector('..')", "Element?"),
        ("document.getElementById('gone').parentElement", "unknown"),
        ("js.OffscreenCanvas.new(1, 2).getContext('2d')", "CanvasRenderingContext2D!?"),
        ("document.body.firstElementChild.getContext('2d')", "CanvasRenderingContext2D!?"),
        ("document.getElementById('i').getContext('2d')", "unknown"),
        ("js.Image", "class HTMLImageElement"),
        ("js.Image.new(1)", "HTMLImageElement!"),
        ("js.Math", "class Math"),
        ("js.URL.new", "new URL"),
        ("js.URL.new('a')", "URL!"),
        ("js.URL.new('a').href", "string"),
        ("js.URL.new('a').tea", "unknown"),
        ("js.URL('a')", "unknown"),
        ("js.URL.tea", "unknown"),
        ("js.URL.createObjectURL", "URL.createObjectURL()"),
        ("js.URL.createObjectURL(js.a)", "string"),
        ("js.fetch('a')", "promise"),
        ("js.fetch('a').ok", "unknown"),
        ("await js.fetch('a')", "Response"),
        ("(await js.fetch('a')).ok", "boolean"),
        ("await document.body", "HTMLElement?"),
        ("await js.navigator.clipboard.readText()", "string"),
        ("document.querySelectorAll('p').length", "number"),
        ("document.styleSheets[0]", "CSSStyleSheet"),
        ("js.localStorage['a']", "unknown"),
        ("js.performance.getEntries()", "sequence"),
        ("js.performance.getEntries()[0]", "PerformanceEntry"),
        ("js.globalThis", "global Window"),
        ("await js.navigator.languages", "sequence"),
        ("await js.Promise.new(js.a)", "Promise!"),
        ("document.getElementById('c').toDataURL('2d')", "string"),
        ("document.createElement('canvas').getContext('2d').canvas.getContext('2d')", "CanvasRenderingContext2D!?"),
        ("document.createTextNode('p')", "Text"),
        ("document.createComment('canvas')", "Comment"),
        ("document.body.firstElementChild.querySelector('#i')", "Element?"),
        ("document.body.childNodes[0]", "Node"),
        ("js.navigator.language[0]", "unknown"),
        ("js.fetch('a')[0]", "unknown"),
        ("js.tea.new()", "unknown"),
        ("js.tea.leaf.new('a').pot", "unknown"),
        ("js.JSON.stringify(1)", "unknown"),
        ("document.body.contains", "HTMLElement.contains()"),
        ("document.body.firstElementChild.close", "Element.close()"),
        ("document.body.firstElementChild.close()", "undefined"),
        ("js.fetch('a').then", "Promise.then()"),
        ("js.self.window", "global Window"),
        ("js.postMessage", "Window.postMessage()"),
        ("js.importScripts", "unknown"),
        ("js.tea", "unknown"),
        ("document.createElement('input').value", "string"),
        ("document.createElement('p').value", "unknown"),
        ("document.createElement('p').click()", "undefined"),
        ("document.createElement('p').click.name", "unknown"),
        ("document.body.firstElementChild.value", "union"),
        ("document.body.firstElementChild.play()", "promise"),
        ("document.body.innerHTML.length", "unknown"),
        # The root of an element may be a page, or another node.
        ("document.body.getRootNode().open", "unknown"),
        ("document.body.getRootNode().elementFromPoint(1, 2)", "union"),
        ("document.body.getRootNode().createElement('input')", "Element"),
    ]
)
def test_what_the_steps_to_a_value_lead_to(expression: str, type_: str) -> None:
    assert shown(type_in(expression)) == type_


@in_one_test(
    [
        ("document.title", "string"),
        ("own.title", "unknown"),
        ("own.body.style", "unknown"),
    ]
)
def test_a_module_may_have_the_names_of_the_browser(expression: str, type_: str) -> None:
    body = '<py-config>\n[js_modules.main]\n"./own.js" = "document"\n</py-config>'
    before = "from pyscript.js_modules import document as own"
    assert shown(type_in(expression, body, before)) == type_


def test_an_instance_has_no_more_than_its_own_interface() -> None:
    def after(start: JavaScriptType, *path: str) -> str:
        project = project_of(
            {"index.html": f'<script type="module" src="{CORE}"></script><script type="py">1</script>'}
        )
        return shown(followed(start, path, (), page_elements(project.pages[0], project.runtimes)))

    assert shown(instance_of("HTMLElement")) == "HTMLElement!"
    assert after(instance_of("HTMLElement"), "play") == "unknown"
    assert after(instance_of("HTMLElement"), "click") == "HTMLElement.click()"
    assert after(JavaScriptObject(Type("interface", "HTMLElement")), "play") == "HTMLElement.play()"


@in_one_test(
    [
        ("js.postMessage", "DedicatedWorkerGlobalScope.postMessage()"),
        ("js.importScripts", "DedicatedWorkerGlobalScope.importScripts()"),
        ("js.self", "global DedicatedWorkerGlobalScope"),
        ("js.window", "unknown"),
        ("js.document", "unknown"),
        ("window", "global Window"),
        ("document", "Document"),
        ("window.document.body", "HTMLElement?"),
    ]
)
def test_what_is_global_in_a_worker(expression: str, type_: str) -> None:
    assert shown(type_in(expression, kind='py" worker="')) == type_


@in_one_test(
    [
        ("click", "PointerEvent!"),
        ("keydown", "KeyboardEvent!"),
        ("submit", "SubmitEvent!"),
        ("popstate", "PopStateEvent!"),  # this comes to the window alone
        ("tea", "unknown"),
    ]
)
def test_what_an_event_is(kind: str, type_: str) -> None:
    assert shown(event_type(kind)) == type_
