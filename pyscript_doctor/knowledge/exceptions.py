"""Which `except` catches which error.

Python's own errors: from the classes themselves. Others: `error` is how code calls `socket.error`, an OSError;
`urllib.error.URLError` is one too; `pyodide.ffi.JsException` is an Exception.
"""

from __future__ import annotations

import builtins
from functools import cache

# The errors of modules, each with the built-in one that it is.
_OF_MODULES = {"URLError": "OSError", "JsException": "Exception"}
# Other names of built-in errors.
_OTHER_NAMES = {"OSError": frozenset({"error"})}


@cache
def catching(error: str) -> frozenset[str]:
    """The names that catch an error after `except`: its own, those of its base classes, "*" for a bare `except`.

    An error that is not Python's own counts as a plain Exception.
    """
    base = getattr(builtins, _OF_MODULES.get(error, error), Exception)
    classes = {name: value for name, value in vars(builtins).items() if isinstance(value, type)}
    names = {name for name, value in classes.items() if issubclass(base, value) and issubclass(value, BaseException)}
    others = {other for name in names for other in _OTHER_NAMES.get(name, ())}
    return frozenset({"*", error, *names, *others})
