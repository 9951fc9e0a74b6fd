"""Which names the workers of a page have, and what they give out."""

from __future__ import annotations

import pytest

from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.queries.named_workers import exports_of, worker_names, wrong_export
from tests.projects import page, project_of

WORKER = '<script type="mpy" worker name="helper" src="helper.py"></script>'


def names(body: str, **files: str) -> set[str]:
    project = project_of({"index.html": page(body), "helper.py": "1\n", **files})
    (only,) = project.pages
    return set(worker_names(only, project.runtimes))


def exports(helper: str) -> list[object] | None:
    project = project_of({"index.html": page(WORKER), "helper.py": helper})
    (runtime,) = project.runtimes
    found = exports_of(runtime)
    return None if found is None else [literal.value for literal in found]


def test_a_worker_has_the_name_of_its_script() -> None:
    assert names(WORKER) == {"helper"}


def test_a_script_that_is_no_worker_has_no_name_as_a_worker() -> None:
    assert names('<script type="mpy" name="helper" src="helper.py"></script>') == set()


def test_python_can_make_a_worker_of_a_name() -> None:
    code = 'from pyscript import create_named_worker\nawait create_named_worker("helper.py", "made")'

    assert names(f'<script type="mpy">\n{code}\n</script>') == {"made"}


@pytest.mark.parametrize(
    "body",
    [
        '<script type="mpy">\nfrom pyscript import create_named_worker as c\nawait c("helper.py", str(1))\n</script>',
        '<script type="mpy">\nfrom pyscript import document\ndocument.createElement("script")\n</script>',
        '<script>const s = document.createElement("script"); s.setAttribute("worker", "");</script>' + WORKER,
        '<script>x.innerHTML = `<py-script worker name="made" src="helper.py"></py-script>`;</script>' + WORKER,
    ],
)
def test_more_names_than_the_page_shows_make_them_unknown(body: str) -> None:
    with pytest.raises(Unknown):
        names(body)


def test_a_worker_exports_what_its_list_says() -> None:
    assert exports('__export__ = ["a", "b"]') == ["a", "b"]


def test_a_worker_without_a_list_exports_nothing() -> None:
    assert exports("a = 1") is None


def test_a_list_that_code_makes_is_unknown() -> None:
    with pytest.raises(Unknown):
        exports('__export__ = ["a"] + list(globals())')


@pytest.mark.parametrize(
    ("value", "is_text"), [('"add"', True), ("[add]", False), ("(\n    add,\n)", False)], ids=["text", "list", "lines"]
)
def test_an_export_that_is_no_list_of_names_is_shown_as_it_is_written(value: str, is_text: bool) -> None:
    project = project_of({"index.html": page(WORKER), "helper.py": f"def add(): ...\n__export__ = {value}\n"})
    found = wrong_export(project.runtimes[0])

    assert found is not None
    assert (found.is_text, str(found.written)) == (is_text, value)


@pytest.mark.parametrize("value", ['["add"]', "[]", "names()", '[add, "add"]'])
def test_an_export_that_may_be_a_list_of_names_is_not_wrong(value: str) -> None:
    project = project_of({"index.html": page(WORKER), "helper.py": f"def add(): ...\n__export__ = {value}\n"})

    assert wrong_export(project.runtimes[0]) is None
