"""An error that every caller of a function expects is no fault of the function."""

from __future__ import annotations

import textwrap

import pytest

from tests.projects import page, said

FAILS = 'return {"a": 1}["b"]'
"""Raises a KeyError."""


def flagged(script: str, tag: str = '<script type="py">', files: dict[str, str] | None = None) -> bool:
    """Whether the doctor says that the key is missing."""
    source = f"{tag}\n{textwrap.dedent(script).strip()}\n</script>"
    found = said({"index.html": page(f'<button id="save">Save</button>\n{source}'), **(files or {})})
    return any(each.endswith(" item-missing") for each in found)


def tried(call: str, error: str = "KeyError") -> str:
    return f"try:\n    {call}\nexcept {error}:\n    print('no such key')\n"


LOAD = f"def load():\n    {FAILS}\n"


@pytest.mark.parametrize("error", ["KeyError", "LookupError", "(ValueError, KeyError)"])
def test_an_except_around_the_only_call_names_it(error: str) -> None:
    assert not flagged(LOAD + tried("load()", error))


@pytest.mark.parametrize("error", ["ValueError", "Exception", "BaseException"])
def test_another_error_or_a_net_for_all_errors_does_not(error: str) -> None:
    assert flagged(LOAD + tried("load()", error))


def test_a_bare_except_is_such_a_net() -> None:
    assert flagged(LOAD + "try:\n    load()\nexcept:\n    print('failed')\n")


def test_each_call_must_expect_it() -> None:
    assert not flagged(LOAD + tried("load()") + tried("load()", "LookupError"))
    assert flagged(LOAD + tried("load()") + "load()\n")
    assert flagged(LOAD + tried("load()") + tried("load()", "ValueError"))


def test_so_must_each_way_to_the_function_that_calls_it() -> None:
    ways = LOAD + "def first():\n    load()\ndef second():\n    load()\n"
    assert not flagged(ways + tried("first()") + tried("second()"))
    assert flagged(ways + tried("first()") + "second()\n")


def test_a_function_that_calls_itself_is_called_by_the_others_too() -> None:
    script = f"def load(times):\n    if times:\n        load(times - 1)\n    {FAILS}\n"
    assert not flagged(script + tried("load(3)"))
    assert flagged(script + "load(3)\n")


HANDED_OVER = {
    "a listener": 'from pyscript import document, ffi\ndocument.getElementById("save").onclick = load\n',
    "a proxy": 'from pyscript import document, ffi\nsave = document.getElementById("save")\n'
    'save.addEventListener("click", ffi.create_proxy(load))\n',
    "a task": "import asyncio\nasync def later():\n    load()\n" + tried("asyncio.create_task(later())"),
}


@pytest.mark.parametrize("way", HANDED_OVER.values(), ids=HANDED_OVER)
def test_the_browser_and_the_loop_of_events_expect_nothing(way: str) -> None:
    load = LOAD.replace("()", "(event=None)", 1)
    assert not flagged(load + tried("load()"))
    assert flagged(load + tried("load()") + way)


def test_so_does_a_decorator_of_pyscript() -> None:
    handler = f'from pyscript import when\n@when("click", "#save")\ndef load(event=None):\n    {FAILS}\n'
    assert flagged(handler + tried("load(None)"))


def test_the_page_itself_expects_nothing() -> None:
    body = '<button py-click="load">Load</button>\n<script type="py">'
    load = LOAD.replace("()", "(event=None)", 1)
    assert flagged(load + tried("load()"), body)


CALLED = {
    "a method": f"class Shop:\n    def load(self):\n        {FAILS}\nshop = Shop()\n" + tried("shop.load()"),
    "a method of a base class": f"class Base:\n    def load(self):\n        {FAILS}\nclass Shop(Base):\n    pass\n"
    + tried("Shop().load()"),
    "a class": f"class Shop:\n    def __init__(self):\n        self.b = {FAILS.removeprefix('return ')}\n"
    + tried("Shop()"),
    "a property": f"class Shop:\n    @property\n    def b(self):\n        {FAILS}\nshop = Shop()\n"
    + tried("print(shop.b)"),
    "a method of something that is not known": f"class Shop:\n    def load(self):\n        {FAILS}\n"
    "shops = [Shop() for _ in range(3)]\nimport random\n" + tried("random.choice(shops).load()"),
    "an instance": f"class Load:\n    def __call__(self):\n        {FAILS}\nload = Load()\n" + tried("load()"),
    "what a built-in function calls": f"def load(key):\n    {FAILS}\n" + tried("list(map(load, 'xy'))"),
    "what a function of its own calls": f"{LOAD}def attempt(action):\n    "
    + tried("action()").replace("\n", "\n    ").rstrip(" ")
    + "attempt(load)\n",
    "a coroutine": f"import asyncio\nasync def load():\n    {FAILS}\nasync def main():\n    "
    + tried("await load()").replace("\n", "\n    ").rstrip(" ")
    + "asyncio.create_task(main())\n",
    "a generator": f"def load():\n    yield {FAILS.removeprefix('return ')}\n" + tried("print(*load())"),
}


@pytest.mark.parametrize("script", CALLED.values(), ids=CALLED)
def test_what_is_called_can_be_more_than_a_function(script: str) -> None:
    assert not flagged(script)
    assert flagged(script.replace("except KeyError", "except ValueError"))


def test_an_import_runs_a_module() -> None:
    config = '<py-config>[files]\n"./shop.py" = ""\n</py-config>\n<script type="py">'
    module = {"shop.py": 'prices = {"a": 1}\nprint(prices["b"])\n'}
    assert not flagged(tried("import shop"), config, module)
    assert flagged(tried("import shop", "ImportError"), config, module)
    assert flagged("import shop\n", config, module)


def test_a_module_that_only_a_try_needs_may_be_missing() -> None:
    def imports_flagged(error: str) -> bool:
        script = f"def load():\n    import pandas\n    return pandas\n{tried('load()', error)}"
        found = said({"index.html": page(f'<script type="py">\n{script}</script>')})
        return any(each.endswith(" import-without-package") for each in found)

    assert not imports_flagged("ImportError")
    assert imports_flagged("KeyError")


def test_a_loop_without_an_end_is_none_for_whoever_catches_it_outside() -> None:
    script = "def main():\n    while True:\n        print('on')\n" + tried("main()", "KeyboardInterrupt")
    found = said({"index.html": page(f'<script type="py">\n{script}</script>')})
    assert [each.rsplit(" ", 1)[1] for each in found] == ["endless-loop-on-main"]


def test_a_condition_on_what_is_none_rules_out_what_it_guards() -> None:
    def names(line: str) -> list[str]:
        script = f'shown = print("on")\n{line}\n'
        found = said({"index.html": page(f'<script type="py">\n{script}</script>')})
        return [each.rsplit(" ", 1)[1] for each in found]

    assert names("height = shown.height if shown else 0") == []
    assert names("height = shown and shown.height") == []
    assert names("height = shown.height") == ["python-name-missing"]
