"""What in a project hints at files that are not there yet."""

from __future__ import annotations

import json

import pytest

from pyscript_doctor.queries.file_makers import makes_files
from tests.in_one_test import in_one_test
from tests.projects import page, told


def may_make(files: dict[str, str]) -> bool:
    html = {"index.html": page('<script type="py">print(1)</script>')}
    return told({**html, **files}, lambda project: makes_files(project.reader))


@in_one_test(
    [
        *("Makefile", "tools/build.sh", "Dockerfile", "compose.yaml", "manage.py", "src/App.vue", "main.go"),
        *("vite.config.js", "webpack.config.js", "tasks.py", "Rakefile"),
    ]
)
def test_a_file_that_builds_or_serves(path: str) -> None:
    assert may_make({path: ""})


@in_one_test(["notes.md", "main.py", "my_makefile_notes.txt", "build.html", "package.json"])
def test_a_file_that_is_only_there(path: str) -> None:
    assert not may_make({path: ""})


@pytest.mark.parametrize(
    ("package", "expected"),
    [
        ({"scripts": {"build": "node make.js"}}, True),
        ({"scripts": {"test": "jest", "build": "node make.js"}}, True),
        ({"scripts": {"test": "jest", "lint": "eslint ."}}, False),
        ({"devDependencies": {"vite": "5"}}, True),
        ({"devDependencies": {"webpack": "5"}}, True),
        ({"devDependencies": {"prettier": "3"}}, False),
        ({"scripts": ["build"]}, False),
        (["scripts"], False),
    ],
)
def test_a_package_that_runs_a_build(package: object, expected: bool) -> None:
    assert may_make({"package.json": json.dumps(package)}) is expected
    assert not may_make({"node_modules/some/package.json": json.dumps(package)})


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (".github/workflows/pages.yml", "jobs:\n  build:\n    steps:\n      - run: make\n", True),
        (".github/workflows/pages.yml", "jobs:\n  build:\n    steps:\n      - uses: actions/checkout@v4\n", False),
        (".gitlab-ci.yml", "pages:\n  script:\n    - make\n", True),
        ("docs/steps.yml", "- run: make\n", False),
        ("requirements.txt", "flask==3.0\n", True),
        ("requirements-dev.txt", "pytest\nuvicorn\n", True),
        ("pyproject.toml", '[project]\ndependencies = ["Django"]\n', True),
        ("requirements.txt", "numpy\n", False),
        ("notes.txt", "flask\n", False),
    ],
)
def test_what_a_workflow_runs_and_what_a_server_needs(path: str, text: str, expected: bool) -> None:
    assert may_make({path: text}) is expected
