"""`check --as-release --online`: what the index has for the Pyodide of another release."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from tests.command import doctor
from tests.package_index.packages import File, World, package
from tests.package_index.server import Server, reply, serving
from tests.projects import page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORLD = World((package("wheel-of-old", File("1.0", "cp312-cp312-pyodide_2024_0_wasm32")),))


@pytest.fixture
def index() -> Iterator[Server]:
    with serving(WORLD) as server:
        yield server


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("PIP_", "UV_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)


def upgraded(folder: Path, *arguments: str) -> tuple[int, Any]:
    """What an upgrade from 2025.3.1, whose Pyodide is a Python 3.12, to 2026.7.3 would change."""
    body = '<py-config>packages = ["wheel-of-old"]</py-config><script type="py">print(1)</script>'
    (folder / "index.html").write_text(page(body, release="2025.3.1"))
    options = ("--as-release", "2026.7.3", "--output-format", "json", *arguments)
    done = doctor("check", *options, cwd=folder, XDG_CACHE_HOME=str(folder / "cache"))
    return done.returncode, json.loads(done.stdout)


def test_without_online_nothing_is_known_of_its_wheels(tmp_path: Path) -> None:
    code, document = upgraded(tmp_path)
    assert (code, document["appearing"], document["troubles"]) == (0, [], [])


def test_a_wheel_for_the_old_python_alone_does_not_come_along(tmp_path: Path, index: Server) -> None:
    code, document = upgraded(tmp_path, "--online", "--index-url", index.url)
    assert [each["rule"] for each in document["appearing"]] == ["package-without-wheel"]
    assert (code, document["vanishing"]) == (1, [])


def test_trouble_is_told_and_exits_with_3(tmp_path: Path, index: Server) -> None:
    index.special["/simple/wheel-of-old/"] = lambda handler: reply(handler, 403)
    code, document = upgraded(tmp_path, "--index-url", index.url)
    assert (code, document["appearing"]) == (3, [])
    assert len(document["troubles"]) == 1
