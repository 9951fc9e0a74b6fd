"""Relative URLs that a worker fetches, or installs a wheel from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import (
    SCRIPT_DIES,
    UNSAFE,
    WARNING,
    Code,
    Finding,
    JavaScriptValue,
    Literal,
    Realm,
    Runtime,
    fix_of,
    lazy_pattern,
    rule,
)
from pyscript_doctor.queries.wheels import RelativeTo, local_wheels, wheel_is_relative_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Call, Leaf

FETCHING = {"pyscript.fetch", "pyscript.fetch.fetch", "pyodide.http.pyfetch", "pyodide.http.open_url"}
SCHEME = lazy_pattern(r"[A-Za-z][\w+.-]*:")
HELP = """Add the file to `files` in the config, and open it as a file:

```toml
[files]
"{url}" = ""
```

Or build the whole URL from the address of the page, which you can put into the config."""


@rule(severity=WARNING, faq="sharedarraybuffer", effect=SCRIPT_DIES, mentions=("worker", "editor"))
def worker_relative_url(source: Code | Runtime) -> Iterator[Finding]:
    """A worker fetches a relative URL, or installs a wheel from one, but has no address that it is relative to."""
    runtime = source if isinstance(source, Runtime) else source.runtime
    if not runtime.in_worker or runtime.releases.until("2024.7.1"):
        return
    if isinstance(source, Code):
        yield from _fetched(source)
    else:
        for leaf in local_wheels(source.config):
            if wheel_is_relative_to(leaf, source) is RelativeTo.NOTHING:
                yield _wheel(leaf, source)


def _wheel(leaf: Leaf, runtime: Runtime) -> Finding:
    url = str(leaf.value).strip()
    helps = runtime.releases.since("2025.2.4")  # then only one that does not start with a dot is relative to nothing
    meant = f"./{url}"
    return Finding(
        span=leaf.text.span(),
        message=f"a worker runs from a blob URL, which has no folder, so it can't install the wheel `{url}`",
        label="relative URL",
        help=f"Write `{meant}`. A URL that starts with a dot is relative to the config."
        if helps
        else "Write the whole URL of the wheel, with `https://`. Or load PyScript 2025.2.4 or later, which completes "
        "URLs that start with a dot.",
        console="Failed to parse URL",
        fix=fix_of(UNSAFE, f"Write `{meant}`", lambda: [leaf.text.replacement(0, len(leaf.text), meant)])
        if helps
        else None,
    )


def _fetched(code: Code) -> Iterator[Finding]:
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
