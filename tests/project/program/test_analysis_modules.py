"""Modules of the project: how their names are found."""

from __future__ import annotations

import pytest

from tests.project.program.programs import analysed, calls, value_of

TOOLS = "import json\ndef make(): ...\nload = json.loads\n_hidden = 1\n"
PACKAGE = {
    "tools.__init__": "from .inner import load\nfrom . import other\n",
    "tools.inner": TOOLS,
    "tools.other": "from .inner import make\nfrom ..tools.inner import load as again\n",
}


@pytest.mark.parametrize(
    "source",
    [
        "import tools\nx = tools.make",
        "import tools as t\nx = t.make",
        "from tools import make as x",
        "from tools import *\nx = make",
        "import importlib\nx = importlib.import_module('tools').make",
        "x = __import__('tools').make",
    ],
)
def test_a_module_of_the_project_gives_its_own_names(source: str) -> None:
    assert value_of("x", source, modules={"tools": TOOLS}) == "<function make>"


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("import tools\nx = tools.load", "json.loads"),
        ("import tools.inner\nx = tools.inner.make", "<function make>"),
        ("from tools import inner\nx = inner.make", "<function make>"),
        ("from tools.other import make as x", "<function make>"),
        ("import tools.other as other\nx = other.again", "json.loads"),
        ("import tools\nx = tools.other.make", "<function make>"),
    ],
)
def test_a_package_gives_its_names_and_its_modules(source: str, value: str) -> None:
    assert value_of("x", source, modules=PACKAGE) == value


def test_a_folder_without_init_is_a_package_too() -> None:
    modules = {"parts.inner": TOOLS}

    assert value_of("x", "from parts import inner\nx = inner.load", modules=modules) == "json.loads"
    assert value_of("x", "import parts.inner\nx = parts.inner.load", modules=modules) == "json.loads"


def test_imports_are_told_with_absolute_names() -> None:
    codes = {code.module: code for code in analysed("import tools", modules=PACKAGE)}

    assert [(each.module, each.name) for each in codes["tools"].imports] == [
        ("tools.inner", "load"),
        ("tools", "other"),
    ]
    assert [(each.module, each.name) for each in codes["tools.other"].imports] == [
        ("tools.inner", "make"),
        ("tools.inner", "load"),
    ]


def test_a_relative_import_that_leads_out_of_all_packages_stays_as_written() -> None:
    imports = analysed("from . import a\nfrom ..b import c")[0].imports

    assert [(each.module, each.name) for each in imports] == [(".", "a"), ("..b", "c")]


def test_a_star_import_leaves_private_names_out() -> None:
    assert value_of("x", "from tools import *\nx = _hidden", modules={"tools": TOOLS}) == "undecided"


def test_a_star_import_follows_all() -> None:
    modules = {"tools": TOOLS + "__all__ = ['load']\n"}

    assert value_of("x", "from tools import *\nx = load", modules=modules) == "json.loads"
    assert value_of("x", "from tools import *\nx = make", modules=modules) == "undecided"


def test_a_star_import_of_a_star_import() -> None:
    modules = {"outer": "from tools import *\n", "tools": TOOLS}

    assert value_of("x", "from outer import *\nx = load", modules=modules) == "json.loads"


def test_of_several_star_imports_the_last_that_has_the_name_wins() -> None:
    modules = {"a": "f = 1\ng = 1", "b": "f = 2"}

    assert value_of("x", "from a import *\nfrom b import *\nx = f", modules=modules) == "2"
    assert value_of("x", "from a import *\nfrom b import *\nx = g", modules=modules) == "1"


def test_a_name_that_only_one_unknown_module_can_bring() -> None:
    assert value_of("x", "from math import *\nx = sqrt") == "math.sqrt"
    assert value_of("x", "from math import *\nx = print") == "builtins.print"
    assert value_of("x", "from math import *\nfrom cmath import *\nx = sqrt") == "undecided"


def test_a_module_whose_content_is_unknown_gives_unknown_names() -> None:
    opaque = frozenset({"tools"})

    assert value_of("x", "from tools import make as x", opaque_modules=opaque) == "undecided"
    assert value_of("x", "import tools\nx = tools.make", opaque_modules=opaque) == "undecided"
    assert value_of("x", "from tools import *\nx = make", opaque_modules=opaque) == "undecided"


def test_a_name_that_a_module_does_not_have_is_undecided() -> None:
    assert value_of("x", "from tools import nothing as x", modules={"tools": TOOLS}) == "undecided"


def test_a_name_set_from_another_module_counts() -> None:
    modules = {"settings": "debug = 1\nname = 'a'"}

    assert value_of("x", "import settings\nsettings.debug = 2\nx = settings.debug", modules=modules) == "undecided"
    assert value_of("x", "import settings\nsettings.debug = 2\nx = settings.name", modules=modules) == "'a'"


def test_modules_that_import_each_other() -> None:
    modules = {"a": "import b\ndef f(): return b.g()", "b": "import a\ndef g(): return a.f()\nh = a.f"}

    assert value_of("x", "import a, b\nx = b.h", modules=modules) == "<function f>"
    assert [code.module for code in analysed("import a", modules=modules)] == ["__main__", "a", "b"]


def test_names_that_modules_take_from_each_other_in_a_circle() -> None:
    modules = {"a": "from b import x", "b": "from a import x"}

    assert value_of("x", "from a import x", modules=modules) == "undecided"


def test_each_module_has_names_of_its_own() -> None:
    codes = analysed("import json\nx = json\nimport tools\ntools.f()", modules={"tools": "def f(): x.loads()"})

    assert calls(codes[1]) == ["undecided()"]


def test_a_star_import_loads_what_all_lists() -> None:
    modules = {"tools.__init__": "__all__ = ['inner']", "tools.inner": TOOLS}

    assert [code.module for code in analysed("from tools import *", modules=modules)] == [
        "__main__",
        "tools",
        "tools.inner",
    ]
