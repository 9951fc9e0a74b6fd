"""Completion in real shells."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BINARIES = Path(sys.executable).parent

BASH = """
eval "$(pyscript-doctor completion bash)"
COMP_LINE="$1"; COMP_POINT=${#COMP_LINE}; COMP_TYPE=9; read -ra COMP_WORDS <<< "$COMP_LINE"
[[ "$COMP_LINE" == *" " ]] && COMP_WORDS+=("")
COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
COMPREPLY=()
"$(complete -p pyscript-doctor | sed 's/.*-F \\([^ ]*\\).*/\\1/')" pyscript-doctor "${COMP_WORDS[COMP_CWORD]}" ""
printf '%s\\n' "${COMPREPLY[@]}"
"""
FISH = 'pyscript-doctor completion fish | source; complete --do-complete "$argv[1]"'

ZSH = """
autoload -Uz compinit && compinit -u
eval "$(pyscript-doctor completion zsh)"
print -r -- $_comps[pyscript-doctor]
"""


def answer(folder: Path, *command: str) -> list[str]:
    path = f"{BINARIES}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command,
        check=False,
        cwd=folder,
        env={**os.environ, "PATH": path, "HOME": str(folder)},
        capture_output=True,
        encoding="utf-8",
        timeout=30,
    )
    assert done.stderr == ""
    return [line.partition("\t")[0].strip() for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("pyscript-doctor ch", ["check"]),
        ("pyscript-doctor check --unsafe", ["--unsafe-fixes"]),
        ("pyscript-doctor check --fail-level w", ["warning"]),
        ("pyscript-doctor check --output-format ju", ["junit"]),
        ("pyscript-doctor check --select blocking-sl", ["blocking-sleep"]),
        ("pyscript-doctor check --ignore blocking-sleep,core-not-m", ["blocking-sleep,core-not-module"]),
        ("pyscript-doctor explain worker-without-i", ["worker-without-isolation"]),
        ("pyscript-doctor check les", ["lessons/"]),
    ],
)
@pytest.mark.parametrize("shell", ["bash", "fish"])
def test_shell_completes(tmp_path: Path, shell: str, line: str, completed: list[str]) -> None:
    (tmp_path / "lessons").mkdir()
    if shell == "bash":
        found = answer(tmp_path, "bash", "--noprofile", "--norc", "-c", BASH, "bash", line)
    else:
        if shutil.which("fish") is None:
            pytest.skip("fish is not installed here")
        found = answer(tmp_path, "fish", "--no-config", "-c", FISH, line)
    assert [each.rstrip("/") for each in found] == [each.rstrip("/") for each in completed]


def test_zsh_takes_the_code(tmp_path: Path) -> None:
    if shutil.which("zsh") is None:
        pytest.skip("zsh is not installed here")
    (function,) = answer(tmp_path, "zsh", "--no-rcs", "-c", ZSH)
    assert function.startswith("_python_argcomplete")
