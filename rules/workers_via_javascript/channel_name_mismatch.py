"""Channels whose two ends have different names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, WARNING, Finding, Related, rule
from pyscript_doctor.queries.channels import lonely_channels, may_open_channels
from pyscript_doctor.queries.edits import respelling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Project


@rule(severity=WARNING, faq="workers-via-javascript", effect=ACTION_FAILS, matters=may_open_channels)
def channel_name_mismatch(project: Project) -> Iterator[Finding]:
    """A `BroadcastChannel` has a name that no other part of the project opens, but another part opens a similar one."""
    for channel, other in lonely_channels(project):
        yield Finding(
            span=channel.span,
            message=f"nothing else opens the channel `{channel.name}`, so its messages reach nobody",
            label="only here",
            help=f"Did you mean `{other.name}`?",
            related=(Related(other.span, f"opens `{other.name}`"),),
            fix=respelling(project.reader, channel.span, channel.name, other.name),
        )
