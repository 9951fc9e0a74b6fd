"""Which names JavaScript keeps to itself, though Python asks `window` for them."""

from __future__ import annotations

from tests.in_one_test import in_one_test
from tests.rules.scripts import messages

RULE = "js-name-not-global"
CONSTANT = "const tea = 1;"


def kept(javascript: str, python: str, kind: str = "text/javascript", tag: str = '<script type="py">') -> bool:
    """Whether a name of `window` is said not to be there."""
    source = f"import js\nfrom pyscript import window\n{python}"
    return bool(messages(RULE, source, tag, body=f'<script type="{kind}">{javascript}</script>'))


@in_one_test(
    [
        ("const tea = 1;", True, True),
        ("let tea = 1;", True, True),
        ("class tea {}", True, True),
        ("var tea = 1;", False, True),
        ("function tea() {}", False, True),
        ("{ const tea = 1; }", False, False),
        ("const pot = 1;", False, False),
        ("const tea = 1; window.tea = tea;", False, False),
        ("const tea = 1; window['t' + 'ea'] = tea;", False, False),
        ("const tea = 1; Object.assign(window, { tea });", False, False),
        ("const tea = 1;</script><script>var tea;", False, False),
        ("const tea = 1;</script><script>window['t' + 'ea'] = 1;", False, False),
        ("const tea = 1;</script><p id='tea'></p><script>", False, False),
        ("const tea = 1;</script><script src='https://example.com/own.js'>", False, False),
    ]
)
def test_how_a_name_is_declared(javascript: str, in_script: bool, in_module: bool) -> None:
    assert kept(javascript, "print(window.tea)") is in_script
    assert kept(javascript, "print(window.tea)", "module") is in_module


@in_one_test(
    [
        ("print(window.tea)", True),
        ("print(js.tea)", True),
        ("from js import tea", True),
        ("leaf = window.tea\nprint(leaf.green)", True),
        ("try:\n    print(window.tea)\nexcept KeyError:\n    pass", True),
        ("try:\n    print(window.tea)\nexcept AttributeError:\n    pass", False),
        ("try:\n    from js import tea\nexcept ImportError:\n    tea = 1", False),
        ("from own import tea", False),
        ("print(window.document.tea)", False),
        ("window.tea = 3\nprint(window.tea)", False),
        ("if hasattr(window, 'tea'):\n    print(window.tea)", False),
        ("print(tea)", False),
        ("print(window)", False),
    ]
)
def test_how_python_asks_for_it(python: str, is_flagged: bool) -> None:
    assert kept(CONSTANT, python) is is_flagged


def test_a_name_that_the_browser_has_is_there() -> None:
    assert not kept("const name = 1;", "print(window.name)")


def test_a_worker_asks_the_page_by_window_alone() -> None:
    worker = '<script type="py" worker>'
    assert kept(CONSTANT, "print(window.tea)", tag=worker)
    assert not kept(CONSTANT, "print(js.tea)", tag=worker)
    assert not kept(CONSTANT, "from js import tea", tag=worker)


def test_what_is_done_with_the_value_is_another_matter() -> None:
    source = "from pyscript import window\nleaf = window.tea\nprint(leaf.green, leaf.black)"
    assert len(messages(RULE, source, body=f"<script>{CONSTANT}</script>")) == 1
