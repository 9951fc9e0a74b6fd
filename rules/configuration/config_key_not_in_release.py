"""Settings that came in a later release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, INFO, WARNING, Finding, rule
from pyscript_doctor.queries.config_keys import KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime

FIRST_WITH_MICROPYTHON_PACKAGES = "2024.1.1"
HARMLESS = {"debug", "experimental_ffi_timeout"}


@rule(severity=WARNING, guide="configuration/#options", effect=ACTION_FAILS)
def config_key_not_in_release(runtime: Runtime) -> Iterator[Finding]:
    """The page's release of PyScript does not know this setting yet."""
    for entry in runtime.config.table:
        key = KEYS.get(entry.name)
        since = key.since if key else None
        if entry.name == "packages" and not runtime.is_pyodide:
            since = FIRST_WITH_MICROPYTHON_PACKAGES
        if key is None or since is None or key.interpreter not in {None, runtime.interpreter}:
            continue
        if entry.name == "sync_main_only" and not runtime.in_worker:
            continue
        if not runtime.releases.since(since):
            yield Finding(
                span=entry.key.span(),
                message=f"this page's PyScript ({runtime.releases.label}) does not know `{entry.name}` yet",
                label=f"ignored before {since}",
                help=f"Load PyScript {since} or a later release.",
                severity=INFO if entry.name in HARMLESS else WARNING,
            )
