"""A server that speaks HTTP/2 with the browser is judged as the browser judges it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.engine.session import Session
from pyscript_doctor.live_site.addresses import server_of
from pyscript_doctor.live_site.opening import open_sites
from pyscript_doctor.live_site.site import Access
from tests.browser.runtimes import certificate_folder
from tests.live_site.hypercorn_application import SITE, VERSION
from tests.live_site.servers import free_port, running
from tests.projects import page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.page import Chromium

HEADERS = {"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp"}
WORKER = page('<script type="py" worker>\nfrom pyscript import document\ndocument.title = "x"\n</script>')


@pytest.mark.browser
@pytest.mark.parametrize("headers", [HEADERS, {}], ids=["isolated", "not isolated"])
def test_isolation_over_http2(
    browser: Chromium, headers: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, key = tmp_path / "certificate.pem", certificate_folder() / "key.pem"
    # Chromium trusts the key; the doctor wants the right name, too.
    name = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run(["openssl", "req", "-x509", "-key", key, "-out", certificate, "-days", "2", *name], check=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv(SITE, json.dumps({"page": WORKER, "headers": headers}))
    port = free_port()
    options = ["--bind", f"127.0.0.1:{port}", "--certfile", str(certificate), "--keyfile", str(key), "--workers", "0"]
    application = "tests.live_site.hypercorn_application:application"
    with running([sys.executable, "-m", "hypercorn", *options, application], port, "https") as server:
        url = server.url(host="localhost")
        with browser.tab() as tab:
            response = tab.goto(url, wait_until="commit")
            assert response is not None
            assert response.headers[VERSION] == "2"
            isolated = tab.evaluate("crossOriginIsolated")
        (site,) = open_sites([url], Access(frozenset({server_of(url)}))).sites
        found = [each.rule.name for each in Session(site).check().diagnostics]
        assert site.pages[""].response.header(VERSION) == "1.1"
    assert isolated is bool(headers)
    assert found == ([] if headers else ["worker-without-isolation"])
