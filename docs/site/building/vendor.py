"""PyScript and its interpreters beside the page, so that a school can host everything inside."""

from __future__ import annotations

import re
import shutil
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from docs.site.building.bundle import run

RELEASE = "https://pyscript.net/releases/2026.7.3/"
PACKAGES = (
    ("@pyscript/core@0.7.31", "dist", "pyscript"),
    ("pyodide@314.0.2", "", "pyodide"),
    ("@micropython/micropython-webassembly-pyscript@1.28.0-6", "", "micropython"),
)
"""npm's packages that make up the release that the page loads: the folder of each that is wanted, and its name here."""


def vendor(out: Path) -> None:
    """Put the interpreters into `vendor/`, and let the page load them from there."""
    for package, inside, folder in PACKAGES:
        _unpack(package, inside, out / "vendor" / folder)
    page = out / "index.html"
    # The project that it begins with keeps its addresses: there, they are text, and end with `&gt;`.
    text = re.sub(rf'{re.escape(RELEASE)}([\w.]+)"(?!&gt;)', r'vendor/pyscript/\1"', page.read_text(encoding="utf-8"))
    page.write_text(text.replace('<script type="mpy">', '<script type="mpy" config="bridge.toml">'), encoding="utf-8")
    config = out / "doctor.toml"
    own = config.read_text(encoding="utf-8")
    config.write_text(f'interpreter = "./vendor/pyodide/pyodide.mjs"\n{own}', encoding="utf-8")
    (out / "bridge.toml").write_text('interpreter = "./vendor/micropython/micropython.mjs"\n', encoding="utf-8")


def _unpack(package: str, inside: str, folder: Path) -> None:
    """Put the files of an npm package, or of one folder in it, into a folder."""
    with TemporaryDirectory() as work:
        run(["npm", "pack", "--silent", package], Path(work))
        (archive,) = Path(work).glob("*.tgz")
        with tarfile.open(archive) as packed:
            packed.extractall(work, filter="data")
        shutil.copytree(Path(work) / "package" / inside, folder, dirs_exist_ok=True)
