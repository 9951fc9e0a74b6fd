"""The early exits of the rules about workers that code starts: what looks like a fault and is not."""

from __future__ import annotations

import pytest

from pyscript_doctor.engine.session import Session
from pyscript_doctor.project.assumptions import Assumptions
from pyscript_doctor.settings import Settings
from pyscript_doctor.sources.memory import Files
from tests.in_one_test import in_one_test
from tests.rules.pages import of_body
from tests.rules.scripts import findings

WITH_DICT = 'PyWorker("helper.py", {"type": "pyodide"})'


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"from pyscript import PyWorker\n{WITH_DICT}", ["2 error"]),
        (f"from pyscript import PyWorker\ntry:\n {WITH_DICT}\nexcept TypeError: pass", []),
        ('from pyscript import PyWorker\nPyWorker("helper.py", **{"type": "pyodide"})', []),
        (f"class PyWorker:\n def __init__(*a): pass\n{WITH_DICT}", []),
    ],
)
def test_options_of_a_worker_are_keywords(source: str, expected: list[str]) -> None:
    assert findings("worker-options-not-keywords", source, files={"helper.py": ""}) == expected


def test_a_release_took_the_options_as_a_dict() -> None:
    source = f"from pyscript import PyWorker\n{WITH_DICT}"
    assert findings("worker-options-not-keywords", source, release="2025.5.1", files={"helper.py": ""}) == []
    assert findings("worker-options-not-keywords", source, '<script type="py" worker>') == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('from pyscript import PyWorker\nPyWorker("helper.py")', ["2 error"]),
        ('from pyscript import PyWorker\nPyWorker("helper.py", type="pyodide")', []),
        ('from pyscript import PyWorker\nPyWorker("helper.py", **options)', []),
        ('from pyscript import PyWorker\nPyWorker(*["helper.py", {}])', []),
        ("from pyscript import PyWorker\nPyWorker(*arguments)", []),
        ('from pyscript import PyWorker\nPyWorker("helper.py", {"type": "pyodide"})', []),
        ("from pyscript import PyWorker\nPyWorker()", []),
        ('class PyWorker:\n def __init__(*a): pass\nPyWorker("helper.py")', []),
        ('print("worker")', []),
    ],
)
def test_a_worker_needs_a_type_that_the_call_may_give_in_many_ways(source: str, expected: list[str]) -> None:
    assert findings("worker-without-type", source, files={"helper.py": ""}) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('__export__ = ["f"]', ["1 error"]),
        ('__export__ = ["f"]\ndef f(): pass', []),
        ('__export__ = ["print"]', []),
        ('__export__ = ["not a name"]', []),
        ("__export__ = []", []),
        ('def f(): pass\n__export__ = "f"', ["2 error"]),
        ("def f(): pass\n__export__ = [f]", ["2 error"]),
        ('exec("def f(): pass")\n__export__ = ["f"]', []),
        ("a = 1", []),
    ],
)
def test_a_worker_exports_names_that_it_has(source: str, expected: list[str]) -> None:
    assert findings("export-undefined-name", source, '<script type="py" worker name="w">') == expected


ASKS = 'from pyscript import workers\nawait workers["helper"]'


@pytest.mark.parametrize(
    ("tag", "others", "expected"),
    [
        ('<script type="py">', "", ["2 error"]),
        ('<script type="py">', '<script type="py" name="helper">1</script>', ["2 error"]),
        ('<script type="py">', '<script type="py" worker name="helpers">1</script>', ["2 error"]),
        ('<script type="py">', '<script type="py" worker name="helper">1</script>', []),
        ('<script type="py" worker>', "", []),
    ],
)
def test_a_name_must_be_that_of_a_worker(tag: str, others: str, expected: list[str]) -> None:
    assert findings("named-worker-unknown", ASKS, tag, head=others) == expected


@pytest.mark.parametrize("tag", ['<script type="py">', '<script type="py-editor">'])
def test_only_a_worker_exports(tag: str) -> None:
    assert findings("export-undefined-name", '__export__ = ["f"]', tag) == []


@pytest.mark.parametrize(
    ("tag", "source", "expected"),
    [
        ('<script type="py" worker>', "import pyscript\npyscript.PyWorker('a.py')", ["2 error"]),
        ('<script type="py" worker>', "import pyscript\ntry:\n pyscript.PyWorker('a.py')\nexcept TypeError: pass", []),
        ('<script type="py">', "import pyscript\npyscript.PyWorker('a.py', type='pyodide')", []),
        ('<script type="py">', "from pyscript import workers", []),
    ],
)
def test_only_the_main_thread_has_workers(tag: str, source: str, expected: list[str]) -> None:
    assert findings("worker-inside-worker", source, tag, files={"a.py": ""}) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ('<script type="py" worker="yes">', ["0 error"]),
        ('<script type="py" worker="">', []),
        ('<script type="py" worker>', []),
        ('<script type="py-editor" worker="yes">', []),
        ('<script type="text/plain" worker="yes">', []),
    ],
)
def test_a_worker_attribute_has_no_value(tag: str, expected: list[str]) -> None:
    assert findings("worker-attribute-value", "print(1)", tag) == expected


WORKER = '<script type="py" worker>'
HEADERS = {"_headers": "/*\n  Cross-Origin-Opener-Policy: same-origin\n  Cross-Origin-Embedder-Policy: require-corp\n"}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from js import document\ndocument.title = 'a'", ["1 error"]),
        ("import js\njs.document.title = 'a'\njs.window.scroll()", ["2 error"]),
        ("import js\nprint(js)", []),
        ("from js import fetch", []),
        ("from pyscript import document\ndocument.title = 'a'", []),
        ("import js\nif hasattr(js, 'document'):\n js.document.title = 'a'", []),
        ("import js\nif 'document' in dir(js):\n from js import document", []),
        ("import js\njs.document = js.self\njs.document.title = 'a'", []),
        ("import js\ntry:\n js.document.title = 'a'\nexcept AttributeError: pass", []),
        ("try:\n from js import document\nexcept ImportError: pass", []),
        ("import js\nif js.location.hash:\n from js import document", []),
    ],
)
def test_js_holds_the_globals_of_the_worker(source: str, expected: list[str]) -> None:
    assert findings("js-document-in-worker", source, WORKER) == expected


def test_pyscript_puts_its_document_into_js_on_an_isolated_page() -> None:
    assert findings("js-document-in-worker", "from js import document", WORKER, files=HEADERS) == []
    assert findings("js-document-in-worker", "from js import window", WORKER, files=HEADERS) == ["1 error"]
    assert findings("js-document-in-worker", "from js import document", WORKER, release="2024.7.1") == []
    assert findings("js-document-in-worker", "from js import window", WORKER, release="2024.7.1") == ["1 error"]
    assert findings("js-document-in-worker", "from js import document", '<script type="py">') == []


@in_one_test(
    [
        ('PyWorker("a.py", {"type": "pyodide"})', "Write keywords", 'type="pyodide"'),
        ('PyWorker("a.py", {"type": "pyodide", "version": 2})', "Unpack the dict", "**"),
        ('PyWorker("a.py", {"not a name": "pyodide"})', "Unpack the dict", "**"),
        ('PyWorker("a.py", {key: "pyodide"})', "Unpack the dict", "**"),
        ('PyWorker("a.py", {})', "Unpack the dict", "**"),
        ('PyWorker("a.py", options)', "", ""),
        ('PyWorker("a.py", ["pyodide"])', "", ""),
        ('PyWorker("a.py", {**options, "type": "pyodide"})', "Unpack the dict", "**"),
    ]
)
def test_the_options_become_keywords(call: str, title: str, text: str) -> None:
    head = "from pyscript import PyWorker, window\nkey, options = window.name, window.options"
    script = f'<script type="py">\n{head}\n{call}\n</script>'
    (found,) = of_body("worker-options-not-keywords", script, files={"a.py": ""})
    fix = found.finding.fix
    assert (fix.title if fix else "") == title
    assert not fix or [each.text for each in fix.edits] == [text]


NAMED = '<script type="py" worker name="a">1</script>'


@in_one_test(
    [
        (NAMED + NAMED, 1),
        (NAMED + NAMED + NAMED, 2),
        (NAMED, 0),
        (NAMED + NAMED.replace('name="a"', 'name="b"'), 0),
        (NAMED + NAMED.replace(" worker", ""), 0),
        ("{% if a %}{% endif %}" + 2 * NAMED.replace('name="a"', 'name="{{ a }}"'), 0),
    ]
)
def test_two_workers_have_two_names(body: str, count: int) -> None:
    assert len(of_body("named-worker-duplicate", body)) == count


def test_documentation_may_show_two_workers_of_one_name() -> None:
    fence = f"```html\n{NAMED}\n{NAMED}\n```\n"
    files = Files({"index.md": f"# PyScript\n\n{fence}"})
    report = Session(files, Settings(), assumptions=Assumptions(fences=True)).check()
    assert [each for each in report.diagnostics if each.rule.name == "named-worker-duplicate"] == []


RELATIVE = "worker-relative-url"
FETCH = "from pyscript import fetch\n"


@in_one_test(
    [
        (f'{FETCH}await fetch("data.json")', 1),
        (f'{FETCH}await fetch("/data.json")', 1),
        (f'{FETCH}await fetch("https://example.com/data.json")', 0),
        (f'{FETCH}await fetch("data:text/plain,a")', 0),
        (f'{FETCH}await fetch("")', 0),
        (f"{FETCH}await fetch(url)", 0),
        (f"{FETCH}await fetch(5)", 0),
        (f'{FETCH}try:\n await fetch("data.json")\nexcept OSError: pass', 0),
        ('import js\nawait js.fetch("data.json")', 1),
        ('from pyodide.http import pyfetch\nawait pyfetch("data.json")', 1),
        ('open("data.json")\nprint("data.json")', 0),
    ]
)
def test_a_worker_has_no_address_that_urls_are_relative_to(source: str, count: int) -> None:
    assert len(findings(RELATIVE, source, WORKER)) == count
    assert findings(RELATIVE, source, '<script type="py">', head='<script type="mpy" worker>1</script>\n') == []
    assert findings(RELATIVE, source, WORKER, release="2024.7.1") == []


WHEEL = "own-1.0-py3-none-any.whl"


@pytest.mark.parametrize(
    ("url", "release", "help", "fixed"),
    [
        (WHEEL, "2026.7.3", f"Write `./{WHEEL}`.", True),
        (WHEEL, "2025.2.3", "Write the whole URL", False),
        (f"./{WHEEL}", "2025.2.3", "Write the whole URL", False),
    ],
)
def test_a_worker_installs_no_wheel_from_a_relative_url(url: str, release: str, help: str, fixed: bool) -> None:
    script = f'<script type="py" worker config=\'{{"packages": ["{url}"]}}\'>1</script>'
    (found,) = of_body(RELATIVE, script, release=release, files={WHEEL: ""})
    assert found.finding.help.startswith(help)
    assert (found.finding.fix is not None) == fixed


def test_a_release_completes_urls_that_start_with_a_dot() -> None:
    script = f'<script type="py" worker config=\'{{"packages": ["./{WHEEL}"]}}\'>1</script>'
    assert of_body(RELATIVE, script, files={WHEEL: ""}) == []


TYPE = "worker-type-value"


@in_one_test(
    [
        ('from pyscript import PyWorker\nPyWorker("a.py", type="python")', "pyodide"),
        ('from pyscript import PyWorker\nPyWorker("a.py", type="mpy")', "micropython"),
        ('from pyscript import PyWorker\nPyWorker("a.py", type="xylophone")', None),
        ('from pyscript import create_named_worker\nawait create_named_worker("a.py", name="a", type="python")', "py"),
        ('from pyscript import create_named_worker\nawait create_named_worker("a.py", name="a", type="pyodide")', "py"),
    ]
)
def test_a_type_that_does_not_run_its_python(source: str, right: str | None) -> None:
    (found,) = of_body(TYPE, f'<script type="py">\n{source}\n</script>', files={"a.py": "import pyscript"})
    assert (found.finding.fix.edits[0].text if found.finding.fix else None) == right


@in_one_test(
    [
        ('from pyscript import PyWorker\nPyWorker("a.py", type="pyodide")', '<script type="py">', "import pyscript"),
        ('from pyscript import PyWorker\nPyWorker("a.py", type="webr")', '<script type="py">', "1"),
        ('from pyscript import PyWorker\nPyWorker("a.py", type="python")', '<script type="py" worker>', "1"),
        (
            'from pyscript import create_named_worker\nawait create_named_worker("a.py", name="a", type="pyodide")',
            '<script type="py">',
            "try:\n import pyscript\nexcept ImportError: pass",
        ),
        (
            'from pyscript import create_named_worker\nawait create_named_worker("a.py", name="a", type="pyodide")',
            '<script type="py">',
            "import math",
        ),
        (
            'from pyscript import create_named_worker\nawait create_named_worker("a.py", name="a", type="mpy")',
            '<script type="py">',
            "import pyscript",
        ),
    ]
)
def test_a_type_that_runs_or_is_not_known(source: str, tag: str, worker: str) -> None:
    assert of_body(TYPE, f"{tag}\n{source}\n</script>", files={"a.py": worker}) == []


@in_one_test(
    [
        ('MPWorker("./a.py", {type: "pyodide"})', 1),
        ('MPWorker("./a.py", {type: "micropython"})', 0),
        ('MPWorker("./a.py", {type: kind})', 0),
        ('MPWorker("./a.py")', 0),
        ('PyWorker("./a.py", {type: "pyodide"})', 0),
    ]
)
def test_a_function_of_javascript_says_by_its_name_which_interpreter_runs(call: str, count: int) -> None:
    core = "https://pyscript.net/releases/2026.7.3/core.js"
    script = f'<script type="module">import {{ PyWorker, MPWorker }} from "{core}"; await {call};</script>'
    assert len(of_body(TYPE, script, files={"a.py": ""})) == count


@pytest.mark.parametrize(
    ("tag", "help", "text"),
    [
        ('<script type="py" worker="a.py">', 'Write `worker src="a.py"`.', " src"),
        ('<script type="py" worker="a.py" src="b.py">', 'Write `worker src="a.py"`.', None),
        ('<script type="py" worker="yes">', "Write `worker`.", ""),
        ('<script type="py" worker="yes" src="a.py">', "Write `worker`.", ""),
        ('<script type="py" worker="false">', "Remove the `worker` attribute", ""),
    ],
)
def test_what_to_write_instead_of_a_value(tag: str, help: str, text: str | None) -> None:
    (found,) = of_body("worker-attribute-value", f"{tag}</script>", files={"a.py": "", "b.py": ""})
    assert found.finding.help.startswith(help)
    assert (found.finding.fix.edits[0].text if found.finding.fix else None) == text


def test_the_help_repeats_the_options() -> None:
    for options, keywords in (("options", "**options"), ('["pyodide"]', 'type="pyodide"'), ("{}", "**{}")):
        source = f'from pyscript import PyWorker, window\noptions = window.options\nPyWorker("a.py", {options})'
        script = f'<script type="py">\n{source}\n</script>'
        (found,) = of_body("worker-options-not-keywords", script, files={"a.py": ""})
        assert found.finding.help == f'Write `PyWorker("a.py", {keywords})`.'


def test_a_name_that_is_like_none_is_defined_or_left_out() -> None:
    for name, help in (("greet", "Did you mean `greets`?"), ("tea", "Define `tea`, or remove it from the list.")):
        source = f'__export__ = ["{name}"]\ndef greets(): pass'
        (found,) = of_body("export-undefined-name", f'<script type="py" worker name="w">\n{source}\n</script>')
        assert found.finding.help == help


def test_of_two_names_that_are_near_the_fix_takes_one() -> None:
    (found,) = of_body(
        "export-undefined-name",
        '<script type="py" worker name="w">\n__export__ = ["greet"]\ndef greets(): pass\ndef greed(): pass\n</script>',
    )
    assert found.finding.fix is not None
    assert found.finding.fix.edits[0].text in {"greets", "greed"}


@in_one_test(
    [
        ("config='{\"sync_main_only\": true}'", 1),
        ("config='{\"sync_main_only\": false}'", 0),
        ("", 0),
    ]
)
def test_a_worker_that_only_calls_uses_nothing_of_the_page(attribute: str, count: int) -> None:
    source = 'from pyscript import document\ndocument.title = "sync_main_only"'
    script = f'<script type="py" worker {attribute}>\n{source}\n</script>'
    assert len(of_body("worker-dom-with-sync-main-only", script)) == count


@in_one_test(
    [
        ("from pyscript import workers", 1),
        ("from own import workers", 0),
        ("try:\n from pyscript import workers\nexcept ImportError: pass", 0),
    ]
)
def test_a_worker_starts_no_worker(source: str, count: int) -> None:
    script = f'<script type="py" worker config=\'{{"files": {{"own.py": ""}}}}\'>\n{source}\n</script>'
    assert len(of_body("worker-inside-worker", script, files={"own.py": "workers = 1"})) == count


def test_a_worker_without_type_is_for_the_main_thread() -> None:
    source = 'from pyscript import PyWorker\nPyWorker("helper.py")'
    assert findings("worker-without-type", source, '<script type="py" worker>', files={"helper.py": ""}) == []
    other = 'class PyWorker:\n def __init__(*a): pass\nother = PyWorker\nother("helper.py")'
    assert findings("worker-without-type", other, files={"helper.py": ""}) == []


def test_the_page_has_its_document_in_each_release() -> None:
    for tag in ('<script type="py">', '<script type="mpy">'):
        head = '<script type="py" worker>1</script>\n'
        assert findings("js-document-in-worker", "from js import document\ndocument.title = 'a'", tag, head=head) == []
