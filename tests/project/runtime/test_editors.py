"""Which editors of a page start an interpreter of their own."""

from __future__ import annotations

import pytest

from tests.projects import page, project_of

EDITOR = '<script type="py-editor" id="lesson">import numpy</script>'


def kinds(body: str) -> list[str]:
    return [runtime.kind for runtime in project_of({"index.html": page(body)}).runtimes]


@pytest.mark.parametrize(
    "script",
    [
        '<script type="py">from pyscript import document\ndocument.getElementById("lesson").handleEvent = run</script>',
        '<script>document.querySelector("#lesson").handleEvent = (event) => false;</script>',
    ],
)
def test_code_of_the_page_may_run_what_an_editor_holds_in_a_way_of_its_own(script: str) -> None:
    assert "editor" not in kinds(EDITOR + script)


def test_an_editor_left_alone_starts_a_worker() -> None:
    assert kinds(EDITOR) == ["editor"]
