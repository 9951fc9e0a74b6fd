"""What is said of a name that nothing defines, by where Python reads it."""

from __future__ import annotations

from pyscript_doctor.parsers.python.parsing import parse_python
from pyscript_doctor.parsers.python.syntax import Syntax
from pyscript_doctor.parsers.text import Text
from pyscript_doctor.queries.python_sources import UndefinedName, imported_names, self_that_has, set_in_its_function
from tests.in_one_test import in_one_test


def read(source: str) -> Syntax:
    syntax = parse_python(Text.whole("main.py", source))
    assert isinstance(syntax, Syntax)
    return syntax


def last(name: str, source: str) -> tuple[UndefinedName, Syntax]:
    """The last place of a name in a source."""
    syntax = read(source)
    start = source.rindex(name)
    return UndefinedName(name, syntax.text.span(start, start + len(name))), syntax


@in_one_test(
    [
        ("def f():\n    x = 1\n    print(x)\n", True),
        ("def f():\n    print(1)\n    print(x)\n", False),
        ("x = 1\nprint(x)\n", False),
        ("def f():\n    x = 1\n    def g():\n        print(x)\n", True),
        ("def f():\n    x = 1\n    print(x)\ndef g():\n    print(x)\n", False),
        ("class A:\n    x = 1\n    print(x)\n", True),
        ("class A:\n    x = 1\n    def f(self):\n        print(x)\n", False),
        ("def f():\n    global x\n    x = 1\n    print(x)\n", False),
        ("def f():\n    x = 1\n    def g():\n        nonlocal x\n        x = 2\n        print(x)\n", True),
    ]
)
def test_the_function_that_reads_a_name_or_one_around_it_sets_it(source: str, expected: bool) -> None:
    assert set_in_its_function(*last("x", source)) == expected


@in_one_test(
    [
        ("class A:\n    def __init__(self):\n        self.total = 1\n    def f(self):\n        print(total)\n", "self"),
        ("class A:\n    def __init__(me):\n        me.total: int = 1\n    def f(me):\n        print(total)\n", "me"),
        ("class A:\n    total = 1\n    def f(self):\n        print(total)\n", "self"),
        ("class A:\n    def total(self): pass\n    def f(self):\n        print(total)\n", "self"),
        ("class A:\n    total = 1\n    def f(self):\n        def g():\n            print(total)\n", "self"),
        ("class A:\n    def __init__(self):\n        self.totals = 1\n    def f(self):\n        print(total)\n", ""),
        ("class A:\n    def f(self):\n        print(self.total == 1)\n    def g(self):\n        print(total)\n", ""),
        ("class A:\n    total = 1\n    key = lambda self: total\n", "self"),
        ("class A:\n    total = 1\n    each = [total for _ in range(3)]\n", ""),
        ("class A:\n    total = 1\n    def f():\n        print(total)\n", ""),
        ("class A:\n    total = 1\nclass B:\n    def f(self):\n        print(total)\n", ""),
        ("class A:\n    total = 1\n    class B:\n        print(total)\n", ""),
        ("def total(self):\n    self.total = 1\n    def f(self):\n        print(total)\n", ""),
        ("class A:\n    total = 1\n    def f(self):\n        print(1)\nprint(total)\n", ""),
    ]
)
def test_the_object_of_a_method_has_the_name(source: str, expected: str) -> None:
    assert self_that_has(*last("total", source)) == expected


def test_imports_bind_names_anywhere() -> None:
    source = "import os.path\nfrom a import b as c\nx = 1\ntry:\n    import d\nexcept ImportError:\n    d = None\n"
    source += "def f():\n    import e\n"
    assert imported_names(read(source)) == {"os", "c", "d", "e"}
