"""Values that are written into text in a given form: `f"{price:.2f}"`, `"{:.2f}".format(price)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Interpreter
from pyscript_doctor.parsers.python.nodes import Attribute, CallExpression, Constant, Operation
from pyscript_doctor.project.program.format_fields import fields_of
from pyscript_doctor.project.program.values import Literal, PythonName
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.python.nodes import Context, Event, Expression
    from pyscript_doctor.project.program.certainty import Certainty
    from pyscript_doctor.project.program.evaluation import Evaluation

MOST_FIELDS = 100
"""A template with more fields than these is not looked at."""
FORMAT = "format"
"""The operation of a Refusal or a ForeignOperation."""


class Formatted(NamedTuple):
    """A value, and the form that it gets, such as ".2f"."""

    value: Expression
    form: Constant
    context: Context


def formatted(evaluation: Evaluation, certainty: Certainty, event: Event, source: int) -> Iterator[Formatted]:
    """What an event formats with a form that is known."""
    if isinstance(event, Operation):
        if event.operator == FORMAT:
            value, form = event.operands
            assert isinstance(form, Constant)
            yield Formatted(value, form, event.context)
    elif isinstance(event, CallExpression) and event.decorates is None:
        callee = evaluation.value(event.callee, source)
        if callee == PythonName("builtins.format") and evaluation.program.interpreter is Interpreter.PYODIDE:
            yield from _by_function(event, evaluation, source)
        elif callee == PythonName("builtins.str.format"):
            yield from _by_method(event, evaluation, certainty, source)


def _by_function(call: CallExpression, evaluation: Evaluation, source: int) -> Iterator[Formatted]:
    """`format(price, ".2f")`."""
    if len(call.arguments) != 2 or any(each.starred or each.keyword for each in call.arguments):
        return
    value, form = (each.value for each in call.arguments)
    written = evaluation.value(form, source)
    if isinstance(form, Constant) and isinstance(written, Literal) and isinstance(written.value, str):
        yield Formatted(value, form, call.context)


def _by_method(call: CallExpression, evaluation: Evaluation, certainty: Certainty, source: int) -> Iterator[Formatted]:
    """`"{:.2f} of {name:>10}".format(price, name=name)`: the fields that show a complete argument."""
    if not isinstance(call.callee, Attribute) or any(each.starred for each in call.arguments):
        return
    template = evaluation.value(call.callee.base, source)
    if not isinstance(template, Literal) or not isinstance(template.value, str):
        return
    if not certainty.is_settled(call.callee.base, source, call.context):
        return
    values = [each.value for each in call.arguments if each.keyword is None]
    by_name = {each.keyword: each.value for each in call.arguments if each.keyword}
    for head, form in _forms(template.value):
        value = values[int(head)] if head.isdecimal() and int(head) < len(values) else by_name.get(head)
        if value is not None:
            yield Formatted(value, Constant(value.start, value.end, form), call.context)


def _forms(template: str) -> list[tuple[str, str]]:
    """The number or name of each field of a template, with its form; none if Python can't read the template."""
    whole = [field for field in fields_of(template) if field.is_whole and not field.conversion]
    return [(field.head, field.form) for field in whole if field.form and "{" not in field.form][:MOST_FIELDS]
