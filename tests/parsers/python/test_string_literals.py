"""String literals as they are written."""

from pyscript_doctor.parsers.python.string_literals import StringLiteral, string_literals


def literals(source: str) -> list[StringLiteral]:
    """All of a source."""
    return list(string_literals(source))


def written(source: str) -> list[str]:
    """What each literal looks like in the source."""
    return [source[each.start : each.end] for each in literals(source)]


def expressions(source: str) -> list[str]:
    """The expressions in the fields of the only literal."""
    (literal,) = literals(source)
    return [source[field.start : field.end] for field in literal.fields]


def test_literals_end_at_their_own_quote() -> None:
    source = """x = 'it\\'s' + "say 'yes'" + '''one
'two' ''' + b'\\\\'"""
    assert written(source) == ["'it\\'s'", "\"say 'yes'\"", "'''one\n'two' '''", "b'\\\\'"]


def test_comments_hold_no_literals() -> None:
    assert written("x = 1  # don't\ny = 'a # b'") == ["'a # b'"]


def test_prefixes_are_kept_as_written() -> None:
    assert [each.prefix for each in literals("Rb'a', F'b', u'c', 'd'")] == ["Rb", "F", "u", ""]


def test_fields_of_a_format_string() -> None:
    assert expressions("f'{a} {{b}} {c!r:>{w}} {d[\"x\"]}'") == ["a", "c", 'd["x"]']
    assert expressions("f'{x != 1} {y=} {z:%H:%M} {(lambda: 1)()}'") == ["x != 1", "y=", "z", "(lambda: 1)()"]


def test_the_quote_of_the_string_may_stand_in_its_fields() -> None:
    """As Python 3.12 has it."""
    assert expressions("f'{d['a']} {\"}\"}'") == ["d['a']", '"}"']


def test_conversions_and_literals_of_a_field() -> None:
    (literal,) = literals('f\'{x!a} {f"{y}"} {z:{"w"}}\'')
    assert [field.conversion for field in literal.fields] == ["a", "", ""]
    assert [[inner.prefix for inner in field.literals] for field in literal.fields] == [[], ["f"], [""]]


def test_names_of_characters_are_told_from_fields() -> None:
    assert [
        each.named for each in literals(r"'\N{DASH}', '\\N{x}', r'\N{x}', f'\N{DASH}{x}', b'\N{x}', rf'\N{x}'")
    ] == [
        True,
        False,
        False,
        True,
        False,
        False,
    ]
    assert expressions(r"f'\N{DASH}{x}'") == ["x"]


def test_a_literal_adjoins_the_one_before_it_within_one_statement() -> None:
    assert [each.adjoins for each in literals("'a' 'b'\n'c'")] == [False, True, False]
    assert [each.adjoins for each in literals("('a'  # one\n 'b', 'c')")] == [False, True, False]


def test_what_never_ends_ends_with_the_source() -> None:
    """Nothing that Python can parse; but it must come to an end."""
    for source in ("'", "f'{", "f'{'", "f'''{x:", "f'{x!", "f'\\", "f'\\N{", 'b"""x'):
        assert written(source) == [source]


def test_deep_nesting_is_no_matter() -> None:
    assert len(literals("f'{" * 5000)) >= 1
