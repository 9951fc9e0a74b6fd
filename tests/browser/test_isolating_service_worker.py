"""The service worker that the doctor writes isolates a page, once, and leaves the rest of the site alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.edits.hosting import SERVICE_WORKER, service_worker
from tests.browser.pages import page
from tests.browser.test_harness import worker

if TYPE_CHECKING:
    from tests.browser.page import Chromium

pytestmark = pytest.mark.browser

TAG = f'<script src="./{SERVICE_WORKER}"></script>'
COUNT = """<script>
const loads = Number(sessionStorage.getItem("loads") ?? 0) + 1;
sessionStorage.setItem("loads", loads);
setTimeout(() => console.log(`loads: ${loads}, isolated: ${crossOriginIsolated}`), 1500);
</script>"""


def isolated_page(body: str) -> dict[str, bytes]:
    return {**page(body, first=TAG), SERVICE_WORKER: service_worker().encode()}


@pytest.mark.parametrize("interpreter", ["mpy", "py"])
def test_worker_reaches_the_page(browser: Chromium, interpreter: str) -> None:
    outcome = browser.run_page(isolated_page(worker(interpreter)))
    assert outcome.isolated
    assert outcome.done
    assert outcome.errors == []


def test_page_is_loaded_again_once(browser: Chromium) -> None:
    page_of_worker = isolated_page(COUNT + worker("mpy"))
    outcome = browser.run_page(page_of_worker, until=lambda outcome: outcome.says("isolated: true"))
    assert ("log", "loads: 2, isolated: true") in outcome.console


def test_workers_and_frames_of_the_site_still_start(browser: Chromium) -> None:
    body = """<script>addEventListener("message", (event) => console.log(event.data));</script>
<iframe src="frame.html"></iframe>
<script type="module">
const started = new Worker("./worker.js", { type: "module" });
started.onmessage = (event) => console.log(event.data);
</script>
<script type="mpy">print("DONE")</script>"""
    files = isolated_page(body)
    files["frame.html"] = b"<script>parent.postMessage(`frame: ${crossOriginIsolated}`, '*')</script>"
    files["worker.js"] = b"postMessage(`worker: ${crossOriginIsolated}`);"
    outcome = browser.run_page(
        files, until=lambda outcome: outcome.says("frame: true") and outcome.says("worker: true")
    )
    assert {("log", "frame: true"), ("log", "worker: true")} <= set(outcome.console)
    assert outcome.errors == []


def test_page_in_a_frame_that_cannot_be_isolated_is_not_loaded_for_ever(browser: Chromium) -> None:
    late = '<script type="mpy">\nimport asyncio\nawait asyncio.sleep(5)\nprint("DONE")\n</script>'
    files = page(f'<iframe src="inner.html"></iframe>{late}')
    files["inner.html"] = f"<!doctype html><html><head>{TAG}</head><body>{COUNT}</body></html>".encode()
    files[SERVICE_WORKER] = service_worker().encode()
    outcome = browser.run_page(files)
    assert ("log", "loads: 2, isolated: false") in outcome.console
