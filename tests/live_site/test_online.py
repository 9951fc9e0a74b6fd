"""`check --online` on files of this machine: what they name on other servers is judged by what is there."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.engine.session import Session
from pyscript_doctor.live_site.remote_files import RemoteFiles
from pyscript_doctor.live_site.site import Access
from pyscript_doctor.sources.memory import Files
from tests.command import doctor
from tests.live_site.servers import Reply, serving
from tests.projects import page

if TYPE_CHECKING:
    from pathlib import Path

    from pyscript_doctor.engine.finding import Diagnostic

SHARED = {"access-control-allow-origin": "*"}
PYTHON = "from pyscript.js_modules import chart\n\nchart.draw()\n"


@pytest.fixture(autouse=True)
def all_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """Servers of this machine stand for some of the internet."""
    monkeypatch.setattr("pyscript_doctor.live_site.addresses.is_public", lambda address: True)
    monkeypatch.setenv("NO_PROXY", "*")


def diagnostics(config: str, python: str = PYTHON, troubles: dict[str, None] | None = None) -> tuple[Diagnostic, ...]:
    """What the doctor says of a page with this config, when it may ask servers."""
    files = Files({"index.html": page(f'<py-config>{config}</py-config><script type="py">{python}</script>')})
    source = RemoteFiles(files, Access(frozenset()), {} if troubles is None else troubles)
    return tuple(each for each in Session(source).check().diagnostics if each.severity.label != "info")


def of_module(reply: Reply, name: str = "chart.js") -> list[tuple[str, str]]:
    with serving({name: reply}) as server:
        found = diagnostics(f'[js_modules.main]\n"{server.url(name)}" = "chart"')
    assert all(each.finding.fix is None for each in found)
    assert all(each.finding.span.path == "index.html" for each in found)
    return [(each.rule.name, each.finding.message) for each in found]


def test_a_module_that_exports_what_python_uses() -> None:
    assert of_module(Reply("export const draw = () => 1;", headers=SHARED)) == []


@pytest.mark.parametrize(
    ("reply", "rule", "message"),
    [
        (
            Reply("export const paint = () => 1;", headers=SHARED),
            "js-module-missing-export",
            "the JavaScript module `chart` does not export `draw`",
        ),
        (
            Reply("module.exports = { draw() {} };", headers=SHARED),
            "js-module-not-esm",
            "`chart.js` is a CommonJS module for Node",
        ),
        (Reply("window.draw = () => 1;", headers=SHARED), "js-module-not-esm", "has no `export`"),
        (Reply("export const = ;", headers=SHARED), "js-module-not-esm", "has a syntax error"),
        (
            Reply("export const draw = 1;", headers={**SHARED, "content-type": "text/plain"}),
            "javascript-content-type",
            "`127.0.0.1` sends this as `text/plain`",
        ),
        (Reply("no", 404, SHARED), "wheel-without-cors", "it answers with status 404"),
        (Reply("<!doctype html><title>x</title>", headers=SHARED), "wheel-without-cors", "answers with an HTML page"),
        (Reply("export const draw = 1;"), "wheel-without-cors", "does not allow other sites to fetch this"),
    ],
)
def test_a_module_that_does_not_work(reply: Reply, rule: str, message: str) -> None:
    ((found, said),) = of_module(reply)
    assert found == rule
    assert message in said


def test_a_server_may_know_the_site_by_its_name() -> None:
    """Only where the files will be served is known which origin asks."""
    with serving({"chart.js": Reply("export const draw = 1;")}) as server:
        (found,) = diagnostics(f'[js_modules.main]\n"{server.url("chart.js")}" = "chart"')
        assert server.values_of("origin") == ["http://localhost"]
    assert found.finding.unless == "your site is on `127.0.0.1` too, or is known there by name"


def wheel() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("tools-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tools\nVersion: 1.0\n")
    return made.getvalue()


@pytest.mark.parametrize(("there", "expected"), [(True, []), (False, ["wheel-without-cors"])])
def test_a_wheel(there: bool, expected: list[str]) -> None:
    name = "tools-1.0-py3-none-any.whl"
    with serving({name: Reply(wheel(), headers=SHARED)} if there else {}) as server:
        found = diagnostics(f'packages = ["{server.url(name)}"]', "print(1)")
    assert [each.rule.name for each in found] == expected


@pytest.mark.parametrize(("there", "expected"), [(True, []), (False, ["wheel-without-cors"])])
def test_a_file(there: bool, expected: list[str]) -> None:
    with serving({"table.csv?year=2026": Reply("1;2", headers=SHARED)} if there else {}) as server:
        found = diagnostics(f'[files]\n"{server.url("table.csv?year=2026")}" = "table.csv"', "open('table.csv')")
    assert [each.rule.name for each in found] == expected


def test_a_server_that_does_not_answer_is_a_note_and_no_finding() -> None:
    troubles: dict[str, None] = {}
    assert diagnostics('[js_modules.main]\n"http://127.0.0.1:9/chart.js" = "chart"', PYTHON, troubles) == ()
    assert list(troubles) == [
        "could not read http://127.0.0.1:9/chart.js: 127.0.0.1 cannot be reached: it refuses the connection"
    ]


def test_the_command_asks_only_with_online(tmp_path: Path) -> None:
    url = "http://modules.example/chart.js"
    config = f'<py-config>[js_modules.main]\n"{url}" = "chart"</py-config>'
    (tmp_path / "index.html").write_text(page(f'{config}<script type="py">{PYTHON}</script>'), encoding="utf-8")
    with serving({url: Reply("module.exports = {};", headers=SHARED)}) as proxy:
        environment = {"HTTP_PROXY": proxy.url(), "http_proxy": proxy.url(), "NO_PROXY": "", "no_proxy": ""}
        without = doctor("check", "--output-format", "json", cwd=tmp_path, **environment)
        assert proxy.asked == []
        result = doctor("check", "--online", "--output-format", "json", cwd=tmp_path, **environment)
        assert [each.path for each in proxy.asked] == [url]
    found, before = ({each["rule"] for each in json.loads(each.stdout)["findings"]} for each in (result, without))
    assert found - before == {"js-module-not-esm"}


def test_a_server_of_this_machine_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    with serving({}) as server:
        config = f'<py-config>[js_modules.main]\n"{server.url("chart.js")}" = "chart"</py-config>'
        (tmp_path / "index.html").write_text(page(f'{config}<script type="py">{PYTHON}</script>'), encoding="utf-8")
        result = doctor("check", "--online", "--output-format", "concise", cwd=tmp_path, NO_PROXY="*")
        assert server.asked == []
    assert result.returncode == 0, result.stdout + result.stderr
