"""What the help says of an attribute such as `onclick` that calls what no script defines."""

from __future__ import annotations

import pytest

from tests.in_one_test import in_one_test
from tests.rules.pages import of_body

RULE = "javascript-name-missing"


@pytest.mark.parametrize(
    ("body", "help", "fix"),
    [
        ("<script>function start() {}</script><b onclick='strat()'>a</b>", "Write `start`.", "Write `start`"),
        ("<b onclick='brew()'>a</b>", "Define `brew` in a `<script>` of the page.", ""),
        (
            "<script type='module'>function brew() {}</script><b onclick='brew()'>a</b>",
            "Put it on the window: write `window.brew = brew;` in the module.",
            "",
        ),
    ],
    ids=["a slip", "nowhere", "in a module"],
)
def test_help_and_fix(body: str, help: str, fix: str) -> None:
    (found,) = of_body(RULE, body)

    assert found.finding.help == help
    assert (found.finding.fix.title if found.finding.fix else "") == fix


def test_a_function_that_is_there_is_found() -> None:
    assert of_body(RULE, "<script>function start() {}</script><b onclick='start()'>a</b>") == []
    assert of_body(RULE, "<b title='brew()'>a</b>") == []


START = "<script>function start() {}</script>"


@in_one_test(
    [
        (f"<b onclick='start()' title='brew()'>a</b>{START}", {}),
        ("<b onclick='brew({{ size }})'>a</b>", {}),
        ("<b onclick='brew()'>a</b><script src='https://cdn.example/tea.js'></script>", {}),
        ("<b onclick='brew()'>a</b><script>eval(text)</script>", {}),
        ("<b onclick='brew()'>a</b>{% block scripts %}{% endblock %}", {}),
        ("<b onclick='brew()'>a</b>", {"package.json": '{"devDependencies": {"vite": "^5"}}'}),
        ("<b onclick='brew()'>a</b><script>const brew = () => 1;</script>", {}),
        ("<b onclick='brew()'>a</b><script type='module'>window['brew'] = () => 1;</script>", {}),
        # Another script may put what the module has on the window.
        (
            "<b onclick='brew()'>a</b><script type='module'>function brew() {}</script><script>give('brew')</script>",
            {},
        ),
        ("<input onclick='select()'>", {}),  # each element has its own methods
    ]
)
def test_a_function_that_may_be_there(body: str, files: dict[str, str]) -> None:
    assert of_body(RULE, body, files=files) == []


def test_an_element_has_not_the_methods_of_another_kind() -> None:
    assert len(of_body(RULE, "<b onclick='select()'>a</b>")) == 1
