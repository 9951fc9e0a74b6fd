"""What an editor holds, over what is saved: a source with buffers answers as one that has them saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.sources.disk import Disk
from pyscript_doctor.sources.memory import Files
from pyscript_doctor.sources.overlay import Overlay
from pyscript_doctor.sources.snapshot import Fetch, Search, Status
from tests.sources.repositories import write

if TYPE_CHECKING:
    from pathlib import Path

    from pyscript_doctor.sources.snapshot import Request

SAVED: dict[str, str | bytes] = {"index.html": "old", "app/main.py": "import math", "app/old.py": "import os"}
BUFFERS: dict[str, str | bytes | None] = {"index.html": "new", "lib/new.py": "import js", "app/old.py": None}
AS_IF_SAVED: dict[str, str | bytes] = {"index.html": "new", "app/main.py": "import math", "lib/new.py": "import js"}
PATHS = ["index.html", "./index.html", "app/main.py", "app/old.py", "lib/new.py", "lib", "app", "app/", "lib/none.py"]
PHRASES = ["import", "IMPORT JS", "import os", "old", "new"]
REQUESTS: list[Request] = [*map(Fetch, PATHS), *map(Search, PHRASES)]


def test_it_answers_as_if_the_buffers_were_saved() -> None:
    overlay, saved = Overlay(Files(SAVED), BUFFERS), Files(AS_IF_SAVED)
    assert overlay.answer(overlay.open(), REQUESTS) == saved.answer(saved.open(), REQUESTS)


def test_it_does_so_whatever_was_asked_before() -> None:
    overlay, saved = Overlay(Files(SAVED), BUFFERS), Files(AS_IF_SAVED)
    snapshot = overlay.open()
    for request in REQUESTS:
        snapshot = overlay.answer(snapshot, [request])
    assert snapshot == saved.answer(saved.open(), REQUESTS)


def test_it_lies_over_a_folder_and_writes_nothing(tmp_path: Path) -> None:
    write(tmp_path, SAVED)
    overlay = Overlay(Disk(tmp_path), BUFFERS)
    snapshot = overlay.answer(overlay.open(), [Fetch("index.html"), Fetch("app/old.py"), Search("import")])
    assert snapshot.listing is not None
    assert set(snapshot.listing) == set(AS_IF_SAVED)
    assert snapshot.resources["index.html"].content == b"new"
    assert snapshot.resources["app/old.py"].status is Status.MISSING
    assert snapshot.matches["import"] == ("app/main.py", "lib/new.py")
    assert (tmp_path / "index.html").read_text() == "old"


@pytest.mark.parametrize("path", ["app", "app/"])
def test_a_folder_whose_files_are_all_gone_is_gone(path: str) -> None:
    overlay = Overlay(Files(SAVED), {"app/main.py": None, "app/old.py": None})
    assert overlay.answer(overlay.open(), [Fetch(path)]).resources[path].status is Status.MISSING
