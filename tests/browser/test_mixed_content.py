"""What Chromium refuses on a page that comes over HTTPS, as the rule `mixed-content` says."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import pytest

from tests.browser.runtimes import certificate_folder
from tests.live_site.servers import serving
from tests.projects import page

if TYPE_CHECKING:
    from tests.browser.page import Chromium

SAID = "Mixed Content: The page at"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("url", "refused"), [("http://library.example/a.js", True), ("http://127.0.0.1:9/a.js", False)]
)
def test_a_script_over_plain_http(browser: Chromium, url: str, refused: bool) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate_folder() / "cert.pem", certificate_folder() / "key.pem")
    console: list[str] = []
    with serving({"": page(f'<script src="{url}"></script>')}, tls=context) as server, browser.tab() as tab:
        tab.on("console", lambda message: console.append(message.text))
        tab.goto(server.url(host="localhost"), wait_until="load")  # the script came or was refused by then
    assert any(text.startswith(SAID) for text in console) is refused
