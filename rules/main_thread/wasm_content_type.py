"""The WebAssembly of a site's own Pyodide that its server sends as something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, Finding, Interpreter, rule
from pyscript_doctor.queries.observed_types import is_webassembly, sent_as
from pyscript_doctor.queries.offline_bundle import bundle_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Project, Runtime

NAME = "pyodide.asm.wasm"
HELP = """Your web server must send `{name}` with this header, and nothing after the type:

```
Content-Type: application/wasm
```

In Apache write `AddType application/wasm .wasm`, in nginx a line `application/wasm wasm;` in `mime.types`."""


@rule(
    severity=ERROR,
    guide="offline/#getting-pyodide",
    effect=PAGE_BLANK,
    interpreter=Interpreter.PYODIDE,
    mentions=("interpreter",),
)
def wasm_content_type(runtime: Runtime, project: Project) -> Iterator[Finding]:
    """A website sends the WebAssembly of its own Pyodide with a `Content-Type` that is not WebAssembly's."""
    bundle = bundle_of(runtime)
    for part in bundle.parts if bundle else ():
        response = project.reader.response(part.path) if part.path and part.path.endswith(NAME) else None
        if bundle and response and not is_webassembly(response):
            sent = sent_as(response.header("content-type") or "")
            yield Finding(
                span=bundle.entry.span,
                message=f"the server sends `{part.path}` {sent}, so this Pyodide does not start",
                label="its WebAssembly comes with another type",
                help=HELP.format(name=part.path),
                console="wasm instantiation failed!",
            )
