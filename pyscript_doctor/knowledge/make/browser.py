"""Asking a real Chromium what its globals are, on a page and in a worker."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

HERE = Path(__file__).parent
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ADDRESS = "http://localhost/"
ISOLATED = {"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp"}
IN_A_WORKER = """async (probe) => {
    const source = `postMessage(JSON.stringify((${probe})()))`;
    const worker = new Worker(URL.createObjectURL(new Blob([source])));
    return JSON.parse(await new Promise((done) => { worker.onmessage = (event) => done(event.data) }));
}"""
STYLE_PROPERTIES = """() => {
    const names = [];
    for (const name in document.body.style) names.push(name);
    return names;
}"""


def ask_chromium() -> dict[str, Any]:
    """What a Chromium says: its version, its globals on a page and in a worker, callbacks, results, styles."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        page = browser.new_page()
        page.route(f"{ADDRESS}**", _answer)
        page.goto(ADDRESS)
        answer = {"version": browser.version, **ask_page(page)}
        answer["callbacks"] = page.evaluate(_probe("callbacks"))
        answer["results"] = page.evaluate(_probe("results"))
        browser.close()
    return answer


def ask_page(page: Page) -> dict[str, Any]:
    """The globals of an open page, of a worker of it, and the style properties of an element."""
    return {
        "window": page.evaluate(_probe("chromium")),
        "worker": page.evaluate(IN_A_WORKER, _probe("chromium")),
        "styles": page.evaluate(STYLE_PROPERTIES),
    }


def _answer(route: Route) -> None:
    route.fulfill(body="<!doctype html><title>probe</title><body>", content_type="text/html", headers=ISOLATED)


def _probe(name: str) -> str:
    """A probe without the comment above it: an expression that is a function."""
    text = (HERE / f"probe_{name}.js").read_text("utf-8")
    return "\n".join(line for line in text.splitlines() if not line.startswith("//")).strip()
