"""Several configs for one interpreter on the main thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, Finding, Related, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime

LAST_WITHOUT = "2023.11.2"


@rule(severity=ERROR, guide="configuration/", effect=PAGE_BLANK)
def config_conflict(runtime: Runtime) -> Iterator[Finding]:
    """The page has more than one config for one interpreter, so PyScript runs nothing."""
    config = runtime.config
    if not config.rivals or runtime.releases.until(LAST_WITHOUT):
        return
    first, *others = config.rivals
    related = [Related(config.origin, "the first config")] if config.origin else []
    related += [Related(span, "another one") for span in others]
    yield Finding(
        span=first,
        message="the page has more than one config for this interpreter, so PyScript stops and runs nothing",
        label="a second config",
        help="Keep one config. All scripts on the main thread share their interpreter and its config. "
        "A script with `worker` may have its own.",
        console="(PY0409)",
        unless="the template writes only one of them" if runtime.page.template.is_template else "",
        related=tuple(related),
    )
