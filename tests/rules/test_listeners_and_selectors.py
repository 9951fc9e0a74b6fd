"""Which events, selectors and elements do not work, beyond the examples of the rules' pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.in_one_test import in_one_test
from tests.projects import page
from tests.rules.pages import of_body, of_files
from tests.rules.scripts import findings

if TYPE_CHECKING:
    from pyscript_doctor.engine.finding import Diagnostic

BODY = '<p id="note" class="big">Hello</p><button id="go">Go</button>'


def in_python(rule: str, source: str, release: str = "2026.7.3") -> list[Diagnostic]:
    head = "from pyscript import document, when, window\n"
    return of_body(rule, f'{BODY}<script type="py">\n{head}{source}\n</script>', release=release)


def in_javascript(rule: str, source: str) -> list[Diagnostic]:
    return of_body(rule, f"{BODY}<script>{source}</script>")


@pytest.mark.parametrize(
    ("event", "help"),
    [
        ("onclick", "Write `click`: the name of an event has no `on` in front."),
        ("clik", "Write `click`."),
        ("Click", "Write `click`."),
        ("onxylophone", "Look up the events"),
        ("xylophone", "Look up the events"),
    ],
)
def test_an_event_that_no_browser_fires(event: str, help: str) -> None:
    (found,) = in_python("browser-event-missing", f'@when("{event}", "#go")\ndef go(event): pass')
    assert found.finding.help.startswith(help)


SPINNER = "spinner-on-main"
WAITS = '<script>addEventListener("{}", hide);</script>'


@in_one_test(
    [
        ('<script type="py">1</script>' + WAITS.format("py:ready"), 1),
        ('<script type="py">1</script>' + WAITS.format("py:ready") + WAITS.format("py:done"), 1),
        ('<script type="py">1</script>' + WAITS.format("mpy:ready"), 0),
        ('<script type="py">1</script>' + WAITS.format("py:other"), 0),
        ('<script type="mpy">1</script>' + WAITS.format("py:ready"), 0),
        ('<script type="py" worker>1</script>' + WAITS.format("py:ready"), 0),
        ('<script type="py-editor">1</script>' + WAITS.format("py:ready"), 0),
        ('<script type="py-game">1</script>' + WAITS.format("py:ready"), 0),
    ]
)
def test_pyodide_on_the_main_thread_blocks_what_moves(body: str, count: int) -> None:
    assert len(of_body(SPINNER, body)) == count


INVALID = "selector-invalid"


@in_one_test(
    [
        ('document.querySelector("#1st")', 1),
        ('document.querySelectorAll("p:contains(a)")', 1),
        ('document.body.closest("#1st")', 1),
        ('window.document.querySelector("#1st")', 1),
        ('@when("click", "#1st")\ndef go(event): event.target.matches("#1st")', 2),
        ('document.querySelector("#note")', 0),
        ('document.getElementById("#1st")', 0),
        ('window.fetch("#1st")', 0),
        ('window.library.querySelector("#1st")', 0),
        ('try:\n document.querySelector("#1st")\nexcept Exception: pass', 0),
        ("document.querySelector(5)", 0),
        ('from pyscript.js_modules import library\nlibrary.document.querySelector("#1st")', 0),
        ('document("#1st")', 0),
        ('import js\njs("#1st")', 0),
    ]
)
def test_a_text_that_is_not_a_selector(source: str, count: int) -> None:
    assert len(in_python(INVALID, source)) == count


def test_an_empty_selector_is_called_so() -> None:
    for text, message, console in (
        ("", "the selector is empty", "The provided selector is empty"),
        ("#1st", "`#1st` is not a selector: ", "is not a valid selector"),
    ):
        (found,) = in_python(INVALID, f'document.querySelector("{text}")')
        assert found.finding.message.startswith(message)
        assert found.finding.console == console


def test_what_runs_while_the_page_loads_stops_the_script() -> None:
    (found,) = in_python(INVALID, 'document.querySelector("#1st")')
    assert found.effect.value == "script-dies"
    later = '@when("click", "#go")\ndef go(event):\n document.querySelector("#1st")'
    (found,) = in_python(INVALID, later)
    assert found.effect.value == "action-fails"


NULL = "element-is-null"


@pytest.mark.parametrize(
    ("call", "help"),
    [
        ('querySelector("note")', "Write `#note` for an id."),
        ('querySelector(".gone")', "Correct it, or add what it finds"),
        ('getElementById("gone")', "Correct the id, or add an element"),
        ('getElementById("nota")', "The page has an element with the id `note`."),
    ],
)
def test_what_to_write_instead_of_what_finds_nothing(call: str, help: str) -> None:
    (found,) = in_python(NULL, f"document.{call}.remove()")
    assert found.finding.help.startswith(help)


def test_selectors_are_not_fixed_like_ids() -> None:
    (found,) = in_python(NULL, 'document.querySelector(".gone").remove()')
    assert found.finding.fix is None


def test_in_a_template_another_template_may_make_the_element() -> None:
    template = "{% block main %}{% endblock %}"
    script = '<script type="py">\nfrom pyscript import document\ndocument.getElementById("{}").remove()\n</script>'
    for name, severities in (("nota", ["warning"]), ("gone", []), ("note", [])):
        html = page(f"{template}{BODY}{script.replace('{}', name)}")
        found = of_files(NULL, {"index.html": html})
        assert [each.severity.label for each in found] == severities
        assert all(each.finding.unless == "another template makes the element" for each in found)


ELEMENT = "javascript-element-missing"


@in_one_test(
    [
        ('document.getElementById("nota").remove();', ["Did you mean `note`?"]),
        ('document.getElementById("xylophone").remove();', ['Give an element of the page `id="xylophone"`.']),
        ('document.querySelector("note").remove();', ["Write `#note`"]),
        ('document.getElementById("#note").remove();', ["Did you mean `note`?"]),
        ('document.querySelector("#nota").remove();', ["Did you mean `#note`?"]),
        ('const gone = document.getElementById("#note"); if (gone) gone.remove();', []),
        ('document.getElementById("note").remove();', []),
        ('const gone = document.getElementById("gone"); if (gone) gone.remove();', []),
        ("console.log(1);", []),
    ]
)
def test_an_element_that_javascript_does_not_find(source: str, help: list[str]) -> None:
    told = [each.finding.help for each in in_javascript(ELEMENT, source)]
    assert len(told) == len(help)
    assert all(each.startswith(start) for each, start in zip(told, help, strict=True))


def test_one_of_two_pages_may_ask_for_elements() -> None:
    asks = page(f'{BODY}<script>document.getElementById("nota").remove();</script><script type="py">1</script>')
    assert len(of_files(ELEMENT, {"index.html": asks, "other.html": page('<script type="py">1</script>')})) == 1


ARGUMENTS = "callback-arguments"


def test_functions_of_another_file_are_fixed_there() -> None:
    script = (
        '<script type="py" config=\'{"files": {"own.py": ""}}\'>\nfrom pyscript import document\nfrom own import show\n'
    )
    body = f'{BODY}{script}document.querySelectorAll("p").forEach(show)\n</script>'
    (found,) = of_body(ARGUMENTS, body, files={"own.py": "def show(note): pass"})
    assert found.finding.fix is not None
    assert found.finding.fix.harmless
    assert [each.path for each in found.finding.fix.edits] == ["own.py"]


def test_a_function_that_is_one_of_two_is_not_fixed() -> None:
    either = "if window.name:\n def show(note): pass\nelse:\n def show(one): pass\n"
    (found,) = in_python(ARGUMENTS, f"{either}document.querySelectorAll('p').forEach(show)")
    assert found.finding.fix is None


def test_a_method_that_python_passes_has_its_object() -> None:
    source = "class Page:\n def __init__(self): window.setInterval(self.go, 10)\n def go(self, one, two): pass\nPage()"
    (found,) = in_python(ARGUMENTS, source)
    assert "self" not in found.finding.help


def test_a_function_without_parameters_may_be_for_another_rule() -> None:
    for source, count in (
        ("def show(): pass\ndocument.querySelectorAll('p').forEach(show)", 1),
        ("def show(): pass\ndocument.body.onclick = show", 0),
        ("def show(one): pass\ndocument.querySelectorAll('p').forEach(show)", 1),
        ("def show(one, two): pass\ndocument.body.onclick = show", 1),
        ("def show(one): pass\ndocument.body.onclick = show", 0),
    ):
        assert len(in_python(ARGUMENTS, source)) == count


def test_a_listener_of_the_document_may_be_added_in_a_loop() -> None:
    source = "from pyscript import window\nfor name in ('click', 'input'):\n window.addEventListener(name, print)"
    assert findings(ARGUMENTS, source) == []


@in_one_test(
    [
        ("cahnge", "", 1),
        ("clik", "", 1),
        ("onclick", "", 1),
        ("#go", "", 0),
        ("changed", "", 0),
        ("changes", "", 0),
        ("lick", "", 0),
        ("message", "", 0),
        ("cahnge", "target.dispatchEvent(new Event('cahnge'));", 0),
    ]
)
def test_slips_in_the_events_that_javascript_listens_for(name: str, more: str, times: int) -> None:
    script = f"<script>const target = new EventTarget(); target.addEventListener('{name}', () => 1); {more}</script>"
    html = page(f'{script}<script type="py">print(1)</script>')
    assert len(of_files("browser-event-missing", {"index.html": html})) == times


@in_one_test(
    [("", 1), ("<script>console.log(document.body.dataset)</script>", 0), ("<script>console.log(1)</script>", 1)]
)
def test_attributes_for_data_that_javascript_may_read(script: str, times: int) -> None:
    html = page(f'<p data-py-click="go">Go</p>{script}<script type="py">print(1)</script>')
    assert len(of_files("event-attribute-unknown-event", {"index.html": html})) == times
