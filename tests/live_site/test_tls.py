"""Sites on HTTPS: the certificate counts, and so does what they load over plain HTTP."""

from __future__ import annotations

import json
import shutil
import ssl
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.command import doctor
from tests.live_site.servers import serving
from tests.projects import page

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
SHOWN = page('<script src="http://library.example/a.js"></script><script type="py">1</script>')


def made_certificate(folder: Path, days: int) -> Path:
    """A certificate for `localhost`, with its key beside it, that nobody vouches for. days: how long it is valid."""
    made, key, asked = folder / "made.pem", folder / "key.pem", folder / "asked.pem"
    openssl(
        "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", str(key),
        "-out", str(asked), "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
    )  # fmt: skip
    openssl(
        "x509", "-req", "-in", str(asked), "-signkey", str(key), "-days", str(days), "-out", str(made),
        "-copy_extensions", "copyall",
    )  # fmt: skip
    return made


def openssl(*arguments: str) -> None:
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)


def context_of(certificate: Path) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(certificate, certificate.with_name("key.pem"))
    return made


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_certificate(tmp_path_factory.mktemp("certificate"), 2)


@pytest.fixture
def context(certificate: Path) -> ssl.SSLContext:
    return context_of(certificate)


def trusting(certificate: Path) -> dict[str, str]:
    return {"SSL_CERT_FILE": str(certificate), "NO_PROXY": "*"}


def test_a_certificate_that_nobody_vouches_for(context: ssl.SSLContext, tmp_path: Path) -> None:
    with serving({"": SHOWN}, tls=context) as server:
        result = doctor("check", server.url(host="localhost"), "--format", "concise", cwd=tmp_path, NO_PROXY="*")
        assert server.asked == []
    said = " ".join((result.stdout + result.stderr).split())
    assert "localhost cannot be reached: its certificate is not trusted, because it is self-signed." in said
    assert "If you trust it, name a file with it in the environment variable SSL_CERT_FILE" in said
    assert result.returncode == 2


def test_a_certificate_of_another_name(context: ssl.SSLContext, certificate: Path, tmp_path: Path) -> None:
    """The name counts, although the connection goes to an address."""
    trust = trusting(certificate)
    with serving({"": SHOWN}, tls=context) as server:
        result = doctor("check", server.url(host="127.0.0.1"), "--format", "concise", cwd=tmp_path, **trust)
        assert server.asked == []
    assert "its certificate is for another name" in result.stdout + result.stderr
    assert result.returncode == 2


def test_a_certificate_that_has_expired(tmp_path: Path) -> None:
    certificate = made_certificate(tmp_path, -1)
    with serving({"": SHOWN}, tls=context_of(certificate)) as server:
        url = server.url(host="localhost")
        result = doctor("check", url, "--format", "concise", cwd=tmp_path, **trusting(certificate))
    assert "localhost cannot be reached: its certificate has expired" in result.stdout + result.stderr
    assert result.returncode == 2


def test_certificates_to_trust_that_cannot_be_read(context: ssl.SSLContext, tmp_path: Path) -> None:
    with serving({"": SHOWN}, tls=context) as server:
        url = server.url(host="localhost")
        result = doctor("check", url, "--format", "concise", cwd=tmp_path, **trusting(tmp_path / "gone.pem"))
    said = " ".join((result.stdout + result.stderr).split())
    assert "the certificates that SSL_CERT_FILE or SSL_CERT_DIR names cannot be read" in said
    assert result.returncode == 2


def test_what_a_page_on_https_loads_over_plain_http(context: ssl.SSLContext, certificate: Path, tmp_path: Path) -> None:
    trust = trusting(certificate)
    with serving({"": SHOWN}, tls=context) as server:
        result = doctor("check", server.url(host="localhost"), "--format", "json", cwd=tmp_path, **trust)
    assert [each["rule"] for each in json.loads(result.stdout)["findings"]] == ["mixed-content"]


def test_plain_http_where_https_is_expected(tmp_path: Path) -> None:
    with serving({"": SHOWN}) as server:
        url = server.url(host="localhost").replace("http:", "https:")
        result = doctor("check", url, "--format", "concise", cwd=tmp_path, NO_PROXY="*")
    assert "localhost cannot be reached: it does not speak HTTPS" in result.stdout + result.stderr
    assert result.returncode == 2
