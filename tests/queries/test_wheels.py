"""What a wheel of the site needs, and whether PyScript still knows on a second visit."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.queries.wheels import MOST_BYTES, WheelContents, contents_of, requirements_of
from tests.projects import page, project_of, said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyscript_doctor.project.reader import Reader
    from pyscript_doctor.project.urls.reference import Reference


def wheel(
    *requirements: str, name: str = "shop-1.0.dist-info/METADATA", files: Iterable[str] = (), rest: str = ""
) -> bytes:
    """A wheel with these requirements. files: what is in it before them. rest: the end of its metadata."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(file, "")
        lines = ["Metadata-Version: 2.1", "Name: shop", *(f"Requires-Dist: {each}" for each in requirements)]
        archive.writestr(name, "\n".join(lines) + "\n" + rest)
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


def test_no_list_is_kept_for_a_pyodide_that_cannot_read_it() -> None:
    config = 'interpreter = "0.28.0"\npackages = ["./shop-1.0-py3-none-any.whl"]'
    files = site(wheel("arrr"), config, release="2025.8.1")
    assert said(files, select=frozenset({"stale-package-cache"})) == []


def test_no_list_is_kept_of_the_wheels_of_a_game() -> None:
    game = """<script type="py-game" config='{"packages": ["./shop-1.0-py3-none-any.whl"]}'>import shop</script>"""
    files = {**site(wheel("arrr")), "index.html": page(game, release="2026.3.1")}
    assert said(files, select=frozenset({"stale-package-cache"})) == []


def contents(content: bytes) -> WheelContents | None:
    """What a wheel brings in."""
    project = project_of(site(content))
    return contents_of(project.runtimes[0].wheels[0], project.reader)


def test_a_wheel_brings_its_modules_and_what_it_needs_in_any_case() -> None:
    files = ("shop/__init__.py", "shop/till/count.py", "tool.py", "fast.cpython-314-wasm32-emscripten.so")
    made = wheel("numpy>=2", 'pytest; extra == "tests"', files=files)
    assert contents(made) == WheelContents(frozenset({"shop", "tool", "fast"}), ("numpy>=2",))
    assert requirements_of(*of_site(made)) == ("numpy",)


def of_site(content: bytes) -> tuple[Reference, Reader]:
    project = project_of(site(content))
    return project.runtimes[0].wheels[0], project.reader


@pytest.mark.parametrize(
    "content",
    [
        b"",
        wheel("numpy", 'colorama; sys_platform == "win32"'),  # the platform decides
        wheel("numpy", files=("shop.py", "more.pth")),  # this adds folders in which Python looks for modules
        wheel("numpy", files=("shop.py", "shop-1.0.data/purelib/more.py")),  # this is moved to another folder
    ],
)
def test_of_some_wheels_nobody_knows_what_they_bring(content: bytes) -> None:
    assert contents(content) is None


def test_very_long_metadata_is_not_read() -> None:
    start = len("Metadata-Version: 2.1\nName: shop\nRequires-Dist: numpy\n")
    longest = wheel("numpy", rest="\n" + "x" * (MOST_BYTES - start - 1))
    assert contents(longest) == WheelContents(frozenset(), ("numpy",))
    assert contents(wheel("numpy", rest="\n" + "x" * (MOST_BYTES - start))) is None
