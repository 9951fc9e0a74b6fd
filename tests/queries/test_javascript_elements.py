"""Elements that JavaScript asks for by an id that is almost that of an element."""

from __future__ import annotations

from pyscript_doctor.queries.javascript_elements import asks_for_elements, missed_elements
from tests.in_one_test import in_one_test
from tests.projects import CORE, in_a_guide, page, project_of, told

GAP, MPY = '<b id="gap">?</b>', '<script type="mpy">1</script>'
SHOW = '<script src="show.js"></script>'
FIRST = 'document.getElementById("gaps")'
USED = f"{FIRST}.remove();"
MISSED = ["gaps: gap"]


def missed(files: dict[str, str]) -> list[str]:
    """What is asked for, and what was meant."""
    found = told(files, lambda project: tuple(missed_elements(project)), include_fences=True)
    return [f"{each.identifier}: {each.meant}" for each in found]


def missed_by(script: str, body: str = GAP + MPY, head: str = "") -> list[str]:
    """What a script file of a page asks for that the page does not have."""
    return missed({"index.html": page(body + SHOW, head), "show.js": script})


@in_one_test(
    [
        USED,
        f"{FIRST}.hidden = true;",
        f'{FIRST}["hidden"] = true;',
        f"if ({FIRST}.hidden) console.log(1);",
        'document.querySelector("#gaps").remove();',
        f"const gaps = {FIRST};\ngaps.remove();",
        f"const gaps = {FIRST}\ngaps.remove()",
        f"const gaps = {FIRST}, other = 1;\ngaps.remove()",
        f"const gaps = {FIRST} // the number\ngaps.remove()",
        f"const show = () => {{ let gaps = {FIRST}; gaps.remove() }}; show();",
        f"console.log(1); // once\n{USED}",
        f"{USED} // it is gone",
        f"{USED}\n// once",
        f"const half = 1 * 2;\n{USED}",
    ]
)
def test_an_element_that_is_not_there_is_used(script: str) -> None:
    assert missed_by(script) == MISSED


def test_the_id_without_the_hash_is_meant_if_the_page_has_it() -> None:
    for body, identifier, expected in (
        ('<b id="a">?</b>', "#a", ["#a: a"]),  # too short for a name that is like it
        (GAP, "#gaps", ["#gaps: gap"]),
        ('<b id="gap">?</b><b id="xgaps">?</b>', "xgap", ["xgap: xgaps"]),
    ):
        assert missed_by(f'document.getElementById("{identifier}").remove();', body + MPY) == expected


@in_one_test(
    [
        'document.getElementById("gap").remove();',
        'document.getElementById("xylophone").remove();',
        f"{FIRST}?.remove();",
        f"console.log({FIRST});",
        f"const gaps = {FIRST};",
        f"let gaps = document.body;\ngaps.click();\ngaps = 1;\n{{ const gaps = {FIRST}; }}",
        f"const it = {FIRST};\nif (it) it.remove();",
        f"const it = {FIRST};\nit && it.remove();",
        f"const it = {FIRST};\nwhile (it) it.remove();",
        f"const it = {FIRST};\nif (!it) throw 1;\nit.remove();",
        # What is kept is not the element.
        f'const gaps = {FIRST} + "";\nconsole.log(gaps.length);',
        f'const gaps = {FIRST}\n+ "";\nconsole.log(gaps.length);',
        f"const gaps = {FIRST} instanceof Element;\nconsole.log(gaps.valueOf());",
        # Somebody looks first.
        f"if ({FIRST}) {USED}",
        'if (document.querySelector("#gaps")) document.querySelector("#gaps").remove();',
        f"console.log(1);\nif ({FIRST}) {USED}",
        f"{FIRST} && {USED}",
        f"{FIRST} === null || {USED}",
        # Nothing of it runs.
        f"// {USED}",
        f"//{USED}",
        f"1; // {USED}",
        f"/*\n * {USED}\n*/",
        f"\n  // {USED}",
    ]
)
def test_an_element_is_not_used_or_may_be_there(script: str) -> None:
    assert missed_by(script) == []


@in_one_test(
    [
        'const made = document.createElement("b"); made.id = "gaps"; document.body.append(made);',
        "document.body.innerHTML = '<b id=\"gaps\"></b>';",
        'const name = "gap" + "s"; const made = document.createElement("b"); made.id = name;',
    ]
)
def test_javascript_of_the_page_may_make_the_element(making: str) -> None:
    assert missed_by(f"{making}\n{USED}") == []
    assert missed_by(USED, f"{GAP}{MPY}<script>{making}</script><script>console.log(1)</script>") == []


@in_one_test(
    [
        "document.body.innerHTML = '<b id=\"gaps\"></b>'",
        "document.body.innerHTML = '<b id=gaps></b>'",
        'document.createElement("b").id = "gap" + "s"',
    ]
)
def test_python_of_the_page_may_make_the_element(making: str) -> None:
    python = f'<script type="mpy">\nfrom pyscript import document\n{making}\n</script>'
    other = '<script type="mpy">print(1)</script>'
    assert missed_by(USED, GAP + python + other) == []
    assert missed_by(USED, GAP + '<script type="mpy">\ngaps = 1\n</script>') == MISSED


@in_one_test(
    [
        '<script src="https://cdn.example/widgets.js"></script>',
        '<b id="{{ name }}"></b>',
        '{% include "more.html" %}',
    ]
)
def test_more_elements_may_come_from_elsewhere(more: str) -> None:
    assert missed_by(USED, GAP + MPY + more) == []


@in_one_test(
    [
        '<link rel="stylesheet" href="https://cdn.example/style.css">',
        '<script src="./other.js"></script>',
        '<b id=""></b>',
    ]
)
def test_what_makes_no_element_is_no_reason_for_silence(more: str) -> None:
    assert missed_by(USED, GAP + MPY + more) == MISSED


def test_a_page_without_pyscript_is_not_asked() -> None:
    html = f"<!doctype html><html><head><title>Shop</title></head><body>{GAP}{MPY}{SHOW}</body></html>"
    assert missed({"index.html": html, "show.js": USED}) == []


def test_a_part_of_a_page_is_not_all_of_it() -> None:
    assert missed({"templates/part.html": f"{GAP}{SHOW}", "templates/show.js": USED}) == []
    assert missed({"templates/part.html": page(GAP + MPY + f"<script>{USED}</script>")}) == []
    part = f'<script type="module" src="{CORE}"></script>{GAP}{MPY}<script>{USED}</script>'
    assert missed({"part.html": part}) == []
    assert missed({"index.html": part}) == MISSED
    assert missed(in_a_guide(page(f"{GAP}{MPY}<script>{USED}</script>"))) == []


def test_one_of_the_pages_that_share_a_script_may_have_the_element() -> None:
    shared = {"show.js": USED, "index.html": page(GAP + MPY + SHOW)}
    assert missed({**shared, "other.html": page(f'<b id="gaps"></b>{MPY}{SHOW}')}) == []
    assert missed({**shared, "other.html": page(MPY + SHOW)}) == MISSED
    assert (
        missed({**shared, "other.html": page(f'{MPY}{SHOW}<script src="https://cdn.example/widgets.js"></script>')})
        == []
    )


def test_each_script_of_a_page_is_read() -> None:
    scripts = f"<script>console.log(1);</script><script>{USED}</script>"
    files = {"index.html": page(GAP + MPY + scripts)}
    assert missed(files) == MISSED
    assert any(map(asks_for_elements, project_of(files).readings.values()))
