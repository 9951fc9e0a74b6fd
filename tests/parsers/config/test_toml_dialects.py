"""PyScript's TOML parsers, held against what they made of the same documents."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from pyscript_doctor.knowledge.interpreters import Thread
from pyscript_doctor.parsers.config.toml_dialects import Dialect, dialect_for, read_toml
from pyscript_doctor.parsers.config.values import DEEPEST, Array, Leaf, Table
from pyscript_doctor.parsers.text import Part, Span, Text
from tests.in_one_test import in_one_test
from tests.parsers.plain_data import comparable, outcome, plain, reference

DOCUMENTS = reference("toml.json")
BASIC_ONES = [Dialect.BASIC_STRICT, Dialect.BASIC]


def read(document: str, dialect: Dialect) -> Any:
    return read_toml(Text.whole("pyscript.toml", document), dialect)


def cut(document: str, span: Span) -> str:
    assert span.path == "pyscript.toml"
    return document[span.start : span.end]


@in_one_test(product(DOCUMENTS, Dialect))
def test_it_reads_and_refuses_what_the_parser_of_the_release_does_in_the_same_words(
    title: str, dialect: Dialect
) -> None:
    entry = DOCUMENTS[title]
    assert outcome(read(entry["document"], dialect)) == comparable(entry[dialect.name])


def test_the_reference_holds_documents_that_each_parser_takes_and_that_each_refuses() -> None:
    for dialect in Dialect:
        taken = ["value" in entry[dialect.name] for entry in DOCUMENTS.values()]
        assert min(taken.count(True), taken.count(False)) > 40


@pytest.mark.parametrize(
    ("release", "thread", "own_config", "dialect"),
    [
        ("2023.11.1", Thread.MAIN, False, Dialect.J04),
        ("2026.1.1", Thread.MAIN, False, Dialect.J04),
        ("2026.2.1", Thread.MAIN, False, Dialect.BASIC),
        ("2026.7.3", Thread.MAIN, False, Dialect.BASIC),
        ("2023.11.1", Thread.WORKER, True, Dialect.BASIC_STRICT),
        ("2026.1.1", Thread.WORKER, True, Dialect.BASIC_STRICT),
        ("2026.2.1", Thread.WORKER, True, Dialect.BASIC),
        ("2025.11.1", Thread.WORKER, False, Dialect.J04),
        ("2026.7.3", Thread.WORKER, False, Dialect.BASIC),
        ("2025.11.1", Thread.MAIN, True, Dialect.J04),
        ("2026.7.3", Thread.MAIN, True, Dialect.J04),
        ("2026.10.1", Thread.MAIN, False, Dialect.BASIC),
        ("latest", Thread.MAIN, False, Dialect.BASIC),
    ],
)
def test_the_release_and_who_reads_the_config_settle_the_parser(
    release: str, thread: Thread, own_config: bool, dialect: Dialect
) -> None:
    assert dialect_for(release, thread, own_config) is dialect


@pytest.mark.parametrize("dialect", Dialect)
def test_every_value_and_key_knows_its_place(dialect: Dialect) -> None:
    document = 'packages = [\n  "numpy",\n  \'pandas\'\n]\n\n[files]\n"a.py" = "./b.py" # c\n'
    table = read(document, dialect).table
    packages, files = table.entries
    assert cut(document, packages.key.span()) == "packages"
    assert isinstance(packages.value, Array)
    items: Any = packages.value.items
    assert [cut(document, item.span) for item in items] == ['"numpy"', "'pandas'"]
    assert [cut(document, item.text.span()) for item in items] == ["numpy", "pandas"]
    assert cut(document, packages.value.span) == "[\n  \"numpy\",\n  'pandas'\n]"
    assert cut(document, files.key.span()) == "files"
    assert cut(document, files.value.span) == "[files]"
    (entry,) = files.value.entries
    assert cut(document, entry.key.span()) == "a.py"
    assert cut(document, entry.value.text.span()) == "./b.py"


@pytest.mark.parametrize("dialect", Dialect)
def test_a_document_in_an_attribute_with_entities_keeps_its_places_in_the_page(dialect: Dialect) -> None:
    page = "<script config='packages = [&quot;numpy&quot;]'>"
    entity = len("&quot;")
    first = page.index("&quot;")
    second = page.rindex("&quot;")
    attribute = Text.whole("index.html", page).spliced(
        [
            Part(page.index("packages"), first),
            Part(first, first + entity, '"'),
            Part(first + entity, second),
            Part(second, second + entity, '"'),
            Part(second + entity, page.index("'>")),
        ]
    )
    table: Any = read_toml(attribute, dialect).table
    (item,) = table.get("packages").items
    assert page[item.span.start : item.span.end] == "&quot;numpy&quot;"
    assert page[item.text.span().start : item.text.span().end] == "numpy"


def test_toml_j04_unescapes_and_the_text_keeps_the_places() -> None:
    document = 'a = "x\\ty"\nb = """\\\n   c"""\n'
    table = read(document, Dialect.J04).table
    assert [entry.value.text.value for entry in table] == ["x\ty", "c"]
    assert cut(document, table.entries[0].value.text.span(1, 2)) == "\\t"


@pytest.mark.parametrize("dialect", BASIC_ONES)
def test_basic_toml_leaves_escapes_and_dotted_keys_as_they_are_written(dialect: Dialect) -> None:
    table = read('a.b."c.d" = "x\\ty"\n', dialect).table
    (entry,) = table.entries
    assert (entry.name, entry.value.text.value) == ("a.b.c.d", "x\\ty")


@pytest.mark.parametrize("dialect", BASIC_ONES)
def test_a_key_that_is_written_twice_keeps_both_entries_and_the_last_counts(dialect: Dialect) -> None:
    table = read("a = 1\na = 2\n", dialect).table
    assert [entry.value.value for entry in table] == [1, 2]
    assert plain(table.get("a")) == 2


@pytest.mark.parametrize("dialect", BASIC_ONES)
@pytest.mark.parametrize(
    ("document", "skipped"),
    [
        ("a = 1\nthis is text\nb = 2\n", ["this is text"]),
        ("packages:\n  - numpy\n", ["packages:", "- numpy"]),
        ("a =\n", ["a ="]),
        ("[a] b = 1\nc = 2\n", ["b = 1"]),
        ('# numpy, pandas,\npackages = ["numpy"]\nname = "x"\n', ['packages = ["numpy"]']),
        ('# the list [\n  packages = ["numpy"] # [\nname = "x"', ['packages = ["numpy"] # [\nname = "x"']),
        ("a = 1 # one,\nb = 2\nc = 3\n", ["b = 2"]),
        ("[a] # one,\nb = 2\nc = 3\n", ["b = 2"]),
        ("# one,\n# two,\n# three\na = 1\n", []),
        ("# a\n\n[b] # c\nd = 1 # e\n", []),
    ],
)
def test_basic_toml_passes_over_lines_in_silence(document: str, skipped: list[str], dialect: Dialect) -> None:
    reading = read(document, dialect)
    assert reading.refusal is None
    assert [cut(document, span) for span in reading.skipped] == skipped


@pytest.mark.parametrize(
    ("document", "dialect", "place"),
    [
        ("a = 1\nb.c = 2\nd = 3\n", Dialect.J04, "b.c = 2"),
        ('a = [\n  1,\n  "x",\n  "y"\n]\n', Dialect.J04, '"x"'),
        ('a = [\n  "x",\n  "y"\n[files]\n', Dialect.J04, "[files]"),
        ("[a]\nx = 1\n[a]\n", Dialect.J04, "[a]"),
        ("a = 1\na = 2\n", Dialect.J04, "a"),
        ("a = 012\n", Dialect.J04, "012"),
        ("a = [1,\n", Dialect.J04, "a = [1,"),
        ('a = "x\\U00110000"\n', Dialect.J04, "\\U00110000"),
        ("a = 1_000 # b\n", Dialect.BASIC, "1_000"),
        ('a = [\n  "x",\n  y,\n  "z"\n]\n', Dialect.BASIC, "y,"),
        ('a = [\n  "x", # first\n  "y"\n]\n', Dialect.BASIC, '"x",'),
        ('a = [\n  "x",\n  "y",\n]\n', Dialect.BASIC_STRICT, "]"),
        ("a = 1\n[a]\nb = 2\n", Dialect.BASIC, "b = 2"),
    ],
)
def test_a_refusal_points_at_what_must_be_mended(document: str, dialect: Dialect, place: str) -> None:
    assert cut(document, read(document, dialect).refusal.span) == place


def test_the_second_of_two_keys_is_the_one_refused() -> None:
    assert read("a = 1\na = 2\n", Dialect.J04).refusal.span == Span("pyscript.toml", 6, 7)


@pytest.mark.in_turns
@pytest.mark.parametrize("dialect", Dialect)
@pytest.mark.parametrize(
    "document",
    ["a = " + "[" * 100_000, "a = " + "{ a = " * 20_000, "[" + "a." * 100_000 + "b]", "[" * 100_000, '\\"' * 50_000],
)
def test_documents_without_measure_are_refused_or_passed_over(document: str, dialect: Dialect) -> None:
    assert (read(document, dialect).refusal is None) == (dialect is not Dialect.J04 and "a" not in document)


@pytest.mark.parametrize("dialect", Dialect)
def test_it_reads_as_deep_as_its_bound(dialect: Dialect) -> None:
    node = read(f"a = {'[' * DEEPEST}{']' * DEEPEST}", dialect).table
    depth = 0
    while isinstance(node, Table | Array):
        depth += 1
        children = [entry.value for entry in node] if isinstance(node, Table) else node.items
        node = children[0] if children else None
    assert depth == DEEPEST + 1


@pytest.mark.parametrize("dialect", Dialect)
def test_a_date_is_its_iso_form_and_its_text_what_is_written(dialect: Dialect) -> None:
    leaf = read("a = 1979-05-27T07:32:00Z\n", dialect).table.get("a")
    assert isinstance(leaf, Leaf)
    assert (leaf.value, leaf.text.value) == ("1979-05-27T07:32:00.000Z", "1979-05-27T07:32:00Z")
