"""Files are written all or none."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.sources.writing import WriteError, write_all

if TYPE_CHECKING:
    from pathlib import Path


def test_files_get_what_is_new_and_keep_their_permissions(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "a").chmod(0o640)
    write_all(tmp_path, {"a": (b"1", b"2")})
    assert (tmp_path / "a").read_bytes() == b"2"
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["a"]


def test_file_that_changed_since_keeps_all_from_being_written(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "b").write_bytes(b"changed")
    with pytest.raises(WriteError, match="b: another program changed it"):
        write_all(tmp_path, {"a": (b"1", b"2"), "b": (b"1", b"2")})
    assert (tmp_path / "a").read_bytes() == b"1"
    assert sorted(os.listdir(tmp_path)) == ["a", "b"]


def test_file_that_cannot_take_its_place_puts_the_others_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"1")
    replace = os.replace

    def refuse(source: str, target: Path) -> None:
        if target.name == "b":
            raise PermissionError(13, "Permission denied")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(WriteError, match="permission denied"):
        write_all(tmp_path, {"a": (b"1", b"2"), "b": (b"1", b"2")})
    assert [(tmp_path / name).read_bytes() for name in ("a", "b")] == [b"1", b"1"]
    assert sorted(os.listdir(tmp_path)) == ["a", "b"]


def test_link_is_followed_but_not_out_of_the_project(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "real").write_bytes(b"1")
    (project / "link").symlink_to("real")
    (tmp_path / "outside").write_bytes(b"1")
    (project / "out").symlink_to(tmp_path / "outside")
    write_all(project, {"link": (b"1", b"2")})
    assert (project / "link").is_symlink()
    assert (project / "real").read_bytes() == b"2"
    with pytest.raises(WriteError, match="outside"):
        write_all(project, {"out": (b"1", b"2")})


def test_new_file_is_made_with_the_usual_permissions_and_never_over_another_one(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")
    write_all(tmp_path, {"new": (None, b"1")})
    assert (tmp_path / "new").read_bytes() == b"1"
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode
    with pytest.raises(WriteError, match="new: another program made it meanwhile"):
        write_all(tmp_path, {"new": (None, b"2")})
    assert (tmp_path / "new").read_bytes() == b"1"


def test_new_file_is_taken_away_again_where_another_one_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "b").write_bytes(b"1")
    replace = os.replace

    def refuse(source: str, target: Path) -> None:
        if target.name == "b":
            raise PermissionError("no")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(WriteError, match="cannot be written"):
        write_all(tmp_path, {"a": (None, b"2"), "b": (b"1", b"2")})
    assert os.listdir(tmp_path) == ["b"]
