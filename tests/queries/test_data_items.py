"""Which items a file of JSON certainly does not have where Python asks for them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.queries.data_items import missing_data, type_of_data
from tests.in_one_test import in_one_test
from tests.projects import page, project_of

if TYPE_CHECKING:
    from pyscript_doctor.project.program.facts import Code

TEA = {"name": "tea", "kind": "green"}
CUPS = [{"size": 1}, {"size": 2, "lid": True}]
PRICES = {"small": {"euro": 1}, "large": {"euro": 2}}
MIXED = [{"a": 1}, [2]]
START = """\
import json
from pyodide.http import open_url
from pyscript import fetch
data = json.load(open("data.json"))
name = input()
"""
CONFIG = '<py-config>\n[files]\n"./data.json" = ""\n"./other.txt" = ""\n</py-config>'


def code_of(source: str, data: object = TEA) -> Code:
    html = page(f'{CONFIG}<script type="py">\n{START}{source}\n</script>')
    (runtime,) = project_of({"index.html": html, "data.json": json.dumps(data), "other.txt": "{}"}).runtimes
    return runtime.codes[0]


def missing(source: str, data: object = TEA) -> list[str | int]:
    return [each.key for each in missing_data(code_of(source, data))]


@in_one_test(
    [
        ("data['nam']", TEA, "nam"),
        ("data[0]", TEA, 0),
        ("data['name']['first']", TEA, "first"),
        ("data['name'][9]", TEA, 9),
        ("data[2]", CUPS, 2),
        ("data[-3]", CUPS, -3),
        ("data['size']", CUPS, "size"),
        ("data[0]['lidd']", CUPS, "lidd"),
        ("data[0]", [], 0),
        ("data.get('small')['dollar']", PRICES, "dollar"),
        ("for cup in data:\n    cup['siz']", CUPS, "siz"),
        ("for price in data.values():\n    price['dollar']", PRICES, "dollar"),
        ("for size, price in data.items():\n    price['dollar']", PRICES, "dollar"),
        ("for size in data:\n    data[size]['dollar']", PRICES, "dollar"),
        ("try:\n    data['nam']\nexcept IndexError:\n    pass", TEA, "nam"),
        ("try:\n    data[2]\nexcept KeyError:\n    pass", CUPS, 2),
        ("json.loads(open('data.json').read())['nam']", TEA, "nam"),
        ("json.loads(open_url('data.json').read())['nam']", TEA, "nam"),
        ("found = await fetch('data.json').json()\nfound['nam']", TEA, "nam"),
        ("found = await (await fetch('data.json')).json()\nfound['nam']", TEA, "nam"),
    ]
)
def test_what_the_file_does_not_have(source: str, data: object, key: str | int) -> None:
    assert missing(source, data) == [key]


@in_one_test(
    [
        *(("data['name']", TEA), ("data[1]", CUPS), ("data[-2]", CUPS), ("data['name'][2]", TEA), ("data[name]", TEA)),
        ("data[True]", TEA),
        # One of the parts that may be meant has it.
        *(("for cup in data:\n    cup['lid']", CUPS), ("for each in data:\n    each['a']", MIXED)),
        *(("data[0]['lid']", CUPS), ("for price in data.values():\n    price['euro']", PRICES)),
        # What is reached in another way, or by a key that is not known, may be anything.
        *(("data.copy()['nam']", TEA), ("data.get(name)['nam']", PRICES), ("data.get('small', {})['nam']", PRICES)),
        ("data.pop('small')['dollar']", PRICES),
        *(("data.get('nam')['size']", PRICES), ("for each in data:\n    each.get('a')['b']", MIXED)),
    ]
)
def test_what_the_file_has_or_may_have(source: str, data: object) -> None:
    assert missing(source, data) == []


@in_one_test(
    [
        # It is expected to fail.
        ("try:\n    data['nam']\nexcept KeyError:\n    pass", TEA),
        ("try:\n    data[2]\nexcept IndexError:\n    pass", CUPS),
        # It is set, here or anywhere.
        *(("data['nam'] = 1", TEA), ("data['nam'] = 1\ndata['nam']", TEA), ("data[name] = 1\ndata['nam']", TEA)),
        *(("data.update(nam=1)\ndata['nam']", TEA), ("data.append(1)\ndata[2]", CUPS)),
        *(("data += [1]\ndata[2]", CUPS), ("data *= 2\ndata[3]", CUPS)),
        ("def keep(one):\n    one['nam'] = 1\nkeep(data)\ndata['nam']", TEA),
        ("def keep(one):\n    one.update(nam=1)\nkeep(data)\ndata['nam']", TEA),
        # It is asked for first.
        ("if 'nam' in data:\n    data['nam']", TEA),
        ("if isinstance(data, dict):\n    data['nam']", TEA),
        ('if "nam" not in data:\n    name\nelse:\n    data["nam"]', TEA),
        # It may be something else.
        *(("data = name\ndata['nam']", TEA), ("if name:\n    data = {}\ndata['nam']", TEA)),
        # Another file, or no file of the project.
        *(("json.load(open('other.txt'))['nam']", TEA), ("json.load(open(name))['nam']", TEA)),
        *(("json.loads(name)['nam']", TEA), ("open('data.json')['nam']", TEA), ("json.load()['nam']", TEA)),
        ("found = await fetch('data.json').json(name)\nfound['nam']", TEA),
        ("found = await fetch('data.json').text()\nfound['nam']", TEA),
        *(("json.load(open('data.json'), name)['nam']", TEA), ("dict(open('data.json'))['nam']", TEA)),
        *(("data()['nam']", TEA), ("open('data.json')()['nam']", TEA)),
        # Python may write the file.
        *(("open('data.json', 'w').write('{}')\ndata['nam']", TEA), ("print('data.json')\ndata['nam']", TEA)),
        # It is read in a way of its own.
        ("json.load(open('data.json'), object_hook=dict)['nam']", TEA),
        ("def hook(object_hook): pass\ndata['nam']", TEA),
    ]
)
def test_what_may_be_there_when_it_is_asked_for(source: str, data: object) -> None:
    assert missing(source, data) == []


@in_one_test(
    [
        ("own = {}\nown['nam'] = 1\ndata['nam']", TEA),
        ("own = {}\nown.update(nam=1)\ndata['nam']", TEA),
        ("own = []\nown.append(1)\ndata[2]", CUPS),
        ("count = 0\ncount += 1\ndata[2]", CUPS),
        ("def count():\n    number = 0\n    number += 1\ncount()\ndata[2]", CUPS),
        ("data['other'] = 1\ndata['nam']", TEA),
        ("data.keys()\ndata['nam']", TEA),
        ("data.update\ndata['nam']", TEA),
        ("own = {'nam': 1}\ndata['nam']", TEA),
    ]
)
def test_what_is_set_elsewhere_adds_nothing(source: str, data: object) -> None:
    assert len(missing(source, data)) == 1


def test_what_is_set_may_be_a_dict_that_is_written_elsewhere() -> None:
    assert missing("data['other'] = 1\nown = {'nam': 1}\ndata['nam']") == []


def test_what_is_fetched_is_the_file_of_the_site_though_python_may_write_its_own() -> None:
    assert missing("print('data.json')\nfound = await fetch('data.json').json()\nfound['nam']") == ["nam"]


def test_the_keys_and_the_number_of_items_that_are_there() -> None:
    (found,) = missing_data(code_of("for cup in data:\n    cup['siz']", CUPS))
    assert (found.path, found.keys, found.size) == ("data.json", ("size", "lid"), None)
    (found,) = missing_data(code_of("data[2]", CUPS))
    assert (found.keys, found.size) == ((), 2)
    assert (found.file.start, found.file.end) == (0, 1)


@pytest.mark.parametrize(
    ("value", "data", "kind"),
    [
        ("data", TEA, "builtins.dict"),
        ("data", CUPS, "builtins.list"),
        ("data", 5, None),
        ("data['name']", TEA, "builtins.str"),
        ("data[0]", MIXED, None),
        ("data[0]['size']", [{"size": 1}], None),
        ("name", TEA, None),
        ("print", TEA, None),
    ],
)
def test_the_type_of_a_part(value: str, data: object, kind: str | None) -> None:
    code = code_of(f"part = {value}\nprint(part)", data)
    assert type_of_data(code.calls[-1].arguments[0].value, code) == kind


def test_of_very_many_parts_none_is_looked_at() -> None:
    source = "for each in data:\n    each['b']"
    assert missing(source, [{"a": 1}] * 5000) == ["b"]
    assert missing(source, [{"a": 1}] * 5001) == []


@pytest.mark.parametrize(
    ("item", "data", "other", "count"),
    [
        ("['nam']", TEA, "print(1)", 1),
        ("['nam']", TEA, "def own(object_hook): pass", 0),
        ("['nam']", TEA, "if 'nam' in name:\n    pass", 0),
        ("['nam']", TEA, "data.update(nam=1)", 0),
        ("[2]", CUPS, "print(1)", 1),
        ("[2]", CUPS, "data += [1]", 0),
    ],
)
def test_another_script_of_the_page_may_add_to_it(item: str, data: object, other: str, count: int) -> None:
    html = page(f'{CONFIG}<script type="py">\n{START}data{item}\n</script><script type="py">\n{other}\n</script>')
    (runtime,) = project_of({"index.html": html, "data.json": json.dumps(data), "other.txt": "{}"}).runtimes
    assert len([*missing_data(runtime.codes[0])]) == count
