"""Runs in Pyodide: the names of the modules in `argument`, those of common objects, and how functions are called."""
# ruff: noqa: F821 - `argument` is given, `written_signature` comes in it, and the last expression is the result

import importlib
import inspect
import json
import warnings
from collections.abc import Callable, Iterable, Iterator
from types import ModuleType
from typing import Any

NONSENSE = "nonsense_of_the_doctor"

argument: str
written_signature: Callable[..., str | None]


def imported(name: str) -> ModuleType | None:
    """A module, or None if it does not import."""
    try:
        return importlib.import_module(name)
    except BaseException:
        return None


def public(value: Any) -> list[str]:
    """Its names without those that begin with an underscore."""
    return [name for name in dir(value) if not name.startswith("_")]


def answers(module: ModuleType) -> Iterator[str]:
    """The names for which only the module's `__getattr__` answers: of those that it mentions, and one of nonsense."""
    function = vars(module).get("__getattr__")
    if function is not None:
        for name in (*mentioned(function.__code__.co_consts), NONSENSE):
            try:
                getattr(module, name)
            except BaseException:
                continue
            if not name.startswith("_"):
                yield name


def mentioned(constants: Iterable[Any]) -> Iterator[str]:
    """The names among the constants of a function."""
    for constant in constants:
        if isinstance(constant, str) and constant.isidentifier():
            yield constant
        elif isinstance(constant, (tuple, frozenset)):
            yield from mentioned(constant)


def describe_module(name: str, module: ModuleType, with_calls: bool) -> None:
    """Note the names of a module and, if they are asked for, the signatures of what it offers."""
    answered = list(answers(module))
    if NONSENSE in answered:
        is_open.append(name)
    names[name] = dir(module) if name == "builtins" else sorted({*public(module), *answered})
    for member in names[name] if with_calls else []:
        value = getattr(module, member, None)
        if callable(value) and not isinstance(value, ModuleType):
            call = written_signature(value)
            if call is not None:
                calls[f"{name}.{member}"] = call


def describe_object(name: str, expression: str) -> None:
    """Note the names of an object of a type, whether others can be set, and the signatures of its methods."""
    space: dict[str, Any] = {}
    try:
        exec("import asyncio, datetime, pathlib, collections, re, io, random, decimal, fractions, json, uuid", space)
        exec("import array, string, time, functools, itertools, types, contextlib, csv, hashlib, struct, queue", space)
        value = eval(expression, space)
    except BaseException:
        return
    names[name] = public(value)
    if hasattr(value, "__dict__"):
        takes_more.append(name)
    for member in names[name]:
        function = inspect.getattr_static(type(value), member, None)
        if callable(function) or isinstance(function, (staticmethod, classmethod)):
            if isinstance(function, (staticmethod, classmethod)) or type(function).__name__ == "classmethod_descriptor":
                call = written_signature(getattr(type(value), member))
            else:
                call = written_signature(function, bound=True)
            if call is not None:
                calls[f"{name}.{member}"] = call


warnings.simplefilter("ignore")
asked = json.loads(argument)
exec(asked["writer"], globals())
names: dict[str, list[str]] = {}
is_open: list[str] = []
takes_more: list[str] = []
calls: dict[str, str] = {}
for kind, expression in asked["objects"].items():
    describe_object(kind, expression)
for module_name in asked["modules"]:
    module = imported(module_name)
    if module is not None:
        describe_module(module_name, module, module_name in asked["called"])
json.dumps({"names": names, "open": is_open, "takes_more": takes_more, "calls": calls})
