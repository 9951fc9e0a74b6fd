"""Several configs for one environment of editors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, Finding, Related, RuntimeKind, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime, Script

FIRST_TO_REFUSE = "2024.4.1"
FIRST_WITH_OVERRIDE = "2026.6.1"


@rule(severity=ERROR, guide="editor/#shared-environments", effect=SCRIPT_DIES, mentions=("editor",))
def editor_config_duplicate(runtime: Runtime) -> Iterator[Finding]:
    """An editor has a config, but an earlier editor already set the config of their environment."""
    if runtime.kind is not RuntimeKind.EDITOR or len(runtime.scripts) < 2:
        return
    first, *others = runtime.scripts
    for script in others:
        attribute = script.attribute("config")
        if attribute and runtime.releases.since(FIRST_TO_REFUSE) and not _overrides(script, runtime):
            yield Finding(
                span=attribute.name.span(),
                message="the first editor of this environment sets the config, so PyScript refuses this one "
                "and the editor does not appear",
                label="comes too late",
                help="Put the config on the first editor of the environment, or give this editor its own `env`.",
                console=" env: ",
                unless="the template writes only one of them" if runtime.page.template.is_template else "",
                related=(Related(first.span, "the first editor of this environment"),),
            )


def _overrides(script: Script, runtime: Runtime) -> bool:
    """Whether it starts the environment again, as its attribute says in later releases."""
    return script.has("env-override") and runtime.releases.since(FIRST_WITH_OVERRIDE)
