"""The page as somebody uses it."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playwright.sync_api import Page

PATIENCE = 120_000
"""Milliseconds that a busy machine may take to start Python."""


def fragment(files: Mapping[str, str]) -> str:
    """A project as a link carries it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(json.dumps(list(files.items())).encode()) + packer.flush()
    return "#project=" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


CSS = '<link rel="stylesheet" href="https://pyscript.net/releases/2026.7.3/core.css">'
CORE = '<script type="module" src="https://pyscript.net/releases/2026.7.3/core.js"></script>'
BEGINNING = {
    "index.html": f"<!doctype html>\n{CSS}\n{CORE}\n<p id=greeting></p>\n<script type=mpy src=main.py></script>\n",
    "main.py": 'from pyscript import document\n\ndocument.getElementById("greeting").textContent = "Hello!"\n',
    "pyscript.toml": 'name = "Hello"\n',
}
"""The project that each test begins with."""


@dataclass
class Playground:
    """A tab with the page in it."""

    page: Page
    address: str

    def begin_again(self) -> None:
        """Close what a test left open, and open the project that the page begins with."""
        self.page.set_viewport_size({"width": 1280, "height": 720})
        self.page.evaluate("document.querySelectorAll('dialog').forEach(each => each.close())")
        self.page.get_by_role("tab", name="Findings").click()
        self.page.evaluate("location.hash = ''")
        self.open_project(BEGINNING)

    def opened(self, rest: str = "") -> Playground:
        """Open the page, and wait for the first report."""
        self.page.goto(self.address + rest)
        self.page.wait_for_function("document.body.dataset.checks", timeout=PATIENCE)
        return self

    def open_project(self, files: Mapping[str, str]) -> None:
        """Follow a link that holds these files, and wait for what the doctor says."""
        self.awaiting_report(lambda: self.page.evaluate("hash => { location.hash = hash }", fragment(files)))

    def awaiting_report(self, action: Callable[[], object]) -> None:
        """Do something, and wait until the doctor has judged what is there then."""
        before = int(self.page.evaluate("document.body.dataset.checks"))
        action()
        self.page.wait_for_function(f"Number(document.body.dataset.checks) > {before}", timeout=PATIENCE)
        self.page.wait_for_timeout(50)

    def show(self, path: str) -> None:
        """Show a file in the editor."""
        self.page.locator("#files").get_by_text(path, exact=True).click()

    def type_at_the_end(self, text: str) -> None:
        """Type at the end of the file that is shown."""
        self.page.locator(".cm-content").click()
        self.page.keyboard.press("Control+End")
        self.awaiting_report(lambda: self.page.keyboard.insert_text(text))

    def text_shown(self) -> str:
        """What the editor shows."""
        lines: list[str] = self.page.locator(".cm-line").all_inner_texts()
        return "\n".join(line.rstrip("\n") for line in lines)

    def rules(self) -> list[str]:
        """The rules of the findings that are listed."""
        names = self.page.locator("#finding-list a", has_text="About ").all_inner_texts()
        return [name.removeprefix("About ") for name in names]

    def verdict(self) -> str:
        """The line above the findings."""
        return self.page.locator("#verdict").inner_text()

    def notice(self) -> str:
        """The one line that says what was refused."""
        return self.page.locator("#notice").inner_text()

    def run(self, until: str) -> Any:
        """Run the project's page, and wait for a text in its console."""
        self.page.get_by_role("tab", name="Run it").click()
        self.page.get_by_role("button", name="Run", exact=True).click()
        self.page.locator("#run-console", has_text=until).wait_for(timeout=PATIENCE)
        return self.page.frames[-1]
