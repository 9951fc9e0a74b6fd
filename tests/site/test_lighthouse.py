"""What Lighthouse says of the page, and of the guide."""

from __future__ import annotations

import json
import os
import statistics
import threading
from typing import TYPE_CHECKING

import pytest

from docs.site.building.bundle import run
from docs.site.building.serving import Server
from tests.browser.runtimes import CHROMIUM

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.browser, pytest.mark.matrix]

LIGHTHOUSE = "lighthouse@12.8.2"
"""The newest that runs on Node.js 20."""
CATEGORIES = ("performance", "accessibility")
LEAST = 0.95
VISITS = 3
"""How often a page is measured. The median counts, because other programs use the processor, too."""
MEASURE = (
    "npx", "--no-install", "lighthouse", "--quiet", "--output=json", "--output-path=report.json",
    f"--only-categories={','.join(CATEGORIES)}", "--chrome-flags=--headless --no-sandbox --disable-gpu",
    "--preset=desktop",
)  # fmt: skip
"""A desktop computer, as the site is asked for on localhost. Lighthouse's other preset simulates a phone, its slow
network and a processor a quarter as fast, on which Python takes longer to start, whatever the page does."""


@pytest.fixture(scope="module")
def lighthouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with Lighthouse in it."""
    folder = tmp_path_factory.mktemp("lighthouse")
    run(["npm", "install", "--silent", "--no-audit", "--no-fund", LIGHTHOUSE], folder)
    return folder


@pytest.fixture(scope="module")
def address(vendored: Path) -> Iterator[str]:
    """Where the command of the README serves a site that needs no other host: all that is measured is ours."""
    with Server(vendored) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.address
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("path", ["", "docs/", "docs/rules/callback-without-create-proxy/"])
def test_lighthouse_gives_nearly_all_points(
    lighthouse: Path, address: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROME_PATH", os.fspath(CHROMIUM))
    visits = [visit(lighthouse, address + path) for _ in range(VISITS)]
    scores = {category: statistics.median(each[category] for each in visits) for category in CATEGORIES}
    assert min(scores.values()) >= LEAST, visits


def visit(lighthouse: Path, address: str) -> dict[str, float]:
    """The scores of one visit with an empty cache, from 0 to 1."""
    run([*MEASURE, address], lighthouse)
    report = json.loads((lighthouse / "report.json").read_text(encoding="utf-8"))
    return {name: report["categories"][name]["score"] for name in CATEGORIES}
