"""Runs in Pyodide: the public names of each module in `argument`, and of each class in it."""
# ruff: noqa: F821 - `argument` is given, and the last expression is the result

import importlib
import json
from collections.abc import Iterator

argument: str


def members(name: str) -> Iterator[tuple[str, list[str]]]:
    """The names of a module, and those of its classes under "module.Class"; nothing if it does not import."""
    try:
        module = importlib.import_module(name)
    except BaseException:
        return
    names = [member for member in dir(module) if name == "builtins" or not member.startswith("_")]
    yield name, names
    for member in names:
        value = getattr(module, member)
        if isinstance(value, type):
            yield f"{name}.{member}", [attribute for attribute in dir(value) if not attribute.startswith("_")]


json.dumps(dict(pair for name in json.loads(argument) for pair in members(name)))
