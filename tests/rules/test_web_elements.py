"""What the elements of `pyscript.web` are and have, beyond the examples of the rules' pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.queries import web_objects
from pyscript_doctor.queries.page_elements import page_elements
from pyscript_doctor.queries.web_objects import WebKind
from tests.in_one_test import in_one_test
from tests.projects import page, told
from tests.rules.pages import of_body

if TYPE_CHECKING:
    from pyscript_doctor import Finding
    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.project.project import Project

BODY = '<h1 id="title">Hello</h1><p class="note">one</p><input id="name">'
HEAD = "from pyscript import web, window\nfrom pyscript.web import page\n"


def diagnostics(rule: str, source: str, kind: str = "py", release: str = "2026.7.3") -> list[Diagnostic]:
    return of_body(rule, f'{BODY}<script type="{kind}">\n{HEAD}{source}\n</script>', release=release)


def the_one(rule: str, source: str, kind: str = "py", release: str = "2026.7.3") -> Finding:
    (diagnostic,) = diagnostics(rule, source, kind, release)
    return diagnostic.finding


MISSING = "web-element-missing"


@pytest.mark.parametrize(
    ("source", "help"),
    [
        ('page["titel"].textContent = "a"', "The page has an element with the id `title`."),
        ('page["gone"].textContent = "a"', "Correct the id"),
        ('page["#gone"].textContent = "a"', "Correct the id"),
        (
            'page["h1"].textContent = "a"',
            'Since 2026.1.1 `page[...]` takes an id. For a selector write `page.find("h1")[0]`.',
        ),
        ('page["#h1"].textContent = "a"', "Correct the id"),
        ('page["h2"].textContent = "a"', "Correct the id"),
    ],
)
def test_an_id_that_is_not_there(source: str, help: str) -> None:
    assert the_one(MISSING, source).help.startswith(help)


@in_one_test(
    [
        ('page["gone"].textContent = "a"\npage["gone"].textContent = "b"', 1),
        ('page["gone"].textContent = "a"\npage["lost"].textContent = "b"', 2),
        ('gone = page["gone"]\ngone.textContent = "a"', 1),
        ('sizes = {"a": 1}\nprint(sizes["a"])\npage["gone"].textContent = "b"', 1),
        ('found = page["gone"]\nfound = page["title"]\nfound.textContent = "a"', 0),
        ('page[".note"]', 1),
        ('page["h1 > p"]', 1),
        ('page["title"].textContent = "a"', 0),
        ('page["note!"].textContent = "a"', 0),
        ('gone = page["gone"]\nif gone:\n gone.textContent = "a"', 0),
        ('gone = page["gone"]\nprint(gone)\ngone.textContent = "a"', 0),
        ('try:\n page["gone"].textContent = "a"\nexcept AttributeError: pass', 0),
        ('page["gone"]', 0),
        ('page["1st"].textContent = "a"', 0),
        ('gone = page["gone"]\nif window.name:\n gone = page["title"]\ngone.textContent = "a"', 0),
        ('window.find("gone").textContent = "a"', 0),
        ("page[name].textContent = 'a'", 0),
        ('pages = {}\npages[".note"]\npages["gone"].real', 0),
        ('page.find("gone").textContent = "a"', 0),
        ('page["title"].children["gone"].real', 0),
        ('page["gone"]().real', 0),
        ('page["gone", 1].real', 0),
        ("page.__getitem__().real", 0),
        ('boxes = [page["gone"]]\nboxes[0] = web.div()\nfor box in boxes:\n box.title', 0),
    ]
)
def test_which_elements_are_missing(source: str, count: int) -> None:
    assert len(diagnostics(MISSING, f'page["title"]\n{source}')) == count


def test_what_is_asked_first_of_nothing_is_what_fails() -> None:
    assert the_one(MISSING, 'page["gone"].parent.remove()').message.endswith("and `.parent` fails")


def test_before_a_release_the_key_was_a_selector() -> None:
    assert diagnostics(MISSING, 'page["gone"].textContent = "a"\npage[".note"]', release="2025.11.2") == []


NAME = "web-name-missing"


@pytest.mark.parametrize(
    ("source", "severity", "help"),
    [
        ('page["title"].inerHTML', "error", "Write `innerHTML`."),
        ('page["title"].inerHTML = "a"', "warning", "Write `innerHTML`."),
        ('page["title"].xylophone', "error", "Look up the names that this element has"),
        ('page["title"].style.backgroundColor', "error", 'Write `style["background-color"]`'),
        ('page["title"].style.backgroundColor = "red"', "warning", 'Write `style["background-color"]`'),
        ('page["title"].classes.toggle("a")', "error", "`classes` has `add` and `remove`."),
        ('page.find("p").textContent = "a"', "warning", "Take one of the elements"),
        ('page.find("p").classes = "a"', "warning", "Take one of the elements"),
        ('page.find("p").style = "a"', "warning", "Take one of the elements"),
        ('page.find("p").on_click = print', "warning", "Take one of the elements"),
        ('page.find("p").classes.add("a")', "error", "Take one of the elements"),
    ],
)
def test_what_to_write_instead(source: str, severity: str, help: str) -> None:
    (diagnostic,) = diagnostics(NAME, source)
    assert (diagnostic.severity.label, diagnostic.finding.help[: len(help)]) == (severity, help)


@in_one_test(
    [
        'page["title"].plant = 1',
        'page["title"].innerTexts = 1\nprint(page["title"].innerTexts)',
        'page["title"].inerHTML = 1\nwindow.inerHTML',
        'boxes = [page["title"]]\nboxes[0] = window.box\nfor box in boxes: box.inerHTML',
        'page.find("p").plant = 1',
        'page["title"].innerTexts = 1\nfor each in page.find("h1"): print(each.innerTexts)',
        'page["title"].inerHTML = 1\nprint(getattr(page["title"], "inerHTML"))',
        'either = page["title"] if window.name else window.library\neither.inerHTML',
        'page["title"].style.plant = 1',
        'try:\n page["title"].inerHTML\nexcept AttributeError: pass',
        'page["title"].xylophone = print',
        'if hasattr(page["title"], "inerHTML"):\n page["title"].inerHTML',
        'try:\n page["name"].on_change = print\nexcept ValueError: pass',
        "try:\n web.input_(on_input=print)\nexcept ValueError: pass",
        'web.input_(id="name", type="text")',
        "print(on_input=print)",
    ]
)
def test_what_may_be_meant(source: str) -> None:
    assert diagnostics(NAME, source) == []


@in_one_test(
    [
        ('page["title"].inerHTML', "py", "AttributeError: inerHTML"),
        ('page["title"].inerHTML', "mpy", "object has no attribute 'inerHTML'"),
        ('page["title"].classes.toggle("a")', "py", "object has no attribute 'toggle'"),
        ('page["title"].inerHTML = 1', "py", ""),
    ]
)
def test_what_the_console_shows(source: str, kind: str, console: str) -> None:
    assert the_one(NAME, source, kind).console == console


def test_the_own_names_of_style_are_meant_too_if_css_has_no_such_property() -> None:
    for source, help, written in (
        ('web.p("a").style.visble = 1', "Write `visible`.", "visible"),
        ('web.p("a").style.visble', "Write `visible`.", "visible"),
    ):
        finding = the_one(NAME, source, release="2025.11.2")
        assert finding.fix is not None
        assert (finding.help, finding.fix.edits[0].text) == (help, written)
    for name in ("inset", "colr"):  # `set` is one of its own names
        finding = the_one(NAME, f'web.p("a").style.{name}', release="2025.11.2")
        assert (finding.help.partition(":")[0], finding.fix) == (f'Write `style["{name}"]`', None)


@in_one_test(
    [
        ('page["title"].inerHTML', "innerHTML"),
        ('page["title"].style.backgroundColor = "red"', '["background-color"]'),
        ('print(page["title"].style.backgroundColor)', None),
        ('page["title"].content = "a"', "textContent"),  # also a property of CSS
        ('page["title"].classes.ad("a")', None),
        ('page.find("p").classes.add("a")', None),
    ]
)
def test_what_the_fix_writes(source: str, written: str | None) -> None:
    finding = the_one(NAME, source)
    assert (finding.fix.edits[0].text if finding.fix else None) == written


@pytest.mark.parametrize(
    ("name", "reason", "help"),
    [
        ("on_change", "PyScript can't listen to it this way", 'Write `@when("change", element)`'),
        ("on_chang", "the browser has no such event", "Did you mean `on_change`?"),
        ("on_xylophone", "the browser has no such event", "Look up the events"),
    ],
)
def test_an_event_that_pyscript_refuses(name: str, reason: str, help: str) -> None:
    finding = the_one(NAME, f'page["name"].{name} = print')
    assert finding.message.endswith(reason)
    assert finding.help.startswith(help)
    assert (finding.fix is None) == (name != "on_chang")


def test_javascript_may_read_what_python_sets() -> None:
    script = f'{BODY}<script type="py">\n{HEAD}page["title"].inerHTML = 1\n</script>'
    assert len(of_body(NAME, script)) == 1
    reads = "<script>console.log(document.getElementById('title').inerHTML);</script>"
    assert of_body(NAME, script + reads) == []


def test_what_code_expects_of_a_list_is_not_said() -> None:
    """Before 2026, a collection handed on what it was asked."""
    source = 'page.find("p").append(web.p("two"))'
    assert len(diagnostics(NAME, source, release="2025.11.2")) == 1
    assert diagnostics(NAME, f"try:\n {source}\nexcept TypeError: pass", release="2025.11.2") == []


def test_a_name_that_may_be_of_something_else_is_not_judged() -> None:
    source = 'title = page["title"]\nif window.name:\n title = window.library\nprint(title.inerHTML)'
    assert diagnostics(NAME, source) == []
    loops = "for each in [page['title'], window.library]:\n each.inerHTML"
    assert diagnostics(NAME, loops) == []


MORE = '<label id="lab">a</label><svg><a id="vec"></a></svg>'
BEFORE_2026, FIRST = "2025.11.2", "2024.9.1"


def named(source: str, release: str = "2026.7.3") -> list[str]:
    """The names that are said to be missing."""
    found = of_body(NAME, f'{BODY}{MORE}<script type="py">\n{HEAD}{source}\n</script>', release=release)
    return [each.finding.message.split("`")[1 if "has no" not in each.finding.message else -2] for each in found]


@in_one_test(
    [
        'web.p("a").inerHTML',
        'web.p("a").value',
        "web.input_().vlaue",
        "web.page.xylophone",
        "page.body.inerHTML",
        "page.html.xylophone",
        "page.main.inerHTML",
        'page["title"].clone().inerHTML',
        'page.find("p").clone().inerHTML',
        'page["title"].find("b").inerHTML',
        'page.find("p")[0].inerHTML',
        'page["title"].children.inerHTML',
        'page["title"].children[0].inerHTML',
        'page["title"].parent.inerHTML',
        'page["title"].parent.parent.inerHTML',
        'page["title"].style.colr',
        'page["title"].classes.xylophone',
        'page["title"].value',
        'page["name"].vlaue',
        'page["title"].for_',
        'page["vec"].xylophone',
        'page["#title"].inerHTML',
        'page["lost"].inerHTML',
        'page["title"].elements',
        'page["name"].classes.title',
        'page["title"].body.inerHTML',
        'page.find("p").first.inerHTML',
        'page.make("title").inerHTML',
        "page.body.value",
        'page["title"].on_change',
        'page.find("p").on_change',
        'page.find("p").append(1)',
        'page["title"].children.append(1)',
        "web.div(on_change=print)",
    ]
)
def test_a_name_that_an_object_lacks(source: str) -> None:
    assert len(named(source)) == 1


@in_one_test(
    [
        "web.input_().value",
        "web.tea().inerHTML",
        "page.title",
        'page["title"].remove().inerHTML',
        'page.find("p")[0].value',
        'page.find("p")[0].update_all',
        'page.find("p")[0].classes.xylophone',
        'page.find("p")[0].style.xylophone',
        'page["name"].value',
        'page["lab"].for_',
        'page["title"].class_',
        'page["vec"].viewportElement',
        "page[window.name].inerHTML",
        "page[1].inerHTML",
        'page["title", 1].inerHTML',
        'page["lost"].value',
        'page["title"]._dom',
        'page["title"].to_py()',
        'page["title"].process',
        'page["title"].show_me',
        'page["title"].on_click',
        'page["title"].on_click = print',
        'page["title"].style = 1',
        'page.find("p")._private',
        'page.find("p").update_all',
        "web.div(on_click=print)",
        'window.page["title"].inerHTML',
        'print("a").inerHTML',
        "import math\nmath.body.inerHTML",
        'for each in page["title"].classes:\n    each.inerHTML',
        'page["title"]().inerHTML',
        'page["title"]["x"].inerHTML',
        "web.ElementCollection([]).wrap_dom_elements([])",
        "web.ElementCollection([]).inerHTML",
        'web.p("a")["title"].inerHTML',
        'web.find("p").inerHTML',
    ]
)
def test_a_name_that_an_object_has_or_may_have(source: str) -> None:
    assert named(source) == []


@in_one_test(
    [
        ('page["title"].inerHTML', 0, 0),
        ('page.find("p").append(1)', 1, 1),
        ('page.find("p").find("b")', 0, 0),
        ('page.find("p")._private(1)', 0, 0),
        ('page["title"].children.append(1)', 0, 0),
        ('page.find("p")[0].inerHTML', 1, 1),
        ('page["title"].on_click = print', 1, 1),
        ("page.body.on_click = print", 1, 1),
        ('page["title"].on_click', 0, 0),
        ("page.body.on_change", 1, 0),
        ("web.div(on_change=print)", 1, 0),
        ("page.on_click = print", 0, 0),
        ("page.body.xylophone = print", 0, 0),
    ]
)
def test_older_releases_have_other_collections_and_events(source: str, before_2026: int, first: int) -> None:
    assert (len(named(source, BEFORE_2026)), len(named(source, FIRST))) == (before_2026, first)


@in_one_test(
    [
        ('page["title"].tilte', "Write `title`."),
        ('page["title"].inerHTML', "Write `innerHTML`."),
        ('page["title"].value', "Look up the names that this element has, for example on MDN."),
        ("page.boddy", "Write `body`."),
        ("page.fnd('a')", "Write `find`."),
        ('page["name"].vlaue', "Write `value`."),
        ('page["lost"].inerHTML', "Write `innerHTML`."),
        ('page["title"].on_clik', "Did you mean `on_click`?"),
    ]
)
def test_the_name_that_is_meant(source: str, help: str) -> None:
    assert the_one(NAME, source).help == help


@in_one_test(
    [
        ('web.div(style="color: red")', 1),
        ('web.div(on_click="go")', 1),
        ("web.div(on_click=5)", 0),
        ('web.div(title="go", id="more")', 0),
        ('web.div(style={"color": "red"})', 0),
        ("web.div(style=None)", 0),
        ('web.div(style="")', 0),
        ('dict(style="color: red")', 0),
        ('print(on_click="go")', 0),
        ('window.make(style="color: red")', 0),
        ('try:\n web.div(style="color: red")\nexcept TypeError: pass', 0),
    ]
)
def test_what_takes_no_text(source: str, count: int) -> None:
    assert len(diagnostics("argument-refused", source)) == count


@in_one_test([("2026.7.3", False, True, True), ("2025.11.2", True, True, False), ("2024.9.1", True, False, False)])
def test_what_releases_do_with_many_elements_and_with_events(
    release: str, gathers: bool, reads: bool, sets: bool
) -> None:
    collection = web_objects.WebObject(WebKind.COLLECTION, "pyscript.web.ElementCollection")
    element = web_objects.WebObject(WebKind.ELEMENT, "pyscript.web.Element")

    def asked(project: Project) -> list[bool]:
        (runtime,) = project.runtimes
        elements = page_elements(project.pages[0], project.runtimes)
        return [
            web_objects.gathers(collection, "textContent", runtime),
            web_objects.cannot_listen(element, "on_change", runtime, elements),
            web_objects.cannot_listen(element, "on_change", runtime, elements, assigned=True),
            web_objects.cannot_listen(collection, "on_change", runtime, elements),
            web_objects.cannot_listen(element, "on_click", runtime, elements),
            web_objects.gathers(element, "textContent", runtime),
        ]

    html = page('<script type="py">print(1)</script>', release=release)
    assert told({"index.html": html}, asked) == [gathers, reads, sets, False, False, False]


@in_one_test([("on_clik", "on_click"), ("on_tilte", ""), ("on_xylophone", "")])
def test_only_events_are_meant_by_events(name: str, meant: str) -> None:
    element = web_objects.WebObject(WebKind.ELEMENT, "pyscript.web.Element", "HTMLParagraphElement")
    html = page('<script type="py">print(1)</script>')
    assert told({"index.html": html}, lambda it: web_objects.nearest(element, name, it.runtimes[0])) == meant
