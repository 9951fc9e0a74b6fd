"""Prints how PyScript's own package is called: python -m (this module) FOLDER MISSING...

Runs in CPython, with JavaScript's side imitated as `probe_pyscript` does. It prints, for each public name that a module
of the package makes itself, what it is: a function and its parameters, a class with its bases, its own members and the
attributes that its methods set on `self`, or an object of one of those classes. What is imported from another module of
the package is a reference to it. What JavaScript or the interpreter gives is left out.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import sys
import textwrap
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from pyscript_doctor.knowledge.make.probe_pyscript import MISSING, Finder
from pyscript_doctor.knowledge.make.written_signature import written_signature

OURS: set[str] = set()


def place(value: Any) -> str:
    """Where a function or class of the package was made: "pyscript.events.when"."""
    return f"{value.__module__}.{value.__qualname__}"


def is_ours(value: Any) -> bool:
    """Whether a module of the package made it, and not a function that made it on the way."""
    return getattr(value, "__module__", None) in OURS and "<locals>" not in getattr(value, "__qualname__", "")


def member(name: str, owner: type) -> list[Any]:
    """What a class offers under a name: ["property"], ["method", parameters] or ["value"]."""
    value = inspect.getattr_static(owner, name)
    if isinstance(value, FunctionType):
        return ["method", written_signature(value, bound=True)]
    if isinstance(value, staticmethod | classmethod):
        return ["method", written_signature(getattr(owner, name))]
    return ["property" if hasattr(value, "__get__") else "value"]


def set_on_self(owner: type) -> set[str]:
    """The public attributes that the methods of a class set on `self`."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(owner)))
    except (OSError, TypeError):
        return set()
    stores = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store))
    names = {node.attr for node in stores if isinstance(node.value, ast.Name) and node.value.id == "self"}
    return {name for name in names if not name.startswith("_")}


def is_open(owner: type) -> bool:
    """Whether objects of a class answer for any name."""
    own = [base for base in owner.__mro__ if is_ours(base)]
    return any("__getattr__" in vars(base) or "__getattribute__" in vars(base) for base in own)


def describe_class(owner: type) -> list[Any]:
    """["class", bases, parameters of a call or "^" where they are those of its base, open, own members]."""
    members = {name: member(name, owner) for name in vars(owner) if not name.startswith("_")}
    members |= {name: ["value"] for name in set_on_self(owner) - set(members)}
    bases = [place(base) if is_ours(base) else f"builtins.{base.__name__}" for base in owner.__bases__]
    bases = [base for base in bases if base != "builtins.object"]
    inherits = is_ours(owner.__bases__[0]) and not {"__init__", "__new__"} & set(vars(owner))
    return [
        "class",
        " ".join(bases),
        "^" if inherits else written_signature(owner),
        int(is_open(owner)),
        dict(sorted(members.items())),
    ]


def describe(name: str, value: Any, module: str) -> list[Any] | None:
    """What a public name of a module is, or None if another gives it."""
    if isinstance(value, ModuleType):
        return None
    if isinstance(value, type | FunctionType) and is_ours(value):
        if place(value) != f"{module}.{name}":
            return ["same", place(value)]
        return describe_class(value) if isinstance(value, type) else ["function", written_signature(value)]
    return ["object", place(type(value))] if is_ours(type(value)) else None


def names_of(module: ModuleType) -> list[str]:
    """Its public names, and the hidden classes that its public functions and objects are of."""
    hidden = [name for name, value in vars(module).items() if name.startswith("_") and isinstance(value, type)]
    return sorted(
        {name for name in dir(module) if not name.startswith("_")} | {name for name in hidden if name[1:2] != "_"}
    )


def main(folder: str, *missing: str) -> None:
    """Print what each name of each module in the folder is."""
    MISSING.update(missing)
    sys.meta_path.insert(0, Finder())
    sys.path.insert(0, folder)
    files = (file.relative_to(folder).with_suffix("") for file in Path(folder).rglob("*.py"))
    OURS.update(".".join(file.parts).removesuffix(".__init__") for file in files)
    found: dict[str, Any] = {}
    for name in sorted(OURS):
        try:
            module = importlib.import_module(name)
        except BaseException:
            continue
        for offered in names_of(module):
            entry = describe(offered, getattr(module, offered), name)
            if entry is not None:
                found[f"{name}.{offered}"] = entry
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
