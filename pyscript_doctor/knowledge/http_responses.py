"""What the responses of `pyfetch` and of `pyscript.fetch` have.

Measured with `dir(...)` in Chromium: Pyodide 0.26 to 314 (PyScript 2024.9.1 to 2026.7.3), all names together. The
result of `pyscript.fetch` also has the names of the browser's own Response.
"""

from __future__ import annotations

_OF_PYODIDE = frozenset(
    {
        *("abort", "abort_controller", "abort_signal", "body_used", "buffer", "bytes", "clone", "headers"),
        *("js_request", "js_response", "json", "memoryview", "ok", "raise_for_status", "redirected", "status"),
        *("status_text", "string", "text", "type", "unpack_archive", "url"),
    }
)
_OF_PYSCRIPT = frozenset({"arrayBuffer", "blob", "bytearray", "bytes", "json", "text"})

NAMES = {
    "pyodide.http.pyfetch": _OF_PYODIDE,
    "pyscript.fetch": _OF_PYSCRIPT,
}
"""By the function that returns them."""
WITH_RESPONSE = frozenset({"pyscript.fetch"})
"""Functions whose responses also have the names of the browser's Response."""
READS_OF_THE_BROWSER = frozenset({"arrayBuffer", "blob", "bytes", "formData", "json", "text"})
"""The methods of the browser's Response that read its content, which works once."""
READS = {
    "pyodide.http.pyfetch": frozenset({"buffer", "bytes", "json", "memoryview", "string", "text", "unpack_archive"}),
    "pyscript.fetch": READS_OF_THE_BROWSER | {"bytearray"},
}
"""By the function that returns a response, the methods that read its content.

Each was called after each in Chromium, on PyScript 2024.11.1 and 2026.7.3: the second call always fails. Only
`unpack_archive` and `formData` were not called.
"""
ALL_READS = frozenset[str]().union(*READS.values())
OF_REQUESTS = {
    "status_code": "status",
    "reason": "status_text",
    "content": "bytes()",
    "encoding": "headers",
    "iter_content": "bytes()",
}
"""What the library `requests` has, and what to write instead."""
