"""Relative URLs that a worker fetches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import SCRIPT_DIES, WARNING, Finding, JavaScriptValue, Literal, Realm, lazy_pattern, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Call, Code

FETCHING = {"pyscript.fetch", "pyscript.fetch.fetch", "pyodide.http.pyfetch", "pyodide.http.open_url"}
SCHEME = lazy_pattern(r"[A-Za-z][\w+.-]*:")
HELP = """Add the file to `files` in the config, and open it as a file:

```toml
[files]
"{url}" = ""
```

Or build the whole URL from the address of the page, which you can put into the config."""


@rule(severity=WARNING, faq="sharedarraybuffer", effect=SCRIPT_DIES, mentions=("worker", "editor"))
def worker_relative_url(code: Code) -> Iterator[Finding]:
    """Python in a worker fetches a relative URL, but a worker has no address that it is relative to."""
    if not code.runtime.in_worker or code.runtime.releases.until("2024.7.1"):
        return
    for call in code.calls:
        url = call.argument(0, "url")
        value = url.value.value if url and isinstance(url.value, Literal) else None
        if not _fetches(call) or not url or not isinstance(value, str) or call.place.catches("JsException", "OSError"):
            continue
        if value and not SCHEME.match(value):
            yield Finding(
                span=url.span,
                message=f"a worker runs from a blob URL, which has no folder, so the relative URL `{value}` fails",
                label="relative URL",
                help=HELP.format(url=value),
                console="Failed to parse URL",
            )


def _fetches(call: Call) -> bool:
    return call.name in FETCHING or call.callee == JavaScriptValue(Realm.THREAD, ("fetch",))
