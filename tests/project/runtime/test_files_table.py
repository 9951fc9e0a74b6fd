"""How PyScript reads the entries of `files`."""

from __future__ import annotations

from pyscript_doctor.parsers.config.json import read_json
from pyscript_doctor.parsers.config.values import Table
from pyscript_doctor.parsers.text import Text
from pyscript_doctor.project.runtime.files_table import FileEntry, file_entries


def entries(json: str) -> list[FileEntry]:
    table = read_json(Text.whole("pyscript.json", json)).table
    assert isinstance(table, Table)
    return list(file_entries(table.entries))


def test_an_empty_destination_keeps_the_name_and_drops_the_folder() -> None:
    assert [each.path for each in entries('{"./a/b.txt": ""}')] == ["./b.txt"]


def test_a_destination_that_ends_with_a_slash_is_a_folder() -> None:
    assert [each.path for each in entries('{"./a/b.txt": "c/"}')] == ["c/b.txt"]


def test_a_star_unpacks() -> None:
    assert [each.unpacks for each in entries('{"a.zip": "./*", "b.zip": ""}')] == [True, False]


def test_placeholders_are_filled_from_the_entries_above() -> None:
    (each,) = entries('{"{A}": "https://a.example", "{B}": "{A}/b", "{B}/c.txt": "d.txt"}')
    assert (each.url, each.path, each.undefined) == ("https://a.example/b/c.txt", "d.txt", "")


def test_a_placeholder_that_is_defined_later_is_undefined() -> None:
    (each,) = entries('{"{A}/b.txt": "", "{A}": "c"}')
    assert each.undefined == "{A}"


def test_what_is_no_string_brings_in_nothing() -> None:
    assert entries('{"a.txt": ["b.txt"]}') == []
