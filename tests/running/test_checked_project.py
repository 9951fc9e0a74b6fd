"""The project that is run is checked again after a save, as if it had just been opened."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.cli.hosts import HOSTS
from pyscript_doctor.engine.check import check
from pyscript_doctor.running.checked_project import CheckedProject, Start, start_at
from pyscript_doctor.serving.hosts import Host
from pyscript_doctor.settings import Settings
from tests.rule_pages import in_standard_page

if TYPE_CHECKING:
    from pathlib import Path

PAGE = in_standard_page('<script type="mpy" src="main.py"></script>\n')


def project(folder: Path, host: Host = Host.PLAIN, **files: str) -> CheckedProject:
    """A project of a page and a few files, whose names have _ for the dot."""
    (folder / "index.html").write_text(PAGE)
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text)
    return CheckedProject(Start(folder), host, Settings())


def names(checked: CheckedProject) -> list[str]:
    return [each.rule.name for each in checked.report.diagnostics]


def test_each_kind_of_save_gives_what_a_fresh_check_gives(tmp_path: Path) -> None:
    checked = project(tmp_path, main_py="import dataclasses\n")
    assert names(checked) == ["mpy-missing-module"]
    (tmp_path / "main.py").write_text("print(1)\n")
    checked.change(["main.py"])
    assert names(checked) == []
    (tmp_path / "main.py").unlink()
    checked.change(["main.py"])
    assert names(checked) == ["missing-local-file"]
    (tmp_path / "main.py").write_text("import dataclasses\n")
    (tmp_path / "pyscript-doctor.toml").write_text("")
    checked.change(["main.py", "pyscript-doctor.toml"])
    assert names(checked) == ["mpy-missing-module"]


def test_folder_that_comes_or_goes_as_a_whole_is_read_again(tmp_path: Path) -> None:
    checked = project(tmp_path, main_py="")
    (tmp_path / "index.html").write_text(PAGE.replace("main.py", "app/main.py"))
    checked.change(["index.html"])
    assert names(checked) == ["missing-local-file"]
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "main.py").write_text("")
    checked.change(["app"])
    assert names(checked) == []
    (tmp_path / "app").rename(tmp_path / "other")
    checked.change(["app", "other"])
    assert names(checked) == [each.rule.name for each in check(tmp_path).diagnostics] != []


def test_what_a_save_changes_about_the_host_holds_at_once(tmp_path: Path) -> None:
    checked = project(tmp_path, Host.NETLIFY)
    assert checked.site.headers("/") == ()
    (tmp_path / "_headers").write_text("/*\n  X-Garden: yes\n")
    checked.change(["_headers"])
    assert checked.site.headers("/") == (("X-Garden", "yes"),)


def test_page_to_open_is_the_named_one_the_start_page_or_the_only_one(tmp_path: Path) -> None:
    (tmp_path / "lessons").mkdir()
    (tmp_path / "lessons" / "first.html").write_text(PAGE)
    only = CheckedProject(Start(tmp_path), Host.PLAIN, Settings())
    assert only.first_page() == "/lessons/first.html"
    assert project(tmp_path).first_page() == "/"
    named = CheckedProject(start_at(tmp_path / "lessons" / "first.html"), Host.PLAIN, Settings())
    assert named.first_page() == "/first.html"


@pytest.mark.parametrize("host", [Host.NETLIFY, Host.CLOUDFLARE])
def test_settings_say_which_folder_is_served_and_by_whom(tmp_path: Path, host: Host) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "index.html").write_text(PAGE)
    settings = Settings(web_root=("public",), hosting=host.value)
    checked = CheckedProject(Start(tmp_path), Host.PLAIN, settings)
    assert checked.file_of("/") == "public/index.html"
    assert checked.likely_host() is host
    assert host.value in HOSTS


def test_templates_are_not_opened_as_if_they_were_pages(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "base.html").write_text(PAGE.replace("main.py", "{% static 'main.py' %}"))
    checked = project(tmp_path, main_py="")
    assert checked.made_pages() == {"templates/base.html"}
    assert checked.pages() == ["/"]


def test_pages_are_those_that_the_host_publishes(tmp_path: Path) -> None:
    (tmp_path / "_drafts").mkdir()
    (tmp_path / "_drafts" / "a.html").write_text(PAGE)
    checked = project(tmp_path, Host.GITHUB_PAGES, main_py="")
    (tmp_path / "_config.yml").write_text("title: Garden\n")
    checked.change(["_config.yml"])
    assert checked.pages() == ["/"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_that_appears_is_not_waited_for(tmp_path: Path) -> None:
    checked = project(tmp_path, main_py="import dataclasses\n")
    os.mkfifo(tmp_path / "data.csv")
    checked.change(["data.csv"])
    assert names(checked) == ["mpy-missing-module"]
