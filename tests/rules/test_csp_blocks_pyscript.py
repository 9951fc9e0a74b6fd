"""Which Content-Security-Policies keep PyScript from running, beyond the examples of the rule's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.in_one_test import in_one_test
from tests.projects import page
from tests.rules.pages import of_body, of_files
from tests.rules.sites import Site, of_site

if TYPE_CHECKING:
    from collections.abc import Mapping

RULE = "csp-blocks-pyscript"
PY, MPY = '<script type="py">1</script>', '<script type="mpy">1</script>'
PY_WORKER, FILE_WORKER = '<script type="py" worker>1</script>', '<script type="py" worker src="a.py"></script>'
SCRIPTS = "script-src 'self' 'unsafe-eval' blob: https://pyscript.net https://cdn.jsdelivr.net"
FETCHES = "connect-src 'self' blob: https://cdn.jsdelivr.net"


def meta(policy: str) -> str:
    return f'<meta http-equiv="Content-Security-Policy" content="{policy}">'


def messages(
    policy: str, body: str = PY, release: str = "2026.7.3", files: Mapping[str, str] | None = None
) -> list[str]:
    found = of_body(RULE, body, meta(policy), release, {"a.py": "1", **(files or {})})
    return [each.finding.message.removeprefix("this Content-Security-Policy ") for each in found]


@pytest.mark.parametrize(
    ("policy", "body", "reason"),
    [
        ("script-src 'self' 'unsafe-eval'", PY, "does not let the page load PyScript from https://pyscript.net"),
        (SCRIPTS.replace(" 'unsafe-eval'", ""), PY, "refuses WebAssembly, which Python needs"),
        (
            SCRIPTS.replace(" https://cdn.jsdelivr.net", ""),
            PY,
            "does not let the page load the interpreter from https://cdn.jsdelivr.net",
        ),
        (
            f"{SCRIPTS}; connect-src 'self'",
            PY,
            "does not let the page fetch the interpreter from https://cdn.jsdelivr.net",
        ),
        (f"{SCRIPTS}; worker-src 'self'", PY_WORKER, "refuses workers, which PyScript starts from blobs"),
        (
            f"{SCRIPTS}; {FETCHES.replace(' blob:', '')}",
            PY_WORKER,
            "does not let workers fetch their Python, which is in a blob",
        ),
        (
            SCRIPTS.replace("'unsafe-eval'", "'wasm-unsafe-eval'"),
            PY,
            "refuses `eval`, which this release of PyScript needs",
        ),
    ],
)
def test_what_the_policy_refuses(policy: str, body: str, reason: str) -> None:
    assert messages(policy, body) == [reason]


@in_one_test(
    [
        (f"{SCRIPTS}; {FETCHES}; worker-src blob:", PY + PY_WORKER),
        (f"{SCRIPTS}; worker-src 'self'", PY),
        (f"{SCRIPTS}; worker-src 'self'", '<script type="py-editor">1</script>'),
        (f"{SCRIPTS}; {FETCHES.replace(' blob:', '')}", FILE_WORKER),
        (f"{SCRIPTS}; {FETCHES.replace(' blob:', '')}", PY),
        ("img-src 'self'", PY),
        ("script-src 'self' 'unsafe-eval'", "<p>PyScript without a script</p>"),
    ]
)
def test_what_the_page_does_not_need_may_be_refused(policy: str, body: str) -> None:
    assert messages(policy, body) == []


def test_one_worker_among_the_scripts_is_enough() -> None:
    for body in (PY + PY_WORKER, PY_WORKER + PY, MPY + PY_WORKER):
        assert messages(f"{SCRIPTS}; worker-src 'self'", body) == ["refuses workers, which PyScript starts from blobs"]
    fetches = FETCHES.replace(" blob:", "")
    inline = ["does not let workers fetch their Python, which is in a blob"]
    assert messages(f"{SCRIPTS}; {fetches}; worker-src blob:", FILE_WORKER + PY_WORKER) == inline


def test_each_interpreter_has_its_own_address() -> None:
    only = "https://pyscript.net https://cdn.jsdelivr.net/{}/"
    pyodide, micropython = (
        SCRIPTS.split(" https:")[0] + " " + only.format("pyodide"),
        SCRIPTS.split(" https:")[0] + " " + only.format("npm"),
    )
    assert (len(messages(pyodide, PY)), len(messages(micropython, PY))) == (0, 1)
    assert (len(messages(pyodide, MPY)), len(messages(micropython, MPY))) == (1, 0)


def test_an_interpreter_of_the_page_itself_needs_no_other_host() -> None:
    own = '<py-config>{"interpreter": "/pyodide/pyodide.mjs"}</py-config>'
    policy = SCRIPTS.replace(" https://cdn.jsdelivr.net", "")
    assert len(messages(policy, PY)) == 1
    assert messages(policy, own + PY, files={"pyodide/pyodide.mjs": "1"}) == []
    assert len(messages(policy, f"{own}{PY}{MPY}", files={"pyodide/pyodide.mjs": "1"})) == 1
    versioned = own.replace("/pyodide/", "/pyodide/v0.29.3/full/")
    assert messages(policy, versioned + PY, files={"pyodide/v0.29.3/full/pyodide.mjs": "1"}) == []


def test_a_copy_of_pyscript_may_bring_its_interpreters() -> None:
    for policy in (SCRIPTS.split(" https:")[0], "script-src 'unsafe-eval' https://own.example"):
        head = f'{meta(policy)}<script type="module" src="./core.js"></script>'
        html = f"<!doctype html><head>{head}</head>{PY}"
        assert of_files(RULE, {"index.html": html, "core.js": "/*! polyscript */"}) == []


def test_releases_before_2025_evaluate_nothing() -> None:
    policy = SCRIPTS.replace("'unsafe-eval'", "'wasm-unsafe-eval'")
    assert len(messages(policy, PY, "2025.3.1")) == 1
    assert messages(policy, PY, "2025.2.4") == []


def test_a_page_that_does_not_load_pyscript_is_not_judged() -> None:
    html = f"<!doctype html><html><head>{meta(SCRIPTS.split(' https:')[0])}</head><body>{PY}</body></html>"
    assert of_files(RULE, {"index.html": html}) == []


def test_a_policy_that_the_server_sends() -> None:
    sent = {"index.html": {"Content-Security-Policy": "script-src 'self'"}}
    (found,) = of_site(RULE, Site({"index.html": page(PY)}, sent))
    assert found.finding.message.startswith("the server's Content-Security-Policy does not let the page load PyScript")
