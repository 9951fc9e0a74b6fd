"""Which names the workers of a page have, and what they give out."""

from __future__ import annotations

import pytest

from pyscript_doctor.project.page.release import any_release
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.queries.named_workers import (
    Access,
    accesses,
    console_of_missing,
    exported_function,
    exports_of,
    given_through_sync,
    worker_named,
    worker_names,
    wrong_export,
)
from tests.in_one_test import in_one_test
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


@pytest.mark.parametrize("value", ["3", '["add"]', "[]", "names()", '[add, "add"]'])
def test_an_export_that_may_be_a_list_of_names_is_not_wrong(value: str) -> None:
    project = project_of({"index.html": page(WORKER), "helper.py": f"def add(): ...\n__export__ = {value}\n"})

    assert wrong_export(project.runtimes[0]) is None


def taken(source: str) -> list[str]:
    """The workers that a script takes by their names."""
    project = project_of({"index.html": page(f'<script type="mpy">\n{source}\n</script>')})
    return sorted({access.name for code in project.runtimes[0].codes for access, _ in accesses(code)})


@in_one_test(
    [
        ('from pyscript import workers\nawait workers["helper"]', ["helper"]),
        ('import pyscript\nawait pyscript.workers["helper"]', ["helper"]),
        ("from pyscript import workers\nawait workers.helper", ["helper"]),
        ("from pyscript.workers import workers\nawait workers.helper", ["helper"]),
        ("from pyscript import workers\nawait workers[input()]", []),
        ("from pyscript import workers\nawait workers[1]", []),
        ('from pyscript import workers\nworkers["helper"] = 1', []),
        ("from pyscript.workers import create_named_worker\nprint(create_named_worker)", []),
        ("from pyscript import workers\nprint(workers)", []),
        ('others = {}\nothers["helper"]', []),
        ('from pyscript import config\nconfig["helper"]', []),
        ("from pyscript import config\nconfig.helper", []),
    ]
)
def test_where_python_takes_a_worker_by_its_name(source: str, workers: list[str]) -> None:
    assert taken(source) == workers


@in_one_test(
    [
        ('<script type="mpy" worker name="" src="helper.py"></script>', set()),
        ('<script worker name="helper" src="helper.js"></script>', set()),
        ('<py-script worker name="helper" src="helper.py"></py-script>', {"helper"}),
        ('<script type="mpy">\nfrom pyscript import document\ndocument.createElement("p")\n</script>', set()),
        ('<script>const p = document.createElement("p");</script>' + WORKER, {"helper"}),
        ("<script>const worker = 1;</script>" + WORKER, {"helper"}),
        (
            '<script type="mpy">\nimport pyscript\nawait pyscript.create_named_worker("a.py", name="made")\n</script>',
            {"made"},
        ),
    ]
)
def test_the_names_under_which_workers_can_be_had(body: str, workers: set[str]) -> None:
    assert names(body) == workers


@in_one_test(
    [
        '<script type="mpy">\nfrom pyscript import document as d\nd.createElement(d.title)\n</script>',
        '<script type="mpy">\nfrom pyscript import document as d\nd.createElement()\n</script>',
        '<script type="mpy">\nfrom pyscript import document as d\nd.createElement("SCRIPT")\n</script>',
        '<script type="mpy">\nfrom pyscript import create_named_worker as c\nawait c("helper.py")\n</script>',
        '<script type="module">import { PyWorker } from "./core.js"; PyWorker("helper.py");</script>',
        '<script type="module">import { donkey } from "./core.js"; await donkey({ type: "py" });</script>' + WORKER,
        WORKER.replace("helper", "{{ name }}"),
    ]
)
def test_code_may_make_workers_of_other_names(body: str) -> None:
    with pytest.raises(Unknown):
        names(body)


@in_one_test(
    [
        (WORKER, True),
        (WORKER + WORKER, False),
        (WORKER.replace(" worker", ""), False),
        (WORKER.replace("helper", "other"), False),
        (WORKER.replace('name="helper" ', ""), False),
    ]
)
def test_the_one_worker_of_a_name(body: str, found: bool) -> None:
    files = {"index.html": page(body), "helper.py": "1\n", "other.py": "1\n"}
    assert (worker_named("helper", project_of(files).runtimes) is not None) is found


@in_one_test(
    [
        ("def add(a): pass", "add", True),
        ("def add(a): pass", "sum", False),
        ("add = 1", "add", False),
        ("def add(a): pass\nif input():\n    def add(b): pass", "add", False),
        ("from pyscript import sync\ndef add(a): pass\nsync.add = print", "add", False),
        ("from pyscript import sync\ndef add(a): pass\nsync.sum = print", "add", True),
        ("class Own: pass\ndef add(a): pass\nOwn.add = print", "add", True),
        ("def add(a): pass", "add.more", False),
        ("def add(a): pass", "", False),
    ]
)
def test_the_function_that_a_worker_gives(helper: str, path: str, found: bool) -> None:
    runtimes = project_of({"index.html": page(WORKER), "helper.py": helper}).runtimes
    access = Access("helper", tuple(path.split(".")) if path else ())
    assert (exported_function(access, runtimes) is not None) is found
    assert exported_function(Access("other", ("add",)), runtimes) is None


@in_one_test(
    [
        ("from pyscript import sync\nsync.add = print", {"add"}),
        ("from polyscript import xworker\nxworker.sync.add = print", {"add"}),
        ("from pyscript import config\nconfig.add = print", set()),
        ("class Own: pass\nOwn.add = print", set()),
    ]
)
def test_what_a_worker_gives_through_sync(helper: str, given: set[str]) -> None:
    (runtime,) = project_of({"index.html": page(WORKER), "helper.py": helper}).runtimes
    assert given_through_sync(runtime) == given


@in_one_test(["__export__ = [a, 'b']", "__export__ = ['a', 1]", "__export__ = {'a'}", "__export__ = names()"])
def test_what_is_exported_may_not_be_known(helper: str) -> None:
    with pytest.raises(Unknown):
        exports(helper)


def test_the_exports_of_a_module_are_not_those_of_the_worker() -> None:
    tag = WORKER.replace("mpy", "py").replace("src=", 'config="pyscript.toml" src=')
    files = {"pyscript.toml": '[files]\n"own.py" = ""\n', "own.py": "__export__ = ['a']", "helper.py": "import own"}
    (runtime,) = project_of({"index.html": page(tag), **files}).runtimes
    assert exports_of(runtime) is None


@in_one_test(
    [
        ("2025.10.1", "Cannot read properties of undefined (reading 'apply')"),
        ("2026.7.3", "Cannot read properties of undefined (reading 'apply')"),
        ("2025.8.1", ""),
        ("2025.5.1", ""),
        ("2025.3.1", "Unknown proxy.add()"),
        ("2024.9.1", "Unknown proxy.add()"),
    ]
)
def test_what_the_console_says_of_a_function_that_is_not_given(release: str, console: str) -> None:
    (only,) = project_of({"index.html": page(WORKER, release=release), "helper.py": "1\n"}).runtimes
    assert console_of_missing("add", only.releases) == console


def test_another_part_of_the_page_may_have_more_workers() -> None:
    project = project_of({"templates/index.html": page(WORKER), "templates/helper.py": "1\n"})
    with pytest.raises(Unknown):
        worker_names(project.pages[0], project.runtimes)


def test_of_a_script_elsewhere_nobody_knows_what_it_exports() -> None:
    elsewhere = WORKER.replace('"helper.py"', '"https://files.example/helper.py"')
    (runtime,) = project_of({"index.html": page(elsewhere)}).runtimes
    with pytest.raises(Unknown):
        exports_of(runtime)


@pytest.mark.parametrize(("src", "found"), [("helper.py", True), ("gone.py", False)])
def test_a_worker_that_imports_a_module_gives_the_functions_of_its_script(src: str, found: bool) -> None:
    config = '<mpy-config>\n[files]\n"./own.py" = ""\n</mpy-config>'
    helper = "import own\ndef add(): ...\n"
    files = {"index.html": page(config + WORKER.replace('"helper.py"', f'"{src}"')), "helper.py": helper, "own.py": ""}
    runtimes = project_of(files).runtimes
    assert (exported_function(Access("helper", ("add",)), runtimes) is not None) is found


def test_the_console_of_a_release_that_is_not_known_is_not_known() -> None:
    assert console_of_missing("add", any_release()) == ""
