"""The early exits of the rules about what the main thread cannot do: what looks like a fault and is not."""

from __future__ import annotations

import pytest

from tests.rules.pages import of_body
from tests.rules.scripts import findings

OLD = "2024.5.1"
HEADERS = {"_headers": "/*\n  Cross-Origin-Opener-Policy: same-origin\n  Cross-Origin-Embedder-Policy: require-corp\n"}
WORKER = '<script type="py" worker terminal>'


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ('<script type="py">', ["1 warning"]),
        ('<script type="mpy">', ["1 error"]),
        ('<script type="py" terminal>', ["1 error"]),
        ('<script type="py" worker>', ["1 error"]),
        ('<script type="mpy" worker>', ["1 error"]),
        ('<script type="py-editor">', ["1 error"]),
        ('<script type="mpy-editor">', ["1 error"]),
        ('<script type="py-game">', []),
        ('<script type="py" worker terminal>', []),
        ('<script type="mpy" worker terminal>', []),
        ('<script type="py" workr terminal>', []),
        ('<script type="py" worker terminl>', []),
        ('<script type="mpy" workr>', []),
    ],
)
def test_input_works_in_the_terminal_of_a_worker_only(tag: str, expected: list[str]) -> None:
    assert findings("input-cannot-work", "input('name? ')", tag, files=HEADERS) == expected


@pytest.mark.parametrize(
    ("source", "tag", "expected"),
    [
        ("try:\n input('?')\nexcept OSError: pass", '<script type="py">', []),
        ("try:\n input('?')\nexcept EOFError: pass", '<script type="py" terminal>', []),
        ("try:\n input('?')\nexcept ValueError: pass", '<script type="py" terminal>', ["2 error"]),
        ("try:\n input('?')\nexcept ValueError: pass", '<script type="py">', ["2 warning"]),
        ("def input(text): return text\ninput('?')", '<script type="py">', []),
    ],
)
def test_an_error_of_input_that_is_caught_is_expected(source: str, tag: str, expected: list[str]) -> None:
    assert findings("input-cannot-work", source, tag, files=HEADERS) == expected


@pytest.mark.parametrize(
    "source",
    [
        "import io, sys\nsys.stdin = io.StringIO('Ada')\ninput('?')",
        "import builtins\nbuiltins.input = lambda question: 'Ada'\ninput('?')",
        "import builtins\nsetattr(builtins, 'input', lambda question: 'Ada')\ninput('?')",
        "from unittest.mock import patch\nwith patch('builtins.input', return_value='Ada'):\n input('?')",
    ],
)
def test_python_can_answer_input_itself(source: str) -> None:
    assert findings("input-cannot-work", source, '<script type="py" worker>', files=HEADERS) == []


@pytest.mark.parametrize(
    "source",
    [
        "from pyscript import when\n@when('input', '#name')\ndef typed(event): pass\nprint(input('?'))",
        "class Form:\n def __init__(self, field): self.input = field\nprint(input('?'))",
    ],
)
def test_other_things_with_the_name_of_input_answer_nothing(source: str) -> None:
    assert len(findings("input-cannot-work", source, '<script type="py" worker>', files=HEADERS)) == 1


@pytest.mark.parametrize(
    ("call", "tag", "release", "expected"),
    [
        ("input()", WORKER, "2026.7.3", ["1 error"]),
        ("input('')", WORKER, "2026.7.3", []),
        ("input()", WORKER, "2024.10.2", []),
        ("input()", '<script type="mpy" worker terminal>', "2024.10.2", ["1 error"]),
        ("input()", '<script type="mpy" worker terminal>', OLD, []),
    ],
)
def test_a_terminal_needs_a_prompt_since_a_release(call: str, tag: str, release: str, expected: list[str]) -> None:
    assert findings("input-cannot-work", call, tag, release=release, files=HEADERS) == expected


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        (WORKER, "without a prompt does not wait"),
        ('<script type="py" worker>', "in a worker without a `terminal` waits"),
        ('<script type="py" terminal>', "cannot wait for an answer in a terminal on the main thread"),
        ('<script type="py">', "opens a dialog without your question"),
        ('<script type="mpy">', "on the main thread freezes MicroPython"),
        ('<script type="py-editor">', "in an editor raises an error"),
        ('<script type="py-editor" terminal>', "in an editor raises an error"),
        ('<script type="mpy-editor">', "in an editor waits forever"),
    ],
)
def test_what_input_without_a_prompt_does(tag: str, message: str) -> None:
    (found,) = of_body("input-cannot-work", f"{tag}\ninput()\n</script>", files=HEADERS)
    assert message in found.finding.message


def test_a_worker_that_code_starts_has_no_terminal() -> None:
    starts = '<script type="py" terminal>\nfrom pyscript import PyWorker\nPyWorker("a.py", type="pyodide")\n</script>'
    (found,) = of_body("input-cannot-work", starts, files={**HEADERS, "a.py": "input()"})
    assert "in a worker without a `terminal` waits" in found.finding.message
