"""Packs of rules that others write, and what is said of a rule that is wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor import check
from pyscript_doctor.engine.loader import page_text, rules_with
from pyscript_doctor.engine.validation import RuleError
from tests.projects import page
from tests.rule_pages import examples
from tests.sources.repositories import write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

PACKS = Path(__file__).parent.parent / "packs"
ALERT = {"index.html": page("<script type='py'>\nfrom pyscript import window\nwindow.alert(1)\n</script>")}
RULE = '''\
from collections.abc import Iterator

from pyscript_doctor import COSMETIC, INFO, Code, Finding, rule


@rule(severity=INFO, effect=COSMETIC)
def my_rule(code: Code) -> Iterator[Finding]:
    """Says nothing."""
    yield from ()
'''


@pytest.fixture
def school_rules(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(PACKS))
    return import_module("school_rules")


def command(*arguments: str, cwd: Path, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pyscript_doctor", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


# A pack that is right


def test_a_pack_adds_its_rules(school_rules: ModuleType) -> None:
    own = [rule for rule in rules_with([school_rules]) if rule.pack == "school_rules"]
    assert [(rule.name, rule.section, rule.url) for rule in own] == [
        ("no-alert", "lessons", "https://school.example/rules/lessons/no_alert.md"),
        ("page-without-title", "lessons", "https://school.example/rules/lessons/page_without_title.md"),
    ]


def test_the_examples_of_its_pages_are_flagged_as_they_say(school_rules: ModuleType) -> None:
    for rule in rules_with([school_rules]):
        for example in examples(page_text(rule)) if rule.pack == "school_rules" else ():
            report = check(example.files, packs=[school_rules])
            found = {each.finding.span.path for each in report.diagnostics if each.rule.name == rule.name}
            assert found == set(example.flagged_lines), f"{rule.name}: {example.title}"


def test_without_the_pack_its_rules_are_not_run(school_rules: ModuleType) -> None:
    assert [each.rule.name for each in check(ALERT).diagnostics] == []
    assert "no-alert" in {each.rule.name for each in check(ALERT, packs=[school_rules]).diagnostics}


def test_a_comment_and_a_setting_may_name_its_rules(school_rules: ModuleType) -> None:
    from pyscript_doctor import Settings

    ignored = {"index.html": ALERT["index.html"].replace("alert(1)", "alert(1)  # pyscript-doctor: ignore[no-alert]")}
    assert "no-alert" not in {each.rule.name for each in check(ignored, packs=[school_rules]).diagnostics}
    only = Settings(select=frozenset({"lessons"}))
    assert {each.rule.name for each in check(ALERT, only, packs=[school_rules]).diagnostics} == {
        "no-alert",
        "page-without-title",
    }


def test_the_command_takes_a_pack_by_its_name(tmp_path: Path) -> None:
    write(tmp_path, dict(ALERT))
    done = command("check", "--rule-pack", "school_rules", "--output-format", "concise", cwd=tmp_path, path=PACKS)
    assert "warning[no-alert]" in done.stdout
    assert done.returncode == 1


def test_an_installed_pack_is_found_by_its_entry_point(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(
        site,
        {
            "school_rules-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: school-rules\nVersion: 1.0\n",
            "school_rules-1.0.dist-info/entry_points.txt": "[pyscript_doctor.rules]\nschool = school_rules\n",
        },
    )
    (site / "school_rules").symlink_to(PACKS / "school_rules")
    project = write(tmp_path / "project", dict(ALERT))
    done = command("check", "--output-format", "concise", cwd=project, path=site)
    assert "warning[no-alert]" in done.stdout
    assert "no-alert" in command("rules", cwd=project, path=site).stdout
    assert "# Do not stop the page" in command("explain", "no-alert", cwd=project, path=site).stdout


# What is never done


def test_nothing_of_the_checked_project_is_imported(tmp_path: Path) -> None:
    trap = "raise SystemExit('imported')"
    names = ["rich", "bs4", "packaging", "school_rules/__init__", "sitecustomise", "pyscript"]
    write(tmp_path, {**ALERT, **{f"{name}.py": trap for name in names}})
    done = command("check", "--output-format", "concise", cwd=tmp_path, path=PACKS)
    assert "imported" not in done.stdout + done.stderr
    assert done.returncode == 0
    named = command("check", "--rule-pack", "school_rules", cwd=tmp_path, path=tmp_path / "nowhere")
    assert named.stderr.startswith("pyscript-doctor: error: the rule pack `school_rules` cannot be imported:")
    assert named.returncode == 2


# A rule that is wrong


@pytest.fixture
def wrong_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path
    for name in [name for name in sys.modules if name.startswith("wrong_")]:
        del sys.modules[name]


def said_of(rule: str, folder: Path, name: str, file: str = "my_rule", page: bool = True) -> str:
    """What is said of a pack of this name that holds a rule, without the folder that the pack is in."""
    files = {f"{name}/__init__.py": "", f"{name}/style/__init__.py": "", f"{name}/style/{file}.py": dedent(rule)}
    write(folder, {**files, **({f"{name}/style/{file}.md": "# A rule\n"} if page else {})})
    with pytest.raises(RuleError) as raised:
        rules_with([import_module(name)])
    return str(raised.value).replace(f"{folder}/{name}/style/", "")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("my_rule", "our_rule", "my_rule.py:6: the rule's name is `our_rule`, but its file is my_rule.py"),
        ("code: Code", "code: 'Cod'", "my_rule.py:6: `Cod` is nothing that a rule visits: did you mean `Code`?"),
        ("code: Code", "code", "my_rule.py:6: the first parameter has no type: it can be "),
        ("code: Code", "", "my_rule.py:6: a rule takes what it visits as its first parameter: `code: Code`"),
        ("yield from", "return iter", "my_rule.py:6: a rule must `yield` its findings"),
        ('    """Says nothing."""\n', "", "my_rule.py:6: a rule begins with one line in quotes"),
        ("@rule", "# @rule", "my_rule.py:1: there is no rule in it, but my_rule.md beside it is the page of one"),
        ("effect=", "mentions=('Go',), effect=", "my_rule.py:6: `mentions` has `Go`: write a word in lower case"),
        ("INFO", "INFOO", "cannot be imported: ImportError"),
        ("my_rule", "no_alert", "my_rule.py:6: the rule's name is `no_alert`"),
    ],
)  # fmt: skip
def test_a_wrong_rule_is_told_with_its_place(wrong_pack: Path, old: str, new: str, said: str) -> None:
    name = f"wrong_{abs(hash((old, new)))}"
    assert said in said_of(RULE.replace(old, new), wrong_pack, name)


def test_a_rule_without_a_page_is_told(wrong_pack: Path) -> None:
    said = said_of(RULE, wrong_pack, "wrong_pageless", page=False)
    assert said == "my_rule.py:6: the rule has no page: write my_rule.md beside it"


def test_two_rules_of_one_name_are_told(wrong_pack: Path) -> None:
    rule = RULE.replace("my_rule", "blocking_sleep")
    said = said_of(rule, wrong_pack, "wrong_twice", file="blocking_sleep")
    assert said.startswith("wrong_twice.style.blocking_sleep: there is a rule `blocking-sleep` already, in ")


def test_a_module_is_no_pack(wrong_pack: Path) -> None:
    write(wrong_pack, {"wrong_module.py": RULE})
    with pytest.raises(RuleError, match="is a module; it must be a package"):
        rules_with([import_module("wrong_module")])
