"""The action for GitHub and the documented jobs: their files are valid, and their commands do what is said of them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.browser.runtimes import ROOT
from tests.schemas import GITHUB_ACTION, GITHUB_WORKFLOW, GITLAB_CI, PRE_COMMIT_CONFIG, SARIF, faults
from tests.sources.repositories import write
from tests.test_cli import ERROR, GOOD

BINARIES = Path(sys.executable).parent
BLOCK = re.compile(r"^In `(?P<file>[^`]+)`:\n\n```yaml\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = {each["file"]: each["text"] for each in BLOCK.finditer((ROOT / "docs/ci.md").read_text(encoding="utf-8"))}


def without_the_key_on(document: Any) -> Any:
    """A workflow as JSON has it: YAML 1.1 reads its key `on` as true."""
    return {"on" if key is True else key: value for key, value in document.items()}


def action() -> Any:
    return yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        (".pre-commit-config.yaml", PRE_COMMIT_CONFIG),
        (".github/workflows/pyscript.yml", GITHUB_WORKFLOW),
        (".gitlab-ci.yml", GITLAB_CI),
    ],
)
def test_documented_file_is_valid(file: str, schema: str) -> None:
    assert faults(without_the_key_on(yaml.safe_load(BLOCKS[file])), schema) == []


def test_action_is_valid() -> None:
    assert faults(action(), GITHUB_ACTION) == []


def test_no_input_becomes_a_part_of_a_script() -> None:
    """What a workflow passes reaches the shell as variables alone."""
    scripts = [step["run"] for step in action()["runs"]["steps"] if "run" in step]
    assert len(scripts) == 2
    assert not [script for script in scripts if "${{" in script]


def run_the_check(folder: Path, **inputs: str) -> tuple[int, str, Path]:
    """Run the step as the runner does, with the doctor that is installed here: exit code, log, and files of outputs."""
    temporary = folder / "runner"
    (temporary / "pyscript-doctor").mkdir(parents=True)
    (temporary / "pyscript-doctor" / "bin").symlink_to(BINARIES)
    described = action()
    (step,) = (step for step in described["runs"]["steps"] if step.get("id") == "check")
    given = {name: inputs.get(name, each["default"]) for name, each in described["inputs"].items()}
    values = {name: given[value.removeprefix("${{ inputs.").removesuffix(" }}")] for name, value in step["env"].items()}
    files = {"GITHUB_STEP_SUMMARY": str(temporary / "summary"), "GITHUB_OUTPUT": str(temporary / "output")}
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        check=False,
        cwd=folder,
        env={**os.environ, **values, **files, "RUNNER_TEMP": str(temporary)},
        capture_output=True,
        encoding="utf-8",
    )
    return done.returncode, done.stdout + done.stderr, temporary


def test_action_reports_in_the_log_in_the_summary_and_as_sarif(tmp_path: Path) -> None:
    write(tmp_path, {"site/index.html": ERROR})
    code, log, files = run_the_check(tmp_path, paths="site")
    assert code == 1
    assert log.startswith("::error file=site/index.html,line=7")
    assert "### PyScript: 1 error" in (files / "summary").read_text(encoding="utf-8")
    assert (files / "output").read_text(encoding="utf-8") == "sarif=pyscript-doctor.sarif\nexit-code=1\n"
    report = json.loads((tmp_path / "pyscript-doctor.sarif").read_text(encoding="utf-8"))
    assert faults(report, SARIF) == []
    assert len(report["runs"][0]["results"]) == 1


def test_action_passes_where_nothing_is_wrong_and_takes_options(tmp_path: Path) -> None:
    write(tmp_path, {"good page.html": GOOD, "index.html": ERROR})
    assert run_the_check(tmp_path / ".", options="--ignore callback-without-create-proxy")[0] == 0


def test_action_fails_with_a_reason_for_an_option_that_is_not_there(tmp_path: Path) -> None:
    write(tmp_path, {"index.html": GOOD})
    code, log, files = run_the_check(tmp_path, options="--strictly")
    assert code == 2
    assert "--strict" in log
    assert (files / "output").read_text(encoding="utf-8") == "exit-code=2\n"


def test_job_of_gitlab_leaves_the_report_that_it_names(tmp_path: Path) -> None:
    write(tmp_path, {"index.html": ERROR})
    job = yaml.safe_load(BLOCKS[".gitlab-ci.yml"])["pyscript-doctor"]
    install, check = job["script"]
    assert install.startswith("pip install ")
    done = subprocess.run(
        ["bash", "-c", check],
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{BINARIES}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 1
    assert "error[callback-without-create-proxy]" in done.stdout
    (entry,) = json.loads((tmp_path / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
    assert entry["location"] == {"path": "index.html", "lines": {"begin": 7, "end": 7}}
    assert {"description", "check_name", "fingerprint"} <= set(entry)
