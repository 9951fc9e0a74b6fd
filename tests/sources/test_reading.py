"""Files are read whole, whatever size they say they have, and never beyond the limit."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pyscript_doctor.sources.reading import Unreadable, read_file

STATUS = Path("/proc/self/status")


def test_a_file_is_read_to_its_end(tmp_path: Path) -> None:
    for size in (0, 1, 8192, 100_000):
        (tmp_path / "page.html").write_bytes(b"x" * size)
        assert read_file(str(tmp_path / "page.html"), 100_000) == b"x" * size


def test_a_file_of_one_byte_too_many_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(b"x" * 101)
    with pytest.raises(Unreadable, match="larger"):
        read_file(str(tmp_path / "page.html"), 100)


@pytest.mark.skipif(not STATUS.exists(), reason="only Linux has files that do not tell their size")
def test_a_file_that_does_not_tell_its_size_is_read_to_its_end() -> None:
    assert STATUS.stat().st_size == 0
    assert b"\nPid:\t%d\n" % os.getpid() in read_file(str(STATUS), 100_000)


@pytest.mark.skipif(not STATUS.exists(), reason="only Linux has files that do not tell their size")
def test_a_file_that_does_not_tell_its_size_has_the_same_limit() -> None:
    with pytest.raises(Unreadable, match="larger"):
        read_file(str(STATUS), 100)
