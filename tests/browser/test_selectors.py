"""Chromium reads the selectors that the doctor reads, and refuses those that it takes for broken."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.queries.test_selectors import BROKEN, READ

if TYPE_CHECKING:
    from tests.browser.page import Chromium

pytestmark = pytest.mark.browser

ASK = """selectors => selectors.map(selector => {
    try { document.querySelector(selector); return true } catch { return false }
})"""


def test_chromium_agrees(browser: Chromium) -> None:
    with browser.tab() as tab:
        read = tab.evaluate(ASK, [*READ, *BROKEN])
    found = dict(zip([*READ, *BROKEN], read, strict=True))
    assert [each for each in READ if not found[each]] == [], json.dumps(found)
    assert [each for each in BROKEN if found[each]] == [], json.dumps(found)
