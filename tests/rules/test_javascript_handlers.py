"""What the help says of an attribute such as `onclick` that calls what no script defines."""

from __future__ import annotations

import pytest

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
