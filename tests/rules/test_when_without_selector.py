"""What `@when` must be told, beyond the examples of the rule's page."""

from __future__ import annotations

import pytest

from tests.in_one_test import in_one_test
from tests.rules.pages import of_body
from tests.rules.scripts import findings

RULE = "when-without-selector"
HEAD = "from pyscript import when, Event\n"
GO = "\ndef go(event): pass"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (f"@when{GO}", "`@when` names no event and no element"),
        (f'@when("click"){GO}', '`@when("click")` does not say on which element'),
        (f'@when("click", once=True){GO}', '`@when("click")` does not say on which element'),
        (f'when("click", "#a"){GO}', "`when` has no `@`"),
    ],
)
def test_what_is_missing(source: str, message: str) -> None:
    (found,) = of_body(RULE, f'<p id="a"></p><script type="py">\n{HEAD}{source}\n</script>')
    assert found.finding.message.startswith(message)


@in_one_test(
    [
        f'@when("click", "#a"){GO}',
        f'@when("click", selector="#a"){GO}',
        f'when("click", "#a")(print){GO}',
        f'listen = when("click", "#a"){GO}',
        # What it is given may hold the selector.
        f'@when("click", **options){GO}',
        f"@when(*arguments){GO}",
        f'@when(*("click", "#a")){GO}',
        f'@when(event_type="click", selector="#a"){GO}',
        f'@when(event_type="click"){GO}',
        f"@when(name){GO}",
        # An event of one's own has no element.
        f"mine = Event()\n@when(mine){GO}",
        f"mine = Event()\nwhen(mine, '#a'){GO}",
        f"@when(5){GO}",
        f'when("click"){GO}',
        # The rule call-arguments speaks about this one.
        f"@when(){GO}",
        f'when("click", "#a", print){GO}',
        "try:\n @when('click')\n def go(event): pass\nexcept (KeyError, ValueError, AttributeError, TypeError): pass",
        "try:\n @when\n def go(event): pass\nexcept TypeError: pass",
    ]
)
def test_what_may_be_right(source: str) -> None:
    assert findings(RULE, HEAD + source) == []


def test_other_names_are_options_of_the_listener_since_a_release() -> None:
    source = f'{HEAD}@when("click", once=True){GO}'
    assert findings(RULE, source, release="2026.1.1") == ["2 error"]
    assert findings(RULE, source, release="2025.11.2") == []


def test_newer_releases_say_it_in_their_own_words() -> None:
    for release, console in (("2026.3.1", "Selector required for DOM event handling"), ("2025.11.1", "")):
        (found,) = of_body(RULE, f'<script type="py">\n{HEAD}@when("click"){GO}\n</script>', release=release)
        assert found.finding.console == console
