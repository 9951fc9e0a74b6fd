"""Lists and dicts that get more than they were made with: what was written first says nothing of what is in them."""

from __future__ import annotations

import textwrap

import pytest

from tests.projects import page, report_of

CARD = """
class Card:
    def __init__(self, number):
        self.number = number
"""
SOUND = {
    "a list that gets another object": "cards = [Card(1)]\ncards.append(Card(2))\nprint(cards[1].number)",
    "a list that says what it holds": (
        "cards: list[Card] = []\nfor number in range(3):\n    cards.append(Card(number))\nprint(cards[-1].number)"
    ),
    "a list that a function fills": (
        "def fill(cards):\n    cards.append(Card(1))\ncards = []\nfill(cards)\nprint(cards[0].number)"
    ),
    "a list that gets another list": "cards = []\ncards.extend([Card(1), Card(2)])\nprint(cards[1].number)",
    "a list under another name": "cards = [Card(1)]\nhand = cards\nhand.append(Card(2))\nprint(cards[1].number)",
    "a list that is taken apart": "cards = [Card(1)]\ncards.append(Card(2))\nfirst, last = cards\nprint(last.number)",
    "a dict that gets another key": 'cards = {"a": Card(1)}\ncards["b"] = Card(2)\nprint(cards["b"].number)',
    "a dict that says what it holds": ('cards: dict[str, Card] = {}\ncards["b"] = Card(2)\nprint(cards["b"].number)'),
    "a class that only others are made from": (
        "class Named:\n    def show(self):\n        print(self.name)\nclass Person(Named):\n    pass"
    ),
    "a variable of the system that may be there": (
        'import os\nif os.environ.get("API_KEY"):\n    print(os.environ["API_KEY"])\nif os.getenv("A"):\n'
        '    print(os.environ["A"])'
    ),
}
FAULTY = {
    "a list that stays as it is": ("cards = [Card(1)]\nprint(cards[1].number)", "item-missing"),
    "a tuple": ("cards = (Card(1),)\nprint(cards[1].number)", "item-missing"),
    "a dict that stays as it is": ('cards = {"a": Card(1)}\nprint(cards["b"].number)', "item-missing"),
    "a class whose heirs are made": (
        "class Named:\n    def show(self):\n        print(self.name)\nclass Person(Named):\n    pass\nPerson().show()",
        "own-name-missing",
    ),
    "another variable of the system": (
        'import os\nif os.environ.get("API_KEY"):\n    print(os.environ["API_KEYS"])',
        "item-missing",
    ),
}


def rules_of(source: str) -> list[str]:
    script = textwrap.indent(CARD + source, "  ")
    return [
        each.rule.name for each in report_of({"index.html": page(f'<script type="py">{script}\n</script>')}).diagnostics
    ]


@pytest.mark.parametrize("source", SOUND.values(), ids=SOUND)
def test_what_is_in_it_later_is_not_missed(source: str) -> None:
    assert rules_of(source) == []


@pytest.mark.parametrize(("source", "rule"), FAULTY.values(), ids=FAULTY)
def test_what_is_never_in_it_is_missed(source: str, rule: str) -> None:
    assert rules_of(source) == [rule]
