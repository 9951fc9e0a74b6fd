"""Attributes with what they belong to, attributes that are certainly absent, and values that nothing takes."""

from __future__ import annotations

import pytest

from pyscript_doctor import Access
from tests.project.program.programs import analysed, words


def attributes(source: str) -> list[tuple[str, str, str]]:
    return [(words(use.base), use.name, use.access.value) for use in analysed(source)[0].attributes]


def absent(source: str, **modules: str) -> list[str]:
    return [each.name for each in analysed(source, modules=modules)[0].absent_names]


def test_each_attribute_of_a_chain_is_told_with_its_base() -> None:
    assert attributes("import js\njs.document.getElementByID('a')") == [
        ("thread:document", "getElementByID", "called"),
        ("thread:", "document", "read"),
    ]
    assert attributes("import js\njs.document.title = 'a'") == [
        ("thread:document", "title", "assigned"),
        ("thread:", "document", "read"),
    ]


def test_the_span_is_that_of_the_name_alone() -> None:
    source = "import js\njs.document . getElementByID('a').inerHTML = 1\n"
    spans = {use.name: source[use.name_span.start : use.name_span.end] for use in analysed(source)[0].attributes}
    assert spans == {name: name for name in ("inerHTML", "getElementByID", "document")}
    assert {use.access for use in analysed(source)[0].attributes} == set(Access)


GAME = "class Game:\n    def __init__(self):\n        self.total = 0\n    def draw(self):\n        return self.{}\n"


def test_an_attribute_that_nothing_sets_is_absent() -> None:
    assert absent(GAME.format("totl") + "Game().draw()") == ["totl"]
    assert absent(GAME.format("total") + "Game().drw()") == ["drw"]
    assert absent(GAME.format("total") + "Game().draw()\nGame().__class__\nGame().total") == []


@pytest.mark.parametrize(
    "source",
    [
        "import lib\nclass Game(lib.Game):\n    def draw(self): self.totl\nGame().draw()",
        "class Game:\n    def draw(self): self.totl\n    def __getattr__(self, name): return 1\nGame().draw()",
        "import lib\n@lib.model\nclass Game:\n    def draw(self): self.totl\nGame().draw()",
        "import lib\nclass Game(metaclass=lib.Meta):\n    def draw(self): self.totl\nGame().draw()",
        "class Game:\n    def draw(self): self.totl\nGame().draw()\nsetattr(Game(), name, 1)",
        "class Game:\n    def draw(self): self.totl\nother.totl = 1\nGame().draw()",
        "class Game:\n    def draw(self): self.totl\nclass Chess(Game):\n    totl = 1\nChess().draw()\nGame().draw()",
        "class Base:\n    totl = 1\nclass Game(Base):\n    def draw(self): self.totl\nGame().draw()",
        "def f(game):\n    game.totl\nprint(f)",
    ],
    ids=[
        "foreign base",
        "getattr",
        "decorated",
        "metaclass",
        "setattr",
        "set elsewhere",
        "subclass",
        "base",
        "unknown",
    ],
)
def test_what_may_be_set_is_not_absent(source: str) -> None:
    assert absent(source) == []


def test_what_a_statement_drops_is_told() -> None:
    source = "async def load(): pass\nload()\nx = load()\nprint(load())\nawait load()\n"
    dropped = [(words(call.callee), words(call.dropped)) for call in analysed(source)[0].calls if call.dropped]
    assert dropped == [
        ("<function load>", "<function load>()"),
        ("builtins.print", "builtins.print(<function load>())"),
    ]
