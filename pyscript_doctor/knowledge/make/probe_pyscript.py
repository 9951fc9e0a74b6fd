"""Prints what PyScript's own package offers: python probe_pyscript.py FOLDER MISSING...

Runs in CPython. JavaScript's side is imitated by objects that have every attribute but those that are named as missing:
"js.document" in a worker, by which the package knows which thread it is on, or a whole module.
"""

from __future__ import annotations

import importlib
import json
import sys
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

IMITATED = ("js", "polyscript", "_pyscript", "pyodide", "pyodide_js", "_pyodide")
MISSING: set[str] = set()


class Anything:
    """Has every attribute, can be called, and holds nothing."""

    def __getattr__(self, name: str) -> Anything:
        if name.startswith("__"):
            raise AttributeError(name)
        return Anything()

    def __call__(self, *_: Any, **__: Any) -> Anything:
        """Whatever it is called for."""
        return Anything()

    def __iter__(self) -> Any:
        return iter(())

    def __len__(self) -> int:
        return 0


class JsonOfJavaScript:
    """Makes an empty object of all that it is given."""

    def stringify(self, *_: Any) -> str:
        """JSON."""
        return "{}"


class Imitation(ModuleType):
    """A module of which any name can be imported."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or f"{self.__name__}.{name}" in MISSING:
            raise AttributeError(name)
        return Anything()


class Finder(Loader):
    """Finds an imitation of each module that the browser would give."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """A spec for what is imitated, nothing else."""
        imitated = name.partition(".")[0] in IMITATED and name not in MISSING
        return ModuleSpec(name, self, is_package=True) if imitated else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """A fresh imitation."""
        return Imitation(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Fill in what the package reads as text."""
        if module.__name__ == "js":
            vars(module)["JSON"] = JsonOfJavaScript()


def names(module: str) -> list[str] | str:
    """The public names of a module, or the error of its import."""
    try:
        return sorted(name for name in dir(importlib.import_module(module)) if not name.startswith("_"))
    except BaseException as error:
        return f"{type(error).__name__}: {error}"


def main(folder: str, *missing: str) -> None:
    """Print the names of each module in the folder."""
    MISSING.update(missing)
    sys.meta_path.insert(0, Finder())
    sys.path.insert(0, folder)
    files = (file.relative_to(folder).with_suffix("") for file in Path(folder).rglob("*.py"))
    modules = sorted(".".join(file.parts).removesuffix(".__init__") for file in files)
    print(json.dumps({module: names(module) for module in modules}))


if __name__ == "__main__":
    main(*sys.argv[1:])
