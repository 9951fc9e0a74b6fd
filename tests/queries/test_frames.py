"""Which pages of the project show a page in a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.queries.frames import frames_around
from tests.projects import page, told

if TYPE_CHECKING:
    from pyscript_doctor.project.project import Project

PYTHON = page('<script type="py">print(1)</script>')


@pytest.mark.parametrize(
    ("path", "html", "count"),
    [
        ("around.html", '<iframe src="index.html"></iframe>', 1),
        ("around.HTM", '<iframe src="./index.html?a=1"></iframe>', 1),
        ("around.html", '<iframe src="index.html"></iframe><iframe src="index.html"></iframe>', 2),
        ("sub/around.html", '<iframe src="../index.html"></iframe>', 1),
        ("around.html", '<iframe src="other.html"></iframe>', 0),
        ("around.html", "<iframe></iframe>", 0),
        ("around.html", '<a href="index.html">A</a>', 0),
        ("around.txt", '<iframe src="index.html"></iframe>', 0),
    ],
)
def test_a_page_that_frames_another(path: str, html: str, count: int) -> None:
    files = {"index.html": PYTHON, "other.html": "", path: f"<!doctype html><body>{html}</body>"}

    def framed(project: Project) -> list[str | None]:
        (own,) = (each for each in project.pages if each.path == "index.html")
        return [each.reference.path for each in frames_around(own, project.reader)]

    assert told(files, framed) == ["index.html"] * count
