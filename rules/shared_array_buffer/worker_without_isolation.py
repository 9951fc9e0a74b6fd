"""Workers that need SharedArrayBuffer on a page that does not have it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, SCRIPT_DIES, Finding, Related, rule
from pyscript_doctor.project.main_thread import main_thread_uses

if TYPE_CHECKING:
    from pyscript_doctor import Runtime

HEADERS = """Let your server send these headers with the page:

```
Cross-Origin-Opener-Policy: same-origin
Cross-Origin-Embedder-Policy: require-corp
```

Where you cannot set headers, put `mini-coi.js` beside the page and write this first in its `<head>`:

```html
<script src="./mini-coi.js"></script>
```"""
EVERY_WORKER = "Unable to use SharedArrayBuffer due insecure environment."
MAIN_THREAD_ONLY = "Unable to use `window` or `document`"


@rule(severity=ERROR, faq="sharedarraybuffer", effect=SCRIPT_DIES)
def worker_without_isolation(runtime: Runtime) -> Iterator[Finding]:
    """A worker needs SharedArrayBuffer, but its page is not cross-origin isolated."""
    if not runtime.in_worker or runtime.service_worker or runtime.isolation.isolated:
        return
    if runtime.releases.until("2024.7.1"):
        if not (runtime.releases.since("2024.2.1") and runtime.sync_main_only):
            yield _finding(runtime, "every worker of this release needs SharedArrayBuffer", EVERY_WORKER)
        return
    if runtime.terminal:
        yield _finding(runtime, "a terminal in a worker needs SharedArrayBuffer", MAIN_THREAD_ONLY)
        return
    use = None if runtime.sync_main_only else next(main_thread_uses(runtime), None)
    if use:
        related = Related(use.span, f"reaches the main thread through `{use.name}`")
        message = f"{runtime.label} reaches `{use.name}` of the main thread"
        yield _finding(runtime, message, MAIN_THREAD_ONLY, related)


def _finding(runtime: Runtime, message: str, console: str, *related: Related) -> Finding:
    halves = [each for each in runtime.isolation.headers if each.opener or each.embedder]
    faults = [worker for worker in runtime.isolation.service_workers if worker.fault]
    related += tuple(
        Related(header.name.span(), "sent, but not enough to isolate the page")
        for each in halves
        for header in (each.opener, each.embedder)
        if header
    )
    related += tuple(Related(worker.reference.span, "does not isolate the page") for worker in faults)
    host = runtime.isolation.host
    certain = bool(host or halves or faults)
    return Finding(
        span=runtime.span,
        message=f"{message}, but the page is not cross-origin isolated" + (f": {host} sends no headers" if host else ""),
        label="needs SharedArrayBuffer",
        help=HEADERS,
        console=console,
        unless="" if certain else "your server sends the isolation headers",
        related=related,
        effect=ACTION_FAILS if runtime.kind == "editor" else None,
    )
