"""Content-Security-Policies that keep PyScript from running."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import PAGE_BLANK, WARNING, Finding, Pin, RuntimeKind, Unknown, rule
from pyscript_doctor.queries.content_security import policies
from pyscript_doctor.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page, Project, Runtime
    from pyscript_doctor.queries.content_security import Policy

CDN = "https://cdn.jsdelivr.net"
HELP = """Add what PyScript needs (keep the rest of your policy):

```
script-src 'self' 'unsafe-eval' blob: https://pyscript.net https://cdn.jsdelivr.net;
connect-src 'self' blob: https://cdn.jsdelivr.net;
worker-src blob:;
```"""
FIRST_THAT_EVALUATES = "2025.3.1"


@dataclass(frozen=True, slots=True)
class Fault:
    """What a policy refuses, and what the console says about it."""

    reason: str
    console: str


@rule(severity=WARNING, guide="architecture/", effect=PAGE_BLANK)
def csp_blocks_pyscript(page: Page, project: Project) -> Iterator[Finding]:
    """A Content-Security-Policy refuses what PyScript needs: WebAssembly, its hosts, or workers from blobs."""
    runtimes = project.runtimes_of(page)
    if not runtimes or not page.loaders:
        return
    for policy in policies(page, project.reader):
        fault = next(_faults(policy, page, runtimes), None)
        if fault:
            yield Finding(
                span=policy.place,
                message=f"{_which(policy)} Content-Security-Policy {fault.reason}",
                label="too strict for PyScript",
                help=HELP,
                console=fault.console,
            )


def _which(policy: Policy) -> str:
    return "the server's" if policy.loads_pyscript else "this"


def _faults(policy: Policy, page: Page, runtimes: tuple[Runtime, ...]) -> Iterator[Fault]:
    core = page.loaders[0].url.value.strip()
    if core.startswith("https://") and not policy.allows("script-src-elem", core):
        yield Fault(f"does not let the page load PyScript from {_origin(core)}", "violates the following")
    if not policy.allows_keyword("script-src", "'unsafe-eval'", "'wasm-unsafe-eval'"):
        yield Fault("refuses WebAssembly, which Python needs", "CompileError: WebAssembly")
    for url in _interpreters(page, runtimes):
        if not policy.allows("script-src-elem", url):
            yield Fault(f"does not let the page load the interpreter from {_origin(url)}", "violates the following")
        if not policy.allows("connect-src", url):
            yield Fault(f"does not let the page fetch the interpreter from {_origin(url)}", "Fetch API cannot load")
    if any(_needs_worker(runtime) for runtime in runtimes) and not policy.allows("worker-src", "blob:"):
        yield Fault("refuses workers, which PyScript starts from blobs", "Creating a worker from 'blob:")
    if any(_is_inline_worker(runtime) for runtime in runtimes) and not policy.allows("connect-src", "blob:"):
        yield Fault("does not let workers fetch their Python, which is in a blob", "Fetch API cannot load blob:")
    if not policy.allows_keyword("script-src", "'unsafe-eval'") and _evaluates(page):
        yield Fault("refuses `eval`, which this release of PyScript needs", "Evaluating a string as JavaScript")


def _origin(url: str) -> str:
    return "/".join(url.split("/", 3)[:3])


def _interpreters(page: Page, runtimes: tuple[Runtime, ...]) -> Iterator[str]:
    """The URLs of the interpreters that PyScript chooses itself."""
    if page.releases.pin is Pin.LOCAL:
        return
    for runtime in runtimes:
        try:
            chosen, version = runtime.interpreter_setting, runtime.versions[0]
        except Unknown:
            continue
        if chosen is None:
            yield (
                f"{CDN}/pyodide/v{version}/full/pyodide.mjs"
                if runtime.is_pyodide
                else f"{CDN}/npm/@micropython/micropython-webassembly-pyscript@{version}/micropython.mjs"
            )


def _needs_worker(runtime: Runtime) -> bool:
    return runtime.in_worker and runtime.kind is RuntimeKind.SCRIPTS


def _is_inline_worker(runtime: Runtime) -> bool:
    return _needs_worker(runtime) and any(script.reference is None for script in runtime.scripts)


def _evaluates(page: Page) -> bool:
    """Whether PyScript evaluates strings as JavaScript, which `'wasm-unsafe-eval'` does not allow."""
    try:
        return page.releases.since(FIRST_THAT_EVALUATES)
    except Unknown:
        return False
