"""Which names the library and Python's types have, beyond the examples of the rule's page."""

from __future__ import annotations

import pytest

from pyscript_doctor import SAFE, UNSAFE
from tests.rules.scripts import found, messages, the_one

RULE = "python-name-missing"
MPY = '<script type="mpy">'


def said(source: str, tag: str = '<script type="py">', **files: str) -> list[str]:
    """What the rule says; files: modules of the project, which a config copies."""
    if not files:
        return messages(RULE, source, tag)
    modules = {f"{name.replace('__', '/')}.py": text for name, text in files.items()}
    config = "[files]\n" + "".join(f'"{path}" = "./{path}"\n' for path in modules)
    configured = f'{tag.removesuffix(">")} config="./pyscript.toml">'
    return messages(RULE, source, configured, files={"pyscript.toml": config, **modules})


def test_a_name_that_code_sets_is_there() -> None:
    assert said("import math\nmath.total = 3") == []
    assert said("import math\nprint(math.total)\nmath.total = 3") == []
    assert said("import math\nsetattr(math, 'total', 3)\nprint(math.total)") == []
    assert said("import math\nfor name in ['total']:\n    setattr(math, name, 3)\nprint(math.total)") == []
    assert said("import math as m\nfor name in ['total']:\n    setattr(m, name, 3)\nprint(m.total)") == []
    assert said("import math\nvars(math).update(total=3)\nprint(math.total)") == []
    assert said("import math as m\nm.__dict__['total'] = 3\nprint(m.total)") == []
    assert said("import math, os\nvars(os).update(total=3)\nprint(math.total)") == ["`math` has no `total`"]
    assert said("import math\nsetattr(math, 'other', 3)\nprint(math.total)") == ["`math` has no `total`"]
    assert said("import math\nprint(math.total)") == ["`math` has no `total`"]


def test_a_module_of_ones_own_is_asked_by_its_own_rule() -> None:
    asked = "from html.shapes import nothing\nimport html\nhtml.nothing"
    assert said(asked, html="", html__shapes="") == []
    assert said("from html import nothing", html="") == []
    assert said("from html import nothing") == ["`html` has no `nothing`"]


def test_modules_that_are_never_asked() -> None:
    assert said("from http.client import nothing") == []
    assert said("from builtins import nothing") == []
    assert said("from pyscript import nothing") == []
    assert said("from urllib.parse import nothing") == ["`urllib.parse` has no `nothing`"]


def test_a_name_of_pyodide_is_looked_for_in_its_other_modules() -> None:
    for source in ("from pyodide import pyfetch", "import pyodide\npyodide.pyfetch('x')"):
        assert said(source) == ["`pyfetch` is in `pyodide.http`, not in `pyodide`"]
    for source in ("from os import pyfetch", "import os\nos.pyfetch('x')"):
        assert said(source) == ["`os` has no `pyfetch`"]
    assert said("from pyodide import nothing") == ["`pyodide` has no `nothing`"]


def test_names_that_moved_in_pyodide_have_a_rule_of_their_own() -> None:
    assert said("from pyodide import create_proxy") == []
    assert said("from math import create_proxy") == ["`math` has no `create_proxy`"]


def test_an_old_pyodide_has_more_names_than_is_known() -> None:
    source = "from pyodide import nothing"
    old = """<script type="py" config='{"interpreter": "0.22.1"}'>"""
    assert messages(RULE, source, old, release="2024.1.1") == []
    assert messages(RULE, source, release="2024.1.1") == ["`pyodide` has no `nothing`"]
    assert messages(RULE, "from math import sqroot", old, release="2024.1.1") == ["`math` has no `sqroot`"]


def test_a_name_that_python_had_once_is_gone() -> None:
    assert said("from ast import Num") == ["`ast` has no `Num`"]


def test_what_only_micropython_lacks_has_a_rule_of_its_own() -> None:
    for source in (
        "from math import gcd",
        "from asyncio import coroutine",
        "from zlib import DecompIO",
        "'a'.zfill(3)",
    ):
        assert said(source, MPY) == []
    assert said("from math import factoriall", MPY) == ["`math` has no `factoriall`"]
    assert said("'a'.zzfill(3)", MPY) == ["a `str` has no `zzfill`"]


def test_the_console_of_an_import() -> None:
    source = "from math import sqroot"
    assert the_one(RULE, source).console == "cannot import name 'sqroot'"
    assert the_one(RULE, source, MPY).console == "can't import name sqroot"


def test_what_a_class_says_of_its_bases_is_no_name_of_its_objects() -> None:
    assert said("import datetime\ndatetime.datetime.mro()") == []
    assert said("import datetime\ndatetime.datetime.nowadays()") == ["`datetime.datetime` has no `nowadays`"]
    assert said("'a'.mro()") == ["a `str` has no `mro`"]


def test_a_class_with_the_name_of_its_module_is_meant() -> None:
    assert said("import datetime\ndatetime.now()") == [
        "the module `datetime` has no `now`, but its class `datetime.datetime` has it"
    ]
    assert said("import datetime\ndatetime.nowadays()") == ["`datetime` has no `nowadays`"]


def test_a_module_may_have_what_any_script_looks_for() -> None:
    first, looks = "import os\nos.shout()", "import os\nHAS = hasattr(os, 'shout')"
    body = f'<script type="py">\n{looks}\n</script>'
    assert messages(RULE, first, body=body) == []
    assert messages(RULE, first, body=body.replace("shout", "whisper")) == []  # names of a system come together
    assert messages(RULE, first, body=body.replace("'shout'", "'getcwd'")) == ["`os` has no `shout`"]
    asks = looks.replace("hasattr(os, 'shout')", "getattr(os, 'shout', None)")
    assert messages(RULE, first, body=body.replace(looks, asks)) == []
    assert messages(RULE, "'a'.shout()", body=body) == ["a `str` has no `shout`"]


UNKNOWN = "from numpy import make\n"


def test_a_method_of_another_language_is_likely_one_whatever_it_is_called_on() -> None:
    (one,) = found(RULE, f"{UNKNOWN}make().has_key(1)")
    assert (one.severity.label, one.finding.message) == ("warning", "the dictionaries of Python 3 have no `has_key`")
    assert (one.finding.label, one.finding.help) == ("of Python 2", "Write `key in dictionary`.")
    assert one.finding.fix is None
    (one,) = found(RULE, f"{UNKNOWN}make().iteritems()")
    assert one.finding.help == "Write `.items()`."
    assert one.finding.fix
    assert one.finding.fix.title == "Write `items`"
    (one,) = found(RULE, f"{UNKNOWN}make().toLowerCase()")
    assert (one.severity.label, one.finding.message) == ("warning", "the strings of Python have no `toLowerCase`")
    assert (one.finding.label, one.finding.help) == ("of JavaScript", "Write `.lower()`.")
    assert one.finding.fix
    assert one.finding.fix.title == "Write `lower`"


def test_a_text_that_python_made_certainly_lacks_what_javascript_calls_its_methods() -> None:
    (one,) = found(RULE, "'tea'.strip().toUpperCase()")
    assert (one.severity.label, one.finding.message) == ("error", "a `str` has no `toUpperCase`")


@pytest.mark.parametrize(
    "source",
    [
        "print(make().has_key)",
        "make().trim()",  # many things could be trimmed
        "def has_key(self): pass\nmake().has_key(1)",
        "class Own:\n    def has_key(self): pass\nmake().has_key(1)",
        "from pyscript import window\nwindow.names.toLowerCase()",
    ],
)
def test_a_method_of_another_language_may_be_meant(source: str) -> None:
    assert said(UNKNOWN + source) == []


def test_other_functions_of_the_page_make_no_such_method() -> None:
    assert len(said(f"{UNKNOWN}def has_keys(): pass\nmake().has_key(1)")) == 1


@pytest.mark.parametrize(
    ("source", "help", "fix"),
    [
        ("'a'.Lower()", "Did you mean `lower`?", SAFE),
        ("'a'.lowr()", "Did you mean `lower`?", UNSAFE),
        ("'a'.toLowerCase()", "Did you mean `lower`?", UNSAFE),
        ("{}.iteritems()", "Did you mean `items`?", SAFE),
        ("{}.has_key(1)", "Write `part in whole`.", None),
        ("['tea'].includes('tea')", "Write `part in whole`.", None),
        ("{1, 2}.includes(1)", "Write `part in whole`.", None),
        ("(5).includes(1)", "Write a name that an `int` has.", None),
        ("'a'.length", "Write `len(...)` around it.", None),
        ("'a'.xyz()", "Write a name that a `str` has.", None),
    ],
)
def test_help_and_fix_are_for_what_is_meant(source: str, help: str, fix: object) -> None:
    finding = the_one(RULE, source)
    assert finding.help == help
    assert (finding.fix.safety if finding.fix else None) is fix


def test_names_of_a_response() -> None:
    get = "from pyscript import fetch, window\nresponse = await fetch('a.json')\n"
    assert the_one(RULE, f"{get}response.status_code").help == "Write `status`."
    assert the_one(RULE, f"{get}response.zzz").help.startswith("It has `arrayBuffer`, `blob`, `body`,")
    assert said(f"{get}response.zzz = 1\nresponse.status") == []
    assert said(f"{get}setattr(response, 'zzz', 1)\nresponse.zzz") == []
    assert the_one(RULE, f"{get}response.statuss").help == "Write `status`."
    assert said(f"{get}def clear():\n    global response\n    response = 1\nresponse.zzz") == []


def test_a_list_may_get_something_else() -> None:
    start = "from pyscript import fetch, window\n"
    loop = "responses[0] = window.thing\nfor each in responses: each.zzz"
    for value in ("await fetch('a.json')", "'a'"):
        assert said(f"{start}responses = [{value}]\n{loop}") == []
        assert len(said(f"{start}responses = [{value}]\nfor each in responses: each.zzz")) == 1


def test_code_for_other_pythons_may_ask_for_other_names() -> None:
    tried = "import math\ntry:\n    from math import cbrt\nexcept {}:\n    print(math.cuberoot(8))"
    assert said(tried.format("ImportError")) == []
    assert said(tried.format("ValueError")) == ["`math` has no `cuberoot`"]
    old = f"{UNKNOWN}try:\n    make().items()\nexcept {{}}:\n    make().iteritems()"
    assert said(old.format("AttributeError")) == []
    assert len(said(old.format("ValueError"))) == 1


@pytest.mark.parametrize("caught", ["ImportError", "Exception", "BaseException", "(ValueError, Exception)"])
def test_an_import_may_be_tried(caught: str) -> None:
    assert said(f"try:\n    from math import sqroot\nexcept {caught}:\n    pass") == []
    assert said("try:\n    from math import sqroot\nexcept ValueError:\n    pass") == ["`math` has no `sqroot`"]
