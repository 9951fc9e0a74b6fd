"""JSON, held against what a browser makes of the same documents."""

from __future__ import annotations

from typing import Any

import pytest

from pyscript_doctor.parsers.config.json import NO_OBJECT, parse_json, read_json
from pyscript_doctor.parsers.config.values import DEEPEST, Array, Refused, Table
from pyscript_doctor.parsers.text import Part, Text
from tests.in_one_test import in_one_test
from tests.parsers.plain_data import comparable, plain, reference

DOCUMENTS = reference("json.json")


def read(document: str) -> Any:
    return read_json(Text.whole("pyscript.json", document))


@in_one_test(DOCUMENTS)
def test_it_takes_and_refuses_what_a_browser_does_in_the_same_words(title: str) -> None:
    entry = dict(DOCUMENTS[title])
    document = entry.pop("document")
    try:
        outcome = {"value": plain(parse_json(Text.whole("pyscript.json", document)))}
    except Refused as refused:
        outcome = {"error": refused.refusal.message}
    assert outcome == comparable(entry)


def test_every_key_and_value_knows_its_place() -> None:
    document = '{\n  "a\\n": [1, "x\\ty"],\n  "b": {"c": null}\n}'
    table = read(document).table
    first, second = table.entries
    assert (first.name, document[first.key.span().start : first.key.span().end]) == ("a\n", "a\\n")
    one, string = first.value.items
    assert document[one.span.start : one.span.end] == "1"
    assert document[string.span.start : string.span.end] == '"x\\ty"'
    assert string.text.value == "x\ty"
    assert document[string.text.span(1, 2).start : string.text.span(1, 2).end] == "\\t"
    assert document[second.value.span.start : second.value.span.end] == '{"c": null}'
    assert (table.span.start, table.span.end) == (0, len(document))


def test_a_document_in_an_attribute_with_entities_keeps_its_places_in_the_page() -> None:
    page = '<script config="{&quot;packages&quot;: [nope]}">'
    parts, at = [], page.index("{")
    while (entity := page.find("&quot;", at)) >= 0:
        parts += [Part(at, entity), Part(entity, entity + len("&quot;"), '"')]
        at = entity + len("&quot;")
    reading = read_json(Text.whole("index.html", page).spliced([*parts, Part(at, page.index('">'))]))
    assert reading.refusal is not None
    assert reading.refusal.message == 'Unexpected token \'o\', "{"packages": [nope]}" is not valid JSON'
    assert page[reading.refusal.span.start] == "o"


def test_of_two_equal_keys_both_stay_and_the_last_counts() -> None:
    table = read('{"a": 1, "a": 2}').table
    assert [entry.value.value for entry in table] == [1, 2]
    assert table.get("a").value == 2


def test_a_byte_order_mark_is_passed_over_as_fetching_does() -> None:
    assert plain(read('\ufeff{"a": 1}').table) == {"a": 1}


@pytest.mark.parametrize("document", ["[]", "1", '"x"', "null"])
def test_a_document_that_is_no_object_is_refused_with_a_sentence_of_its_own(document: str) -> None:
    reading = read(document)
    assert reading.table is None
    assert reading.refusal.message == NO_OBJECT
    assert (reading.refusal.span.start, reading.refusal.span.end) == (0, len(document))


def test_the_place_of_a_refusal_is_the_character_that_does_not_fit() -> None:
    document = '{\n  "a": 1\n  "b": 2\n}'
    assert read(document).refusal.span.start == document.index('"b"')


def test_a_refusal_at_the_end_lies_at_the_end() -> None:
    reading = read('{"a": [1')
    assert (reading.refusal.span.start, reading.refusal.span.end) == (8, 8)


@pytest.mark.parametrize("document", ["[" * 100_000, '{"a":' * 100_000, "[" * 100_000 + "]" * 100_000])
def test_what_is_nested_without_measure_is_refused(document: str) -> None:
    assert f"more than {DEEPEST}" in read(document).refusal.message


def test_it_reads_as_deep_as_its_bound() -> None:
    node = parse_json(Text.whole("x", "[" * DEEPEST + "{}" + "]" * DEEPEST))
    for _ in range(DEEPEST):
        assert isinstance(node, Array)
        (node,) = node.items
    assert isinstance(node, Table)
