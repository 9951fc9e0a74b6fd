"""What the harness sees of real pages: if one of these fails, no other browser test proves anything."""

from __future__ import annotations

import pytest

from tests.browser.page import INSECURE_HOST, LONGEST, TIMEOUT, Chromium
from tests.browser.pages import page
from tests.browser.reply import Reply
from tests.browser.runtimes import manifest, with_third_party
from tests.browser.server import COEP, COOP, ISOLATION
from tests.browser.wheels import Distribution

pytestmark = pytest.mark.browser

NO_SHARED_MEMORY = "Unable to use `window` or `document` in worker. This requires SharedArrayBuffer support."


def worker(interpreter: str) -> str:
    return f"""<script type="{interpreter}" worker>
from pyscript import document
print(document.title == "")
print("DONE")
</script>"""


def test_micropython_prints(browser: Chromium) -> None:
    outcome = browser.run_page(page('<script type="mpy">print("DONE")</script>'))
    assert outcome.done
    assert ("log", "DONE") in outcome.console
    assert outcome.errors == []


def test_pyodide_prints_and_displays(browser: Chromium) -> None:
    body = '<script type="py">\nfrom pyscript import display\ndisplay("on the page")\nprint("DONE")\n</script>'
    outcome = browser.run_page(page(body))
    assert outcome.done
    assert outcome.errors == []
    assert "on the page" in outcome.shown_text


def test_worker_without_headers_cannot_reach_the_page(browser: Chromium) -> None:
    outcome = browser.run_page(page(worker("mpy")))
    assert not outcome.done
    assert not outcome.isolated
    assert any(NO_SHARED_MEMORY in error for error in outcome.errors)


@pytest.mark.parametrize("interpreter", ["mpy", "py"])
def test_worker_with_headers_reaches_the_page(browser: Chromium, interpreter: str) -> None:
    outcome = browser.run_page(page(worker(interpreter)), headers=ISOLATION)
    assert outcome.done
    assert outcome.isolated
    assert outcome.errors == []


def test_plain_http_is_never_isolated_but_on_localhost(browser: Chromium) -> None:
    outcome = browser.run_page(page(worker("mpy")), headers=ISOLATION, host=INSECURE_HOST)
    assert not outcome.isolated
    assert any(NO_SHARED_MEMORY in error for error in outcome.errors)


def test_two_hosts_are_localhost(browser: Chromium) -> None:
    assert browser.run_page(page(worker("mpy")), headers=ISOLATION, host="127.0.0.1").done


def test_mini_coi_isolates(browser: Chromium) -> None:
    files = page(worker("mpy"), first='<script src="mini-coi.js"></script>')
    files["mini-coi.js"] = with_third_party("/* npm: mini-coi/mini-coi.js */", manifest().newest)
    outcome = browser.run_page(files)
    assert outcome.isolated
    assert outcome.done


def test_what_a_page_did_before_mini_coi_reloaded_it_does_not_count(browser: Chromium) -> None:
    files = page("<script>console.error(`isolated: ${crossOriginIsolated}`)</script>" + worker("mpy"))
    files["index.html"] = files["index.html"].replace(b"</body>", b'<script src="mini-coi.js"></script></body>')
    files["mini-coi.js"] = with_third_party("/* npm: mini-coi/mini-coi.js */", manifest().newest)
    outcome = browser.run_page(files)
    assert outcome.done
    assert outcome.errors == ["isolated: true"]


def test_error_of_a_callback_that_fires_later_is_seen(browser: Chromium) -> None:
    body = '<script type="py">\nimport js\njs.setTimeout(lambda: None, 10)\nprint("DONE")\n</script>'
    outcome = browser.run_page(page(body))
    assert any("This borrowed proxy was automatically destroyed" in error for error in outcome.page_errors)


def test_missing_file_is_recorded(browser: Chromium) -> None:
    outcome = browser.run_page(page('<script type="mpy" src="nowhere.py"></script>'))
    assert outcome.not_found == ["nowhere.py"]


def test_release_that_does_not_exist_is_not_found(browser: Chromium) -> None:
    outcome = browser.run_page(page('<script type="mpy">print("DONE")</script>', release="2025.99.9"))
    assert "https://pyscript.net/releases/2025.99.9/core.js" in outcome.not_found
    assert not outcome.done


@pytest.mark.parametrize("where", ["", " worker"])
@pytest.mark.parametrize("url", ["https://elsewhere.example/data", "http://192.0.2.1/data"])
def test_nothing_leaves_this_machine(browser: Chromium, where: str, url: str) -> None:
    body = f'<script type="mpy"{where}>\nfrom pyscript import fetch\nawait fetch("{url}").text()\n</script>'
    outcome = browser.run_page(page(body))
    assert outcome.refused == [url]
    assert any("Failed to fetch" in error for error in outcome.errors)


def test_other_origins_answer_as_the_test_says(browser: Chromium) -> None:
    body = """<script type="mpy">
from pyscript import fetch
print(await fetch("https://open.example/data").text())
print(await fetch("https://closed.example/data").text())
</script>"""
    remote = {
        "https://open.example/data": Reply(b"for everyone", media_type="text/plain"),
        "https://closed.example/data": Reply(b"for none", headers={}, media_type="text/plain"),
    }
    outcome = browser.run_page(page(body), remote=remote)
    assert outcome.says("for everyone")
    assert outcome.says("blocked by CORS policy")
    assert not outcome.says("for none")


def test_resource_without_corp_is_blocked_on_an_isolated_page(browser: Chromium) -> None:
    headers = {"/*": {COOP: "same-origin", COEP: "require-corp"}}
    body = '<img src="https://closed.example/a.svg"><script type="mpy">print("DONE")</script>'
    remote = {"https://closed.example/a.svg": Reply(b"<svg/>", headers={}, media_type="image/svg+xml")}
    outcome = browser.run_page(page(body), headers=headers, remote=remote)
    assert outcome.says("net::ERR_BLOCKED_BY_RESPONSE.NotSameOriginAfterDefaultedToSameOriginByCoep")


def test_packages_come_from_stand_ins_and_the_tests_index(browser: Chromium) -> None:
    body = """<py-config>packages = ["numpy", "ours"]</py-config>
<script type="py">
import numpy, ours
print(ours.WHERE)
print("DONE")
</script>"""
    ours = Distribution("ours", modules={"ours.py": 'WHERE = "from the index"\n'})
    outcome = browser.run_page(page(body), distributions=(ours,))
    assert outcome.says("from the index")
    assert outcome.errors == []


def test_package_that_no_index_has_stops_the_page(browser: Chromium) -> None:
    body = '<py-config>packages = ["not-there"]</py-config><script type="py">print("DONE")</script>'
    outcome = browser.run_page(page(body))
    assert not outcome.done
    assert any("Can't find a pure Python 3 wheel" in error for error in outcome.errors)


def test_banner_that_pyscript_writes_on_the_page_is_read(browser: Chromium) -> None:
    outcome = browser.run_page(page("<mpy-config>{,}</mpy-config><script type='mpy'>print('DONE')</script>"))
    assert any("Invalid JSON" in banner for banner in outcome.banners)
    assert "Invalid JSON" in outcome.shown_text


def test_click_reaches_a_handler(browser: Chromium) -> None:
    body = '<button mpy-click="go">Go</button><script type="mpy">\ndef go(event):\n    print("DONE")\n</script>'
    assert browser.run_page(page(body), click="button").done


def test_page_that_does_nothing_comes_to_rest_early(browser: Chromium) -> None:
    outcome = browser.run_page({"index.html": b"<!doctype html><p>still"})
    assert not outcome.done
    assert not outcome.timed_out
    assert outcome.shown_text == "still"


def test_page_that_never_rests_runs_out_of_time_and_harms_no_other(browser: Chromium) -> None:
    assert browser.run_page(page('<script type="mpy">\nwhile True: pass\n</script>'), timeout=4).timed_out
    assert browser.run_page(page('<script type="mpy">print("DONE")</script>')).done


def test_browser_that_does_not_answer_is_replaced(browser: Chromium, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as hasty:
        hasty.setattr("tests.browser.page.GRACE", 2 - LONGEST * TIMEOUT)
        outcome = browser.run_page(page('<script type="mpy">\nwhile True: pass\n</script>'))
    assert any("the page could not be watched" in error for error in outcome.errors)
    assert browser.run_page(page('<script type="mpy">print("DONE")</script>')).done


@pytest.mark.matrix
@pytest.mark.parametrize("release", manifest().releases)
@pytest.mark.parametrize("interpreter", ["mpy", "py"])
def test_every_release_runs(browser: Chromium, interpreter: str, release: str) -> None:
    body = f'<script type="{interpreter}">\nimport sys\nprint(sys.version)\nprint("DONE")\n</script>'
    outcome = browser.run_page(page(body, release))
    assert outcome.done
    assert outcome.errors == []
    assert outcome.refused == []
