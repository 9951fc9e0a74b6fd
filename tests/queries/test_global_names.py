"""Which global names a page has and which a worker has."""

from __future__ import annotations

from pyscript_doctor.queries.global_names import is_only_in_workers, is_only_on_pages
from tests.in_one_test import in_one_test


@in_one_test(
    [
        ("document", True, False),
        ("alert", True, False),
        ("localStorage", True, False),
        ("importScripts", False, True),
        ("FileReaderSync", False, True),
        ("fetch", False, False),
        ("setTimeout", False, False),
        ("tea", False, False),
    ]
)
def test_pages_and_workers_have_different_globals(name: str, pages: bool, workers: bool) -> None:
    assert (is_only_on_pages(name), is_only_in_workers(name)) == (pages, workers)
