"""Workers that use the main thread although `sync_main_only` forbids it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, Finding, Related, rule
from pyscript_doctor.queries.main_thread_reach import main_thread_uses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime


@rule(severity=ERROR, faq="sharedarraybuffer", effect=SCRIPT_DIES, mentions=("sync_main_only",))
def worker_dom_with_sync_main_only(runtime: Runtime) -> Iterator[Finding]:
    """The config says `sync_main_only`, but the worker uses the main thread."""
    if not runtime.in_worker or runtime.service_worker or not runtime.sync_main_only:
        return
    if runtime.releases.until("2024.1.3"):
        return  # the release does not know the setting yet: worker-without-isolation reports it
    use = next(main_thread_uses(runtime), None)
    setting = runtime.config.table.entry("sync_main_only")
    if use and setting:
        yield Finding(
            span=use.span,
            message=f"a worker with `sync_main_only = true` cannot use `{use.name}` of the main thread",
            label="not possible here",
            help="Remove `sync_main_only` and isolate the page. Or give the main thread a function to call: "
            "`sync.show = ...`.",
            console="AttributeError",
            related=(Related(setting.key.span(), "set here"),),
        )
