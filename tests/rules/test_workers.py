"""The early exits of the rules about workers that code starts: what looks like a fault and is not."""

from __future__ import annotations

import pytest

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
