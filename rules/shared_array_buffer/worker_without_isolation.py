"""Workers that need SharedArrayBuffer on a page that does not have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, SCRIPT_DIES, Finding, Related, RuntimeKind, rule
from pyscript_doctor.queries.isolating import isolating_fix
from pyscript_doctor.queries.isolation_needs import (
    SAYS_SO,
    SERVER_SENDS_HEADERS,
    Need,
    header_slips,
    incomplete_headers,
    isolation_need,
)
from pyscript_doctor.queries.observed_server import how_to_isolate, is_secure_context, response_of, why_not_isolated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Project, Runtime
    from pyscript_doctor.queries.observed_server import Isolation

HEADERS = """Your web server must send these two headers with the page:

```
Cross-Origin-Opener-Policy: same-origin
Cross-Origin-Embedder-Policy: require-corp
```

Where you can't set headers, put `mini-coi.js` beside the page, and write this first in its `<head>`:

```html
<script src="./mini-coi.js"></script>
```

`npx mini-coi -sw .` puts the file there (it is from https://github.com/WebReflection/mini-coi). To try the page at
home, `npx mini-coi .` serves this folder with the two headers."""

SECURE = "Serve the page over HTTPS. To try it on your own computer, open it as `http://localhost`."


@rule(severity=ERROR, faq="sharedarraybuffer", effect=SCRIPT_DIES, mentions=("worker", "editor", "donkey"))
def worker_without_isolation(runtime: Runtime, project: Project) -> Iterator[Finding]:
    """A worker needs SharedArrayBuffer, but its page is not cross-origin isolated."""
    if not runtime.in_worker or runtime.isolation.isolated or _has_faulty_mini_coi(runtime):
        return
    if any(header_slips(runtime.page, project)):
        return  # headers-not-sent names the cause
    if any(incomplete_headers(runtime.isolation)):
        return  # headers-incomplete does
    need = isolation_need(runtime)
    if need is None:
        return
    isolation = runtime.isolation
    is_certain = bool(isolation.host or isolation.headers or isolation.observed)
    yield Finding(
        span=runtime.span,
        message=f"{need.reason}, but the page is not cross-origin isolated{_why(isolation)}",
        label="needs SharedArrayBuffer",
        help=_help(runtime, project),
        console=need.console,
        unless="" if is_certain else SERVER_SENDS_HEADERS,
        setting="" if is_certain else SAYS_SO,
        related=_use(need),
        effect=ACTION_FAILS if runtime.kind is RuntimeKind.EDITOR else None,
        fix=isolating_fix(runtime.page, project),
    )


def _why(isolation: Isolation) -> str:
    """What is known of the cause."""
    if isolation.observed:
        return f": {why_not_isolated(isolation.observed)}"
    return f": {isolation.host} sends no headers" if isolation.host else ""


def _help(runtime: Runtime, project: Project) -> str:
    response = response_of(runtime.page, project)
    if response is None:
        return HEADERS
    return how_to_isolate(response) if is_secure_context(response.url) else SECURE


def _has_faulty_mini_coi(runtime: Runtime) -> bool:
    """Whether mini-coi-placement reports the cause."""
    return any(worker.fault for worker in runtime.isolation.service_workers)


def _use(need: Need) -> tuple[Related, ...]:
    return (Related(need.use.span, "reaches the main thread here"),) if need.use else ()
