"""What is kept between runs, and when it is asked for again."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.package_index.addresses import Addresses
from pyscript_doctor.package_index.cache import Cache, Stored
from pyscript_doctor.package_index.lookup import PackageIndex
from pyscript_doctor.project.runtime.package_answers import PackageAnswer, Question
from tests.package_index.packages import JSON, ORIGIN, File, World, package
from tests.package_index.server import Handler, Server, reply, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LISTING = "/simple/arrr/"
STORED = Stored("https://index.test/simple/arrr/", JSON, '"1"', "", 0.0, b"content\nof two lines")


@pytest.fixture
def index() -> Iterator[Server]:
    with serving(World((package("arrr", File("1.0", beside=False)),))) as server:
        yield server


def ask(index: Server, folder: Path) -> None:
    found = PackageIndex(Addresses((index.url,)), Cache(folder)).ask([Question("314.0.2", ("arrr",))])
    assert found.troubles == ()
    assert [list(each.values()) for each in found.answers.values()] == [[PackageAnswer(brings=("arrr",))]]


def test_a_second_run_asks_whether_the_list_has_changed_and_takes_the_wheel_for_the_same(
    index: Server, tmp_path: Path
) -> None:
    ask(index, tmp_path)
    first = index.asked.total()
    ask(index, tmp_path)
    assert index.statuses[304] == 1
    assert index.asked.total() == first + 1
    assert index.asked[LISTING] == 2


def test_a_list_that_is_said_to_be_fresh_is_not_asked_for_again(index: Server, tmp_path: Path) -> None:
    content = index.world.documents[LISTING][1].replace(ORIGIN.encode(), index.origin.encode())

    def fresh(handler: Handler) -> None:
        reply(handler, 200, content, Content_Type=JSON, Cache_Control="public, max-age=600")

    index.special[LISTING] = fresh
    ask(index, tmp_path)
    ask(index, tmp_path)
    assert index.asked[LISTING] == 1


def test_what_must_not_be_kept_is_not_kept(index: Server, tmp_path: Path) -> None:
    content = index.world.documents[LISTING][1].replace(ORIGIN.encode(), index.origin.encode())
    index.special[LISTING] = lambda handler: reply(
        handler, 200, content, Content_Type=JSON, Cache_Control="no-store", ETag='"1"'
    )
    ask(index, tmp_path)
    ask(index, tmp_path)
    assert index.statuses[304] == 0
    assert index.asked[LISTING] == 2


def test_what_is_stored_comes_back_as_it_was(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "new" / "folder")
    assert cache.get("key") is None
    cache.put("key", STORED)
    assert cache.get("key") == STORED
    assert cache.get("other key") is None


@pytest.mark.parametrize("damage", [b"", b"{}", b"{}\n", b"[" * 100_000, b'{"format": 1}\nx', b"\xff\n"])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, damage: bytes) -> None:
    cache = Cache(tmp_path)
    cache.put("key", STORED)
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage)
    assert cache.get("key") is None


def test_a_file_that_was_cut_off_is_as_good_as_none(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("key", STORED)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-1])
    assert cache.get("key") is None


def test_a_folder_that_cannot_be_made_is_no_reason_to_fail(index: Server, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    ask(index, tmp_path / "file" / "folder")


def test_what_nobody_asked_for_in_a_month_is_forgotten(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("old", STORED)
    (file,) = tmp_path.iterdir()
    month_ago = time.time() - 31 * 24 * 3600
    os.utime(file, (month_ago, month_ago))
    cache.put("new", STORED)
    cache.prune()
    assert (cache.get("old"), cache.get("new")) == (None, STORED)
