"""The page's files: copied, and its JavaScript bundled by esbuild, which npm installs as the lock file says."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "page"
COPIED = ("index.html", "style.css", "icon.svg", "doctor.py", "doctor.toml")
OFFLINE = "offline.js"
"""The service worker."""
SHELL = ("./", "style.css", "icon.svg", "playground.js", "doctor.py", "doctor.toml", "doctor.zip", "examples.json")
"""What the page needs of its own host to work offline."""


class BuildError(Exception):
    """The site cannot be built; the message says why and what to do."""


def write_page(out: Path, work: Path) -> None:
    """Write the page to a folder. work: a folder for npm's packages, which may be there from the last time."""
    for name in COPIED:
        shutil.copy(PAGE / name, out / name)
    shutil.copytree(PAGE / "source", work / "source", dirs_exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(PAGE / name, work / name)
    run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], work)
    command = ["npx", "--no-install", "esbuild", "source/main.js", "--bundle", "--minify", "--format=esm"]
    run([*command, f"--outfile={out.resolve() / 'playground.js'}", "--log-level=error", "--target=es2022"], work)


def seal(out: Path) -> None:
    """Write the service worker: with the list of what it keeps, and a version that changes with what the files hold."""
    digest = hashlib.sha256()
    for name in SHELL[1:]:
        digest.update((out / name).read_bytes())
    text = (PAGE / OFFLINE).read_text(encoding="utf-8")
    text = text.replace('["@SHELL@"]', json.dumps(SHELL)).replace("@VERSION@", digest.hexdigest()[:16])
    (out / OFFLINE).write_text(text, encoding="utf-8")


def run(command: list[str], folder: Path) -> None:
    """Run a command in a folder. Raises BuildError if it fails."""
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    except FileNotFoundError:
        raise BuildError(f"{command[0]} is not installed. It comes with Node.js, version 20 or later.") from None
    if done.returncode:
        raise BuildError(f"`{' '.join(command[:3])}` failed:\n{(done.stderr or done.stdout).strip()[-2000:]}")
