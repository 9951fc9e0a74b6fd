"""What fails on the first visit, because the browser's storage has nothing yet."""

from __future__ import annotations

from pyscript_doctor.queries.first_visits import first_visits
from pyscript_doctor.queries.page_elements import page_elements
from tests.in_one_test import in_one_test
from tests.projects import page, project_of

START = "import json\nimport js\nfrom pyscript import window, when\nlocalStorage = js.localStorage\nname = input()\n"
READS = "int(localStorage.getItem('score'))"


def found(source: str, javascript: str = "") -> list[tuple[str, str]]:
    html = page(f'<script type="py">\n{START}{source}\n</script><script>{javascript}</script>')
    project = project_of({"index.html": html})
    (runtime,) = project.runtimes
    elements = page_elements(runtime.page, project.runtimes_of(runtime.page))
    return [(each.function, each.key) for code in runtime.codes for each in first_visits(code, project, elements)]


@in_one_test(
    [
        (READS, "int"),
        ("float(window.localStorage.getItem('score'))", "float"),
        ("json.loads(js.sessionStorage.getItem('score'))", "json.loads"),
        (f"{READS}\n@when('click', '#save')\ndef save(event):\n    localStorage.setItem('score', 1)", "int"),
        (f"localStorage.setItem('other', 1)\n{READS}", "int"),
        (f"localStorage.removeItem('score')\n{READS}", "int"),
    ]
)
def test_a_number_of_an_entry_that_is_not_there(source: str, function: str) -> None:
    assert found(source) == [(function, "score")]


@in_one_test(
    [
        # Something asks first, or is ready for nothing.
        *(
            "int(localStorage.getItem('score') or 0)",
            f"if name:\n    {READS}",
            f"try:\n    {READS}\nexcept TypeError:\n    pass",
        ),
        *(f"if localStorage.getItem('score'):\n    {READS}", f"'score' in localStorage\n{READS}"),
        # Something writes the entry first, or may.
        *(f"localStorage.setItem('score', 1)\n{READS}", f"localStorage.setItem(name, 1)\n{READS}"),
        f"localStorage.setItem()\n{READS}",
        f"def save():\n    for each in name:\n        localStorage.setItem(each, 1)\nwindow.setTimeout(save)\n{READS}",
        # It does not need a value, or it is no storage.
        *(
            "str(localStorage.getItem('score'))",
            "int(window.other.getItem('score'))",
            "int(localStorage.getItem(name))",
        ),
        *("int(localStorage.key(0))", "int(localStorage.getItem('score'), 10)", "name(localStorage.getItem('score'))"),
        *(
            "score = localStorage.getItem('score')\nint(score)",
            "int(name)",
            "window.alert(localStorage.getItem('score'))",
        ),
    ]
)
def test_what_works_on_the_first_visit_or_may(source: str) -> None:
    assert found(source) == []


def test_javascript_that_names_the_entry_may_write_it() -> None:
    assert len(found(READS, "localStorage.setItem('other', 1)")) == 1
    assert found(READS, "localStorage.setItem('score', 1)") == []
