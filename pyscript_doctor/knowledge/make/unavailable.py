"""unavailable.json: well-known packages that cannot do their work in a browser, and what to use instead."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyscript_doctor.knowledge.make.document import write
from pyscript_doctor.knowledge.packages import known_pyodides, lock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.knowledge.make.gather import Cache

SOURCE = (
    "make/unavailable.txt, kept by hand. For each name without 'installs', pip saw no wheel for any platform and none"
    " for WebAssembly among all its files on the Python package index (one look-up a name), and no Pyodide's lock file"
    " has it."
)
HERE = Path(__file__).parent


def make(cache: Cache) -> None:
    """Write unavailable.json. Raises ValueError if a package does have a wheel."""
    _, *sections = (HERE / "unavailable.txt").read_text("utf-8").split("\n### ")
    packages: dict[str, Any] = {}
    wrong: list[str] = []
    for section in sections:
        kind, *lines = section.strip().split("\n")
        for line in lines:
            name, needs, instead = line.split(" | ")
            wrong += _objections(cache, name, kind == "installs")
            packages[name] = [needs, instead] + (["installs"] if kind == "installs" else [])
    if wrong:
        raise ValueError("; ".join(wrong))
    write("unavailable", SOURCE, {"packages": dict(sorted(packages.items()))})


def _objections(cache: Cache, name: str, installs: bool) -> Iterator[str]:
    if any(lock(pyodide).package(name) for pyodide in known_pyodides()):
        yield f"{name} comes with a Pyodide"
    if _has_wheel(cache, name) != installs:
        yield f"{name} {'has no' if installs else 'has a'} wheel that a Pyodide can take"


def _has_wheel(cache: Cache, name: str) -> bool:
    answer = cache.folder / "probes" / f"wheel-{name}.txt"
    if not answer.exists():
        command = [sys.executable, "-m", "pip", "install", "-vv", "--dry-run", "--no-deps", "--only-binary=:all:"]
        command += ["--platform", "any", "--python-version", "3.14", "--implementation", "py", "--abi", "none"]
        command += ["--target", str(cache.folder / "nowhere"), name]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode and "No matching distribution" not in run.stderr:
            raise RuntimeError(run.stderr)
        fits_another_python = any(ending in run.stdout for ending in ("-any.whl", "wasm32.whl"))
        answer.write_text("no" if run.returncode and not fits_another_python else "yes", encoding="utf-8")
    return answer.read_text("utf-8") == "yes"
