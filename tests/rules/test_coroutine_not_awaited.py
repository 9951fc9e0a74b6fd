"""What is said of a coroutine that nothing awaits, beyond the examples of the rule's page."""

from __future__ import annotations

from tests.rules.scripts import messages, the_one

RULE = "coroutine-not-awaited"
GET = "async def get():\n    return [1]\n"


def test_a_script_may_expect_that_a_promise_has_no_such_name() -> None:
    tried = GET + "try:\n    get(){}\nexcept {}:\n    pass"
    for used in (".total", "[0]"):
        assert messages(RULE, tried.format(used, "AttributeError")) == []
        assert messages(RULE, tried.format(used, "TypeError")) == []
        assert len(messages(RULE, tried.format(used, "KeyError"))) == 1
    assert len(messages(RULE, tried.format("", "TypeError"))) == 1  # it does not run all the same


def test_only_a_function_that_is_async_can_await() -> None:
    at_once = the_one(RULE, f"{GET}get()[0]")
    assert at_once.help == "Write:\n\n```python\nawait get()\n```"
    assert at_once.fix
    in_function = the_one(RULE, f"{GET}class Page:\n    def show(self):\n        get()[0]\nPage().show()")
    assert in_function.help.endswith("and `async def show`, because only an `async def` can await.")
    assert in_function.fix is None


def test_awaiting_does_no_harm_to_other_pages_that_share_the_file() -> None:
    finding = the_one(RULE, f"{GET}async def show():\n    get()\nawait show()")
    assert finding.fix
    assert finding.fix.harmless
