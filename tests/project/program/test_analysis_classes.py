"""Classes and their instances."""

from __future__ import annotations

import pytest

from pyscript_doctor.project.program.values import Instance
from tests.project.program.programs import analysed, calls, uses, value_of, words

LOADER = "import json\nclass C:\n    def __init__(self): self.load = json.loads\n"


def test_calling_a_class_gives_an_instance() -> None:
    assert value_of("x", "class C: ...\nx = C()") == "<instance of C>"


def test_a_method_of_an_instance_is_bound() -> None:
    code = analysed("class C:\n    def m(self, a, b=1): ...\nx = C().m\ny = C.m")[0]

    assert (code.constants["x"].required, code.constants["x"].most) == (1, 2)  # type: ignore[union-attr]
    assert (code.constants["y"].required, code.constants["y"].most) == (2, 3)  # type: ignore[union-attr]


def test_a_class_is_called_as_its_initializer_says() -> None:
    code = analysed("class A:\n    def __init__(self, a, b=1): ...\nclass B(A): ...\nclass C: ...")[0]

    counts = {name: (each.required, each.most) for name, each in code.functions.items() if "." not in name}
    assert counts == {"A": (1, 2), "B": (1, 2), "C": (0, 0)}


@pytest.mark.parametrize(
    ("decorator", "required"),
    [("staticmethod", 1), ("classmethod", 0)],
)
def test_static_and_class_methods(decorator: str, required: int) -> None:
    code = analysed(f"class C:\n    @{decorator}\n    def m(a): ...\nx = C().m\ny = C.m")[0]

    assert code.constants["x"].required == required  # type: ignore[union-attr]
    assert code.constants["y"].required == required  # type: ignore[union-attr]


def test_self_is_an_instance_and_cls_the_class() -> None:
    source = (
        "class C:\n    def m(self): self\n    @classmethod\n    def k(cls): cls()\n    @staticmethod\n    def s(a): a\n"
        "C().m()\nC.k()\nC.s(1)"
    )
    code = analysed(source)[0]

    assert "<instance of C>" in uses(code)
    assert "<class C>()" in calls(code)
    assert not any(use.place.function == "C.s" for use in code.uses)


def test_an_attribute_set_once_comes_to_that() -> None:
    assert value_of("x", LOADER + "x = C().load") == "json.loads"


def test_an_attribute_set_from_outside_counts_too() -> None:
    assert value_of("x", LOADER + "c = C()\nc.load = json.dumps\nx = c.load") == "undecided"


def test_an_attribute_of_another_class_does_not_count() -> None:
    assert value_of("x", LOADER + "class D: ...\nD().load = 1\nx = C().load") == "json.loads"


def test_none_at_first_does_not_hide_what_an_attribute_is_set_to_later() -> None:
    source = (
        "from js import document\nclass C:\n    el = None\n    def m(self): self.el = document.body\nx = C().el.title"
    )

    assert value_of("x", source) == "thread:document.body.title"


def test_what_a_base_defines_is_inherited() -> None:
    source = "import json\nclass A:\n    load = json.loads\n    def m(self): ...\nclass B(A): ...\n"

    assert value_of("x", source + "x = B().load") == "json.loads"
    assert value_of("x", source + "x = B().m") == "<method A.m>"


def test_super_leads_to_the_base() -> None:
    source = "class A:\n    def m(self, a): ...\nclass B(A):\n    def m(self, a): return super().m\nx = B().m(1)"

    assert value_of("x", source) == "<method A.m>"


def test_a_property_comes_to_what_it_returns() -> None:
    source = (
        "from js import document\nclass C:\n    @property\n    def el(self): return document.body\n"
        "    @el.setter\n    def el(self, value): ...\nx = C().el.title"
    )

    assert value_of("x", source) == "thread:document.body.title"


def test_an_attribute_that_nothing_sets_is_undecided() -> None:
    assert value_of("x", "class C: ...\nx = C().nothing") == "undecided"


def test_a_proxy_made_of_a_method_is_a_proxy() -> None:
    source = (
        "from pyodide.ffi import create_proxy\nclass C:\n    def __init__(self): self.proxy = create_proxy(self.hit)\n"
        "    def hit(self, e): ...\nx = C().proxy"
    )

    assert value_of("x", source) == "pyodide.ffi.create_proxy(<method C.hit>)"


def test_an_instance_says_where_its_class_is() -> None:
    source = "class Wanted: ...\nx = Wanted()"
    instance = analysed(source)[0].constants["x"]
    assert isinstance(instance, Instance)
    span = instance.span

    assert span is not None
    assert source[span.start : span.end] == "Wanted"


def test_a_dataclass_stays_a_class() -> None:
    source = (
        "from dataclasses import dataclass\n@dataclass\nclass Point:\n    x: int\n    def m(self): ...\np = Point(1)"
    )

    assert value_of("p", source) == "<instance of Point>"


def test_classes_that_are_bases_of_themselves() -> None:
    source = "class A(A): ...\nclass B(C): ...\nclass C(B): ...\nx = C().nothing"

    assert value_of("x", source) == "undecided"


def test_an_attribute_that_is_set_to_itself() -> None:
    source = "class C:\n    def m(self): self.a = self.b\n    def n(self): self.b = self.a\nx = C().a"

    assert words(analysed(source)[0].constants["x"]) == "undecided"
