"""The doctor and all that it needs in Pyodide, as one archive that PyScript unpacks beside the page's Python."""

from __future__ import annotations

import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[3]
THERE = {
    "sys_platform": "emscripten", "platform_system": "Emscripten", "platform_machine": "wasm32", "os_name": "posix",
    "python_version": "3.14", "python_full_version": "3.14.0", "implementation_name": "cpython", "extra": "",
}  # fmt: skip
"""The marker environment of the newest Pyodide."""
KEPT = frozenset({".js", ".json", ".md", ".py", ".typed"})
OWN = {"pyscript_doctor": ROOT / "pyscript_doctor", "pyscript_doctor/rules": ROOT / "rules"}
NOT_IN_A_BROWSER = ("pyscript_doctor/cli/", "pyscript_doctor/package_index/")
"""What only a command line or the Python index needs."""
SAME_TIME = (2026, 1, 1, 0, 0, 0)


def write_archive(path: Path) -> None:
    """Write the archive, the same bytes for the same content."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, file in sorted({**dict(_own_files()), **dict(_files_of_dependencies())}.items()):
            archive.writestr(zipfile.ZipInfo(name, SAME_TIME), file.read_bytes(), zipfile.ZIP_DEFLATED, 9)


def dependencies() -> list[str]:
    """The distributions that an install in Pyodide has beside the doctor, by name."""
    found: list[str] = []
    wanted = ["pyscript-doctor"]
    for name in wanted:
        for written in distribution(name).requires or ():
            requirement = Requirement(written)
            needed = requirement.marker is None or requirement.marker.evaluate(THERE)
            if needed and canonicalize_name(requirement.name) not in found:
                found.append(canonicalize_name(requirement.name))
                wanted.append(requirement.name)
    return found


def _own_files() -> Iterator[tuple[str, Path]]:
    for package, folder in OWN.items():
        for file in folder.rglob("*"):
            name = f"{package}/{file.relative_to(folder).as_posix()}"
            if _is_kept(file) and not name.startswith(NOT_IN_A_BROWSER):
                yield name, file


def _files_of_dependencies() -> Iterator[tuple[str, Path]]:
    for name in dependencies():
        for file in distribution(name).files or ():
            is_code = ".." not in file.parts and not file.parts[0].endswith((".dist-info", ".data"))
            if is_code and _is_kept(Path(str(file.locate()))):
                yield file.as_posix(), Path(str(file.locate()))


def _is_kept(file: Path) -> bool:
    tests = {"tests", "test", "__pycache__"}
    return file.suffix in KEPT and file.is_file() and tests.isdisjoint(file.parts[len(Path(sys.prefix).parts) :])
