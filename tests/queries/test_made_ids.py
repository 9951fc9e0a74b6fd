"""The ids that code gives elements, before a place in it and anywhere."""

from __future__ import annotations

import pytest

from pyscript_doctor.parsers.text import Span, Text
from pyscript_doctor.queries.made_ids import MadeIds, end_before, given_in_javascript
from tests.in_one_test import in_one_test
from tests.projects import page, project_of


def may_have(source: str, identifier: str = "spot", until: str = "") -> bool:
    """Whether the Python may make the id, at all or before the text `until` is in it."""
    project = project_of({"index.html": page('<script type="py" src="main.py"></script>'), "main.py": source})
    (runtime,) = project.runtimes
    at = source.index(until) if until else 0
    return MadeIds(runtime).may_have(identifier, Span("main.py", at, at + 1) if until else None)


SET = "from pyscript import document\nbox = document.body\n"


@pytest.mark.parametrize(
    "made",
    [
        'box.id = "spot"',
        "box.id = input()",
        'box.setAttribute("id", "spot")',
        'box.innerHTML = "<p id=spot>"',
        "box.innerHTML = '''\n<p id=\"spot\">'''",
        'box.innerHTML = f"<p id={name}>"',
        'box.innerHTML = open("part.html").read()',
    ],
)
def test_what_makes_an_id_comes_before_the_place_or_behind_it(made: str) -> None:
    assert may_have(f"{SET}{made}\n")
    assert may_have(f"{SET}{made}\nhere\n", until="here")
    assert not may_have(f"{SET}here\n{made}\n", until="here")


def test_an_element_is_looked_up_before_its_id_is_set() -> None:
    asks = "document.getElementById('spot')"
    assert not may_have(f"{SET}{asks}.id = 'spot'\n", until=asks)
    assert not may_have(f"{SET}{asks}.setAttribute('id', 'spot')\n", until=asks)
    assert may_have(f"{SET}box.id = 'spot'\n{asks}\n", until=asks)


def test_the_place_may_be_in_another_script_of_the_page() -> None:
    html = "<script>first</script><script>other</script>"
    page_text = Text.whole("index.html", html)
    first, other = (page_text.cut(html.index(word), html.index(word) + 5) for word in ("first", "other"))
    for text, until, end in ((first, other.span(2), 5), (other, first.span(2), 5), (first, first.span(2), 2)):
        assert end_before(text, until) == end
    assert end_before(first, None) == 5
    assert end_before(first, Span("own.py", 0, 1)) == 5


def test_an_id_that_is_made_elsewhere_is_another_one() -> None:
    assert not may_have(f'{SET}box.id = "other"\nbox.innerHTML = "<p id=third>"\n')


def test_a_quote_in_a_comment_hides_no_string_before_the_place() -> None:
    """To the doctor the comment begins a string that is still open where the place is."""
    source = f'{SET}# """\nbox.innerHTML = "<p id=spot>"\nhere\n# """\n'
    assert may_have(source, until="here")
    assert not may_have(source, "other", until="here")


def test_an_escaped_quote_begins_no_string() -> None:
    assert may_have(f"{SET}# it\\'s\nbox.innerHTML = '<p id=spot>'\n")


@in_one_test(
    [
        "box.id = 'spot'",
        "box.id = box.title",
        "box.id = 'spot' + 'light'",
        "box.setAttribute('id', 'spot')",
        "box.setAttribute('id', box.title)",
        "box.setAttribute(box.title, 'spot')",
        "div(id='spot')",
        "div(id=name)",
        "tag = '<p id=\"spot\">'",
        "tag = '<p id=spot>'",
        "tag = Template('<p id=$name>')",
        "box.innerHTML = table.to_html",
        "tag = '<p id=\"\">'",
        "tag = '<p id=\"%s\">'",
        "tag = f'<p id=\"{name}\">'",
        "box.innerHTML = fetch('part')",
        "box.append(template.cloneNode())",
        "box.append(fetch('part.html'))",
        "from pyscript.web import div\ndiv(id=name)",
    ]
)
def test_python_may_make_the_id(made: str) -> None:
    assert may_have(f"{SET}{made}")


@in_one_test(
    [
        "box.id = 'other'",
        "box.title = 'spot'",
        "box.title = box.name",
        "box.setAttribute('id', 'other')",
        "box.setAttribute('title', 'spot')",
        "box.setAttribute('title', box.name)",
        "box.setAttribute('id')",
        "box.getAttribute('id', 'spot')",
        "div(id='other')",
        "div(title='spot')",
        "tag = '<p id=\"other\">'",
        "tag = '<p data-id=\"spot\">'",
        "# <p id=spot>",
        "box.innerHTML = ''\nfetch('part')",
        "box.innerHTML = tag",
        "fetch('part.html')",
        "template.cloneNode()",
        "box.innerHTML = open('part.json').read()",
        "from pyscript.web import div\ndiv(id='other')",
    ]
)
def test_python_certainly_does_not_make_the_id(made: str) -> None:
    assert not may_have(f"{SET}{made}")


@pytest.mark.parametrize(
    ("table", "data", "may"),
    [
        ('"part.json" = ""', "<p id=spot>", True),
        ('"part.json" = ""', "1 < 2", False),
        ('"part.txt" = ""', "<p id=spot>", False),
        ('"gone.json" = ""', "1 < 2", True),
    ],
)
def test_html_in_a_file_of_data_may_have_any_id(table: str, data: str, may: bool) -> None:
    def made(source: str) -> bool:
        files = {"index.html": page('<script type="py" src="main.py" config="pyscript.toml"></script>')}
        copied = {"pyscript.toml": f"[files]\n{table}\n", "part.json": data, "part.txt": data}
        (runtime,) = project_of({**files, **copied, "main.py": source}).runtimes
        return MadeIds(runtime).may_have("spot", None)

    assert made(f"{SET}box.innerHTML = tag") is may
    assert not made(f"{SET}box.title = tag")


def test_what_another_file_makes_may_come_before_any_place() -> None:
    files = {"index.html": page('<script type="py" src="main.py" config="pyscript.toml"></script>')}
    copied = {"pyscript.toml": '[files]\n"own.py" = ""\n', "own.py": f"{SET}box.id = 'spot'"}
    project = project_of({**files, **copied, "main.py": "import own\nhere\n"})
    (runtime,) = project.runtimes
    assert MadeIds(runtime).may_have("spot", Span("main.py", 11, 12))
    assert not MadeIds(runtime).may_have("other", Span("main.py", 11, 12))


@in_one_test(
    [
        ("import own\nhere\nbox.id = 'spot'\n", "box.id = 'spot'\n", True),
        ("import own\nhere\nbox.id = 'spot'\n", "box.id = 'other'\n", False),
        ("import own\nhere\n", f"{'# long' * 20}\nbox.innerHTML = '<p id=spot>'\n", True),
    ]
)
def test_nobody_knows_when_another_file_makes_it(source: str, own: str, may: bool) -> None:
    html = page('<script type="py" src="main.py" config="pyscript.toml"></script>')
    config = '[files]\n"own.py" = ""\n'
    main = SET + source
    project = project_of({"index.html": html, "pyscript.toml": config, "own.py": SET + own, "main.py": main})
    at = main.index("here")
    assert MadeIds(project.runtimes[0]).may_have("spot", Span("main.py", at, at + 4)) is may


def test_one_of_the_scripts_may_put_in_what_a_file_holds() -> None:
    scripts = '<script type="py">print(1)</script><script type="py">\nbox.innerHTML = tag\n</script>'
    for table, data, may in (
        ('"part.json" = ""', "<p id=spot>", True),
        ('"part.json" = ""', "1 < 2", False),
        ('"https://cdn.example/all.zip" = "./*"', "", True),
    ):
        html = page(f"<py-config>\n[files]\n{table}\n</py-config>{scripts}")
        (runtime,) = project_of({"index.html": html, "part.json": data}).runtimes
        assert MadeIds(runtime).may_have("spot", None) is may


@in_one_test(
    [
        ("p.id = 'spot';", True),
        ("p.id = name;", True),
        ("p.id = 'other';", False),
        ("p.setAttribute('id', name);", True),
        ("this.id = name;", False),
        ("p.id == name;", False),
        ("p.innerHTML = '<p id=spot>';", True),
        ("p.innerHTML = a; fetch(", True),
        ("p.innerHTML = `<p id=${name}>`;", True),
        ("let name = 'spot';", True),
        ("const spot = 1;", False),
        ("function mark(spot, count) { return spot === 1 ? spot + 1 : spot; }", False),
        ("make({ spot });", False),
        ("p.className = 'a spot b';", True),
        ("p.append(`<p id=${a}spot `);", True),
        ("p.append(`${a}<p id=spot>`);", True),
        ("x = spot (;", True),
        ("/* a spot here */", False),
        ("spot.remove();", False),
        ("document.getElementById('spot').remove();", False),
        ("$('spot').remove();", False),
        ("fetch('part').then(show); p.innerHTML = text;", True),
        ("fetch('part').then(show);", False),
        ("p.innerHTML = text;", False),
        ("p.append(template.cloneNode(true));", True),
        ("template.cloneNode(true);", False),
    ]
)
def test_javascript_may_give_an_element_the_id(source: str, may: bool) -> None:
    assert given_in_javascript(source, "spot") is may


@pytest.mark.parametrize(
    ("tag", "config", "source", "may"),
    [
        ('<script type="py" src="https://example.com/own.py"></script>', "", "print(1)", True),
        ("", '"https://example.com/own.py" = ""', "import own", True),
        ("", '"https://example.com/part.json" = ""', f"{SET}box.innerHTML = tag", True),
        ("", '"https://example.com/part.json" = ""', f"{SET}box.title = tag", False),
        ('<script type="py">\nprint(2)\n</script>', "", "tag = '<p id=spot>'", True),
        ('<script type="py">\ntag = "<p id=spot>"\n</script>', "", "print(1)", True),
        ('<script type="py">\nprint(2)\n</script>', "", "print(1)", False),
    ],
)
def test_python_that_is_not_read_may_make_the_id(tag: str, config: str, source: str, may: bool) -> None:
    files = {"pyscript.toml": f"[files]\n{config}\n", "main.py": source}
    main = f'<script type="py" src="main.py" config="pyscript.toml"></script>{tag}'
    runtime = project_of({"index.html": page(main), **files}).runtimes[0]
    assert MadeIds(runtime).may_have("spot", None) is may
