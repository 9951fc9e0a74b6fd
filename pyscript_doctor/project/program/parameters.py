"""What the parameters of a function get, if every use of the function in the program is a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.kinds import BindingKind, ScopeKind
from pyscript_doctor.parsers.python.nodes import Attribute, CallExpression, ImportStatement, Name
from pyscript_doctor.project.program.alternatives import UNKNOWN, Alternatives, distinct
from pyscript_doctor.project.program.listeners import is_given_to_listen, listened_events, takes_events
from pyscript_doctor.project.program.values import FunctionKind, JavaScriptValue, PythonFunction, PythonName

if TYPE_CHECKING:
    from pyscript_doctor.parsers.python.nodes import Expression
    from pyscript_doctor.parsers.python.syntax import Scope
    from pyscript_doctor.project.program.evaluation import Evaluation

# A function with more calls is not followed.
MOST_CALLS = 30

OF_CLASSES = frozenset({"builtins.classmethod", "builtins.staticmethod"})


def of_parameter(evaluation: Evaluation, name: str, source: int, scope: Scope) -> Alternatives:
    """What all the calls of a function, and the events that it listens for, pass to a parameter."""
    if scope.kind not in {ScopeKind.FUNCTION, ScopeKind.LAMBDA}:
        return UNKNOWN
    events = listened_events(evaluation, source, scope)
    if scope.kind is ScopeKind.LAMBDA:
        return events if events and takes_events(scope, name, is_method=False) else UNKNOWN
    if scope.decorators and not events and _kind_of_method(evaluation, source, scope) is None:
        return UNKNOWN
    called = _called(evaluation, source, scope)
    calls = None if called is None else _calls(evaluation, source, called)
    if calls is None or not (calls or events) or len(calls) > MOST_CALLS:
        return UNKNOWN
    if events and not takes_events(scope, name, _is_method(evaluation, source, scope)):
        return UNKNOWN
    question = ("parameter", source, scope.number, name)
    return evaluation.once(
        question, lambda: distinct((*(events or ()), *_given(evaluation, name, source, scope, calls)))
    )


def _given(
    evaluation: Evaluation, name: str, source: int, scope: Scope, calls: list[tuple[int, CallExpression]]
) -> Alternatives:
    found: list[Alternatives] = []
    reached = not calls
    is_method = _is_method(evaluation, source, scope)
    called = _called(evaluation, source, scope) or scope
    for number, call in calls:
        if not evaluation.lives(call.context, number) or _is_of_another(evaluation, call, number, source, called):
            continue
        reached = reached or not is_method or _reaches(evaluation, call, number, source, called)
        decorated = _kind_of_method(evaluation, source, scope)
        if decorated is not None:
            taken = decorated == "builtins.classmethod"
        else:
            taken = is_method and not (called is scope and _is_unbound(evaluation, call, number))
        expression = _argument(name, scope, call, int(taken))
        if expression is not None:
            found.append(evaluation.alternatives(expression, number))
            continue
        default = dict(scope.parameters.defaults).get(name)
        found.append(UNKNOWN if default is None else evaluation.alternatives(default, source))
    return distinct(value for values in found for value in values) if reached else UNKNOWN


def _reaches(evaluation: Evaluation, call: CallExpression, number: int, source: int, scope: Scope) -> bool:
    """Whether a call certainly reaches a method, and not another thing with a method of this name."""
    if not isinstance(call.callee, Attribute):
        return True
    span = evaluation.modules.syntaxes[source].text.span(scope.name_start, scope.name_end)
    callees = evaluation.alternatives(call.callee, number)
    return any(isinstance(value, PythonFunction) and value.span == span for value in callees)


def _is_of_another(evaluation: Evaluation, call: CallExpression, number: int, source: int, scope: Scope) -> bool:
    """Whether a call of a method of that name certainly reaches another class, or something else."""
    if not isinstance(call.callee, Attribute) or not _is_method(evaluation, source, scope):
        return False
    span = evaluation.modules.syntaxes[source].text.span(scope.name_start, scope.name_end)
    callees = evaluation.alternatives(call.callee, number)
    return all(
        value.span != span if isinstance(value, PythonFunction) else isinstance(value, (JavaScriptValue, PythonName))
        for value in callees
    )


def _is_unbound(evaluation: Evaluation, call: CallExpression, number: int) -> bool:
    """Whether a call passes the object to a method too: `Shape.grow(square, 2)`, or a call in the class itself."""
    if not isinstance(call.callee, Attribute):
        return isinstance(call.callee, Name)
    owners = evaluation.alternatives(call.callee.base, number)
    return any(isinstance(owner, PythonFunction) and owner.kind is FunctionKind.CLASS for owner in owners)


def _kind_of_method(evaluation: Evaluation, source: int, scope: Scope) -> str | None:
    """The only decorator of a method, `@classmethod` or `@staticmethod`, under whatever name."""
    if len(scope.decorators) != 1 or not _is_method(evaluation, source, scope):
        return None
    value = evaluation.value(scope.decorators[0], source)
    return value.name if isinstance(value, PythonName) and value.name in OF_CLASSES else None


def _is_method(evaluation: Evaluation, source: int, scope: Scope) -> bool:
    return scope.parent is not None and evaluation.modules.scope(source, scope.parent).kind is ScopeKind.CLASS


# The calls of a function


def _called(evaluation: Evaluation, source: int, scope: Scope) -> Scope | None:
    """What is called to run a function: its class, if it is an `__init__`.

    None for the `__init__` of a class if something else may make instances of it.
    """
    if scope.parent is None or scope.name.rpartition(".")[2] != "__init__":
        return scope
    owner = evaluation.modules.scope(source, scope.parent)
    if owner.kind is not ScopeKind.CLASS:
        return scope
    is_plain = not (owner.decorators or owner.bases or owner.has_keywords or _is_method(evaluation, source, owner))
    mentions = evaluation.modules.mentions.get("__init__", ())
    return owner if is_plain and all(_is_of_super(event) for _, event, _ in mentions) else None


def _is_of_super(event: Name | Attribute | ImportStatement) -> bool:
    """Whether it is `super().__init__`, which leads to a base. A class that is used as a base is not followed."""
    call = event.base if isinstance(event, Attribute) else None
    return isinstance(call, CallExpression) and isinstance(call.callee, Name) and call.callee.name == "super"


def _calls(evaluation: Evaluation, source: int, scope: Scope) -> list[tuple[int, CallExpression]] | None:
    """Its calls; None if it is also used in another way, or may be called from outside."""
    name = scope.name.rpartition(".")[2]
    mentions = evaluation.modules.mentions.get(name, ())
    outside = evaluation.program.called_from_outside - evaluation.program.event_attributes.keys()
    if name in outside or name.startswith("__") or len(mentions) > 4 * MOST_CALLS:
        return None
    found: list[tuple[int, CallExpression]] = []
    for number, event, call in mentions:
        if not _may_be_meant(evaluation, event, number, source, scope):
            continue
        if isinstance(event, ImportStatement) and not event.renamed:
            continue
        if call is None and not isinstance(event, ImportStatement) and is_given_to_listen(evaluation, event, number):
            continue
        if call is None:
            return None
        found.append((number, call))
    return found


def _may_be_meant(
    evaluation: Evaluation, event: Name | Attribute | ImportStatement, number: int, source: int, scope: Scope
) -> bool:
    """Only names decide: a name that is bound to it, an attribute of a module; for a method any attribute."""
    is_method = _is_method(evaluation, source, scope)
    if isinstance(event, Attribute):
        return is_method or _is_of_module(evaluation, event, number)
    if isinstance(event, ImportStatement):
        return not is_method
    bounds = evaluation.modules.bindings(event, number)
    return not bounds or any(
        bound.binding.kind not in {BindingKind.FUNCTION, BindingKind.PARAMETER}
        or (bound.source == source and bound.binding.scope == scope.number)
        for bound in bounds
    )


def _is_of_module(evaluation: Evaluation, event: Attribute, number: int) -> bool:
    root: object = event
    while isinstance(root, Attribute):
        root = root.base
    bounds = evaluation.modules.bindings(root, number) if isinstance(root, Name) else ()
    statements = [bound.binding.statement for bound in bounds if bound.binding.statement is not None]
    modules = [evaluation.modules.absolute(statement, number) for statement in statements]
    return any(evaluation.modules.is_local(module.partition(".")[0]) for module in modules)


def _argument(name: str, scope: Scope, call: CallExpression, taken: int) -> Expression | None:
    """What a call passes to a parameter; None if the parameter keeps its default, or that is not known."""
    parameters = scope.parameters
    position = parameters.positional.index(name) - taken if name in parameters.positional else -1
    index = 0
    for argument in call.arguments:
        if argument.starred or argument.keyword == "**":
            return None
        if argument.keyword == name:
            return argument.value
        if argument.keyword is None:
            if index == position:
                return argument.value
            index += 1
    return None
