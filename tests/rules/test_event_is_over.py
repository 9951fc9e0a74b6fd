"""Which handlers run when their event is over, and what the browser has done by then."""

from __future__ import annotations

import textwrap

import pytest

from tests.rules.scripts import found as found_in
from tests.rules.scripts import marked

RULE = "event-is-over"
PYODIDE, WORKER, MICROPYTHON = '<script type="py">', '<script type="py" worker>', '<script type="mpy">'
FORM = '<form id="search"><input name="words"><button id="send">Search</button></form>'
NULL = "`currentTarget` is null here, so `.id` fails..."
LATE = "`preventDefault()` comes too late..."


def said(body: str, handler: str, tag: str = PYODIDE) -> list[int]:
    """The lines of a handler that are flagged, the first of which is line 6 of the script."""
    imports = "import asyncio\nfrom pyscript import document, fetch, when\nfrom pyscript.ffi import create_proxy\n\n\n"
    found, expected = marked(RULE, imports + textwrap.dedent(handler).strip(), tag, body=body)
    assert not expected
    return [line for line, _ in found]


def test_what_is_done_with_the_element_says_how_it_fails() -> None:
    found, expected = marked(
        RULE,
        """
        from pyscript import when

        @when("click", "#send")
        async def send(event):
            print(event.currentTarget.id)  # ! `currentTarget` is null here, so `.id` fails...
            event.currentTarget.append("sent")  # ! `currentTarget` is null here...
            print(event.target.currentTarget.id)
            event.currentTarget = None
            print(event.relatedTarget.id)
        """,
        body=FORM,
    )
    assert found == expected


@pytest.mark.parametrize(
    ("handler", "flagged"),
    [
        ("print(event.currentTarget)", []),
        ("button = event.currentTarget\n    print(button.id)", [8]),
        ("button = event.currentTarget\n    if button:\n        print(button.id)", []),
        ("try:\n        print(event.currentTarget.id)\n    except AttributeError:\n        pass", []),
    ],
)
def test_only_an_element_that_is_used_without_a_look_is_flagged(handler: str, flagged: list[int]) -> None:
    source = f"@when('click', '#send')\nasync def send(event):\n    {handler}"
    assert said(FORM, source) == flagged
    assert said(FORM, source, WORKER) == flagged
    assert said(FORM, source, MICROPYTHON) == []
    assert said(FORM, source.replace("async ", "")) == []


@pytest.mark.parametrize(
    ("handler", "flagged"),
    [
        ("await asyncio.sleep(1)\n    print(event.currentTarget.id)", [9]),
        ("await asyncio.sleep(1)\n    button = event.currentTarget\n    print(button.id)", []),
        ("button = event.currentTarget\n    await asyncio.sleep(1)\n    print(button.id)", []),
        ("print(event.currentTarget.id)\n    await asyncio.sleep(1)", []),
        ("asyncio.sleep(1)\n    print(event.currentTarget.id)", []),
        ("await ready()\n    print(event.currentTarget.id)", []),
        ("if event.detail:\n        await asyncio.sleep(1)\n    print(event.currentTarget.id)", []),
        ("await asyncio.sleep(1)\n    await ready()\n    print(event.currentTarget.id)", [10]),
    ],
)
def test_on_micropython_only_what_certainly_comes_after_a_pause_is_flagged(handler: str, flagged: list[int]) -> None:
    others = "async def ready():\n    pass\n\n\nasync def later():\n    await asyncio.sleep(1)"
    source = f"@when('click', '#send')\nasync def send(event):\n    {handler}\n\n\n{others}"
    assert said(FORM, source, MICROPYTHON) == flagged


@pytest.mark.parametrize(
    ("kind", "flagged"), [("submit", [8]), ("keydown", [8]), ("drop", [8]), ("input", []), ("change", [])]
)
def test_only_what_the_browser_does_by_itself_can_be_prevented(kind: str, flagged: list[int]) -> None:
    source = f"@when('{kind}', '#search')\nasync def search(event):\n    event.preventDefault()"
    assert said(FORM, source) == flagged
    assert said(FORM, source.replace("preventDefault", "stopPropagation")) == []


@pytest.mark.parametrize(
    ("body", "acts"),
    [
        ('<form><button id="go">Go</button></form>', True),
        ('<form><button id="go" type="SUBMIT">Go</button></form>', True),
        ('<form><button id="go" type="button">Go</button></form>', False),
        ('<button id="go">Go</button>', False),
        ('<form><input id="go" type="submit"></form>', True),
        ('<form><input id="go" type="text"></form>', False),
        ('<form><div id="go">Go</div></form>', False),
        ('<input id="go" type="radio">', True),
        ('<div id="go" type="radio">Go</div>', False),
        ('<a id="go" href="next.html">Go</a>', True),
        ('<a id="go" href="#top">Go</a>', False),
        ('<a id="go" href="javascript:void(0)">Go</a>', False),
        ('<a id="go">Go</a>', False),
    ],
)
@pytest.mark.parametrize(
    "listens",
    [
        "when('click', '#go')(go)",
        "document.getElementById('go').addEventListener('click', create_proxy(go))",
        "document.querySelector('#go').onclick = create_proxy(go)",
    ],
)
def test_a_click_matters_on_what_sends_a_form_follows_a_link_or_ticks_a_box(
    body: str, acts: bool, listens: str
) -> None:
    source = f"async def go(event):\n    event.preventDefault()\n\n\n{listens}"
    if listens.startswith("when"):
        source = "@when('click', '#go')\nasync def go(event):\n    event.preventDefault()"
    lines = [8] if listens.startswith("when") else [7]
    assert said(body, source) == (lines if acts else [])


def test_only_a_page_that_would_send_a_form_or_follow_a_click_is_told_of_an_attribute_of_a_form() -> None:
    attribute = '`<form onsubmit="event.preventDefault()">`'
    for kind, told in (("submit", True), ("keydown", False)):
        source = (
            f"from pyscript import when\n@when('{kind}', '#search')\ndef search(event):\n    event.preventDefault()"
        )
        (found,) = found_in(RULE, source, WORKER, body=FORM)
        assert (attribute in found.finding.help) is told


def test_one_element_that_acts_is_enough() -> None:
    body = '<button class="go">Go</button><form><button class="go">Go</button></form>'
    assert said(body, "@when('click', '.go')\nasync def go(event):\n    event.preventDefault()") == [8]


def test_the_attribute_of_an_element_says_which_one_it_is() -> None:
    handler = "async def go(event):\n    event.preventDefault()"
    assert said('<form><button py-click="go">Go</button></form>', handler) == [7]
    assert said('<button py-click="go">Go</button>', handler) == []
    assert said('<form><button py-mouseover="go">Go</button></form><b py-click="go">Go</b>', handler) == []


@pytest.mark.parametrize(
    "body",
    [
        '<form id="search" method="dialog"><button>Search</button></form>',
        '<form id="search" target="results"><button>Search</button></form>',
        '<form id="search" action="javascript:void(0)"><button>Search</button></form>',
        '<form id="search" onsubmit="return false"><button>Search</button></form>',
        f"{FORM}<script>window.onsubmit = (event) => event.preventDefault();</script>",
        f'{FORM}<script src="https://example.org/forms.js"></script>',
    ],
)
def test_a_page_that_stays_for_another_reason_needs_no_prevention(body: str) -> None:
    source = "@when('submit', '#search')\nasync def search(event):\n    event.preventDefault()"
    assert said(body, source) == []
    assert said('<form id="search" method="post" action="/find"><button>Search</button></form>', source) == [8]


SENDS = '<form><button id="send">Send</button></form><button id="go">Go</button>'


@pytest.mark.parametrize(
    "other",
    [
        "@when('click', '#send')\ndef other(event):\n    pass",
        "@when('mouseover', '#send')\ndef other(event):\n    pass",
        "def other(event):\n    pass\n\n\nfind('#send').addEventListener('click', create_proxy(other))",
        "def other(event):\n    pass\n\n\ndocument.getElementById('send').onclick = create_proxy(other)",
        "document.getElementById('send').dispatchEvent('click', create_proxy(go))",
        "document.body.onclick = create_proxy(go)",
        "document.getElementById('').onclick = create_proxy(go)",
        "document.getElementsByName('send').onclick = create_proxy(go)",
        "document.getElementById('send').style.onclick = create_proxy(go)",
    ],
)
def test_only_the_elements_that_this_function_listens_on_count(other: str) -> None:
    source = f"find = document.querySelector\n\n\nasync def go(event):\n    event.preventDefault()\n\n\n{other}"
    listens = "document.getElementById('go').addEventListener('click', create_proxy(go))"
    assert said(SENDS, f"{source}\n{listens}") == []
    assert said(SENDS, f"{source}\n{listens.replace('go', 'send', 1)}") == [10]


def test_the_attribute_of_another_function_or_event_does_not_count() -> None:
    handler = "async def go(event):\n    event.preventDefault()\n\n\ndef other(event):\n    pass"
    body = '<form><button {}>Send</button></form><button py-click="go">Go</button>'
    assert said(body.format('py-click="other"'), handler) == []
    assert said(body.format('py-mouseover="go"'), handler) == []
    assert said(body.format('py-click="go"'), handler) == [7]


def test_what_another_function_does_with_the_element_is_its_own() -> None:
    source = """
        @when('click', '#send')
        async def first(event):
            button = event.currentTarget

        @when('click', '#send')
        def second(event):
            print(event.currentTarget.id)

        @when('click', '#send')
        def third(event):
            print(event.currentTarget)

        @when('click', '#send')
        async def fourth(event):
            print(event.currentTarget.id)
    """
    assert said(FORM, source) == [20]


def test_a_part_of_the_element_that_gets_a_name_is_passed_on() -> None:
    handler = "first, second = event.currentTarget\n    print(event.currentTarget.id)"
    assert said(FORM, f"@when('click', '#send')\nasync def send(event):\n    {handler}") == []
