"""Constructs that MicroPython may refuse, held against the programs that every build was given."""

import ast
import sys
import warnings
from pathlib import Path

import pytest
from pyscript_doctor.rules.python_packages.mpy_unsupported_syntax import AT_RUN_TIME, UNREAD

import pyscript_doctor.knowledge
from pyscript_doctor.knowledge.dialect import refused_constructs, unread_constructs
from pyscript_doctor.knowledge.modules import micropython_builds
from pyscript_doctor.parsers.python.micropython_constructs import constructs
from pyscript_doctor.parsers.text import Text

PROGRAMS = Path(pyscript_doctor.knowledge.__file__).parent / "make" / "constructs.txt"
BUILDS = ("1.21.0-278", "1.24.0", "1.28.0-6")


def programs() -> dict[str, str]:
    """The programs by name, those that our own Python cannot parse left out."""
    blocks = PROGRAMS.read_text(encoding="utf-8").split("\n### ")[1:]
    named = {block.partition("\n")[0]: block.partition("\n")[2] for block in blocks}
    return {name: program for name, program in named.items() if is_grammatical(program)}


def is_grammatical(program: str) -> bool:
    """Whether our own Python knows its grammar; what is found only when it is compiled may still be wrong with it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(program)
    except SyntaxError:
        return False
    return True


def names(source: str) -> set[str]:
    """The constructs that are found in a source."""
    return {each.name for each in constructs(Text.whole("a.py", source))}


@pytest.mark.parametrize("build", BUILDS)
def test_what_a_build_cannot_read_is_found_and_nothing_else_is(build: str) -> None:
    unread = unread_constructs(build)
    found = {name: names(program) & unread.keys() for name, program in programs().items()}
    assert [name for name in found if bool(found[name]) != (name in unread)] == []


def test_every_construct_that_is_found_was_tried() -> None:
    known = refused_constructs(micropython_builds()[0]).keys()
    for program in programs().values():
        assert names(program) <= known


def test_the_rule_has_words_for_every_construct() -> None:
    oldest = micropython_builds()[0]
    assert UNREAD.keys() <= unread_constructs(oldest).keys()
    assert AT_RUN_TIME.keys() <= refused_constructs(oldest).keys() - unread_constructs(oldest).keys()
    found = {name for program in programs().values() for name in names(program)}
    assert found <= UNREAD.keys() | AT_RUN_TIME.keys()


def test_a_construct_has_its_place() -> None:
    text = Text.whole("a.py", "x = 1\nmatch x:\n    case 1:\n        print([*y], f'{x = }')\n")
    found = {each.name: text.value[each.span.start : each.span.end] for each in constructs(text)}
    assert found == {"match": "match x", "star-in-list": "*y", "f-string-equals-with-space-after": "x = "}


def test_places_count_characters_also_behind_a_byte_order_mark() -> None:
    text = Text.whole("a.py", "\ufeffé = 1\nprint({**é})\n")
    (found,) = constructs(text)
    assert text.value[found.span.start : found.span.end] == "é"


def test_a_class_that_may_never_be_made_is_left_alone() -> None:
    assert names("class A(metaclass=M): pass") == {"metaclass"}
    assert names("if x:\n    class A(metaclass=M): pass") == set()


def test_with_in_parentheses_is_refused_only_around_an_as() -> None:
    assert names("with (open('a')) as f: pass") == set()
    assert names("with (open('a'), open('b')): pass") == set()
    assert names("with (  # (not)\n    open('a') as f,\n): pass") == {"parenthesised-with-of-one"}


def test_what_python_cannot_parse_yields_nothing() -> None:
    assert names("match x:\n") == set()
    assert names("(" * 10_000) == set()


@pytest.mark.skipif(sys.version_info < (3, 12), reason="grammar of Python 3.12")
def test_newer_grammar() -> None:
    assert names("type A = int") == {"type-alias"}
    assert names("def f[T](x: T): pass") == {"generic-function"}
    assert names("class A[T]: pass") == {"generic-class"}
