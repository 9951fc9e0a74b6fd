"""Conditions, as far as the interpreter and thread decide them."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import PLATFORM, Interpreter, Thread
from pyscript_doctor.parsers.python.kinds import BindingKind, CollectionKind
from pyscript_doctor.parsers.python.nodes import (
    Attribute,
    Boolean,
    ComparisonExpression,
    Conditional,
    Constant,
    Display,
    Imports,
    Name,
    Negation,
)
from pyscript_doctor.project.program.alternatives import joined_value
from pyscript_doctor.project.program.platform_names import import_works
from pyscript_doctor.project.program.types import NOTHING, type_of
from pyscript_doctor.project.program.values import (
    Collection,
    Instance,
    JavaScriptValue,
    Literal,
    PythonFunction,
    PythonName,
    Realm,
    Result,
    UnknownValue,
    Value,
)

if TYPE_CHECKING:
    from pyscript_doctor.parsers.python.nodes import Context, Expression, Guard
    from pyscript_doctor.project.program.evaluation import Evaluation

_NO_TYPE_CHECKER = frozenset({"typing.TYPE_CHECKING", "typing_extensions.TYPE_CHECKING"})
_VERSION_INFO = PythonName("sys.version_info")
_IDENTICAL = frozenset({"==", "is"})
_DIFFERENT = frozenset({"!=", "is not"})
_ORDERS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


def _asks_for_main(test: Expression) -> bool:
    """`__name__ == "__main__"`: true for scripts. What it protects elsewhere never runs."""
    return isinstance(test, ComparisonExpression) and any(
        isinstance(operand, Name) and operand.name == "__name__" for operand in test.operands
    )


def is_certain(evaluation: Evaluation, context: Context, source: int) -> bool:
    """Whether code certainly runs if the code around its conditions does: each condition is known to hold."""
    return all(
        _asks_for_main(guard.test) or evaluation.truth(guard.test, source) is guard.holds
        for guard in context.guards
        if not isinstance(guard.test, Imports)
    )


def can_hold(evaluation: Evaluation, guard: Guard, source: int) -> bool:
    """Whether a condition can come out as the guard wants it."""
    if isinstance(guard.test, Imports):
        works = _imports_work(evaluation, guard.test, source)
        return works is None or works is guard.holds
    truth = evaluation.truth(guard.test, source)
    return truth is None or truth is guard.holds


def _imports_work(evaluation: Evaluation, imports: Imports, source: int) -> bool | None:
    outcomes: list[bool | None] = []
    for statement in imports.statements:
        module = evaluation.modules.absolute(statement, source)
        if evaluation.modules.is_local(module.partition(".")[0]):
            outcomes.append(None)
        else:
            program = evaluation.program
            outcomes.append(import_works(module, statement.name, program.interpreter, program.thread))
    if False in outcomes:
        return False
    return True if imports.alone and None not in outcomes else None


# Truth


def computed_truth(evaluation: Evaluation, expression: Expression, source: int) -> bool | None:
    """Like `truth`, but worked out again."""
    if isinstance(expression, Negation):
        truth = evaluation.truth(expression.operand, source)
        return None if truth is None else not truth
    if isinstance(expression, Boolean):
        return truth_of_boolean(evaluation, expression, source)
    if isinstance(expression, Conditional):
        test = evaluation.truth(expression.test, source)
        return None if test is None else evaluation.truth(expression.body if test else expression.orelse, source)
    if isinstance(expression, ComparisonExpression):
        return _comparison(evaluation, expression, source)
    if isinstance(expression, Display) or not _is_settled(evaluation, expression, source):
        return None
    return _of_value(evaluation, evaluation.value(expression, source))


def _is_settled(evaluation: Evaluation, expression: Expression, source: int) -> bool:
    """Whether a name is more than a variable: a capital constant, or made of what the interpreter decides.

    The first value of a variable says nothing: something unseen may set it.
    """
    if isinstance(expression, Attribute):
        return expression.name.isupper() or not _is_literal(evaluation, expression, source)
    if not isinstance(expression, Name) or expression.name.isupper():
        return True
    bounds = evaluation.modules.bindings(expression, source)
    return all(
        bound.binding.kind is BindingKind.VALUE and not isinstance(bound.binding.value, Constant) for bound in bounds
    ) or not _is_literal(evaluation, expression, source)


def _is_literal(evaluation: Evaluation, expression: Expression, source: int) -> bool:
    return isinstance(evaluation.value(expression, source), Literal)


def truth_of_boolean(evaluation: Evaluation, expression: Boolean, source: int) -> bool | None:
    """For `and` and `or`: decided as soon as one operand decides it."""
    truths = [evaluation.truth(operand, source) for operand in expression.operands]
    stopping = expression.operator == "or"
    if stopping in truths:
        return stopping
    return None if None in truths else not stopping


def _of_value(evaluation: Evaluation, value: Value) -> bool | None:
    if isinstance(value, Literal):
        return bool(value.value)
    if isinstance(value, PythonName):
        if value.name == "pyscript.RUNNING_IN_WORKER":
            return evaluation.program.thread is Thread.WORKER
        return False if value.name in _NO_TYPE_CHECKER else None
    if isinstance(value, PythonFunction):
        return True
    if isinstance(value, Result):
        return _of_result(evaluation, value)
    return None


def _of_result(evaluation: Evaluation, value: Result) -> bool | None:
    """`hasattr(js, "document")`, `sys.platform.startswith("win")`."""
    name = value.callee.name if isinstance(value.callee, PythonName) and not value.attributes else ""
    literals = [argument.value for argument in value.arguments if isinstance(argument, Literal)]
    if name == "builtins.hasattr" and len(value.arguments) == 2 and literals:
        return _has_attribute(evaluation, value.arguments[0], literals[0])
    if name == "sys.platform.startswith" and literals and isinstance(literals[0], str):
        return _platform(evaluation).startswith(literals[0])
    return False if type_of(value) == NOTHING else None


def _has_attribute(evaluation: Evaluation, value: Value, name: object) -> bool | None:
    """A worker has no window; in some releases PyScript itself sets `js.document` there."""
    if value != JavaScriptValue(Realm.THREAD, ()) or name not in ("document", "window"):
        return None
    if evaluation.program.thread is Thread.MAIN:
        return True
    return False if name == "window" else None


def _comparison(evaluation: Evaluation, expression: ComparisonExpression, source: int) -> bool | None:
    if len(expression.operators) != 1:
        return None
    sign = expression.operators[0]
    left, right = (_known(evaluation, operand, source) for operand in expression.operands)
    if sign in ("in", "not in"):
        contained = _contains(evaluation, left, right)
        return None if contained is None else contained is (sign == "in")
    if left == _VERSION_INFO and isinstance(right, Collection):
        return _version(evaluation, sign, right)
    if not isinstance(left, Literal) or not isinstance(right, Literal):
        return None
    if sign in _IDENTICAL:
        return left.value == right.value
    if sign in _ORDERS and isinstance(left.value, int) and isinstance(right.value, int):
        return bool(_ORDERS[sign](left.value, right.value))
    return left.value != right.value if sign in _DIFFERENT else None


def _version(evaluation: Evaluation, operator: str, asked: Collection) -> bool | None:
    """`sys.version_info >= (3, 11)`: Pyodide has at least 3.11 in PyScript's releases, MicroPython says 3.4."""
    numbers = tuple(item.value for item in asked.items if isinstance(item, Literal) and isinstance(item.value, int))
    if operator not in (">=", "<") or len(numbers) != len(asked.items):
        return None
    if evaluation.program.interpreter is Interpreter.MICROPYTHON:
        return (numbers <= (3, 4)) is (operator == ">=")
    return (operator == ">=") if numbers <= (3, 11) else None


def _contains(evaluation: Evaluation, item: Value, container: Value) -> bool | None:
    if not isinstance(item, Literal):
        return None
    if isinstance(container, Result) and not container.attributes:
        container = container.callee
    if isinstance(container, PythonName):
        return _contained_in_name(evaluation, item.value, container.name)
    if isinstance(container, Collection) and all(isinstance(each, Literal) for each in container.items):
        members = container.keys if container.kind is CollectionKind.DICT else container.items
        return item.value in [each.value for each in members if isinstance(each, Literal)]
    if isinstance(container, Literal) and isinstance(container.value, str) and isinstance(item.value, str):
        return item.value in container.value
    return None


def _contained_in_name(evaluation: Evaluation, item: object, container: str) -> bool | None:
    if not isinstance(item, str):
        return None
    on_pyodide = evaluation.program.interpreter is Interpreter.PYODIDE
    if container == "sys.modules":
        works = import_works(item, None, evaluation.program.interpreter, evaluation.program.thread)
        return works if item in ("pyodide", "js", "pyscript", "micropython") else None
    if container.startswith("sys.version") and "micropython" in item.lower():
        return not on_pyodide
    return None


def _known(evaluation: Evaluation, expression: Expression, source: int) -> Value:
    """The value of an operand; what the interpreter decides, as a literal."""
    if not _is_settled(evaluation, expression, source):
        return UnknownValue()
    value = joined_value(evaluation.alternatives(expression, source))
    if isinstance(value, PythonName):
        known = _names(evaluation).get(value.name)
        return value if known is None else Literal(known)
    if isinstance(value, Result) and isinstance(value.callee, PythonName) and not value.attributes:
        known = _results(evaluation, value)
        return value if known is None else Literal(known)
    if isinstance(value, (Literal, Collection, Instance, PythonFunction, JavaScriptValue, Result)):
        return value
    return evaluation.value(expression, source)


def _start(text: str, key: Value | None) -> str | None:
    """`sys.platform[:3]`."""
    bounds = [each.value for each in key.items if isinstance(each, Literal)] if isinstance(key, Collection) else []
    end = bounds[1] if len(bounds) == 3 and bounds[0] in (None, 0) and bounds[2] is None else None
    return text[:end] if isinstance(end, int) else None


def _platform(evaluation: Evaluation) -> str:
    return PLATFORM[evaluation.program.interpreter]["sys.platform"]


def _names(evaluation: Evaluation) -> dict[str, str | int]:
    platform = PLATFORM[evaluation.program.interpreter]
    return {
        **platform,
        "sys.version_info.major": 3,
        "pyscript.RUNNING_IN_WORKER": evaluation.program.thread is Thread.WORKER,
        "typing.TYPE_CHECKING": False,
    }


def _results(evaluation: Evaluation, value: Result) -> str | int | None:
    on_pyodide = evaluation.program.interpreter is Interpreter.PYODIDE
    name = value.callee.name if isinstance(value.callee, PythonName) else ""
    if name in {"platform.python_implementation", "platform.system"}:
        return PLATFORM[evaluation.program.interpreter].get(name)
    key = value.arguments[0] if value.arguments else None
    if name == "sys.version_info.__getitem__" and key == Literal(0):
        return 3
    if name == "sys.platform.__getitem__":
        return _start(_platform(evaluation), key)
    if name == "pyscript.config.__getitem__" and isinstance(key, Literal) and key.value == "type":
        return "py" if on_pyodide else "mpy"
    return None
