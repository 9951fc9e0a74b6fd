"""What runs Python in a page, and on which thread: the words of PyScript for them."""

from __future__ import annotations

from enum import Enum


class Interpreter(str, Enum):
    """The program that runs the Python of a page."""

    PYODIDE = "pyodide"
    MICROPYTHON = "micropython"

    __str__ = str.__str__


# What Python reads under these names in each running interpreter: `sys.implementation.name` and so on. What is not
# listed does not exist, or differs between versions.
PLATFORM = {
    Interpreter.PYODIDE: {
        "sys.platform": "emscripten",
        "sys.implementation.name": "cpython",
        "os.name": "posix",
        "platform.machine": "wasm32",
        "platform.python_implementation": "CPython",
        "platform.system": "Emscripten",
    },
    Interpreter.MICROPYTHON: {"sys.platform": "webassembly", "sys.implementation.name": "micropython"},
}


class Thread(str, Enum):
    """Where in the browser it runs: on the thread of the page itself, or in a worker."""

    MAIN = "main"
    WORKER = "worker"

    __str__ = str.__str__
