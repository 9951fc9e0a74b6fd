"""Tokens of JavaScript: where each begins and ends."""

from __future__ import annotations

import pytest

from pyscript_doctor.parsers.javascript.scanner import scan
from pyscript_doctor.parsers.javascript.tokens import NUMBER, REGEX, STRING, TEMPLATE, TEMPLATE_HEAD, TEMPLATE_TAIL


def texts(value: str) -> list[str]:
    tokens = scan(value)
    return [tokens.text(index) for index in range(len(tokens))]


def of_kind(value: str, *kinds: int) -> list[str]:
    tokens = scan(value)
    return [tokens.text(index) for index in range(len(tokens)) if tokens.kind(index) in kinds]


@pytest.mark.parametrize(
    "value",
    [
        "x = /re/g",
        "return /re/",
        "f(a, [/re/])",
        "a ? /re/ : b",
        "if (x) /re/.test(y)",
        "for (;;) /re/.test(y)",
        "{ a }\n/re/.test(b)",
        "function f() {}\n/re/.test(b)",
        "class A {}\n/re/.test(b)",
        "() => /re/",
        "() => {}\n/re/.test(b)",
        "switch (a) { case 1: { } /re/.test(b) }",
        "typeof /re/",
        "!/re/",
        "for (x of /re/g) {}",
        r"x = /[/\]]\//u",
        "`${/re/}`",
        "x = a =>\n/re/",
    ],
)
def test_a_slash_where_an_expression_begins_opens_a_regular_expression(value: str) -> None:
    assert len(of_kind(value, REGEX)) == 1
    assert scan(value).error is None


@pytest.mark.parametrize(
    "value",
    [
        "a / b / c",
        "f() / b / c",
        "a[0] / b / c",
        "a++ / b / c",
        "({}) / b / c",
        "x = { a: 1 } / b / c",
        "x = function () {} / b / c",
        "x = a ? {} / b / c : d",
        "1 / b / c",
        "'a' / b / c",
        "`a` / b / c",
        "this / b / c",
        "x.return / b / c",
        "x.if(a) / b / c",
        "a /= b / c",
    ],
)
def test_a_slash_after_an_operand_divides(value: str) -> None:
    assert of_kind(value, REGEX) == []


def test_templates_hold_expressions_that_hold_templates() -> None:
    value = "`a ${ f({ b: `c ${ d }` }) } e`"
    assert of_kind(value, TEMPLATE_HEAD) == ["`a ${", "`c ${"]
    assert of_kind(value, TEMPLATE_TAIL) == ["}`", "} e`"]
    assert of_kind("`a \\` $ {}`", TEMPLATE) == ["`a \\` $ {}`"]


def test_comments_are_left_out() -> None:
    assert texts("#!/usr/bin/env node\na // b\n/* c */ d <!-- e\n --> f\ng --> h") == ["a", "d", "g", "--", ">", "h"]


def test_strings_end_at_their_quote() -> None:
    value = "'a\\'b' + \"c'd\\\\\" + 'e\\\r\nf'"
    assert of_kind(value, STRING) == ["'a\\'b'", '"c\'d\\\\"', "'e\\\r\nf'"]


def test_numbers() -> None:
    value = "1 .5 1.5e-3 0xFFn 1_000 5..toString() a?.5:b"
    assert of_kind(value, NUMBER) == ["1", ".5", "1.5e-3", "0xFFn", "1_000", "5.", ".5"]


def test_names_may_hold_escapes_and_letters_of_any_script() -> None:
    assert texts(r"\u0061b été #private 变量") == [r"\u0061b", "été", "#private", "变量"]


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ('x = "abc\ny', (4, 8)),
        ("x = `abc", (4, 5)),
        ("/* abc", (0, 2)),
        ("x = /abc\n", (4, 8)),
        ("f(a", (1, 2)),
        ("f(a]", (3, 4)),
        ("}", (0, 1)),
        ("x = “abc”", (4, 5)),
        ("# a comment", (0, 1)),
    ],
)
def test_what_no_browser_reads_is_noted_with_its_place(value: str, place: tuple[int, int]) -> None:
    assert scan(value).error == place
