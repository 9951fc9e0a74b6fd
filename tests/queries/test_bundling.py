"""Whether a bundler makes the pages that a browser gets."""

from __future__ import annotations

import pytest

from pyscript_doctor import Session
from pyscript_doctor.queries.bundling import MOST_PACKAGE_FILES, is_bundled
from tests.projects import page, told
from tests.rules.sites import Site

VITE = '{"devDependencies": {"vite": "5"}}'


def bundled(files: dict[str, str]) -> bool:
    return told({"index.html": page('<script type="py">print(1)</script>'), **files}, is_bundled)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"vite.config.js": ""}, True),
        ({"app/webpack.config.mjs": ""}, True),
        ({"package.json": VITE}, True),
        ({"app/package.json": VITE}, True),
        ({"package.json": '{"name": "vite", "devDependencies": {"prettier": "3"}}'}, False),
        ({"node_modules/some/package.json": VITE}, False),
        ({"other.json": VITE}, False),
        ({"my.config.js": ""}, False),
        ({}, False),
    ],
)
def test_what_names_a_bundler(files: dict[str, str], expected: bool) -> None:
    assert bundled(files) is expected


def test_the_settings_may_say_that_nothing_builds_the_pages() -> None:
    files = {"index.html": page('<script type="py">print(1)</script>'), "package.json": VITE}
    assert told(files, is_bundled, bundler="none") is False


def test_what_a_live_site_sends_is_what_a_bundler_made() -> None:
    site = Site({"index.html": page('<script type="py">print(1)</script>'), "package.json": VITE})
    assert Session(site).ask(is_bundled) is False


def test_of_very_many_packages_the_first_are_read() -> None:
    files = {f"p{number:03}/package.json": "{}" for number in range(MOST_PACKAGE_FILES)}
    assert bundled({**files, "a/package.json": VITE})
    assert not bundled({**files, "z/package.json": VITE})
