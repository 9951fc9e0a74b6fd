"""The linters that the doctor is compared with, each in the version that its numbers are of."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

DJLINT = "djlint==1.54.0"
HTML_VALIDATE = "html-validate@10.17.0"


def djlint(folder: Path) -> list[str]:
    """The command that lints the HTML of a folder with djlint, which is installed below `folder`."""
    place = folder / "djlint"
    command = place / "bin" / "djlint"
    if not command.exists():
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
        subprocess.run([str(place / "bin" / "pip"), "install", "-qq", DJLINT], check=True)
    return [str(command), "--lint", "."]


def html_validate(folder: Path) -> list[str] | None:
    """The same for html-validate; None if there is no npm."""
    place = folder / "html-validate"
    command = place / "node_modules" / ".bin" / "html-validate"
    if not command.exists():
        npm = shutil.which("npm")
        if npm is None:
            return None
        place.mkdir(parents=True, exist_ok=True)
        subprocess.run([npm, "install", "--silent", "--no-audit", "--no-fund", HTML_VALIDATE], cwd=place, check=True)
    settings = place / "settings.json"
    settings.write_text(json.dumps({"root": True, "extends": ["html-validate:recommended"]}), encoding="utf-8")
    return [str(command), "--config", str(settings), "**/*.html"]
