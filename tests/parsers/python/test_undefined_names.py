"""Names that a source reads and does not define."""

from __future__ import annotations

import pytest

from pyscript_doctor.parsers.python.undefined_names import names_used
from pyscript_doctor.parsers.text import Text


def test_names_are_told_with_their_first_place() -> None:
    source = "é = 1\nprint(é, price, price)\n"
    use = names_used(Text.whole("main.py", source))
    assert [each.name for each in use.undefined] == ["price"]
    assert use.undefined[0].span.start == source.index("price")


def test_what_the_top_level_defines_is_told_and_what_functions_define_is_not() -> None:
    use = names_used(Text.whole("main.py", "import os\ndef f():\n    inner = 1\nfor i in []: pass\n"))
    assert {"os", "f", "i"} <= use.defined
    assert "inner" not in use.defined


def test_a_place_behind_other_letters_of_the_same_line_is_told() -> None:
    source = "'é€𝒳', price\n"
    (name,) = names_used(Text.whole("main.py", source)).undefined
    assert source[name.span.start : name.span.end] == "price"


def test_built_in_names_are_defined_until_the_module_deletes_its_own() -> None:
    assert names_used(Text.whole("main.py", "print(len)\n")).undefined == ()
    use = names_used(Text.whole("main.py", "len = 1\ndel len\nlen\n"))
    assert [each.name for each in use.undefined] == ["len"]
    assert names_used(Text.whole("main.py", "print(len)\n")).undefined == ()


def test_await_at_the_top_level_is_read() -> None:
    assert [each.name for each in names_used(Text.whole("main.py", "await price()\n")).undefined] == ["price"]


def test_names_that_only_a_star_import_can_bring_are_told_apart() -> None:
    use = names_used(Text.whole("main.py", "from shop import *\nfrom .prices import *\ncost = 1\nprint(price, cost)\n"))
    assert use.stars == ("shop", ".prices")
    assert [each.name for each in use.starred] == ["price"]
    assert use.undefined == ()


def test_annotations_are_told_apart_from_what_is_read_elsewhere_too() -> None:
    use = names_used(Text.whole("main.py", "def sell(thing: Price) -> Cost:\n    return Cost(thing)\n"))
    assert [(each.name, each.in_annotation) for each in use.undefined] == [("Cost", False), ("Price", True)]


@pytest.mark.parametrize(
    "source",
    [
        "def f():\n    price: Price = 1\n",
        "class Shop:\n    def __init__(self):\n        self.price: Price = 1\n",
        "def f(price: 'Price') -> 'Price': pass\n",
        "from __future__ import annotations\nprice: Price = 1\n",
    ],
)
def test_annotations_that_no_python_evaluates_are_not_read(source: str) -> None:
    assert names_used(Text.whole("main.py", source)).undefined == ()


@pytest.mark.parametrize("source", ["exec('price = 1')\nprice", "globals()['price'] = 1\nprice"])
def test_sources_that_may_define_more_are_not_told(source: str) -> None:
    assert not names_used(Text.whole("main.py", source)).told


def test_python_that_cannot_be_parsed_is_not_told() -> None:
    assert not names_used(Text.whole("main.py", "(" * 5000)).told
