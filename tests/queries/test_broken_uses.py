"""Which uses of PyScript fail in the releases that a page loads."""

from __future__ import annotations

import pytest

from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.queries.broken_uses import broken_starts, broken_uses, known_broken
from tests.in_one_test import in_one_test
from tests.projects import page, project_of

ISOLATED = "/*\n  Cross-Origin-Opener-Policy: same-origin\n  Cross-Origin-Embedder-Policy: require-corp\n"
FILES = {"worker.py": "", "config.json": "{}", "_headers": "", "own-1.0-py3-none-any.whl": ""}
STARTED = "from pyscript import PyWorker\nworker = PyWorker('worker.py', type='pyodide')\n"


def broken(source: str, release: str, tag: str = '<script type="py">', headers: str = "") -> list[str]:
    """What fails in a script, by the words that it is written with."""
    html = page(f"{tag}\n{source}\n</script>", release=release)
    project = project_of({**FILES, "index.html": html, "_headers": headers})
    code = next(code for runtime in project.runtimes for code in runtime.codes if code.path == "index.html")
    return [html[each.span.start : each.span.end] for each in broken_uses(code)]


@pytest.mark.parametrize(
    ("source", "release", "later", "expected"),
    [
        ("from pyscript import fetch\nawait fetch('a')", "2024.3.1", "2024.3.2", "fetch"),
        (
            "from pyscript import PyWorker\nPyWorker('worker.py', config={'a': 1})",
            "2025.7.3",
            "2025.8.1",
            "{'a': 1}",
        ),
        (
            "from pyscript import PyWorker\nPyWorker('worker.py', config='config.json')",
            "2025.11.1",
            "2025.11.2",
            "'config.json'",
        ),
        (
            "from pyscript import WebSocket\nsocket = WebSocket(url='wss://a.b')\nsocket.onopen = print",
            "2024.9.1",
            "2024.9.2",
            "socket.onopen",
        ),
    ],
)
def test_what_fails_until_a_release(source: str, release: str, later: str, expected: str) -> None:
    assert broken(source, release) == [expected]
    assert broken(source, later) == []


@in_one_test(
    [
        ("from pyscript import fetch\nfetch('a').json()", "2024.3.1"),
        ("from pyscript import PyWorker\nPyWorker('worker.py')", "2025.7.3"),
        ("from pyscript import PyWorker\nPyWorker('worker.py', config=input())", "2025.7.3"),
        ("from pyscript import PyWorker\nPyWorker('worker.py', config=['a'])", "2025.7.3"),
        ("from pyscript import PyWorker\nPyWorker('worker.py', config=1)", "2025.11.1"),
        ("from pyscript import WebSocket\nsocket = WebSocket(url='wss://a.b')\nsocket.name = print", "2024.9.1"),
        ("from pyscript import WebSocket\nsocket = WebSocket(url='wss://a.b')\nsocket.more.onopen = print", "2024.9.1"),
        ("from pyscript import window\nwindow.onopen = print", "2024.9.1"),
    ]
)
def test_what_works_in_these_releases_too(source: str, release: str) -> None:
    assert broken(source, release) == []


@pytest.mark.parametrize(
    ("call", "count"),
    [
        ("input()", 1),
        ("input('')", 1),
        ("input('Name:\\n')", 1),
        ("input('Name: ')", 0),
        ("input(name)", 0),
        ("input(*name)", 0),
        ("print()", 0),
    ],
)
def test_a_prompt_in_a_terminal_is_shown_again(call: str, count: int) -> None:
    source, terminal = f"name = open('a').read()\n{call}", '<script type="py" worker terminal>'
    assert len(broken(source, "2024.10.2", terminal)) == count
    assert broken(source, "2024.10.2", '<script type="py" worker>') == []
    assert broken(source, "2024.11.1", terminal) == []


def test_a_fraction_of_javascript() -> None:
    for call in ("js.Math.random()", "js.performance.now()", "js.Math.sqrt(2)"):
        assert len(broken(f"import js\n{call}", "2023.12.1", '<script type="mpy">')) == 1
        assert broken(f"import js\n{call}", "2024.1.1", '<script type="mpy">') == []
    assert broken("import js\njs.Math.floor(2)", "2023.12.1", '<script type="mpy">') == []


@in_one_test(
    [
        ("await worker.sync.add(1)", 1),
        ("worker.sync.then(print)", 1),
        ("worker.sync.add.more(1)", 0),
        ("worker.other.add(1)", 0),
        ("worker.add(1)", 0),
        ("print(1)", 0),
    ]
)
def test_a_function_of_a_worker_on_an_isolated_page(call: str, count: int) -> None:
    assert len(broken(STARTED + call, "2025.3.1", headers=ISOLATED)) == count
    assert broken(STARTED + call, "2025.3.1") == []
    assert broken(STARTED + call, "2025.5.1", headers=ISOLATED) == []


def starts(body: str, release: str) -> list[str]:
    project = project_of({**FILES, "index.html": page(body, release=release)})
    return [each.api.name for runtime in project.runtimes for each in broken_starts(runtime)]


CONFIGURED = '<py-config>name = "a"</py-config>'
WHEEL = '<py-config>packages = ["{}"]</py-config><script type="{}"{}>print(1)</script>'


@pytest.mark.parametrize(
    ("body", "release", "expected"),
    [
        ('<script type="py-game">print(1)</script>', "2025.8.1", ["py-game"]),
        ('<script type="py-game">print(1)</script>', "2025.10.1", []),
        ('<script type="py">print(1)</script>', "2025.8.1", []),
        ('<script type="py-editor">print(1)</script>', "2024.5.1", ["editor"]),
        ('<script type="py-editor" config="config.json">print(1)</script>', "2024.5.1", []),
        ('<script type="py-editor" config=\'{"a": 1}\'>print(1)</script>', "2024.6.2", ["editor's config"]),
        ('<script type="py-editor" config="config.json">print(1)</script>', "2024.6.2", []),
        ('<script type="py" config=\'{"a": 1}\'>print(1)</script>', "2024.6.2", []),
        (f'<script type="py">\n{STARTED}</script>', "2024.5.2", ["worker that code starts"]),
        (f'{CONFIGURED}<script type="py">\n{STARTED}</script>', "2024.6.1", []),
        (WHEEL.format("./own-1.0-py3-none-any.whl", "py", ""), "2025.2.3", ["wheel at a relative URL"]),
        (WHEEL.format("own-1.0-py3-none-any.whl", "py", ""), "2025.10.3", ["wheel at a relative URL"]),
        (WHEEL.format("./own-1.0-py3-none-any.whl", "py", " worker"), "2025.2.3", []),
        (WHEEL.format("numpy", "py", ""), "2025.2.3", []),
    ],
)
def test_what_cannot_be_started(body: str, release: str, expected: list[str]) -> None:
    assert starts(body, release) == expected


def test_of_a_release_that_may_be_any_nothing_is_said() -> None:
    html = page('<script type="py">print(1)</script>').replace("https://pyscript.net/releases/2026.7.3/", "./")
    (runtime,) = project_of({"index.html": html}).runtimes
    with pytest.raises(Unknown, match="release of PyScript"):
        known_broken(runtime, "pyscript.fetch", "await")
    assert known_broken(runtime, "pyscript.fetch", "call") is None
