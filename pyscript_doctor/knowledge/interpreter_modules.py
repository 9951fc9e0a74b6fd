"""What only one of the two interpreters has."""

from __future__ import annotations

OF_PYODIDE = frozenset({"pyodide", "micropip", "pyodide_js", "_pyodide", "pyodide_http"})
OF_MICROPYTHON = frozenset(
    {"mip", "machine", "micropython", "uasyncio", "ujson", "urequests", "utime", "uctypes", "jsffi"}
)
