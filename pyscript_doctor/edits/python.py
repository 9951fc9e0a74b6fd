"""Edits of Python. They raise Unwritable if what holds the Python cannot hold the new text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.layers import Unwritable
from pyscript_doctor.parsers.python.import_place import body_place, end_of_names, import_place
from pyscript_doctor.parsers.text import Span
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from pyscript_doctor.parsers.python.nodes import ImportStatement
    from pyscript_doctor.parsers.python.syntax import Syntax
    from pyscript_doctor.parsers.text import Edit, Text

TRAILER = lazy_pattern(r"\s*[.\[(]")
NO_PARAMETERS = lazy_pattern(r"\s*\(\s*(?=\))")
BARE_LAMBDA = lazy_pattern(r"lambda(?=\s*:)")
PLAIN_PARAMETERS = lazy_pattern(r"\s*\(\s*(?P<names>[\w\s,]*?)\s*(?=\))")
OF_A_LAMBDA = lazy_pattern(r"lambda\b\s*(?P<names>[\w\s,]*?)\s*(?=:)")


def replaced(text: Text, span: Span, value: str) -> Edit:
    """Replace an expression with other Python."""
    return text.replacement(*_offsets(text, span), value)


def appended(text: Text, span: Span, value: str) -> Edit:
    """Write more after an expression: `.new` after `Date`."""
    return text.insertion(_offsets(text, span)[1], value)


def inserted(text: Text, place: int, value: str) -> Edit:
    """Write something before a character of the file."""
    start, _ = _offsets(text, Span(text.path, place, place))
    return text.insertion(start, value)


def appended_line(text: Text, line: str) -> Edit:
    """Write a line at the end, with white space before it as Python's style guide has it."""
    return text.insertion(len(text.value.rstrip()), f"\n\n\n{line}")


def wrapped(text: Text, span: Span, function: str) -> tuple[Edit, Edit]:
    """Make an expression the argument of a call of this function; the expression itself stays untouched."""
    start, end = _offsets(text, span)
    return text.insertion(start, f"{function}("), text.insertion(end, ")")


def unwrapped(text: Text, span: Span, inner: Span, before: str = "") -> tuple[Edit, Edit]:
    """Keep only the argument of a call, with something before it: `await main()` for `asyncio.run(main())`."""
    start, end = _offsets(text, span)
    first, last = _offsets(text, inner)
    return text.replacement(start, first, before), text.replacement(last, end, "")


def awaited(text: Text, span: Span) -> tuple[Edit, ...]:
    """Await a call, in parentheses if more code about its result follows."""
    start, end = _offsets(text, span)
    if TRAILER.match(text.value, end):
        return text.insertion(start, "(await "), text.insertion(end, ")")
    return (text.insertion(start, "await "),)


def with_parameter(text: Text, name: Span, parameter: str) -> Edit:
    """Give a function its first parameter. Raises Unwritable if it has one.

    name: where its `def` names it; for a lambda, all of it.
    """
    start, end = _offsets(text, name)
    bare = BARE_LAMBDA.match(text.value, start)
    if bare:
        return text.insertion(bare.end(), f" {parameter}")
    parenthesis = NO_PARAMETERS.match(text.value, end)
    if parenthesis is None:
        raise Unwritable("the function has parameters")
    return text.insertion(parenthesis.end(), parameter)


def with_rest_parameter(text: Text, name: Span, parameter: str) -> Edit:
    """Give a function one more parameter, which takes what the others leave: `*rest`.

    name: where its `def` names it; for a lambda, all of it. Raises Unwritable if its parameters are more than names, or
    one of them has the name.
    """
    start, end = _offsets(text, name)
    of_lambda = OF_A_LAMBDA.match(text.value, start)
    found = of_lambda or PLAIN_PARAMETERS.match(text.value, end)
    names = [each.strip() for each in found["names"].split(",")] if found else []
    if found is None or parameter in names or (found["names"] and not names[-1]):
        raise Unwritable("there is no place for one more parameter")
    before = ", " if found["names"] else " " if of_lambda else ""
    return text.insertion(found.end("names"), f"{before}*{parameter}")


def with_argument(text: Text, call: Span, argument: str, *, more: bool) -> Edit:
    """Give a call one more argument, at its end. more: it has others."""
    end = _offsets(text, call)[1] - 1
    if text.value[end] != ")" or text.value[:end].rstrip().endswith(","):
        raise Unwritable("there is no place for one more argument")
    return text.insertion(end, f", {argument}" if more else argument)


def declared_global(syntax: Syntax, function: str, name: str) -> Edit:
    """Say in a function that it sets the module's name. function: with the names of what is around it."""
    at = body_place(syntax.text, function)
    if at is None:
        raise Unwritable("there is no line for it")
    line = syntax.text.value.rfind("\n", 0, at) + 1
    return syntax.text.insertion(at, f"global {name}\n{syntax.text.value[line:at]}")


def given_import(syntax: Syntax, modules: tuple[str, ...], name: str) -> tuple[str, tuple[Edit, ...]]:
    """What to call a name of one of these modules, and the import that this needs; the first module is imported.

    Raises Unwritable if the name already means something else, or there is no free line for an import.
    """
    known = name_of_import(syntax, modules, name)
    if known:
        return known, ()
    place = added_import(syntax, modules[0], name) if can_import(syntax, name, modules) else None
    if place is None:
        raise Unwritable("the name cannot be imported")
    return name, (place,)


def given_module(syntax: Syntax, module: str) -> tuple[str, tuple[Edit, ...]]:
    """What to call a module without dots, and the import that this needs. Raises Unwritable as `given_import` does."""
    for bound, bindings in syntax.scopes[0].bindings.items():
        statements = [binding.statement for binding in bindings]
        if statements and all(each is not None and _imports(each, (module,), None) for each in statements):
            return bound, ()
    place = import_place(syntax.text) if can_import(syntax, module) else None
    if place is None:
        raise Unwritable("the module cannot be imported")
    return module, (_import_line(syntax, place, f"import {module}"),)


def name_of_import(syntax: Syntax, modules: tuple[str, ...], name: str) -> str | None:
    """What the module already calls this name of one of these modules; None if it does not import it at its top."""
    for bound, bindings in syntax.scopes[0].bindings.items():
        statements = [binding.statement for binding in bindings]
        if len(statements) == 1 and statements[0] is not None and _imports(statements[0], modules, name):
            return bound
    return None


def can_import(syntax: Syntax, name: str, modules: tuple[str, ...] = ()) -> bool:
    """Whether a name can be imported at the top: nothing in the source binds it to anything else.

    modules: a function may import it from these already, for itself.
    """
    if name in syntax.scopes[0].bindings:
        return False
    statements = [binding.statement for scope in syntax.scopes for binding in scope.bindings.get(name, ())]
    return all(each is not None and _names(each, modules, name) for each in statements)


def added_import(syntax: Syntax, module: str, name: str) -> Edit | None:
    """Import a name at the top: with others of its module, or after the other imports.

    None if there is no free line for it.
    """
    end = end_of_names(syntax.text, module)
    if end is not None:
        return syntax.text.insertion(end, f", {name}")
    place = import_place(syntax.text)
    if place is None:
        return None
    return _import_line(syntax, place, f"from {module} import {name}")


def _import_line(syntax: Syntax, place: tuple[int, bool], line: str) -> Edit:
    at, after = place
    return syntax.text.insertion(at, f"\n{line}" if after else f"{line}\n")


def _imports(statement: ImportStatement, modules: tuple[str, ...], name: str | None) -> bool:
    context = statement.context
    at_top = context.scope == 0 and not context.guards and not context.tried and not context.loop
    return at_top and _names(statement, modules, name)


def _names(statement: ImportStatement, modules: tuple[str, ...], name: str | None) -> bool:
    return statement.level == 0 and statement.module in modules and statement.name == name


def _offsets(text: Text, span: Span) -> tuple[int, int]:
    start = text.offset(span.start)
    return start, text.offset(span.end - 1) + 1 if span.end > span.start else start
