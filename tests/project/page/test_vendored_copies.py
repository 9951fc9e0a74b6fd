"""Copies of PyScript in a project, the code that documentation shows, and the tests of PyScript itself."""

from __future__ import annotations

import pytest

from pyscript_doctor.project.page.page_scripts import page_scripts
from pyscript_doctor.project.page.release import Pin, is_vendored
from tests.projects import page, project_of, report_of, said

ENTRY = 'export{p as MPWorker,q as PyWorker,e as hooks}from"./core-C9KDLldu.js";\n//# sourceMappingURL=core.js.map\n'
EARLY_ENTRY = 'export{b as PyWorker,e as hooks}from"./core-6rZeXUyU.js";\n'
# What PyScript's own scripts hold, and what would be a fault in anybody else's.
BODY = (
    'import"@pyscript/core";const polyscript=new PyWorker("./nowhere.py");e.setAttribute("config","");'
    'addEventListener("py:ready",()=>{});' + "let a=1;" * 8_000
)
PAGE = page('<script type="mpy">\nprint("hello")\n</script>').replace(
    "https://pyscript.net/releases/2026.7.3/", "./own/"
)
BAD = '<script type="mpy" src="nowhere.py">print("both")</script>'


def copy(entry: str = ENTRY) -> dict[str, str]:
    return {
        "index.html": PAGE,
        "own/core.js": entry,
        "own/core.css": "",
        "own/core-C9KDLldu.js": BODY,
        "own/core-6rZeXUyU.js": BODY,
    }


@pytest.mark.parametrize("entry", [ENTRY, EARLY_ENTRY])
def test_a_copy_loads_pyscript_and_nobody_judges_what_it_is_made_of(entry: str) -> None:
    project = project_of(copy(entry))
    assert [loader.releases.pin for loader in project.pages[0].loaders] == [Pin.LOCAL]
    assert list(page_scripts(project.pages[0])) == []
    assert said(copy(entry)) == []


def test_a_copy_makes_no_config_of_the_page_unknown() -> None:
    files = copy()
    files["index.html"] = PAGE.replace('print("hello")', "import numpy")
    assert said(files) == ["index.html:9 error mpy-missing-module"]


def test_a_script_that_imports_the_copy_is_the_projects_own() -> None:
    files = copy()
    files["index.html"] = (
        '<!doctype html>\n<script type="module" src="start.js"></script>\n<script type="mpy"></script>'
    )
    files["start.js"] = 'import { PyWorker } from "./own/core.js";\nawait PyWorker("./work.py");\n'
    files["work.py"] = ""
    project = project_of(files)
    assert [script.path for script in page_scripts(project.pages[0])] == ["start.js"]
    assert report_of(files).diagnostics == ()


def test_a_script_of_the_project_with_the_name_of_a_copy_is_its_own() -> None:
    assert is_vendored("own/core.js", ENTRY.encode())
    assert is_vendored("own/core-C9KDLldu.js", BODY.encode())
    assert not is_vendored(
        "js/core.js", b'import { MPWorker } from "https://cdn.example/core.js";\nMPWorker("./a.py");'
    )
    assert not is_vendored("js/start.js", BODY.encode())


@pytest.mark.parametrize("name", ["@pyscript/core", "polyscript"])
def test_the_tests_of_pyscript_itself_are_counted_and_not_judged(name: str) -> None:
    files = {"core/package.json": f'{{"name": "{name}"}}', "core/tests/manual/error.html": page(BAD)}
    report = report_of(files)
    assert report.diagnostics == ()
    assert [(skip.reason, skip.count) for skip in report.skips] == [("page of the tests of PyScript itself", 1)]


@pytest.mark.parametrize("described", ['{"dependencies": {"@pyscript/core": "*"}}', '{"name": 1}', "[]", "[" * 5000])
def test_a_project_that_uses_pyscript_is_judged(described: str) -> None:
    assert said({"package.json": described, "index.html": page(BAD)}) != []


def test_tests_beside_it_are_judged() -> None:
    files = {"core/package.json": '{"name": "polyscript"}', "site/index.html": page(BAD), "core/index.html": page(BAD)}
    assert {each.split(":")[0] for each in said(files)} == {"site/index.html"}


@pytest.mark.parametrize(
    "shown",
    [
        "<pre>&lt;script type=&quot;mpy&quot; src=&quot;nowhere.py&quot;&gt;print(1)&lt;/script&gt;</pre>",
        '<textarea><script type="mpy" src="nowhere.py">print(1)</script></textarea>',
        '<template><script type="mpy" src="nowhere.py">print(1)</script></template>',
        '<!-- <script type="mpy" src="nowhere.py">print(1)</script> -->',
        '<code class="language-html">&lt;py-config&gt;nonsense&lt;/py-config&gt;</code>',
        '<script type="text/plain"><script type="mpy" src="nowhere.py">print(1)</script>',
        "<pre>import time\ntime.sleep(1)\nnew PyWorker('./a.py', {type: 'pyodide'})</pre>",
    ],
)
def test_what_a_page_shows_is_not_judged(shown: str) -> None:
    assert said({"index.html": page(shown + '\n<script type="mpy">\nprint(1)\n</script>')}) == []


@pytest.mark.parametrize(
    "shown",
    [
        '```html\n<script type="mpy" src="nowhere.py">print(1)</script>\n```',
        '~~~\n<script type="mpy" src="nowhere.py">print(1)</script>\n~~~',
        '`<script type="mpy" src="nowhere.py">`',
        '    <script type="mpy" src="nowhere.py">print(1)</script>',
        '```python\nfrom pyscript import document\ndocument.addEventListener("click", f)\n```',
    ],
)
def test_what_documentation_shows_in_markdown_is_not_judged(shown: str) -> None:
    text = f'# PyScript\n\nSome words.\n\n{shown}\n\n<script type="mpy">\nprint(1)\n</script>\n'
    assert said({"docs/index.md": text}) == []
