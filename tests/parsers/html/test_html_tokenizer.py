"""Tags, attributes, comments and text as the HTML standard cuts them."""

from __future__ import annotations

import pytest

from pyscript_doctor.parsers.html.document import parse_html
from pyscript_doctor.parsers.html.tokenizer import Comment, Doctype, EndTag, Run, StartTag, Tokenizer
from pyscript_doctor.parsers.text import Text
from tests.pace import within

PARSE_SECONDS = 5.0


def pieces(source: str) -> list[tuple[str, str]]:
    """The kind of each token and the source that it covers."""
    names = {StartTag: "start", EndTag: "end", Run: "text", Comment: "comment", Doctype: "doctype"}
    return [(names[type(token)], source[token.start : token.end]) for token in Tokenizer(source)]


def attributes(source: str) -> list[tuple[str, str]]:
    """The written name and the written value of each attribute of the first start tag."""
    tag = next(token for token in Tokenizer(source) if isinstance(token, StartTag))
    return [
        (source[token.name_start : token.name_end], source[token.value_start : token.value_end])
        for token in tag.attributes
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a<p>b</p>", [("text", "a"), ("start", "<p>"), ("text", "b"), ("end", "</p>")]),
        ("1 < 2 <3", [("text", "1 < 2 <3")]),
        ("<!DOCTYPE html><p>", [("doctype", "<!DOCTYPE html>"), ("start", "<p>")]),
        ("</><p>", [("start", "<p>")]),
        ("</", [("text", "</")]),
        ("</p a='>'>x", [("end", "</p a='>'>"), ("text", "x")]),
        ("<a b='", []),
        ("<a b", []),
        ("x</a b", [("text", "x")]),
    ],
)
def test_text_and_tags_are_told_apart(source: str, expected: list[tuple[str, str]]) -> None:
    assert pieces(source) == expected


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- a -- <b> -->",
        "<!-->",
        "<!--->",
        "<!---->",
        "<!--a--!>",
        "<!--<!-->",
        "<!x>",
        "<?xml version='1'>",
        "</ p>",
        "<![CDATA[<b>",
    ],
)
def test_a_comment_ends_where_a_browser_ends_it(comment: str) -> None:
    assert pieces(comment + "<i>") == [("comment", comment), ("start", "<i>")]


def test_an_unclosed_comment_takes_the_rest_of_the_page() -> None:
    assert pieces("<!-- a <p>") == [("comment", "<!-- a <p>")]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<a b>", [("b", "")]),
        ("<a b=c>", [("b", "c")]),
        ("<a b=c/>", [("b", "c/")]),
        ("<a b='c' d=\"e\">", [("b", "c"), ("d", "e")]),
        ("<a b='c'd=e>", [("b", "c"), ("d", "e")]),
        ("<a\nb\t=\f'c\nd'>", [("b", "c\nd")]),
        ("<a/b/c>", [("b", ""), ("c", "")]),
        ("<a b= >", [("b", "")]),
        ("<a b==c>", [("b", "=c")]),
        ("<a =b>", [("=b", "")]),
        ("<a b=1 B=2>", [("b", "1")]),
        ("<a b\"c'd>", [("b\"c'd", "")]),
        ("<a {{b}} (c)=d @e='f' [g]>", [("{{b}}", ""), ("(c)", "d"), ("@e", "f"), ("[g]", "")]),
    ],
)
def test_attributes_in_every_kind_of_quotes(source: str, expected: list[tuple[str, str]]) -> None:
    assert attributes(source) == expected


@pytest.mark.parametrize(
    ("source", "self_closing"),
    [("<a/>", True), ("<a b />", True), ("<a b='c'/>", True), ("<a b=c/>", False), ("<a / >", False)],
)
def test_a_slash_before_the_end_closes_unless_it_is_part_of_a_value(source: str, self_closing: bool) -> None:
    tag = next(iter(Tokenizer(source)))
    assert isinstance(tag, StartTag)
    assert tag.self_closing is self_closing


@pytest.mark.parametrize(
    ("element", "content"),
    [
        ("script", "if (a < b) x = '<p>' + '</scripts>'"),
        ("script", "<!-- a --> <b>"),
        ("script", "<!-- <script> </script> --> <b>"),
        ("script", "<!-- <script> --> <b>"),
        ("script", "<!--> <b>"),
        ("style", "<b></b>"),
        ("title", "<b></b>"),
        ("textarea", "<script></script>"),
        ("xmp", "<b>"),
        ("iframe", "<b>"),
        ("noembed", "<b>"),
        ("noframes", "<b>"),
        ("noscript", "<b>"),
    ],
)
def test_some_elements_hold_no_markup(element: str, content: str) -> None:
    upper = element.upper()
    assert pieces(f"<{element}>{content}</{upper} ><i>") == [
        ("start", f"<{element}>"),
        ("text", content),
        ("end", f"</{upper} >"),
        ("start", "<i>"),
    ]


def test_a_self_closing_script_does_not_close() -> None:
    assert pieces("<script src=a /><b>") == [("start", "<script src=a />"), ("text", "<b>")]


def test_plaintext_never_ends() -> None:
    assert pieces("<plaintext></plaintext><b>") == [("start", "<plaintext>"), ("text", "</plaintext><b>")]


def test_foreign_elements_hold_markup_and_character_data_sections() -> None:
    source = "<style><b></style><![CDATA[<i>]]>x"
    tokenizer = Tokenizer(source)
    tokenizer.foreign = True
    assert [source[token.start : token.end] for token in tokenizer] == ["<style>", "<b>", "</style>", "<i>", "x"]


@pytest.mark.long
@pytest.mark.parametrize(
    "source",
    [
        "<a " * 40_000,
        "<!--" * 40_000,
        "&" * 100_000,
        "&#x" + "0" * 100_000,
        "<script>" + "<!--<script" * 20_000,
        "<script>" + "<!--<script>" * 20_000,
        "<a b='" * 40_000,
        "<a b='" + '"' * 100_000,
        "<a" + " b" * 100_000 + ">",
        "<" * 100_000,
        "</" * 50_000,
        "<title>" + "</title" * 20_000,
        "<svg>" + "<![CDATA[" * 30_000,
        "<div>" * 40_000,
        "<p>" * 40_000,
        "<b><div>" * 15_000 + "</b>" * 15_000,
        "<svg>" * 600 + "</x>" * 30_000,
        "<x><div>" + "<span>" * 500 + "</x>" * 30_000,
        "<table>" * 20_000,
        "<select><option>" * 15_000,
    ],
    ids=lambda source: source[:16],
)
def test_hostile_pages_take_no_longer_than_others(source: str) -> None:
    with within(PARSE_SECONDS):
        document = parse_html(Text.whole("index.html", source))
        for element in document.elements[:2]:
            assert len(element.text) <= len(source)
