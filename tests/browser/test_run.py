"""`run` in Chromium: the overlay says what happened and where, and a page that runs well sees nothing of the doctor."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pyscript_doctor import check
from pyscript_doctor.reporters.positions import Positions
from pyscript_doctor.serving.hosts import Host
from tests.browser.runtimes import RULES, manifest, with_third_party
from tests.browser.served import Served, write_files
from tests.browser.server import PageServer
from tests.rule_pages import Example, examples, in_standard_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.page import Chromium

pytestmark = pytest.mark.browser

READ = "() => document.querySelector('pyscript-doctor')?.shadowRoot.querySelector('section').innerText ?? ''"
LONGEST = 40.0
QUIET = 2.0
MOST_TURNS = 30
"""Seconds after which a page that is at rest would have shown an overlay."""

RULES_SHOWN = (
    "callback-without-create-proxy",  # Pyodide, main thread
    "config-invalid",  # before any Python runs
    "editor-config-duplicate",  # an editor
    "js-bare-import",  # JavaScript
    "missing-local-file",  # a file that the server does not have
    "mpy-missing-module",  # MicroPython
    "named-worker-without-export",  # a named worker
    "onclick-calls-python",  # a click
    "python-syntax",  # Python that does not parse
    "selector-not-found",  # MicroPython, an element
    "worker-deadlock",  # two threads
    "worker-without-isolation",  # a worker
)


def provable(rule: str, *, flagged: bool) -> Example:
    """The first example of a rule's page that the newest release can prove without other hosts."""
    (page,) = RULES.glob(f"*/{rule.replace('-', '_')}.md")
    newest = manifest().newest
    for example in examples(page.read_text(encoding="utf-8")):
        fits = example.flagged is flagged and newest in list(example.releases(list(manifest().releases)))
        if fits and not example.proof and not example.remote:
            return example
    raise AssertionError(f"{rule} has no such example")


def lay_out(example: Example, folder: Path) -> None:
    """Write the example's files for the newest release."""
    newest = manifest().newest
    write_files(folder, {path: with_third_party(text, newest) for path, text in example.files_for(newest).items()})


def places(rule: str, folder: Path) -> list[str]:
    """The lines that a finding of a rule names: its own, and those beside it where it comes true."""
    report = check(folder)
    positions = Positions(report.sources)
    findings = [each.finding for each in report.diagnostics if each.rule.name == rule]
    spans = [span for each in findings for span in (each.span, *(related.span for related in each.related))]
    return [f"{Path(span.path).name}:{positions.start(span).line}:" for span in spans]


def overlay(page: Page, wanted: Callable[[str], bool] = bool, seconds: float = LONGEST) -> str:
    """The overlay's text, once it is as wanted, or when the time is up."""
    from playwright.sync_api import Error

    deadline = time.monotonic() + seconds
    text = ""
    while time.monotonic() < deadline:
        page.wait_for_timeout(100)
        try:
            text = page.evaluate(READ)
        except Error:  # the page is being loaded again
            continue
        if wanted(text):
            break
    return text


@pytest.mark.parametrize("rule", [*RULES_SHOWN, "package-import-name"])
def test_overlay_says_rule_and_line(browser: Chromium, rule: str, tmp_path: Path) -> None:
    example = provable(rule, flagged=True)
    lay_out(example, tmp_path)
    # Netlify sends what `_headers` says and no isolation of its own.
    with Served(tmp_path, Host.NETLIFY) as served, browser.tab() as page:
        page.goto(f"{served.address}/{example.path}")
        if example.click:
            wait_for_python(served, page)
            page.locator(example.click).first.click()
        shown = overlay(page, lambda text: rule in text)
        assert rule in shown, served.text
        assert "Confirmed: the doctor foresaw this error" in shown
        assert any(place in shown for place in places(rule, tmp_path)), shown
        served.wait_for("confirmed on ")
        assert rule in served.text


def wait_for_python(served: Served, page: Page) -> None:
    """Wait until the page is at rest, which the terminal says in a line about it."""
    deadline = time.monotonic() + LONGEST
    while "cross-origin isolated:" not in served.text and time.monotonic() < deadline:
        page.wait_for_timeout(100)


@pytest.mark.parametrize("rule", RULES_SHOWN)
def test_no_overlay_on_a_page_that_runs_well(browser: Chromium, rule: str, tmp_path: Path) -> None:
    example = provable(rule, flagged=False)
    lay_out(example, tmp_path)
    with Served(tmp_path, Host.NETLIFY) as served, browser.tab() as page:
        page.goto(f"{served.address}/{example.path}")
        wait_for_python(served, page)
        assert overlay(page, seconds=QUIET) == "", served.text
        assert "no error was seen" in served.text


MICROPYTHON = in_standard_page('<p id="result"></p>\n<script type="mpy" src="main.py"></script>\n')


def test_overlay_goes_when_the_file_is_fixed(browser: Chromium, tmp_path: Path) -> None:
    write_files(tmp_path, {"index.html": MICROPYTHON, "main.py": "import dataclasses\n"})
    with Served(tmp_path) as served, browser.tab() as page:
        page.goto(served.address)
        assert "mpy-missing-module" in overlay(page)
        (tmp_path / "main.py").write_text("from pyscript import document\ndocument.title = 'Works'\n")
        page.wait_for_function("document.title === 'Works'", timeout=20_000)
        assert overlay(page, seconds=QUIET) == ""
        assert "saved main.py: nothing wrong" in served.text
        (tmp_path / "main.py").write_text("import dataclasses\n")
        assert "main.py:1:8" in overlay(page)


def test_error_that_nothing_foretold_is_explained_and_says_so(browser: Chromium, tmp_path: Path) -> None:
    python = "from random import randrange\n\nprint([1, 2, 3][randrange(7, 8)])\n"
    write_files(tmp_path, {"index.html": MICROPYTHON, "main.py": python})
    with Served(tmp_path) as served, browser.tab() as page:
        page.goto(served.address)
        shown = overlay(page)
        assert "Not foreseen" in shown
        assert "main.py:3:1" in shown
        assert "IndexError" in shown
        served.wait_for("unforeseen on index.html")


def test_finding_that_was_not_seen_is_said_to_be(browser: Chromium, tmp_path: Path) -> None:
    python = (
        "from pyscript import document\n\n\ndef never(event):\n    import dataclasses\n\n\ndocument.onclick = never\n"
    )
    write_files(tmp_path, {"index.html": MICROPYTHON, "main.py": python})
    with Served(tmp_path) as served, browser.tab() as page:
        page.goto(served.address)
        served.wait_for("not seen in this run: 1 finding about index.html: mpy-missing-module at main.py:5:12", LONGEST)
        assert overlay(page, seconds=1) == ""


IMPORTS = "import dataclasses\n"


@pytest.mark.parametrize(
    ("body", "shown_at"),
    [
        ('<script type="mpy" terminal>\n  import dataclasses\n</script>', "index.html:9:12"),
        ('<script type="mpy" worker src="main.py"></script>', "main.py:1:8"),
    ],
)
def test_errors_are_heard_from_terminals_and_workers(
    browser: Chromium, body: str, shown_at: str, tmp_path: Path
) -> None:
    write_files(tmp_path, {"index.html": in_standard_page(body), "main.py": IMPORTS})
    with Served(tmp_path) as served, browser.tab() as page:
        page.goto(served.address)
        assert shown_at in overlay(page), served.text


def test_error_of_an_editor_is_heard_when_it_is_run(browser: Chromium, tmp_path: Path) -> None:
    write_files(tmp_path, {"index.html": in_standard_page(f'<script type="mpy-editor">\n{IMPORTS}</script>')})
    with Served(tmp_path) as served, browser.tab() as page:
        page.goto(served.address)
        page.locator(".mpy-editor-run-button").first.click()
        assert "mpy-missing-module" in overlay(page), served.text


def test_page_that_mini_coi_isolates_is_heard(browser: Chromium, tmp_path: Path) -> None:
    script = with_third_party("/* npm: mini-coi/mini-coi.js */", manifest().newest)
    body = '<script type="mpy" worker src="main.py"></script>'
    page_text = in_standard_page(body).replace("<head>", '<head>\n  <script src="./mini-coi.js"></script>')
    write_files(tmp_path, {"index.html": page_text, "mini-coi.js": script, "main.py": IMPORTS})
    with Served(tmp_path, Host.GITHUB_PAGES) as served, browser.tab() as page:
        page.goto(served.address)
        assert "mpy-missing-module" in overlay(page), served.text
        served.wait_for("cross-origin isolated: yes")


PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'


def test_isolation_that_a_page_does_not_need_breaks_nothing_on_it(browser: Chromium, tmp_path: Path) -> None:
    with PageServer({"a.svg": PICTURE}) as elsewhere:
        picture = f'<img src="http://127.0.0.1:{elsewhere.port}/a.svg" onload="document.title = \'shown\'">'
        write_files(tmp_path, {"index.html": f"<!doctype html>\n{picture}"})
        with Served(tmp_path) as served, browser.tab() as page:
            page.goto(served.address)
            assert overlay(page, seconds=QUIET) == ""
            assert page.title() == "shown"
            assert page.evaluate("crossOriginIsolated")


def test_page_in_a_frame_has_its_own_overlay(browser: Chromium, tmp_path: Path) -> None:
    outer = '<!doctype html>\n<iframe src="inner.html" width="600" height="400"></iframe>'
    inner = in_standard_page(f'<script type="mpy">\n  {IMPORTS}</script>')
    write_files(tmp_path, {"index.html": outer, "inner.html": inner})
    with Served(tmp_path) as served, browser.tab() as page:
        page.goto(served.address)
        served.wait_for("confirmed on inner.html", LONGEST)
        page.frame_locator("iframe").locator("pyscript-doctor section").wait_for(timeout=5000)
        assert page.locator("pyscript-doctor").count() == 0


SCRIPT_OF_A_WORKER = "setTimeout(() => { missing_function(); }, 0);"


@pytest.mark.parametrize(
    ("start", "line"),
    [
        ("new Worker('worker.js')", 1),
        ("new Worker('module.js', { type: 'module' })", 2),
        ("new Worker(new URL('worker.js', location.href), { name: 'plain' })", 1),
        ("new Worker(URL.createObjectURL(new Blob([source])))", 0),
        ("new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })), { type: 'module' })", 0),
        ("const url = URL.createObjectURL(new Blob([source])); new Worker(url); URL.revokeObjectURL(url)", 0),
        ("new (class Mine extends Worker { constructor() { super('worker.js'); } })()", 1),
    ],
)
def test_workers_of_all_kinds_are_heard(browser: Chromium, start: str, line: int, tmp_path: Path) -> None:
    page_text = f"<!doctype html>\n<script>const source = {SCRIPT_OF_A_WORKER!r};\n{start};</script>\n"
    files = {"index.html": page_text, "worker.js": SCRIPT_OF_A_WORKER, "other.js": "export const a = 1;"}
    files["module.js"] = f"import {{ a }} from './other.js';\n{SCRIPT_OF_A_WORKER}"
    write_files(tmp_path, files)
    with Served(tmp_path) as served, browser.tab() as page:
        page.goto(served.address)
        shown = overlay(page)
        assert "missing_function is not defined" in shown
        if line:
            assert f"{'module' if 'module.js' in start else 'worker'}.js:{line}:" in shown


WORKER_WITH_ANSWER = "onmessage = ({ data }) => postMessage([data, self.name, typeof importScripts]);"


def test_workers_do_what_they_did(browser: Chromium, tmp_path: Path) -> None:
    page_text = f"""<!doctype html>
<script>
const asked = (worker) => new Promise((found) => {{
  worker.onmessage = ({{ data }}) => found(data);
  worker.postMessage(7);
}});
const blob = (type) => URL.createObjectURL(new Blob([{WORKER_WITH_ANSWER!r}], {{ type: "text/javascript" }}));
const workers = () => [
  new Worker("worker.js", {{ name: "url" }}),
  new Worker(blob(), {{ name: "blob" }}),
  new Worker(blob(), {{ name: "module", type: "module" }}),
];
const answers = () => Promise.all(workers().map(asked));
</script>
"""
    write_files(tmp_path, {"index.html": page_text, "worker.js": WORKER_WITH_ANSWER})
    assert in_both(browser, tmp_path, "answers()") == [
        [7, "url", "function"],
        [7, "blob", "function"],
        [7, "module", "function"],
    ]


def in_both(browser: Chromium, folder: Path, expression: str) -> Any:
    """What an expression comes to on the page of a folder, watched or not: the same."""
    found = []
    for watches in (False, True):
        with Served(folder, watches=watches) as served, browser.tab() as page:
            page.goto(served.address)
            page.wait_for_timeout(300)
            found.append(page.evaluate(expression))
    assert found[0] == found[1]
    return found[1]


WHAT_A_PAGE_SEES = """() => ({
    scripts: [...document.scripts].map((each) => each.outerHTML),
    html: document.documentElement.outerHTML,
    names: [console.error.name, console.warn.length, Worker.name, Worker.length, URL.createObjectURL.name],
    native: [String(Worker), String(console.error)].map((each) => each.includes("[native code]")),
    worker: [new Worker("data:,") instanceof Worker, new Worker("data:,").constructor === Worker],
    globals: Object.keys(globalThis).sort(),
    lines: new Error().stack.includes("__pyscript-doctor"),
    isolated: crossOriginIsolated,
})"""


def test_page_sees_nothing_of_the_doctor(browser: Chromium, tmp_path: Path) -> None:
    write_files(
        tmp_path, {"index.html": "<!doctype html>\n<html><head>\n<title>A</title><script>let a</script></head></html>"}
    )
    seen = in_both(browser, tmp_path, WHAT_A_PAGE_SEES)
    assert seen["native"] == [True, True]
    assert seen["worker"] == [True, True]


POLICIES = (
    "default-src 'self'",
    "default-src 'none'; script-src 'self'",
    "script-src 'nonce-abc'; connect-src 'none'",
    "script-src 'nonce-abc' 'strict-dynamic'",
    "script-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
    "require-trusted-types-for 'script'; trusted-types none; script-src 'self'; style-src 'none'",
)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("by", ["header", "meta"])
def test_overlay_works_under_a_policy_of_the_page(browser: Chromium, by: str, policy: str, tmp_path: Path) -> None:
    tag = f'<meta http-equiv="Content-Security-Policy" content="{policy}">' if by == "meta" else ""
    headers = f"/*\n  Content-Security-Policy: {policy}\n" if by == "header" else ""
    script = '<script src="broken.js" nonce="abc"></script>'
    page_text = f'<!doctype html>\n<head>\n{tag}{script}<link rel="stylesheet" href="none.css">'
    write_files(tmp_path, {"index.html": page_text, "broken.js": "missing_function();", "_headers": headers})
    with Served(tmp_path, Host.NETLIFY) as served, browser.tab() as page:
        page.goto(served.address)
        shown = overlay(page)
        assert "missing_function is not defined" in shown or "Content Security Policy" in shown
        colour = (
            "getComputedStyle(document.querySelector('pyscript-doctor').shadowRoot.querySelector('section')).position"
        )
        assert page.evaluate("getComputedStyle(document.querySelector('pyscript-doctor')).position") == "fixed"
        assert page.evaluate(colour) == "static"


def test_script_costs_less_than_50_milliseconds(browser: Chromium, tmp_path: Path) -> None:
    """What else the machine does only adds to a time, so the least of several counts, by turns with and without."""
    write_files(tmp_path, {"index.html": "<!doctype html>\n<head><title>A</title></head><p>Hello"})
    took: dict[bool, list[float]] = {False: [], True: []}
    entry = "performance.getEntriesByType('navigation')[0]"
    with (
        Served(tmp_path, watches=False) as plain,
        Served(tmp_path, watches=True) as watched,
        browser.tab() as page,
    ):
        for turn in range(MOST_TURNS):
            for served in (plain, watched):
                page.goto(served.address)
                time_taken = page.evaluate(f"{entry}.domContentLoadedEventEnd - {entry}.responseEnd")
                took[served is watched].append(time_taken)
            if turn > 3 and min(took[True]) - min(took[False]) < 50:
                break
    assert min(took[True]) - min(took[False]) < 50


STYLES_OF_THE_PAGE = (
    "<style>html > * { display: none !important; color: red !important; font-size: 90px !important }</style>"
)


def test_overlay_can_be_reached_and_closed_with_the_keyboard(browser: Chromium, tmp_path: Path) -> None:
    page_text = f"<!doctype html>\n<head>{STYLES_OF_THE_PAGE}</head><script>missing_function()</script>"
    write_files(tmp_path, {"index.html": page_text})
    with Served(tmp_path) as served, browser.tab() as page:
        page.goto(served.address)
        assert overlay(page)
        box = page.locator("pyscript-doctor section").bounding_box()
        assert box is not None
        assert box["height"] > 100
        assert page.evaluate("document.activeElement === document.body")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.shadowRoot.activeElement.textContent") == "Close"
        page.keyboard.press("Escape")
        assert page.locator("pyscript-doctor").count() == 0


def test_text_of_a_page_is_shown_and_never_obeyed(browser: Chromium, tmp_path: Path) -> None:
    error = "<img src=x onerror=hacked()>\\u001b[31m\\u202e"
    write_files(tmp_path, {"index.html": f"<!doctype html>\n<script>throw new Error('{error}')</script>"})
    with Served(tmp_path) as served, browser.tab() as page:
        page.goto(served.address)
        assert "<img src=x onerror=hacked()>" in overlay(page)
        assert page.locator("pyscript-doctor img").count() == 0
        served.wait_for("onerror=hacked()")
        assert "\x1b" not in served.text
        assert "\u202e" not in served.text
