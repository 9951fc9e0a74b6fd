"""Which names the scripts of a page share, and which of them JavaScript gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.queries.shared_names import exposed_to_javascript, function_named, names_of
from tests.in_one_test import in_one_test
from tests.projects import page, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyscript_doctor.project.runtime.runtime import Runtime

MODULE = {"own.py": "leaf = 1\ndef brew(): pass\n"}
COPIED = """<script type="py" config='{"files": {"own.py": ""}}'>"""


def asked(question: Callable[[Runtime], object], *sources: str) -> object:
    """What the interpreter of a page with these scripts answers."""
    tags = [COPIED, *['<script type="py">'] * len(sources)]
    body = "".join(f"{tag}\n{source}\n</script>\n" for tag, source in zip(tags, sources, strict=False))
    return told({"index.html": page(body), **MODULE}, lambda project: question(project.runtimes[0]))


@in_one_test(
    [
        (("tea = 1",), {"tea"}, set()),
        (("def tea():\n    pot = 1",), {"tea"}, {"tea"}),
        (("class Tea:\n    def pot(self): pass",), {"Tea"}, {"Tea"}),
        (("def tea():\n    def pot(): pass",), {"tea"}, {"tea"}),
        (("import os.path, json as tea",), {"os", "tea"}, set()),
        (("from js import tea as pot",), {"pot"}, set()),
        (("tea = 1", "def pot(): pass"), {"tea", "pot"}, {"pot"}),
        (("import own",), {"own"}, set()),
    ]
)
def test_the_names_of_scripts(sources: tuple[str, ...], names: set[str], functions: set[str]) -> None:
    assert asked(names_of, *sources) == names
    assert asked(lambda runtime: names_of(runtime, functions=True), *sources) == functions


@pytest.mark.parametrize(
    "sources",
    [
        ("from own import *",),
        ("exec('tea = 1')",),
        ("globals()['tea'] = 1",),
        ("tea = 1", "from own import *"),
        ("tea = (",),
        ("tea = 1", "pot = ("),
    ],
)
def test_more_names_may_be_there_than_the_scripts_show(sources: tuple[str, ...]) -> None:
    with pytest.raises(Unknown):
        asked(names_of, *sources)


@in_one_test(
    [
        (("def tea(): pass",), True),
        (("pot = 1", "def tea(): pass"), True),
        (("tea = 1",), False),
        (("def pot(): pass",), False),
        (("def tea(): pass", "def tea(): pass"), False),
        (("def tea(): pass", "tea = 1"), False),
        (("import own\ndef pot():\n    def tea(): pass",), False),
    ]
)
def test_a_function_of_the_scripts(sources: tuple[str, ...], found: bool) -> None:
    assert asked(lambda runtime: function_named(runtime, "tea") is not None, *sources) is found


def test_a_function_of_a_module_is_none_of_the_scripts() -> None:
    assert asked(lambda runtime: function_named(runtime, "brew"), "import own") is None


@in_one_test(
    [
        ("window.tea = pot", {"tea"}),
        ("js.tea = pot", {"tea"}),
        ("js.globalThis.tea = pot", {"tea"}),
        ("window.document.tea = pot", set()),
        ("print(window.tea)", set()),
        ("tea = pot", set()),
        ("class Tea: pass\nTea.pot = 1", set()),
    ]
)
def test_the_names_that_python_gives_javascript(source: str, names: set[str]) -> None:
    assert asked(exposed_to_javascript, f"import js\nfrom pyscript import window\n{source}") == names
