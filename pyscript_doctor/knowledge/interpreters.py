"""What runs Python in a page, and on which thread: the words of PyScript for them."""

from __future__ import annotations

from enum import Enum


class Interpreter(str, Enum):
    """The program that runs the Python of a page."""

    PYODIDE = "pyodide"
    MICROPYTHON = "micropython"

    __str__ = str.__str__


class Thread(str, Enum):
    """Where in the browser it runs: on the thread of the page itself, or in a worker."""

    MAIN = "main"
    WORKER = "worker"

    __str__ = str.__str__
