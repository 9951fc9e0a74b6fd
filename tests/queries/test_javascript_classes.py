"""Which classes of the browser fail without `new`, and in which words."""

from __future__ import annotations

from pyscript_doctor.queries.javascript_classes import refusal_without_new
from tests.in_one_test import in_one_test


@in_one_test(
    [
        ("Map", "Map "),
        ("Event", "Failed to construct 'Event'"),
        ("ClipboardEvent", "Failed to construct 'ClipboardEvent'"),  # pages have it, and workers do not
        ("FileReaderSync", "Failed to construct 'FileReaderSync'"),  # the other way round
        ("Image", "Failed to construct 'Image'"),  # it makes an element that `new HTMLImageElement()` does not make
        ("HTMLImageElement", ""),  # `new` fails too
        ("DOMRectList", ""),
        ("Date", ""),
        ("alert", ""),
        ("Xylophone", ""),
    ]
)
def test_what_the_browser_says_of_a_class_that_is_called_without_new(name: str, refusal: str) -> None:
    assert refusal_without_new(name) == refusal
