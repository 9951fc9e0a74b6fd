"""What in this machine a report depends on besides the project: the doctor's code and facts, and what it runs on."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from pyscript_doctor.report_cache.answers import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import ModuleType


def doctor_now(packs: Sequence[ModuleType], installed: Iterable[str]) -> str:
    """A digest of the doctor, of the rules of packs, of the packages that are installed and of Python.

    installed: the names of packs that the doctor finds by itself.
    """
    from importlib import import_module

    modules = [import_module(name) for name in ("pyscript_doctor", "pyscript_doctor.rules", *installed)]
    folders = [folder for module in (*modules, *packs) for folder in getattr(module, "__path__", ())]
    states = (state for folder in folders for state in _files(folder))
    return digest((sys.version, sys.implementation.name, *_distributions(), *states))


def _files(folder: str) -> Iterator[str]:
    """Each file in a folder and in those in it, with its size and the time of its last change."""
    with os.scandir(folder) as scan:
        entries = sorted(scan, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name == "__pycache__":
            continue
        if entry.is_dir():
            yield from _files(entry.path)
        else:
            status = entry.stat()
            yield f"{entry.path} {status.st_size} {status.st_mtime_ns}"


def _distributions() -> Iterator[str]:
    """The packages that are installed, with their versions: their folders are named so."""
    for folder in sys.path:
        if os.path.isdir(folder):
            yield from sorted(name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info")))
