"""What a wheel of the site needs, and whether PyScript still knows on a second visit."""

from __future__ import annotations

import io
import zipfile

import pytest

from pyscript_doctor.queries.wheels import requirements_of
from tests.projects import page, project_of, said


def wheel(*requirements: str, name: str = "shop-1.0.dist-info/METADATA") -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        lines = ["Metadata-Version: 2.1", "Name: shop", *(f"Requires-Dist: {each}" for each in requirements)]
        archive.writestr(name, "\n".join(lines) + "\n")
    return content.getvalue()


def site(content: bytes, config: str = "", release: str = "2026.3.1") -> dict[str, str | bytes]:
    config = config or 'packages = ["./shop-1.0-py3-none-any.whl"]'
    body = f'<py-config>\n{config}\n</py-config>\n<script type="py">\nimport shop\n</script>'
    return {"index.html": page(body, release=release), "shop-1.0-py3-none-any.whl": content}


def test_a_wheel_tells_what_it_needs_in_any_case() -> None:
    project = project_of(site(wheel("Some_Library>=1", 'tests; extra == "tests"')))
    runtime = project.runtimes[0]
    assert requirements_of(runtime.wheels[0], project.reader) == ("some-library",)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", wheel(name="METADATA"), wheel("?")])
def test_what_is_no_wheel_needs_nothing(content: bytes) -> None:
    project = project_of(site(content))
    assert requirements_of(project.runtimes[0].wheels[0], project.reader) == ()


def test_a_wheel_with_needs_is_loaded_without_them_on_a_second_visit() -> None:
    assert "index.html:9 warning stale-package-cache" in said(site(wheel("arrr")))


@pytest.mark.parametrize(
    "config",
    [
        'packages = ["./shop-1.0-py3-none-any.whl", "arrr"]',
        'packages_cache = "never"\npackages = ["./shop-1.0-py3-none-any.whl"]',
    ],
)
def test_listing_them_and_keeping_nothing_both_help(config: str) -> None:
    assert said(site(wheel("arrr"), config), select=frozenset({"stale-package-cache"})) == []


def test_a_wheel_that_needs_nothing_can_be_loaded_again() -> None:
    assert said(site(wheel()), select=frozenset({"stale-package-cache"})) == []


@pytest.mark.parametrize(("release", "found"), [("2024.9.2", 0), ("2024.10.1", 1), ("2026.7.2", 1), ("2026.7.3", 0)])
def test_it_hangs_on_the_release(release: str, found: int) -> None:
    said_of_it = said(site(wheel("arrr"), release=release), select=frozenset({"stale-package-cache"}))
    assert len(said_of_it) == found
