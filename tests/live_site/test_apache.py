"""Sites that Apache serves, with configs as people write them."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest

from tests.live_site.servers import free_port, program, running, write_site
from tests.live_site.test_server_faults import diagnostics
from tests.projects import page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.live_site.servers import WebServer

APACHE = program("apache2") or program("httpd")
pytestmark = pytest.mark.skipif(APACHE is None, reason="Apache is not installed")

CONFIG = """
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {folder}/pid
ErrorLog {folder}/error.log
DefaultRuntimeDir {folder}
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule mime_module {modules}/mod_mime.so
LoadModule dir_module {modules}/mod_dir.so
LoadModule headers_module {modules}/mod_headers.so
StartServers 1
ThreadsPerChild 4
MaxRequestWorkers 4
TypesConfig {folder}/types
DocumentRoot {folder}/site
<Directory {folder}/site>
  Require all granted
  AllowOverride All
</Directory>
{rest}
"""
TYPES = "text/html html\ntext/javascript js\ntext/x-python py\n"
HEADERS = """
Header always set Cross-Origin-Opener-Policy "same-origin"
Header always set Cross-Origin-Embedder-Policy "require-corp"
"""
MODULES = "/usr/lib/apache2/modules"
WORKER = page('<script type="py" worker>\nfrom pyscript import document\ndocument.title = "x"\n</script>')
OWN_PYODIDE = page('<py-config>interpreter = "./pyodide/pyodide.mjs"</py-config><script type="py">1</script>')
PYODIDE: dict[str, str | bytes] = {
    "pyodide/pyodide.mjs": "",
    "pyodide/pyodide.asm.wasm": b"\0asm" + b"\0" * 9_000_000,  # more than the doctor reads of a file
}


@contextlib.contextmanager
def apache(folder: Path, files: Mapping[str, str | bytes], rest: str = "", types: str = TYPES) -> Iterator[WebServer]:
    """Apache with these files, and this at the end of its configuration."""
    write_site(folder, files)
    (folder / "types").write_text(types, encoding="ascii")
    port = free_port()
    config = folder / "apache.conf"
    config.write_text(CONFIG.format(folder=folder, port=port, modules=MODULES, rest=rest), encoding="utf-8")
    with running([str(APACHE), "-f", str(config), "-DFOREGROUND"], port) as site:
        yield site


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("", ["worker-without-isolation"]),
        (HEADERS, []),
        # Without `always` too: it is only answers that are no success which get nothing then.
        (HEADERS.replace("always ", ""), []),
        (f"<Location /app>{HEADERS}</Location>", ["worker-without-isolation"]),
    ],
)
def test_isolation(rest: str, expected: list[str], tmp_path: Path) -> None:
    with apache(tmp_path, {"index.html": WORKER}, rest) as site:
        assert [each.rule.name for each in diagnostics(site)] == expected


def test_what_the_doctor_says_to_write_isolates_the_page(tmp_path: Path) -> None:
    with apache(tmp_path, {"index.html": WORKER}) as site:
        (found,) = diagnostics(site)
        assert "This is Apache." in found.finding.help
        written = found.finding.help.partition("```\n")[2].partition("```")[0]
        (tmp_path / "site" / ".htaccess").write_text(written, encoding="ascii")
        assert diagnostics(site) == ()


def test_headers_for_only_the_pages(tmp_path: Path) -> None:
    """A worker of the page's own JavaScript needs one of them, too."""
    shown = page('<script type="py">1</script><script>new Worker("./worker.js")</script>')
    only_pages = f'<FilesMatch "\\.html$">{HEADERS}</FilesMatch>'
    with apache(tmp_path, {"index.html": shown, "worker.js": "postMessage(1)"}, only_pages) as site:
        (found,) = diagnostics(site)
    assert found.rule.name == "worker-script-without-coep"
    assert 'Header always set Cross-Origin-Embedder-Policy "require-corp"' in found.finding.help


@pytest.mark.parametrize(
    ("types", "rest", "said"),
    [
        (TYPES, "", ["without a `Content-Type`"]),
        (TYPES, "AddDefaultCharset utf-8\nAddType application/wasm .wasm", []),
        (TYPES, "AddType 'application/wasm; charset=utf-8' .wasm", ["as `application/wasm; charset=utf-8`"]),
        (f"{TYPES}application/wasm wasm\n", "", []),
    ],
)
def test_webassembly_of_the_sites_own_pyodide(types: str, rest: str, said: list[str], tmp_path: Path) -> None:
    types = f"{types}text/javascript mjs\n"
    with apache(tmp_path, {"index.html": OWN_PYODIDE, **PYODIDE}, rest, types) as site:
        found = [each.finding.message for each in diagnostics(site) if each.rule.name == "wasm-content-type"]
    assert len(found) == len(said)
    assert all(text in message for text, message in zip(said, found, strict=True))


def test_every_address_is_the_page(tmp_path: Path) -> None:
    shown = page('<script type="py" src="gone.py"></script>')
    with apache(tmp_path, {"index.html": shown}, "FallbackResource /index.html") as site:
        (found,) = diagnostics(site)
    assert "`gone.py` is not there: the server answers with an HTML page" in found.finding.message


def test_a_file_that_nobody_may_read(tmp_path: Path) -> None:
    files = {"index.html": page('<script type="py" src="main.py"></script>'), "main.py": "1"}
    with apache(tmp_path, files, '<Files "main.py">\nRequire all denied\n</Files>') as site:
        (found,) = diagnostics(site)
    assert "`main.py` is not given out: the server answers with status 403" in found.finding.message
