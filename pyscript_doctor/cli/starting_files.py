"""The files that `pyscript-doctor init` writes: settings, a hook, and a job of CI."""

from __future__ import annotations

from pyscript_doctor import __version__
from pyscript_doctor.settings.keys import KEYS

SETTINGS = "pyscript-doctor.toml"
HOOK = ".pre-commit-config.yaml"
GITHUB = ".github/workflows/pyscript.yml"
GITLAB = ".gitlab-ci.yml"

HOOK_TEXT = f"""\
repos:
  - repo: https://github.com/pyscript/pyscript-doctor
    rev: v{__version__}
    hooks:
      - id: pyscript-doctor
"""

GITHUB_TEXT = f"""\
name: PyScript
on: [push, pull_request]
permissions:
  contents: read
  security-events: write
jobs:
  doctor:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: pyscript/pyscript-doctor@v{__version__}
"""

GITLAB_TEXT = """\
pyscript-doctor:
  image: python:3.13-slim
  script:
    - pip install --quiet pyscript-doctor
    - pyscript-doctor check --output-format gitlab=gl-code-quality-report.json --output-format text
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
"""


def settings_text(host: str) -> str:
    """Settings that say who serves the project, if the doctor has a setting for that."""
    known = "hosting" in KEYS and host in KEYS["hosting"].choices
    hosting = f'hosting = "{host}"\n' if known else ""
    return (
        "# Settings of pyscript-doctor. `pyscript-doctor check --show-settings` shows all that there are.\n"
        f'{hosting}fail-level = "warning"\n'
        "strict = false # true: findings that say *unless* fail too\n"
    )


def starting_files(host: str, ci: str) -> dict[str, str]:
    """The files by their paths. ci: "github", "gitlab" or "none"."""
    jobs = {"github": {GITHUB: GITHUB_TEXT}, "gitlab": {GITLAB: GITLAB_TEXT}, "none": {}}
    return {SETTINGS: settings_text(host), HOOK: HOOK_TEXT, **jobs[ci]}
