"""Files and frames that an isolated page embeds from other origins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, WARNING, Finding, rule
from pyscript_doctor.queries.embeds import Embed, embeds
from pyscript_doctor.queries.serving import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page, Project


@rule(severity=WARNING, faq="sharedarraybuffer", effect=COSMETIC)
def coep_blocks_resource(page: Page, project: Project) -> Iterator[Finding]:
    """An isolated page embeds something from another origin, and the browser may refuse it."""
    isolation = project.isolation_of(page)
    if isolation.state is not State.ISOLATED:
        return
    for embed in embeds(page):
        if embed.is_frame or not (embed.has_crossorigin or isolation.policy == "credentialless"):
            yield _finding(embed)


def _finding(embed: Embed) -> Finding:
    return Finding(
        span=embed.url.span(),
        message="on a cross-origin isolated page the browser refuses "
        + ("frames from other origins" if embed.is_frame else "this file from another origin"),
        label="another origin",
        help="Copy the page into your own site, or link to it."
        if embed.is_frame
        else "Copy the file into your own site. Or add `crossorigin`, if the other host sends CORS headers.",
        console="net::ERR_BLOCKED_BY_RESPONSE.NotSameOriginAfterDefaultedToSameOriginByCoep",
        unless="the other host sends `Cross-Origin-Resource-Policy: cross-origin`",
    )
