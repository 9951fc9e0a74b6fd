"""Which files of JSON do not parse where Python or JavaScript reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.queries.data_files import (
    MOST,
    BrokenData,
    broken_data_of_javascript,
    broken_data_of_python,
)
from pyscript_doctor.queries.pages import page_scripts
from tests.in_one_test import in_one_test
from tests.projects import page, told

if TYPE_CHECKING:
    from pyscript_doctor.project.project import Project

BROKEN = '{"name": "tea",}'
START = """\
import json
from pathlib import Path
from pyodide.http import open_url, pyfetch
from pyscript import fetch
name = input()
"""
CONFIG = '<{0}-config>\n[files]\n"./data.json" = ""\n"./data.txt" = ""\n</{0}-config>'


def broken(
    source: str, data: str = BROKEN, kind: str = "py", attributes: str = "", start: str = START
) -> list[BrokenData]:
    html = page(f'{CONFIG.format(kind)}<script type="{kind}"{attributes}>\n{start}{source}\n</script>')
    files = {"index.html": html, "data.json": data, "data.txt": data, "Upper.JSON": data, "map.geojson": data}
    return told(files, lambda project: [*broken_data_of_python(project.runtimes[0].codes[0])])


@in_one_test(
    [
        *("json.load(open('data.json'))", "json.load(fp=open('data.json')) or json.load(open('data.json'))"),
        *("json.loads(open('data.json').read())", "with open('data.json') as file:\n    json.load(file)"),
        *("json.loads(Path('data.json').read_text())", "json.loads(open_url('data.json').read())"),
        *("json.load(open_url('data.json'))", "json.loads(open_url('data.json').getvalue())"),
        *("(await pyfetch('data.json')).json()", "await fetch('data.json').json()"),
        *("json.loads(await fetch('data.json').text())", "json.loads((await pyfetch('data.json')).string())"),
        "await fetch('map.geojson').json()",
        "await fetch('Upper.JSON').json()",
        "try:\n    json.load(open('data.json'))\nexcept KeyError:\n    pass",
    ]
)
def test_what_reads_a_file_as_json(source: str) -> None:
    (found,) = broken(source)
    assert found.message == "there is a comma after the last entry"


@in_one_test(
    [
        # Nobody knows what this gives.
        "json.load(open('data.json')())",
        "json.loads(open('data.json').read().more)",
        "json.loads(open('data.json').read)",
        # It is expected to fail.
        "try:\n    json.load(open('data.json'))\nexcept ValueError:\n    pass",
        "try:\n    json.load(open('data.json'))\nexcept json.JSONDecodeError:\n    pass",
        "from json import JSONDecodeError\ntry:\n    json.load(open('data.json'))\nexcept JSONDecodeError:\n    pass",
        # It is not read as JSON, or is another file.
        *(
            "json.dumps(open('data.json'))",
            "open('data.json').read()",
            "json.load()",
            "json.load('', open('data.json'))",
        ),
        *("json.load(open(name))", "json.loads(name)", "json.load(open('data.txt'))", "json.load(open('other.json'))"),
        *(
            "json.loads('data.json')",
            "json.loads(open('data.json').name)",
            "json.loads(open('data.json').read().x)",
            "json.loads(open('data.json').read.x())",
            "json.loads(open('data.json').close())",
        ),
        *("json.loads(open('data.json').a.read())", "json.load(open('data.json').buffer)", "name.json()"),
        *("json.loads(print('data.json'))", "json.load(open())", "(await pyfetch('data.json')).text()"),
        *("json.loads(open('data.json').read()[1:])", "json.load(input('data.json'))", "fetch('data.json').a.json()"),
    ]
)
def test_what_does_not_read_it_or_may_fail(source: str) -> None:
    assert broken(source) == []


@pytest.mark.parametrize(
    ("data", "fails"),
    [
        (BROKEN, True),
        ("", True),
        ('{"name" "tea"}', True),
        ("{'name': 1}", True),
        ('{"name": "tea"}', False),
        # A server fills these in.
        ('{"name": {{ name }},}', False),
        ('{% for each in all %}{"name": 1},', False),
        ("---\ntitle: a\n---\n{,", False),
        # A program made it.
        (BROKEN + " " * (MOST - len(BROKEN)), True),
        (BROKEN + " " * (MOST - len(BROKEN) + 1), False),
        ("[" * 100_000, False),
        ("[1" + "1" * 10_000 + "]", False),
    ],
)
def test_what_python_refuses(data: str, fails: bool) -> None:
    assert bool(broken("json.load(open('data.json'))", data)) is fails


def test_a_byte_order_mark_is_in_the_way_where_python_opens_the_file() -> None:
    marked = '\ufeff{"name": 1}'
    assert len(broken("json.load(open('data.json'))", marked)) == 1
    assert broken("(await pyfetch('data.json')).json()", marked) == []


@pytest.mark.parametrize(
    ("data", "fails"),
    [
        (BROKEN, False),
        ('{"name" "tea"}', False),
        ("[1 2]", False),
        ("[1, 2", True),
        ("[1,, 2]", False),
        ('[1 "a"]', False),
        ("{1}", False),
        ("[}", False),
        ('{"a": }', False),
        ('{"a": [1}, "b": true]', False),
        ("[01, 1., -1e5, 1true, null]", False),
        (' "tea"\n', False),
        ("[1, x]", True),
        ('{"a" x}', True),
        ("[1] ]", True),
        ("[1}]", True),
        ("]", True),
        ('"a" "b"', True),
        ("[NaN]", True),
        ("[.5]", True),
        ("[+1]", True),
        ("[1-2]", True),
        ("[-]", True),
        ("[1 /* a */]", True),
        ("['a']", True),
        ("", True),
    ],
)
def test_micropython_takes_commas_and_colons_for_white_space(data: str, fails: bool) -> None:
    source = "import json\njson.load(open('data.json'))"
    found = broken(source, data, "mpy", start="")
    assert bool(found) is fails
    assert all(each.console == "syntax error in JSON" for each in found)


@pytest.mark.parametrize(
    ("source", "data", "console"),
    [
        ("json.load(open('data.json'))", BROKEN, "JSONDecodeError"),
        ("json.load(open('data.json'))", "[1 2]", "Expecting ',' delimiter"),
        ("json.load(open('data.json'))", "", "Expecting value"),
        ("await fetch('data.json').json()", "", ""),
    ],
)
def test_what_the_console_shows(source: str, data: str, console: str) -> None:
    (found,) = broken(source, data)
    assert found.console == console


def test_the_place_at_which_micropython_gives_up() -> None:
    def place(data: str) -> tuple[int, str]:
        (found,) = broken("import json\njson.load(open('data.json'))", data, "mpy", start="")
        return found.span.start, found.message

    assert place('{"a": nothing}') == (6, "Expecting value")
    assert place('{"a" 1, nothing}') == (8, "Expecting value")
    assert place("{'a': 1}") == (1, "Expecting property name enclosed in double quotes")
    assert place("[1] ]") == (4, "Extra data")
    assert place("[1, 2") == (4, "Expecting ',' delimiter")
    assert place("") == (0, "Expecting value")
    assert place("]") == (0, "Expecting value")
    assert place("] 1") == (0, "Expecting value")


def test_a_page_that_a_template_makes_may_be_elsewhere() -> None:
    scripts = '<script type="py">\nfrom pyscript import fetch\nawait fetch("data.json").json()\n</script>'
    scripts += '<script>fetch("data.json").then(r => r.json())</script>'

    def count(path: str) -> int:
        def asked(project: Project) -> int:
            (page,), (runtime,) = project.pages, project.runtimes
            of_javascript = [each for script in page_scripts(page) for each in broken_data_of_javascript(script)]
            return len([*broken_data_of_python(runtime.codes[0]), *of_javascript])

        return told({path: page(scripts), path.replace("index.html", "data.json"): BROKEN}, asked)

    assert count("shop/index.html") == 2
    assert count("templates/index.html") == 0


def test_a_worker_fetches_from_elsewhere() -> None:
    assert broken("await fetch('data.json').json()", attributes=" worker") == []
    assert len(broken("json.load(open('data.json'))", attributes=" worker")) == 1


def test_the_place_is_in_the_file() -> None:
    (found,) = broken("json.load(open('data.json'))", '{"a": nothing}')
    assert (found.span.path, found.span.start, found.span.end) == ("data.json", 6, 7)
    (found,) = broken("json.load(open('data.json'))", '{"a": 1')
    assert (found.span.start, found.span.end) == (6, 7)


@pytest.mark.parametrize(
    ("javascript", "data", "count"),
    [
        ("fetch('data.json').then(r => r.json())", BROKEN, 1),
        ("fetch('data.json').then(r => r.text()).then(JSON.parse)", BROKEN, 1),
        ("fetch('data.json').then(r => r.json())", '{"name": 1}', 0),
        ("fetch('data.json').then(r => r.json())", '\ufeff{"name": 1}', 0),
        ("fetch('data.json').then(r => r.text())", BROKEN, 0),
        ("fetch('data.txt').then(r => r.json())", BROKEN, 0),
        ("fetch('other.json').then(r => r.json())", BROKEN, 0),
        ("fetch('https://example.com/data.json').then(r => r.json())", BROKEN, 0),
    ],
)
def test_what_javascript_fetches(javascript: str, data: str, count: int) -> None:
    html = page(f'<script type="py">print(1)</script><script>{javascript}</script>')
    found = told(
        {"index.html": html, "data.json": data, "data.txt": data},
        lambda project: [
            each for script in page_scripts(project.pages[0]) for each in broken_data_of_javascript(script)
        ],
    )
    assert len(found) == count
    assert all(each.path == "data.json" and each.console == " in JSON at position" for each in found)


@pytest.mark.parametrize(
    ("data", "message", "start"),
    [(BROKEN, "there is a comma after the last entry", 14), ('{"name": tea}', "", 10)],
)
def test_the_place_at_which_a_browser_gives_up(data: str, message: str, start: int) -> None:
    html = page('<script type="py">print(1)</script><script>fetch("data.json").then(r => r.json())</script>')
    (found,) = told(
        {"index.html": html, "data.json": data},
        lambda project: [
            each for script in page_scripts(project.pages[0]) for each in broken_data_of_javascript(script)
        ],
    )
    assert found.message.startswith(message)
    assert found.span.start == start
