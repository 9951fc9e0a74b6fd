"""standard_names.json: names of the standard library under which the Python package index has what installs."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.make.document import listed, write

if TYPE_CHECKING:
    from pyscript_doctor.knowledge.make.gather import Cache

SOURCE = (
    "make/standard_names.txt, kept by hand; for each of its names pip was asked (one look-up a name) whether the Python"
    " package index has wheels for any platform, of the package and of all that it needs."
)
REFUSALS = ("No matching distribution", "ResolutionImpossible")


def make(cache: Cache) -> None:
    """Write standard_names.json."""
    names = (name for name in listed("standard_names") if _installs(cache, name))
    write("standard_names", SOURCE, {"installs": " ".join(names)})


def _installs(cache: Cache, name: str) -> bool:
    answer = cache.folder / "probes" / f"installs-{name}.txt"
    if not answer.exists():
        command = [sys.executable, "-m", "pip", "install", "--dry-run", "--only-binary=:all:", "--platform", "any"]
        command += ["--python-version", "3.13", "--implementation", "py", "--abi", "none"]
        command += ["--target", str(cache.folder / "nowhere"), name]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode and not any(reason in run.stderr for reason in REFUSALS):
            raise RuntimeError(run.stderr)
        answer.write_text("no" if run.returncode else "yes", encoding="utf-8")
    return answer.read_text("utf-8") == "yes"
