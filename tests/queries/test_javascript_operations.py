"""What JavaScript does that fails for certain, and what looks like it and runs."""

from __future__ import annotations

from tests.in_one_test import in_one_test
from tests.rules.pages import of_body

RULE = "javascript-operation-fails"
BODY = '<p id="note">Hello</p><script type="mpy">1</script>'


def failing(script: str, more: str = "") -> list[str]:
    """What the rule says of a script, in short."""
    return [each.finding.message.partition(",")[0] for each in of_body(RULE, f"{BODY}{more}<script>{script}</script>")]


@in_one_test(
    [
        ("document.title();", "`title` is a value"),
        ("navigator.onLine();", "`onLine` is a value"),
        ("document.body.childElementCount();", "`childElementCount` is a value"),
        ("document.body();", "`body` is a value"),
        ("window.innerWidth();", "`innerWidth` is a value"),
        # The browser turns what is set into text.
        ("document.title = () => 1;\ndocument.title();", "`title` is a value"),
        ("Event('go');", "`Event` is a class"),
        ("const event = window.Event;\nEvent('go');", "`Event` is a class"),
    ]
)
def test_what_fails(script: str, message: str) -> None:
    assert failing(script) == [message]


@in_one_test(
    [
        "new Event('go');",
        "addEventListener('message', event => { event.source(); });",  # a window of another site is of no known type
        "Date();\nString(1);\nSymbol('a');\nBoolean(1);\nObject(1);",
        "parseInt('1');\nfetch('#');\ngetComputedStyle(document.body);",
        "document.hidden && document.hidden();",
        "if (document.wasDiscarded) document.wasDiscarded();",
        "document.body.onclick = () => 1;\ndocument.body.onclick();",
        "document.all('note');",
        "history.replaceState(null, '');\nnew CustomEvent('go', { detail: () => 1 }).detail();",
        # Code may put a function in the place of such a value.
        "window.screenX = () => 1;\nwindow.screenX();",
        "document.getElementById('note').made = () => 1;\ndocument.getElementById('note').made();",
        "function Event() {}\nEvent('go');",
    ]
)
def test_what_runs(script: str) -> None:
    assert failing(script) == []


def test_another_script_may_define_the_name() -> None:
    assert failing("Event('go');", "<script>function Event(name) { return name; }</script>") == []


def test_new_is_no_help_where_nobody_can_make_an_object() -> None:
    assert failing("HTMLElement();") == []
    assert failing("new document.title();") == []
