"""Completion in real shells."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
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
PS1='> '
eval "$(pyscript-doctor completion zsh)"
keep() { print -r -- "$BUFFER" > kept.part && mv kept.part kept; }
zle -N keep
bindkey '^X^K' keep
print > ready
"""
AS_A_FILE = """
fpath=($PWD $fpath)
autoload -Uz compinit && compinit -u -D
"""
SHELLS = [shell for shell in ("bash", "fish", "zsh") if shutil.which(shell)]


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


@pytest.mark.in_turns
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
@pytest.mark.parametrize("shell", SHELLS)
def test_shell_completes(tmp_path: Path, shell: str, line: str, completed: list[str]) -> None:
    (tmp_path / "lessons").mkdir()
    if shell == "bash":
        found = answer(tmp_path, "bash", "--noprofile", "--norc", "-c", BASH, "bash", line)
    elif shell == "fish":
        found = answer(tmp_path, "fish", "--no-config", "-c", FISH, line)
    else:
        found = [typed_in_zsh(tmp_path, ZSH, line).removeprefix(line.rpartition(" ")[0]).strip()]
    assert [each.rstrip("/") for each in found] == [each.rstrip("/") for each in completed]


@pytest.mark.skipif("zsh" not in SHELLS, reason="zsh is not installed here")
def test_zsh_takes_the_code_as_a_file_too(tmp_path: Path) -> None:
    code = "\n".join(answer(tmp_path, "pyscript-doctor", "completion", "zsh"))
    (tmp_path / "_pyscript-doctor").write_text(code, encoding="utf-8")
    setup = AS_A_FILE + ZSH.replace('eval "$(pyscript-doctor completion zsh)"\n', "")
    assert typed_in_zsh(tmp_path, setup, "pyscript-doctor ch") == "pyscript-doctor check"


def test_code_for_zsh_starts_as_its_files_must_and_needs_no_settings(tmp_path: Path) -> None:
    first, second, *_ = answer(tmp_path, "pyscript-doctor", "completion", "zsh")
    assert first == "#compdef pyscript-doctor"
    assert "compinit" in second


def typed_in_zsh(folder: Path, setup: str, line: str) -> str:
    """What is in the command line of a zsh in a terminal, after somebody typed a line and Tab."""
    import pty

    master, slave = pty.openpty()
    path = f"{BINARIES}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "HOME": str(folder), "TERM": "dumb"}
    command = ["zsh", "--no-rcs", "-i"]
    shell = subprocess.Popen(
        command, cwd=folder, env=environment, stdin=slave, stdout=slave, stderr=slave, start_new_session=True
    )
    os.close(slave)
    try:
        os.write(master, setup.encode())
        wait_for(folder / "ready", master)
        os.write(master, f"{line}\t\x18\x0b".encode())
        return wait_for(folder / "kept", master).strip()
    finally:
        shell.kill()
        shell.wait()
        os.close(master)


def wait_for(place: Path, terminal: int) -> str:
    """What is in a file, as soon as it is there."""
    end = time.monotonic() + 30
    while not place.exists():
        assert time.monotonic() < end, os.read(terminal, 10_000).decode()
        time.sleep(0.05)
    return place.read_text(encoding="utf-8")
