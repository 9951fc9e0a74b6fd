"""What is written into a Text is escaped as the place needs it, or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.edits import config, html, python
from pyscript_doctor.edits import config_moves as moves
from pyscript_doctor.edits.config import ConfigDocument
from pyscript_doctor.parsers.config.json import read_json
from pyscript_doctor.parsers.config.syntax import ConfigSyntax
from pyscript_doctor.parsers.config.toml_dialects import Dialect, read_toml
from pyscript_doctor.parsers.config.values import Array, Entry, Leaf, Table
from pyscript_doctor.parsers.html.document import Element, parse_html
from pyscript_doctor.parsers.layers import Unwritable
from pyscript_doctor.parsers.python.dedent import dedent
from pyscript_doctor.parsers.python.parsing import Syntax, parse_python
from pyscript_doctor.parsers.text import Edit, Piece, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def edited(source: str, *edits: Edit) -> str:
    for edit in sorted(edits, reverse=True):
        source = source[: edit.start] + edit.text + source[edit.end :]
    return source


def element(source: str) -> Element:
    return next(parse_html(Text.whole("a.html", source)).all())


@pytest.mark.parametrize(
    ("source", "value", "after"),
    [
        ('<a href="x">', 'a"b&amp', '<a href="a&quot;b&amp;amp">'),
        ("<a href='x'>", "it's", "<a href='it&#39;s'>"),
        ("<a href=x>", "y", "<a href=y>"),
        ('<a href="1&amp;2">', "3", '<a href="3">'),
    ],
)
def test_attribute_escapes_its_quote_and_ampersands(source: str, value: str, after: str) -> None:
    assert edited(source, html.set_attribute(element(source), "href", value)) == after


def test_attribute_without_quotes_refuses_white_space() -> None:
    with pytest.raises(Unwritable):
        html.set_attribute(element("<a href=x>"), "href", "a b")


def test_half_of_a_character_reference_is_not_replaced() -> None:
    value = element('<a href="&NotEqualTilde;">').attribute("href")
    assert value is not None
    with pytest.raises(Unwritable):
        value.value.replacement(0, 1, "x")


@pytest.mark.parametrize(
    ("source", "after"),
    [
        ('<script src="a.js">', '<script type="module" src="a.js">'),
        ("<script type src=a.js>", '<script type="module" src=a.js>'),
        ("<script type = 'x' src=a.js>", "<script type = 'module' src=a.js>"),
    ],
)
def test_attribute_is_set_whether_it_is_there_or_not(source: str, after: str) -> None:
    assert edited(source, html.set_attribute(element(source), "type", "module")) == after


def test_attribute_is_removed_and_renamed() -> None:
    source = '<p a="1"  worker="no" b>'
    assert edited(source, html.remove_attribute(element(source), "worker")) == '<p a="1" b>'
    assert edited(source, html.rename_attribute(element(source), "b", "c")) == '<p a="1"  worker="no" c>'


@pytest.mark.parametrize("source", ['<p a="1" worker="no" b>', "<p a='1' worker=no b>", '<p a="1" worker b>'])
def test_of_an_attribute_only_its_name_is_left(source: str) -> None:
    after = edited(source, html.clear_attribute(element(source), "worker"))
    assert after == source.replace('="no"', "").replace("=no", "")


@pytest.mark.parametrize(
    ("source", "after"),
    [
        ("<html><head>\n  <title>x</title>\n</head>", "<html><head>\n  <i>\n  <title>x</title>\n</head>"),
        ("<html><head></head>", "<html><head><i></head>"),
        ("<!doctype html>\n<p>x</p>", "<!doctype html>\n<i>\n<p>x</p>"),
    ],
)
def test_markup_is_written_first_in_the_head(source: str, after: str) -> None:
    edit = html.insert_first(parse_html(Text.whole("a.html", source)), "<i>")
    assert edit is not None
    assert edited(source, edit) == after


@pytest.mark.parametrize(
    ("source", "after"),
    [
        ("<head>\n    <meta>\n  </head>", "<head>\n    <meta>\n    <i>\n    <b>\n  </head>"),
        ("<head>\r\n</head>", "<head>\r\n  <i>\r\n  <b>\r\n</head>"),
        ("<head><meta></head>", "<head><meta><i>\n<b></head>"),
    ],
)
def test_markup_is_written_last_in_the_head(source: str, after: str) -> None:
    edit = html.insert_last(parse_html(Text.whole("a.html", source)), "<i>\n<b>")
    assert edit is not None
    assert edited(source, edit) == after


def test_script_refuses_its_end_tag() -> None:
    text = element("<script>x</script>").text
    with pytest.raises(Unwritable):
        text.insertion(0, "'</script>'")
    assert edited("<script>x</script>", text.insertion(0, "a < b; ")) == "<script>a < b; x</script>"


def test_what_a_parser_rewrote_takes_nothing() -> None:
    with pytest.raises(Unwritable):
        Text("a", "x", (Piece(0, 1, 0, 1),)).insertion(0, "y")


def parsed(source: str) -> Syntax:
    text = dedent(element(source).text) if source.startswith("<") else Text.whole("a.py", source)
    syntax = parse_python(text)
    assert isinstance(syntax, Syntax)
    return syntax


@pytest.mark.parametrize(
    ("source", "after"),
    [
        ("import js\n\nx = 1\n", "import js\nfrom m import n\n\nx = 1\n"),
        ("import js\r\nx = 1\r\n", "import js\r\nfrom m import n\r\nx = 1\r\n"),
        ('"""Doc."""\n\nx = 1\n', '"""Doc."""\n\nfrom m import n\nx = 1\n'),
        ("from __future__ import annotations\nx = 1", "from __future__ import annotations\nfrom m import n\nx = 1"),
        ("import js  # \u00e4\nx = 1", "import js  # \u00e4\nfrom m import n\nx = 1"),
        ("import js", "import js\nfrom m import n"),
        ('"""Doc."""', '"""Doc."""\nfrom m import n'),
        ("", "from m import n\n"),
        ("@when\ndef f(): pass", "from m import n\n@when\ndef f(): pass"),
        ("<script>\n  import js\n  x = 1\n</script>", "<script>\n  import js\n  from m import n\n  x = 1\n</script>"),
        ("<script>\r\n  x = 1\r\n</script>", "<script>\r\n  from m import n\r\n  x = 1\r\n</script>"),
    ],
)
def test_import_comes_after_the_imports_as_the_file_is_written(source: str, after: str) -> None:
    edit = python.added_import(parsed(source), "m", "n")
    assert edit is not None
    assert edited(source, edit) == after


def test_import_has_no_place_where_the_line_goes_on() -> None:
    assert python.added_import(parsed("import js; js.alert(1)"), "m", "n") is None


def test_name_that_is_imported_already_is_known() -> None:
    syntax = parsed("from pyodide.ffi import create_proxy as p\n")
    assert python.name_of_import(syntax, ("pyodide.ffi",), "create_proxy") == "p"
    assert not python.can_import(syntax, "p")


def document(source: str, syntax: ConfigSyntax = ConfigSyntax.TOML) -> ConfigDocument:
    text = Text.whole("a." + syntax, source)
    reading = read_json(text) if syntax is ConfigSyntax.JSON else read_toml(text, Dialect.J04)
    assert reading.table is not None
    return ConfigDocument(text, reading.table, syntax)


@pytest.mark.parametrize(
    ("source", "after"),
    [
        ('packages = ["a"] # why\n', 'packages = ["a", "b"] # why\n'),
        ("packages = []\n", 'packages = ["b"]\n'),
        ('packages = [\n  "a", # why\n]\n', 'packages = [\n  "a", # why\n  "b",\n]\n'),
        ('packages = [\n  "a"\n]\n', 'packages = [\n  "a",\n  "b"\n]\n'),
        ('name = "x" # y\n\n[files]\n', 'name = "x" # y\npackages = ["b"]\n\n[files]\n'),
        ("# nothing\n", '# nothing\npackages = ["b"]\n'),
        ('[files]\n"a" = "b"\n', 'packages = ["b"]\n\n[files]\n"a" = "b"\n'),
    ],
)
def test_item_is_appended_to_an_array_of_toml(source: str, after: str) -> None:
    assert edited(source, *config.append(document(source), "packages", "b")) == after


@pytest.mark.parametrize(
    ("source", "after"),
    [
        ('{"packages": ["a"]}', '{"packages": ["a", "b"]}'),
        ('{\n  "packages": [\n    "a"\n  ]\n}', '{\n  "packages": [\n    "a",\n    "b"\n  ]\n}'),
        ('{\n  "name": "x"\n}', '{\n  "name": "x",\n  "packages": ["b"]\n}'),
        ("{}", '{"packages": ["b"]}'),
    ],
)
def test_item_is_appended_to_an_array_of_json(source: str, after: str) -> None:
    assert edited(source, *config.append(document(source, ConfigSyntax.JSON), "packages", "b")) == after


@pytest.mark.parametrize(
    ("source", "after"),
    [
        ('[files]\n"a" = "b" # why\n\n[c]\n', '[files]\n"a" = "b" # why\n"./k" = "v"\n\n[c]\n'),
        ('files = { "a" = "b" }\n', 'files = { "a" = "b", "./k" = "v" }\n'),
        ('name = "x"\n', 'name = "x"\n\n[files]\n"./k" = "v"\n'),
        ("[files]\n", '[files]\n"./k" = "v"\n'),
    ],
)
def test_entry_is_added_to_a_table(source: str, after: str) -> None:
    assert edited(source, *config.set_entry(document(source), "files", "./k", "v")) == after


def test_toml_refuses_what_its_parsers_do_not_agree_on() -> None:
    with pytest.raises(Unwritable):
        config.append(document("packages = []"), "packages", 'a"b')


def test_json_in_an_attribute_is_escaped_twice() -> None:
    source = '<script config=\'{"packages": ["a"]}\'></script>'
    value = element(source).attribute("config")
    assert value is not None
    reading = read_json(value.value)
    assert reading.table is not None
    (edit,) = config.append(ConfigDocument(value.value, reading.table, ConfigSyntax.JSON), "packages", "it's\n")
    assert edited(source, edit) == '<script config=\'{"packages": ["a", "it&#39;s\\n"]}\'></script>'


def test_key_and_value_keep_their_quotes() -> None:
    source = "package = ['cv2']"
    (entry,) = document(source).table
    assert edited(source, config.rename(entry, "packages")) == "packages = ['cv2']"
    source = "name = 'x'"
    leaf = document(source).table.get("name")
    assert isinstance(leaf, Leaf)
    assert edited(source, config.set_value(leaf, "y")) == "name = 'y'"


def moved(
    source: str, edits: Callable[[ConfigDocument], Iterable[Edit]], syntax: ConfigSyntax = ConfigSyntax.TOML
) -> str:
    return edited(source, *edits(document(source, syntax)))


def entry_of(source: ConfigDocument, *route: str) -> Entry:
    table = source.table.get(*route[:-1]) if route[1:] else source.table
    entry = table.entry(route[-1]) if isinstance(table, Table) else None
    assert entry is not None
    return entry


@pytest.mark.parametrize(
    ("syntax", "source", "after"),
    [
        (
            ConfigSyntax.TOML,
            '[files]\n"a" = ""\npackages = ["b"] # why\n',
            'packages = ["b"] # why\n\n[files]\n"a" = ""\n',
        ),
        (
            ConfigSyntax.TOML,
            'name = "x"\n[files]\npackages = [\n  "b",\n]\n',
            'name = "x"\npackages = [\n  "b",\n]\n[files]\n',
        ),
        (ConfigSyntax.JSON, '{"files": {"a": "", "packages": []}}', '{"files": {"a": ""}, "packages": []}'),
    ],
)
def test_setting_is_moved_to_the_top_with_its_comment(syntax: ConfigSyntax, source: str, after: str) -> None:
    result = moved(source, lambda each: moves.moved_to_top(each, entry_of(each, "files", "packages")), syntax)
    assert result == after


def test_setting_that_is_at_the_top_already_is_not_moved() -> None:
    source = document('packages = []\n[files]\npackages = ["a"]\n')
    with pytest.raises(Unwritable):
        moves.moved_to_top(source, entry_of(source, "files", "packages"))


@pytest.mark.parametrize(
    ("syntax", "source", "after"),
    [
        (ConfigSyntax.TOML, "a = 1\nb = 2 # why\nc = 3\n", "a = 1\nc = 3\n"),
        (ConfigSyntax.TOML, "a = 1\r\nb = 2\r\nc = 3\r\n", "a = 1\r\nc = 3\r\n"),
        (ConfigSyntax.TOML, "a = 1\nb = 2", "a = 1"),
        (ConfigSyntax.JSON, '{"a": 1, "b": 2, "c": 3}', '{"a": 1, "c": 3}'),
        (ConfigSyntax.JSON, '{"a": 1, "b": 2}', '{"a": 1}'),
        (ConfigSyntax.JSON, '{"b": 2}', "{}"),
        (ConfigSyntax.JSON, '{\n  "a": 1,\n  "b": 2\n}', '{\n  "a": 1\n}'),
        (ConfigSyntax.JSON, '{\n  "b": 2,\n  "c": 3\n}', '{\n  "c": 3\n}'),
    ],
)
def test_entry_is_removed_with_its_line_or_its_comma(syntax: ConfigSyntax, source: str, after: str) -> None:
    assert moved(source, lambda each: [moves.removed(each, entry_of(each, "b"))], syntax) == after


@pytest.mark.parametrize(
    ("source", "after"),
    [
        ('a = ["x", "y"]', 'a = ["x"]'),
        ('a = ["y", "x"]', 'a = ["x"]'),
        ('a = ["y"]', "a = []"),
        ('a = [\n  "x", # why\n  "y",\n]', 'a = [\n  "x", # why\n]'),
        ('a = [\n  "x",\n  "y"\n]', 'a = [\n  "x"\n]'),
    ],
)
def test_item_is_removed_with_its_line_or_its_comma(source: str, after: str) -> None:
    def edits(each: ConfigDocument) -> list[Edit]:
        array = each.table.get("a")
        assert isinstance(array, Array)
        item = next(item for item in array.items if isinstance(item, Leaf) and item.value == "y")
        return [moves.removed_item(each, item)]

    assert moved(source, edits) == after


@pytest.mark.parametrize(
    ("syntax", "source", "after"),
    [
        (ConfigSyntax.TOML, "[a]\nchart = './chart.js' # why\n", "[a]\n\"./chart.js\" = 'chart' # why\n"),
        (ConfigSyntax.TOML, '[a]\n"chart" = "./chart.js"\n', '[a]\n"./chart.js" = "chart"\n'),
        (ConfigSyntax.JSON, '{"a": {"chart": "./chart.js"}}', '{"a": {"./chart.js": "chart"}}'),
    ],
)
def test_key_and_value_change_places(syntax: ConfigSyntax, source: str, after: str) -> None:
    assert moved(source, lambda each: moves.swapped(each, entry_of(each, "a", "chart")), syntax) == after


@pytest.mark.parametrize(
    ("syntax", "source", "after"),
    [
        (ConfigSyntax.TOML, 'files = ["a"] # why\n', '[files]\n"a" = "" # why\n'),
        (ConfigSyntax.TOML, 'files = ["a"]\nname = "x"\n', 'name = "x"\n\n[files]\n"a" = ""\n'),
        (ConfigSyntax.TOML, 'files = ["a"]\n\n[fetch]\n', '[files]\n"a" = ""\n\n[fetch]\n'),
        (ConfigSyntax.JSON, '{"files": ["a"]}', '{"files": {"a": ""}}'),
    ],
)
def test_list_becomes_a_table(syntax: ConfigSyntax, source: str, after: str) -> None:
    result = moved(source, lambda each: moves.replaced_by_table(each, entry_of(each, "files"), ["a"]), syntax)
    assert result == after


@pytest.mark.parametrize(
    ("source", "after"), [("[fetch]\nfrom = 'x'\n", "[[fetch]]\nfrom = 'x'\n"), ("fetch = { }", "fetch = [{ }]")]
)
def test_table_becomes_a_list_of_one(source: str, after: str) -> None:
    assert moved(source, lambda each: moves.listed(each, entry_of(each, "fetch").value)) == after


@pytest.mark.parametrize(
    ("syntax", "source", "after"),
    [
        (ConfigSyntax.TOML, '[files]\n  "a" = "b" # why\n', '[files]\n  "a/1" = "b/1"\n  "a/2" = "b/2" # why\n'),
        (ConfigSyntax.JSON, '{"files": {"a": "b"}}', '{"files": {"a/1": "b/1", "a/2": "b/2"}}'),
        (ConfigSyntax.JSON, '{"files": {\n  "a": "b"\n}}', '{"files": {\n  "a/1": "b/1",\n  "a/2": "b/2"\n}}'),
    ],
)
def test_entry_becomes_several(syntax: ConfigSyntax, source: str, after: str) -> None:
    files = {"a/1": "b/1", "a/2": "b/2"}
    result = moved(source, lambda each: [moves.replaced_by_entries(each, entry_of(each, "files", "a"), files)], syntax)
    assert result == after
