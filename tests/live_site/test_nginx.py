"""Sites that nginx serves, with configs as people write them: right, half-right, and by default."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest

from tests.live_site.servers import free_port, program, running, write_site
from tests.live_site.test_server_faults import diagnostics
from tests.projects import page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.live_site.servers import WebServer

NGINX = program("nginx")
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")

HEADERS = """
add_header Cross-Origin-Opener-Policy "same-origin" always;
add_header Cross-Origin-Embedder-Policy "require-corp" always;
"""
TYPES = "types { text/html html; text/javascript js; text/x-python py; }"
CONFIG = """
daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;
events {{}}
http {{
    access_log off; default_type text/plain;
    client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
    uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
    server {{ listen 127.0.0.1:{port}; root {folder}/site; {server} }}
}}
"""
WORKER = page('<script type="py" worker>\nfrom pyscript import document\ndocument.title = "x"\n</script>')
MODULE = page(
    '<mpy-config>\n[js_modules.main]\n"./a.mjs" = "a"\n</mpy-config>\n'
    '<script type="mpy">\nfrom pyscript.js_modules import a\n</script>'
)


@contextlib.contextmanager
def nginx(folder: Path, files: dict[str, str], server: str) -> Iterator[WebServer]:
    """nginx with these files and this inside of its `server` block."""
    write_site(folder, files)
    port = free_port()
    config, errors = folder / "nginx.conf", folder / "error.log"
    config.write_text(CONFIG.format(folder=folder, port=port, server=server), encoding="utf-8")
    with running([str(NGINX), "-c", str(config), "-e", str(errors)], port) as site:
        yield site


@pytest.mark.parametrize(
    ("server", "expected"),
    [
        (f"{TYPES} {HEADERS}", []),
        (TYPES, ["worker-without-isolation"]),
        # The classic slip: a location with one header of its own takes none from outside.
        (
            f'{TYPES} {HEADERS} location / {{ add_header Cache-Control "no-cache"; }}',
            ["worker-without-isolation"],
        ),
    ],
)
def test_isolation(server: str, expected: list[str], tmp_path: Path) -> None:
    with nginx(tmp_path, {"index.html": WORKER}, server) as site:
        found = diagnostics(site)
    assert [each.rule.name for each in found] == expected
    assert all('add_header Cross-Origin-Opener-Policy "same-origin" always;' in each.finding.help for each in found)


def test_its_own_list_of_types_has_no_mjs(tmp_path: Path) -> None:
    files = {"index.html": MODULE, "a.mjs": "export const a = 1;\n"}
    with nginx(tmp_path, files, TYPES) as site:
        (found,) = diagnostics(site)
    assert found.rule.name == "javascript-content-type"
    assert "the server sends `a.mjs` as `text/plain`" in found.finding.message


def test_an_application_whose_every_address_is_its_page(tmp_path: Path) -> None:
    shown = page('<script type="py" src="gone.py"></script>')
    with nginx(tmp_path, {"index.html": shown}, f"{TYPES} location / {{ try_files $uri /index.html; }}") as site:
        (found,) = diagnostics(site)
    assert "`gone.py` is not there: the server answers with an HTML page" in found.finding.message


def test_what_the_doctor_says_to_write_isolates_the_page(tmp_path: Path) -> None:
    with nginx(tmp_path, {"index.html": WORKER}, TYPES) as site:
        (found,) = diagnostics(site)
    written = found.finding.help.partition("```nginx\n")[2].partition("```")[0]
    (tmp_path / "again").mkdir()
    with nginx(tmp_path / "again", {"index.html": WORKER}, f"{TYPES} {written}") as site:
        assert diagnostics(site) == ()
