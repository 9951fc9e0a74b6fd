"""Files and frames that an isolated page embeds from other origins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, WARNING, Finding, rule
from pyscript_doctor.queries.observed_server import foreign_response, how_to_isolate, lets_embed, lets_frame, own_frames
from pyscript_doctor.queries.serving import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page, Project, Reference
    from pyscript_doctor.queries.embeds import Embed
    from pyscript_doctor.queries.observed_server import Response


@rule(severity=WARNING, faq="sharedarraybuffer", effect=COSMETIC)
def coep_blocks_resource(page: Page, project: Project) -> Iterator[Finding]:
    """An isolated page embeds something from another origin, and the browser may refuse it."""
    isolation = project.isolation_of(page)
    if isolation.state is not State.ISOLATED:
        return
    from pyscript_doctor.queries.embeds import embeds

    for embed in embeds(page):
        if embed.is_frame or not (embed.has_crossorigin or isolation.policy == "credentialless"):
            response = foreign_response(embed.url.value, page, project)
            allowed = _is_allowed(embed, response) if response else None
            if not allowed:
                yield _finding(embed, is_certain=allowed is False)
    for reference, response in own_frames(page, project):
        if not lets_frame(response):
            yield _own_frame(reference, response)


def _is_allowed(embed: Embed, response: Response) -> bool | None:
    """Whether a server's own answer allows it; None where that can't be said."""
    allowed = lets_embed(response)
    return allowed and (not embed.is_frame or lets_frame(response))


def _own_frame(reference: Reference, response: Response) -> Finding:
    return Finding(
        span=reference.span,
        message="on a cross-origin isolated page the browser refuses a frame whose page is sent without "
        "`Cross-Origin-Embedder-Policy`",
        label="sent without the header",
        help=how_to_isolate(response),
        console="net::ERR_BLOCKED_BY_RESPONSE",
    )


def _finding(embed: Embed, *, is_certain: bool) -> Finding:
    return Finding(
        span=embed.url.span(),
        message="on a cross-origin isolated page the browser refuses "
        + ("frames from other origins" if embed.is_frame else "this file from another origin"),
        label="another origin",
        help="Copy the page into your own site, or link to it."
        if embed.is_frame
        else "Copy the file into your own site. Or add `crossorigin`, if the other host sends CORS headers.",
        console="net::ERR_BLOCKED_BY_RESPONSE.NotSameOriginAfterDefaultedToSameOriginByCoep",
        unless="" if is_certain else "the other host sends `Cross-Origin-Resource-Policy: cross-origin`",
    )
