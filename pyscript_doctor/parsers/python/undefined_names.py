"""The names that a piece of Python reads and does not define, found by pyflakes."""

from __future__ import annotations

import ast
import warnings
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.offsets import Places
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from pyscript_doctor.parsers.text import Span, Text

# What can add names to a namespace without an assignment that we see.
DYNAMIC = lazy_pattern(
    r"\b(?:exec|execfile|globals)\s*\(|\b__builtins__\b|\bimport\s+builtins\b|\bsys\.modules\b"
    r"|@(?:enum\.)?global_enum\b|\._convert_\("
)
MOST_TIMES = 50
"""Among so many places where a name is read, one is certainly the first that runs."""


class UndefinedName(NamedTuple):
    """A name that is read, at the first place. in_annotation: it is read only in annotations. again: where else."""

    name: str
    span: Span
    in_annotation: bool = False
    again: tuple[Span, ...] = ()


class NameUse(NamedTuple):
    """What a source says about names.

    undefined: those that nothing in it binds. defined: those of its top level. told: no `exec` or the like makes more.
    stars: the modules of its `from x import *`. starred: the names that only they can bring.
    """

    undefined: tuple[UndefinedName, ...]
    defined: frozenset[str]
    told: bool
    stars: tuple[str, ...] = ()
    starred: tuple[UndefinedName, ...] = ()


class _Awaited(ast.NodeTransformer):
    """Reads what is awaited instead: pyflakes stops where a module awaits, as PyScript's scripts do."""

    def visit_Await(self, node: ast.Await) -> ast.expr:
        self.generic_visit(node)
        return node.value


def names_used(text: Text) -> NameUse:
    """The names of a source; `told` is False if pyflakes cannot analyse it."""
    from pyflakes import messages  # type: ignore[import-untyped]

    from pyscript_doctor.parsers.python.name_checker import NameChecker

    source = text.value.removeprefix("\ufeff")
    text = text.cut(len(text) - len(source))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree: ast.AST = ast.parse(source)
            checker = NameChecker(_Awaited().visit(tree) if "await" in source else tree)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError, SystemError):
        return NameUse((), frozenset(), told=False)
    places = Places(source)
    undefined, starred = dict[str, UndefinedName](), dict[str, UndefinedName]()
    stars: dict[str, None] = {}
    of_annotations = {id(each) for each in checker.of_annotations}
    for message in sorted(checker.messages, key=lambda each: (id(each) in of_annotations, each.lineno, each.col)):
        if isinstance(message, messages.ImportStarUsed):
            stars[str(message.message_args[0])] = None
        elif isinstance(message, (messages.UndefinedName, messages.ImportStarUsage)):
            name = str(message.message_args[0])
            start = places.offset(message.lineno, message.col)
            found = undefined if isinstance(message, messages.UndefinedName) else starred
            span = text.span(start, min(start + len(name), len(text)))
            first = found.setdefault(name, UndefinedName(name, span, in_annotation=id(message) in of_annotations))
            if first.span != span and len(first.again) < MOST_TIMES:
                found[name] = first._replace(again=(*first.again, span))
    scopes = checker.deadScopes[-1:] if checker.deadScopes else []
    defined = frozenset[str]().union(*scopes)
    checker.__dict__.clear()  # it holds its own methods, and would stay until somebody looks for garbage
    told = not DYNAMIC.search(source)
    return NameUse(tuple(undefined.values()), defined, told, tuple(stars), tuple(starred.values()))
