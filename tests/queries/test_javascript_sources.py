"""Which JavaScript of its own a page runs, and on which thread."""

from __future__ import annotations

from pyscript_doctor.queries.javascript_sources import javascript_sources
from tests.projects import page, told

CONFIG = (
    '<mpy-config>[js_modules.main]\n"./main.js" = "main"\n[js_modules.worker]\n"./worker.js" = "worker"</mpy-config>\n'
)
MODULES = {"main.js": 'import { a } from "./parts/a.js";\n', "worker.js": "export const w = 1;\n"}
PARTS = {"parts/a.js": 'import "./b.js";\nexport const a = 1;\n', "parts/b.js": 'import "./a.js";\nexport {};\n'}


def sources(body: str, files: dict[str, str]) -> list[str]:
    """`path thread` of each source."""
    found = told(
        {"index.html": page(body), **files},
        lambda project: tuple(javascript_sources(project.pages[0], project.runtimes)),
    )
    return [f"{each.path} {each.thread}" for each in found]


def test_the_modules_of_the_main_thread_come_with_all_that_they_import() -> None:
    found = sources(CONFIG + '<script type="mpy">1</script>', {**MODULES, **PARTS})

    assert found == ["main.js main", "parts/a.js main", "parts/b.js main"]


def test_a_worker_loads_the_modules_for_workers() -> None:
    found = sources(CONFIG + '<script type="mpy" worker>1</script>', {**MODULES, **PARTS})

    assert "worker.js worker" in found
    assert "main.js main" in found


def test_the_scripts_of_the_page_run_on_the_main_thread() -> None:
    body = '<script type="module">import "./parts/a.js";</script><script src="plain.js"></script>'

    found = sources(body + '<script type="mpy">1</script>', {**PARTS, "plain.js": "1;\n"})

    assert found == ["index.html main", "plain.js main", "parts/a.js main", "parts/b.js main"]


def test_a_module_beside_a_script_in_a_folder_is_found() -> None:
    files = {"parts/start.js": 'import "./b.js";\n', "parts/b.js": "1;\n", "b.js": "2;\n"}
    found = sources('<script type="module" src="parts/start.js"></script><script type="mpy">1</script>', files)
    assert found == ["parts/start.js main", "parts/b.js main"]


def test_a_module_in_the_page_is_relative_to_the_base_of_the_page() -> None:
    body = '<base href="parts/"><script type="module">import "./b.js";</script><script type="mpy">1</script>'
    assert sources(body, {"parts/b.js": "1;\n", "b.js": "2;\n"}) == ["index.html main", "parts/b.js main"]


def test_what_another_host_has_is_left_out() -> None:
    assert (
        sources('<script type="module" src="https://example.org/a.js"></script><script type="mpy">1</script>', {}) == []
    )


def test_a_bare_name_is_no_path() -> None:
    body = '<script type="module">import "parts/b.js";</script><script type="mpy">1</script>'
    assert sources(body, PARTS) == ["index.html main"]


def test_a_stylesheet_of_js_modules_is_no_javascript() -> None:
    body = '<mpy-config>[js_modules.main]\n"./style.css" = "style"</mpy-config><script type="mpy">1</script>'
    assert sources(body, {"style.css": "a {}"}) == []


def test_a_module_is_there_once_for_all_that_import_it() -> None:
    files = {
        "index.html": page(
            '<script type="module">import "./parts/a.js"; import "./parts/b.js";</script><script type="mpy">1</script>'
        ),
        **PARTS,
    }
    found = told(files, lambda project: tuple(javascript_sources(project.pages[0], project.runtimes)))
    a, b = (module for _, module in found[0].imports())
    assert [module for _, module in a.imports()] == [b]
    assert [module for _, module in b.imports()] == [a]
    assert a.module


def test_imports_are_relative_to_the_page_or_to_the_script_file() -> None:
    module = {"shown/parts/start.js": 'import "./b.js";', "shown/b.js": "1;", "shown/parts/b.js": "2;"}
    for script, imported in (
        ('<script type="module">import "./b.js";</script>', "shown/b.js main"),
        ('<script type="module" src="parts/start.js"></script>', "shown/parts/b.js main"),
    ):
        html = page(f'{script}<script type="mpy">1</script>')
        files = {"shown/index.html": html, **module}
        found = told(files, lambda project: tuple(javascript_sources(project.pages[0], project.runtimes)))
        assert f"{found[-1].path} {found[-1].thread}" == imported
