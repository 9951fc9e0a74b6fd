"""Workers that are told to do without the main thread and reach it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, Finding, Related, rule
from pyscript_doctor.queries.main_thread_reach import main_thread_uses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime


@rule(severity=ERROR, faq="sharedarraybuffer", effect=SCRIPT_DIES)
def worker_dom_with_sync_main_only(runtime: Runtime) -> Iterator[Finding]:
    """The config says `sync_main_only`, and the worker reaches the main thread all the same."""
    if not runtime.in_worker or runtime.service_worker or not runtime.sync_main_only:
        return
    if runtime.releases.until("2024.1.3"):
        return  # the setting is not known yet: worker-without-isolation speaks
    use = next(main_thread_uses(runtime), None)
    setting = runtime.config.table.entry("sync_main_only")
    if use and setting:
        yield Finding(
            span=use.span,
            message=f"`{use.name}` of the main thread cannot be reached from a worker with `sync_main_only = true`",
            label="not reachable",
            help="Remove `sync_main_only` and isolate the page, or give the main thread a function to call: "
            "`sync.show = ...`.",
            console="AttributeError",
            related=(Related(setting.key.span(), "set here"),),
        )
