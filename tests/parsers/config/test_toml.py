"""The statements of TOML documents, held against tomli."""

from __future__ import annotations

from typing import Any

import pytest
import tomli

from pyscript_doctor.parsers.config.toml_statements import Kind, scan_toml
from pyscript_doctor.parsers.text import Text
from tests.in_one_test import in_one_test
from tests.parsers.plain_data import reference

DOCUMENTS = {title: entry["document"] for title, entry in reference("toml.json").items()}


def scan(document: str) -> Any:
    return scan_toml(Text.whole("pyscript.toml", document))


def is_toml(document: str) -> bool:
    try:
        tomli.loads(document)
    except tomli.TOMLDecodeError:
        return False
    return True


NO_NUMBER = "not a number"  # equals nothing, not even itself
VALID = [title for title, document in DOCUMENTS.items() if is_toml(document) and title != NO_NUMBER]


def built(statements: Any) -> dict[str, Any]:
    """The document that the statements make, each value as TOML reads it."""
    root: dict[str, Any] = {}
    table = root
    for statement in statements:
        keys = [key.value for key in statement.keys]
        if statement.kind in (Kind.TABLE, Kind.TABLE_ARRAY):
            table = inner(root, keys[:-1])
            if statement.kind is Kind.TABLE_ARRAY:
                table.setdefault(keys[-1], []).append({})
            table = inner(table, keys[-1:])
        elif statement.kind is Kind.ASSIGNMENT:
            inner(table, keys[:-1])[keys[-1]] = tomli.loads(f"value = {statement.value}")["value"]
    return root


def inner(table: Any, keys: list[str]) -> Any:
    for key in keys:
        table = table.setdefault(key, {})
        table = table[-1] if isinstance(table, list) else table
    return table


@in_one_test(VALID)
def test_of_valid_toml_the_statements_say_what_the_document_says(title: str) -> None:
    statements = scan(DOCUMENTS[title])
    assert Kind.UNKNOWN not in {statement.kind for statement in statements}
    assert built(statements) == tomli.loads(DOCUMENTS[title])


def test_the_reference_holds_enough_valid_toml_to_say_so() -> None:
    assert len(VALID) > 80


@in_one_test(DOCUMENTS)
def test_the_lines_of_all_statements_are_the_document(title: str) -> None:
    assert "".join(statement.lines.value for statement in scan(DOCUMENTS[title])) == DOCUMENTS[title]


def kinds(document: str) -> Any:
    return [statement.kind for statement in scan(document)]


def test_each_kind_of_line_is_told_apart() -> None:
    document = '# a\n\n[b] # c\n[[d]]\ne = 1\n"f" . g = 2\nthis is text\n- h\n'
    assert kinds(document) == [
        Kind.COMMENT,
        Kind.BLANK,
        Kind.TABLE,
        Kind.TABLE_ARRAY,
        Kind.ASSIGNMENT,
        Kind.ASSIGNMENT,
        Kind.UNKNOWN,
        Kind.UNKNOWN,
    ]


def test_a_statement_knows_its_keys_value_and_comment() -> None:
    document = '  "a b" . c = [ 1, # one\n 2 ] # both \n'
    (statement,) = scan(document)
    assert [key.value for key in statement.keys] == ["a b", "c"]
    assert statement.value.value == "[ 1, # one\n 2 ]"
    assert statement.comment.value == "# both"
    assert document[statement.span.start : statement.span.end] == '"a b" . c = [ 1, # one\n 2 ]'
    assert statement.lines.value == document


def test_a_header_knows_its_keys() -> None:
    (statement,) = scan("[[ a . \"b.c\" . 'd' ]]")
    assert [key.value for key in statement.keys] == ["a", "b.c", "d"]


def test_keys_that_only_basic_toml_takes_are_assignments_of_one_key() -> None:
    (statement,) = scan("https://example.com/a.py = './a.py'\n")
    assert [key.value for key in statement.keys] == ["https://example.com/a.py"]
    assert statement.value.value == "'./a.py'"


def test_brackets_and_hashes_in_strings_and_comments_do_not_count() -> None:
    document = 'a = [ "]", \'#\', # ]\n """ ] # """ ]\nb = 1\n'
    assert [statement.value.value for statement in scan(document)] == [document[4:-7], "1"]


def test_an_array_that_is_not_closed_ends_before_the_next_statement() -> None:
    document = 'a = [\n  "x",\n  [1],\n[files]\n"b" = "c"\n'
    array, header, entry = scan(document)
    assert array.value.value == '[\n  "x",\n  [1],'
    assert (header.kind, entry.kind) == (Kind.TABLE, Kind.ASSIGNMENT)
    assert [statement.kind for statement in scan("a = [\n1,\nb = 2\n")] == [Kind.ASSIGNMENT, Kind.ASSIGNMENT]


def test_an_inline_table_over_lines_is_one_statement() -> None:
    (statement, _) = scan("a = {\n  x = 1,\n}\nb = 2\n")
    assert statement.value.value == "{\n  x = 1,\n}"


@pytest.mark.parametrize("value", ['"x', "'x", '"""x', "'''x", '"x\\'])
def test_a_string_that_is_not_closed_takes_its_line(value: str) -> None:
    statements = scan(f"a = {value}\nb = 1\n")
    assert [statement.value.value for statement in statements] == [value, "1"]


def test_windows_newlines_belong_to_no_value() -> None:
    statements = scan("a = 1\r\n[b]\r\nc = 'd'\r\n")
    assert [statement.value.value for statement in statements if statement.value] == ["1", "'d'"]
    assert statements[1].lines.value == "[b]\r\n"


def test_a_byte_order_mark_belongs_to_the_first_lines() -> None:
    (statement,) = scan("\ufeffa = 1")
    assert [key.value for key in statement.keys] == ["a"]


@pytest.mark.in_turns
@pytest.mark.parametrize(
    "document", ["a = [\n" * 5000, 'a = """\n' * 5000, "[" * 50_000, "a." * 50_000 + "b = 1", '\\"' * 50_000]
)
def test_documents_without_measure_are_scanned(document: str) -> None:
    assert "".join(statement.lines.value for statement in scan(document)) == document
