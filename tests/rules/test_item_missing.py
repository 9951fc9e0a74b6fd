"""What is said of items that are not there, beyond the examples of the rule's page."""

from __future__ import annotations

from tests.in_one_test import in_one_test
from tests.rules.scripts import CONFIGURED, messages, the_one, with_modules

RULE = "item-missing"
TEAS = '{"teas": [1], "cups": {}, "mixed": [{"name": 1}, [2]]}'
FILES = {"teas.json": TEAS, "one.json": "[1]", "two.json": "[1, 2]", "none.json": "[]", "empty.json": "{}"}
COUNTED = "Items are counted from 0, so the last one is `[{}]` or `[-1]`."


@in_one_test(
    [
        ("teas", "['tea']", "`teas.json` has no key `'tea'` here", "Did you mean `'teas'`?"),
        ("teas", "['xyz']", "`teas.json` has no key `'xyz'` here", "It has `'teas'`, `'cups'`, `'mixed'`."),
        ("teas", "[0]", "`teas.json` has no key `0` here", "It has `'teas'`, `'cups'`, `'mixed'`."),
        ("teas", "['mixed'][0]['xyz']", "`teas.json` has no key `'xyz'` here", "It has `'name'`."),
        ("one", "[1]", "there is no item 1: the list in `one.json` has 1 item", COUNTED.format(0)),
        ("two", "[2]", "there is no item 2: the list in `two.json` has 2 items", COUNTED.format(1)),
        ("none", "[0]", "there is no item 0: the list in `none.json` has 0 items", "It is empty."),
        ("one", "['a']", "`one.json` has a list here, and a list has no key `'a'`", "Take one of its items by number,"),
        ("empty", "['a']", "`empty.json` has no key `'a'` here", "Look into the file: what is read here has no keys."),
    ]
)
def test_what_a_file_does_not_have(name: str, items: str, message: str, help: str) -> None:
    source = f"import json\nwith open('{name}.json') as file:\n    data = json.load(file)\nprint(data{items})"
    files = {**with_modules(*FILES), **FILES}
    finding = the_one(RULE, source, CONFIGURED, files=files)
    assert finding.message == message
    assert finding.help.startswith(help)
    assert finding.console == ("index out of range" if "there is no item" in message else "")


@in_one_test(
    [
        ("[1][1]", "there is no item 1: this list has 1 item"),
        ("[1, 2][2]", "there is no item 2: this list has 2 items"),
        ("'a'[1]", "there is no item 1: this string has 1 character"),
        ("{'a': 1}['b']", "this dict has no key `'b'`"),
    ]
)
def test_what_python_does_not_have(source: str, message: str) -> None:
    assert messages(RULE, source) == [message]


@in_one_test(
    [
        ("print(names[1])", 1),
        ("if len(names) > 1:\n    print(names[1])", 0),
        ("if len(names) < 2:\n    raise SystemExit\nprint(names[1])", 0),
        ("print(names[1] if len(names) > 1 else 'nobody')", 0),
        ("if names[0] == 'Ada':\n    print(names[1])", 1),
        ("print(ages['Tom'])", 1),
        ("if 'Tom' in ages:\n    print(ages['Tom'])", 0),
        ("if ages:\n    print(ages['Tom'])", 0),
        ("if 'Ada' in ages:\n    print(ages['Tom'])", 1),
    ]
)
def test_a_condition_may_ask_for_the_item_first(use: str, count: int) -> None:
    assert len(messages(RULE, f"names = ['Ada']\nages = {{'Ada': 1}}\n{use}")) == count
