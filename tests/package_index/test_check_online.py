"""`check --online` as a user meets it, against an index on loopback; and `check` without it, which opens no socket."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.command import doctor
from tests.package_index.packages import File, World, package
from tests.package_index.server import Server, reply, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = """\
<!doctype html>
<html>
<link rel="stylesheet" href="https://pyscript.net/releases/2026.7.3/core.css">
<script type="module" src="https://pyscript.net/releases/2026.7.3/core.js"></script>
<py-config>
packages = [
  {}
]
</py-config>
<script type="{}">print("hello")</script>
"""
WORLD = World(
    (
        package("arrr", "1.0.6"),
        package("sklearn", File("0.0", "")),
        package("psycopg2", File("2.9", "cp312-cp312-manylinux_2_17_x86_64")),
        package("tensorflow", File("2.9", "cp312-cp312-manylinux_2_17_x86_64")),
        package("sdist-only", File("1.0", "")),
        package("needs-torch", File("1.0", requires=("between",))),
        package("between", File("1.0", requires=("torch>=2",))),
        package("torch", File("2.1", "cp312-cp312-manylinux_2_17_x86_64")),
        package("six", "1.15.0"),
        package("pydantic", File("1.0", requires=("torch>=2",))),
        package("numpyy-real", "1.0"),
    )
)
NO_SOCKETS = """
import sys, runpy

def refuse(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")):
        sys.stderr.write(f"opened {event}\\n")
        import os
        os._exit(99)

sys.addaudithook(refuse)
sys.argv[0] = "pyscript-doctor"
runpy.run_module("pyscript_doctor", run_name="__main__")
"""


@dataclass(frozen=True)
class Outcome:
    code: int
    output: str
    errors: str

    @property
    def document(self) -> Any:
        return json.loads(self.output)

    @property
    def said(self) -> list[str]:
        """Rule, severity and line of each finding."""
        return [f"{each['rule']} {each['severity']} {each['start']['line']}" for each in self.document["findings"]]


@pytest.fixture
def index() -> Iterator[Server]:
    with serving(WORLD) as server:
        yield server


def write(folder: Path, *packages: str, kind: str = "py") -> None:
    text = ",\n  ".join(f'"{each}"' for each in packages)
    (folder / "index.html").write_text(PAGE.format(text, kind).replace("py-config", f"{kind}-config"))


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("PIP_", "UV_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)


def check(folder: Path, *arguments: str, **variables: str) -> Outcome:
    done = doctor("check", *arguments, cwd=folder, XDG_CACHE_HOME=str(folder / "cache"), **variables)
    return Outcome(done.returncode, done.stdout, done.stderr)


def check_without_sockets(folder: Path, *arguments: str) -> Outcome:
    command = [sys.executable, "-c", NO_SOCKETS, "check", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    return Outcome(done.returncode, done.stdout, done.stderr)


def online(folder: Path, index: Server, *arguments: str, **variables: str) -> Outcome:
    return check(folder, "--online", "--output-format", "json", *arguments, PIP_INDEX_URL=index.url, **variables)


def test_without_online_no_socket_is_opened(tmp_path: Path) -> None:
    write(tmp_path, "numpy", "arrr", "numpyy", "six==1.15.0")
    outcome = check_without_sockets(tmp_path, "--output-format", "concise")
    assert outcome.code == 0, outcome.errors
    assert "3 package checks need --online" in outcome.output


def test_the_proof_that_no_socket_is_opened_can_fail(tmp_path: Path, index: Server) -> None:
    write(tmp_path, "arrr")
    assert check_without_sockets(tmp_path, "--index-url", index.url).code == 99


def test_what_needs_the_index_is_counted_in_every_report(tmp_path: Path) -> None:
    write(tmp_path, "arrr")
    assert "1 package check needs `--online`." in check(tmp_path).output.replace("\n", " ")
    summary = check(tmp_path, "--output-format", "json").document["summary"]
    assert (summary["online"], summary["open_package_checks"]) == (False, 1)


def test_the_index_settles_what_we_do_not_know(tmp_path: Path, index: Server) -> None:
    write(tmp_path, "numpy", "sklearn", "tensorflow", "arrr", "numpyy", "psycopg2")
    outcome = online(tmp_path, index)
    assert outcome.said == [
        "package-import-name error 8",
        "package-without-wheel error 9",
        "package-unknown error 11",
        "package-without-wheel error 12",
    ]
    assert (outcome.code, outcome.document["troubles"], outcome.errors) == (1, [], "")
    assert outcome.document["summary"]["open_package_checks"] == 0


def test_a_misspelled_name_is_told_with_the_nearest_one(tmp_path: Path, index: Server) -> None:
    write(tmp_path, "numpyy", "no-such-thing-at-all")
    near, far = online(tmp_path, index).document["findings"]
    assert (near["message"], near["unless"]) == (
        "neither Pyodide nor the index has a package `numpyy`",
        None,
    )
    assert '"numpy"' in near["help"]
    assert far["help"] == "Correct the name, or remove the entry."


def test_the_package_that_is_really_at_fault_is_named_with_the_way_to_it(tmp_path: Path, index: Server) -> None:
    write(tmp_path, "needs-torch")
    (finding,) = online(tmp_path, index).document["findings"]
    assert finding["rule"] == "package-without-wheel"
    assert finding["message"].startswith("`needs-torch` needs `between`, which needs `torch>=2`, which has no wheel")
    assert (finding["start"], finding["end"]) == ({"line": 7, "column": 4}, {"line": 7, "column": 15})


def test_a_pin_of_a_pure_package_is_settled_by_the_index(tmp_path: Path, index: Server) -> None:
    write(tmp_path, "six==1.15.0")
    assert check(tmp_path, "--output-format", "json").said == ["package-pin-conflicts warning 7"]
    assert online(tmp_path, index).said == []
    write(tmp_path, "six==1.14.0", "arrr>=2")
    assert online(tmp_path, index).said == ["package-pin-conflicts error 7", "package-pin-conflicts error 8"]


def test_a_pin_that_brings_in_what_cannot_be_installed_is_best_left_out(tmp_path: Path, index: Server) -> None:
    write(tmp_path, "pydantic==1.0")
    (finding,) = online(tmp_path, index).document["findings"]
    assert (finding["rule"], finding["help"]) == ("package-without-wheel", "Let Pyodide choose the version.")
    assert finding["message"].startswith("`pydantic` needs `torch>=2`, which has no wheel")


def test_micropython_is_not_asked_about(tmp_path: Path, index: Server) -> None:
    write(tmp_path, "numpy", "arrr", kind="mpy")
    outcome = online(tmp_path, index)
    assert outcome.said == ["mpy-package-not-in-lib error 7", "mpy-package-not-in-lib warning 8"]
    assert index.asked.total() == 0


def test_a_config_with_an_index_of_its_own_is_not_asked_about(tmp_path: Path, index: Server) -> None:
    page = PAGE.format('"arrr-of-ours"', "py").replace("]\n", ']\nindex_urls = ["https://own.test/simple"]\n', 1)
    (tmp_path / "index.html").write_text(page)
    outcome = online(tmp_path, index)
    assert (outcome.code, outcome.said, index.asked.total()) == (0, [], 0)


def test_trouble_is_told_exits_with_3_and_is_no_finding(tmp_path: Path, index: Server) -> None:
    write(tmp_path, "arrr", "between")
    for path in ("/simple/arrr/", "/simple/between/"):
        index.special[path] = lambda handler: reply(handler, 403)
    outcome = online(tmp_path, index)
    assert (outcome.code, outcome.said) == (3, [])
    assert outcome.errors == f"pyscript-doctor: note: 127.0.0.1:{index.port} answered with HTTP status 403\n"
    assert outcome.document["troubles"] == [f"127.0.0.1:{index.port} answered with HTTP status 403"]
    assert outcome.document["summary"]["open_package_checks"] == 2
    text = check(tmp_path, "--online", PIP_INDEX_URL=index.url).output.replace("\n", " ")
    assert "2 package checks are open: the Python index could not answer." in text


def test_findings_outrank_trouble(tmp_path: Path, index: Server) -> None:
    write(tmp_path, "arrr", "tensorflow")
    index.special["/simple/arrr/"] = lambda handler: reply(handler, 403)
    outcome = online(tmp_path, index)
    assert (outcome.code, outcome.said) == (1, ["package-without-wheel error 8"])
    assert "note:" in outcome.errors
    assert online(tmp_path, index, "--exit-zero").code == 3


def test_no_index_at_all_is_trouble(tmp_path: Path, index: Server) -> None:
    write(tmp_path, "arrr")
    outcome = online(tmp_path, index, PIP_NO_INDEX="1")
    assert (outcome.code, outcome.document["troubles"]) == (3, ["pip is set to use no index"])
    assert index.asked.total() == 0


def test_a_page_that_installs_nothing_from_the_index_asks_nothing(tmp_path: Path, index: Server) -> None:
    write(tmp_path, "numpy", "pandas")
    outcome = online(tmp_path, index)
    assert (outcome.code, outcome.said, index.asked.total()) == (0, [], 0)


def test_the_password_of_an_index_is_nowhere_to_be_seen(tmp_path: Path, index: Server) -> None:
    write(tmp_path, "arrr", "between")
    index.special["/simple/between/"] = lambda handler: reply(handler, 500)
    url = f"http://user:secret@127.0.0.1:{index.port}/simple"
    outcome = check(tmp_path, "--index-url", url, PYSCRIPT_DOCTOR_DEBUG="1")
    assert any(each.get("Authorization", "").startswith("Basic ") for each in index.headers)
    assert "secret" not in outcome.output + outcome.errors
    kept = b"".join(path.read_bytes() for path in (tmp_path / "cache").rglob("*") if path.is_file())
    assert kept
    assert b"secret" not in kept


@pytest.mark.parametrize("url", ["index.test", "ftp://index.test/", "http://[", ""])
def test_an_index_url_that_is_none_is_a_slip_of_the_pen(tmp_path: Path, url: str) -> None:
    outcome = check(tmp_path, "--index-url", url)
    assert outcome.code == 2
    assert "it must be an address that starts with https:// or http://" in outcome.errors
