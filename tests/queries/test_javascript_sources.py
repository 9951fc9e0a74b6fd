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


def test_what_another_host_has_is_left_out() -> None:
    assert (
        sources('<script type="module" src="https://example.org/a.js"></script><script type="mpy">1</script>', {}) == []
    )
