"""Which addresses of a page do not work: over plain HTTP, and in a folder of the host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.in_one_test import in_one_test
from tests.projects import page
from tests.rules.pages import of_files
from tests.rules.sites import Site, of_site

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyscript_doctor import Finding

PY = '<script type="py">1</script>'
REACHES = '<script type="py" worker>\nfrom pyscript import document\ndocument.title = "a"\n</script>'
HEADERS = {"_headers": "/*\n  Cross-Origin-Opener-Policy: same-origin\n  Cross-Origin-Embedder-Policy: require-corp\n"}
INSECURE = "insecure-context"
FAILS = "2025.3.1"
"""A release that does not start without a secure context."""


def at(address: str, release: str, body: str = PY, files: Mapping[str, str] | None = None) -> list[Finding]:
    """What is said of a page if the readme opens it at an address."""
    project = {
        "index.html": page(body, release=release),
        "README.md": f"Open {address} on any device.",
        **(files or {}),
    }
    return [each.finding for each in of_files(INSECURE, project)]


@in_one_test(
    [
        ("http://192.168.1.20:8000/", FAILS, 1),
        ("http://192.168.1.20:8000/", "2024.8.1", 1),
        ("http://192.168.1.20:8000/", "2024.7.1", 0),
        ("http://192.168.1.20:8000/", "2025.5.1", 1),
        ("http://192.168.1.20:8000/", "2025.7.1", 0),
        ("http://localhost:8000/", FAILS, 0),
        ("https://192.168.1.20:8000/", FAILS, 0),
        ("http://0.0.0.0:8000/", FAILS, 1),
        ("http://0.0.0.0:8000/", "2025.5.1", 0),
    ]
)
def test_some_releases_do_not_start_without_a_secure_context(address: str, release: str, count: int) -> None:
    assert len(at(address, release)) == count


def test_isolation_needs_a_secure_context() -> None:
    address = "http://192.168.1.20:8000/"
    (finding,) = at(address, "2026.7.3", REACHES, HEADERS)
    assert "the browser ignores the isolation headers" in finding.message
    assert at(address, "2026.7.3", PY, HEADERS) == []
    assert at(address, "2026.7.3", '<script type="py" worker>1</script>', HEADERS) == []
    assert (
        at(address, "2026.7.3", REACHES, {"_headers": HEADERS["_headers"].replace("require-corp", "unsafe-none")}) == []
    )


def test_a_site_that_came_over_plain_http() -> None:
    files = {"index.html": page(PY, release=FAILS)}
    (found,) = of_site(INSECURE, Site(files, origin="http://192.168.1.20"))
    assert found.finding.message.endswith("this release of PyScript does not start here")
    assert found.finding.span.path == "index.html"
    assert of_site(INSECURE, Site(files)) == []
    assert of_site(INSECURE, Site({"index.html": page(PY)}, origin="http://192.168.1.20")) == []
    without = {"index.html": f"<!doctype html><p>PyScript</p>{PY}"}
    assert of_site(INSECURE, Site(without, origin="http://192.168.1.20")) == []


ABSOLUTE = "absolute-path-on-project-site"
README = {"README.md": "See https://ada.github.io/prices/"}
SCRIPT = '<script type="py" src="/main.py"></script>'


def absolute(files: Mapping[str, str]) -> list[Finding]:
    return [each.finding for each in of_files(ABSOLUTE, {"main.py": "1", **README, **files})]


def test_a_url_from_the_top_of_the_host_misses_the_folder_of_the_site() -> None:
    (finding,) = absolute({"index.html": page(SCRIPT)})
    assert finding.message.startswith("the site is at `/prices/`")
    assert finding.fix is not None
    assert [each.text for each in finding.fix.edits] == ["./main.py"]


def test_a_page_in_a_folder_goes_up_from_there() -> None:
    (finding,) = absolute({"index.html": page("<p>start</p>"), "pages/shop.html": page(SCRIPT)})
    assert finding.fix is not None
    assert [each.text for each in finding.fix.edits] == ["../main.py"]


def test_a_url_between_spaces_is_not_fixed() -> None:
    (finding,) = absolute({"index.html": page(SCRIPT.replace("/main.py", " /main.py "))})
    assert finding.fix is None


def test_only_the_page_itself_is_fixed() -> None:
    """What is written in a config is relative to the config."""
    config = {"pyscript.toml": '[files]\n"/data.csv" = ""\n', "data.csv": "1"}
    (finding,) = absolute({"index.html": page('<script type="py" config="pyscript.toml">1</script>'), **config})
    assert finding.span.path == "pyscript.toml"
    assert finding.fix is None


@in_one_test(
    [
        {"index.html": page('<script type="py" src="/prices/main.py"></script>')},
        {"index.html": page('<script type="py" src="/Prices/main.py"></script>')},
        {"index.html": page('<script type="py" src="main.py"></script>')},
        {"index.html": page(SCRIPT), "README.md": "Prices"},
        {"index.html": page(SCRIPT), "vite.config.js": "export default {}"},
        {"templates/index.html": "{% if open %}{% endif %}" + page(SCRIPT)},
    ]
)
def test_what_is_right_or_not_known(files: Mapping[str, str]) -> None:
    assert absolute(files) == []


def test_two_references_are_told_each() -> None:
    assert len(absolute({"index.html": page(SCRIPT + SCRIPT.replace("main", "other")), "other.py": "1"})) == 2


DEADLOCK = "worker-deadlock"
ASKS = "from pyscript import sync\nsync.worker_task = lambda: 42\nsync.main_task()\n"
STARTS = (
    "from pyscript import PyWorker\n"
    "async def main_task():\n    {}\n"
    'pw = PyWorker("./worker.py", type="micropython")\npw.sync.main_task = main_task\n'
)


def deadlocks(task: str, files: Mapping[str, str] | None = None, tag: str = '<script type="mpy">') -> list[Finding]:
    html = page(f"{tag}\n{STARTS.format(task)}\n</script>")
    project = {"index.html": html, "worker.py": ASKS, **(files or {})}
    return [each.finding for each in of_files(DEADLOCK, project)]


def test_two_that_wait_for_each_other() -> None:
    (certain,) = deadlocks("return await pw.sync.worker_task()", HEADERS)
    assert certain.unless == ""
    (unsure,) = deadlocks("return await pw.sync.worker_task()")
    assert unsure.unless.startswith("your server sends no isolation headers")


@in_one_test(
    [
        "pw.sync.worker_task()",
        "async def later():\n        await pw.sync.worker_task()",
        "return 1",
    ]
)
def test_who_does_not_wait_does_not_block(task: str) -> None:
    assert deadlocks(task, HEADERS) == []


def test_another_function_may_wait_for_the_worker() -> None:
    source = """
from pyscript import PyWorker
pw = PyWorker("./worker.py", type="micropython")
async def main_task():
    return 1
async def other():
    await pw.sync.worker_task()
pw.sync.main_task = main_task
await other()
await pw.sync.worker_task()
"""
    for task, count in (("return 1", 0), ("return await pw.sync.worker_task()", 1)):
        html = page(f'<script type="mpy">{source.replace("return 1", task)}</script>')
        assert len(of_files(DEADLOCK, {"index.html": html, "worker.py": ASKS, **HEADERS})) == count


def test_a_host_that_sends_no_headers_stops_no_worker() -> None:
    host = {"CNAME": "example.com", ".github/workflows/pages.yml": "uses: actions/deploy-pages@v4"}
    assert deadlocks("return await pw.sync.worker_task()", host) == []
