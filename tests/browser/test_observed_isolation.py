"""The doctor says of a server's headers what Chromium makes of the same server's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.live_site.addresses import server_of
from pyscript_doctor.live_site.client import Answer
from pyscript_doctor.live_site.site import Access
from pyscript_doctor.project.serving.observed import ObservedHeaders
from tests.live_site.servers import Reply, serving
from tests.live_site.test_server_faults import diagnostics
from tests.projects import page

if TYPE_CHECKING:
    from tests.browser.page import Chromium

OPENER, EMBEDDER = "cross-origin-opener-policy", "cross-origin-embedder-policy"
BOTH = {OPENER: "same-origin", EMBEDDER: "require-corp"}
SENT: list[dict[str, str]] = [
    {},
    BOTH,
    {OPENER: "same-origin"},
    {EMBEDDER: "require-corp"},
    *(
        {**BOTH, OPENER: value}
        for value in (
            "same-origin-allow-popups", "noopener-allow-popups", "unsafe-none", "Same-Origin", '"same-origin"', "",
            "same-origin, same-origin", 'same-origin; report-to="x"', " same-origin ", "same-origin;", "(same-origin)",
            "same-origin;x=1", "same-origin-plus-coep", "same-origin ;x",
        )
    ),
    *(
        {**BOTH, EMBEDDER: value}
        for value in (
            "credentialless", "unsafe-none", "Require-Corp", '"require-corp"', "require-corp, require-corp",
            'require-corp; report-to="x"', "require-corp;", "require-corp;;", "require-corp; x=", "credentialless;a",
        )
    ),
    {f"{OPENER}-report-only": "same-origin", f"{EMBEDDER}-report-only": "require-corp"},
]  # fmt: skip


@pytest.mark.browser
@pytest.mark.parametrize("headers", SENT, ids=lambda headers: "; ".join(headers.values()) or "none")
def test_a_page_is_isolated_where_the_doctor_says_so(browser: Chromium, headers: dict[str, str]) -> None:
    with serving({"": Reply("<!doctype html><title>x</title>", headers=headers)}) as server, browser.tab() as tab:
        tab.goto(server.url())
        (answer,) = Access(frozenset({server_of(server.url())})).get_all([server.url()]).values()
        assert isinstance(answer, Answer)
        assert ObservedHeaders.of(answer.response).isolates is tab.evaluate("crossOriginIsolated")


@pytest.mark.browser
@pytest.mark.parametrize("policy", ["", "require-corp", "credentialless", "unsafe-none", "Require-Corp"])
def test_a_frame_is_refused_where_the_doctor_says_so(browser: Chromium, policy: str) -> None:
    inside = Reply("<!doctype html><title>inside</title>", headers={EMBEDDER: policy} if policy else {})
    around = Reply(page('<iframe src="inside.html"></iframe><script type="py">1</script>'), headers=BOTH)
    with serving({"": around, "inside.html": inside}) as server, browser.tab() as tab:
        tab.goto(server.url(), wait_until="commit")
        tab.wait_for_function("document.querySelector('iframe') && frames.length == 1")
        for _ in range(200):  # until the frame has the page, or the browser's own that says it is refused
            if tab.frames[1:] and tab.frames[1].url not in ("", "about:blank"):
                break
            tab.wait_for_timeout(100)
        refused = not any(frame.url == server.url("inside.html") for frame in tab.frames[1:])
        assert refused is bool(diagnostics(server))
