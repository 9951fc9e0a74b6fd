"""Runs in Pyodide: tries to import each of the names in `argument`, and says what came of it."""
# ruff: noqa: F821 - `argument` is given, and the last expression is the result

import importlib.util
import json

OPENS_A_PAGE = "antigravity"

argument: str


def attempt(name: str) -> str:
    """Empty where the name can be imported, else the error."""
    try:
        if name != OPENS_A_PAGE or importlib.util.find_spec(name) is None:
            importlib.import_module(name)
    except BaseException as error:
        return f"{type(error).__name__}: {error}"
    return ""


json.dumps({name: attempt(name) for name in json.loads(argument)})
