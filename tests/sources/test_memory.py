"""Files in memory answer as a folder on disk that holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.sources.disk import Disk
from pyscript_doctor.sources.memory import Files
from pyscript_doctor.sources.snapshot import Fetch, Resource, Search
from tests.sources.repositories import write

if TYPE_CHECKING:
    from pathlib import Path

    from pyscript_doctor.sources.snapshot import Source

HELD: dict[str, str | bytes] = {
    "index.html": "<p>Hällo</p>",
    "app/main.py": b"\xffmagic",
    "vendor/lib.js": "magic",
    "picture.png": "magic",
    "data.bin": b"\0magic",
}


def fetched(source: Source, path: str) -> Resource:
    return source.answer(source.open(), [Fetch(path)]).resources[path]


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "./app/main.py",
        "app/../index.html",
        "Index.html",
        "nosuch",
        "app",
        "app/",
        "",
        ".",
        "../secret",
        "/x",
    ],
)
def test_a_path_is_answered_as_on_disk(tmp_path: Path, path: str) -> None:
    write(tmp_path, HELD)
    assert fetched(Files(HELD), path) == fetched(Disk(tmp_path), path)


@pytest.mark.parametrize("phrase", ["magic", "HÄLLO", "hällo", "<P>", "nothing"])
def test_a_search_finds_what_it_finds_on_disk(tmp_path: Path, phrase: str) -> None:
    write(tmp_path, HELD)
    sources: tuple[Source, ...] = (Files(HELD), Disk(tmp_path))
    in_memory, on_disk = (source.answer(source.open(), [Search(phrase)]).matches for source in sources)
    assert in_memory == on_disk


def test_the_listing_names_all_files(tmp_path: Path) -> None:
    write(tmp_path, HELD)
    assert Files(HELD).open() == Disk(tmp_path).open()
