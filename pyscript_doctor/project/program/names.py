"""What names come to, by their bindings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.standard_library import may_have
from pyscript_doctor.parsers.python.kinds import BindingKind, ScopeKind
from pyscript_doctor.parsers.python.nodes import Display
from pyscript_doctor.project.program.additions import grown
from pyscript_doctor.project.program.alternatives import UNKNOWN, Alternatives, LocalModule, distinct
from pyscript_doctor.project.program.annotated import annotated, without_unknown
from pyscript_doctor.project.program.definitions import assigned_values, definition_value, iterable, receiver
from pyscript_doctor.project.program.parameters import of_parameter
from pyscript_doctor.project.program.parts import follow
from pyscript_doctor.project.program.platform_names import BUILTINS, STAR_NAMES, foreign
from pyscript_doctor.project.program.values import Literal, PythonName

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyscript_doctor.parsers.python.nodes import ImportStatement, Name
    from pyscript_doctor.parsers.python.syntax import Binding
    from pyscript_doctor.project.program.evaluation import Evaluation
    from pyscript_doctor.project.program.scopes import Bound, Namespace


_NEVER_HIDDEN = frozenset({"print", "input", "exec", "eval", "breakpoint", "exit", "quit", "help", "__import__"})
"""No library is known to have anything under the same name that a star import would bring."""


def read_name(evaluation: Evaluation, read: Name, source: int) -> Alternatives:
    """What a name comes to where it is read."""
    found = evaluation.modules.bindings(read, source)
    if found:
        return of_bindings(evaluation, read.name, found)
    namespace = evaluation.modules.namespace_of(source)
    imported = _star_imported(evaluation, namespace, read.name)
    if imported is not None:
        return imported
    if read.name == "__name__":
        return (Literal(namespace.name),)
    return (PythonName(f"builtins.{read.name}"),) if read.name in BUILTINS else UNKNOWN


def in_namespace(evaluation: Evaluation, namespace: Namespace, name: str) -> Alternatives | None:
    """What a top-level name of a namespace comes to in the end; None if it has no such name."""
    found = evaluation.modules.at_the_end(namespace, name)
    if found:
        question = ("global", namespace.name, name)
        return evaluation.once(question, lambda: of_bindings(evaluation, name, found))
    return _star_imported(evaluation, namespace, name)


def of_bindings(evaluation: Evaluation, name: str, found: tuple[Bound, ...]) -> Alternatives:
    """What these bindings of a name come to together, as far as they can run."""
    live = [bound for bound in found if evaluation.lives(bound.binding.context, bound.source)]
    if not live:
        return UNKNOWN
    return distinct(value for bound in live for value in _of_binding(evaluation, name, bound))


def _of_binding(evaluation: Evaluation, name: str, bound: Bound) -> Alternatives:
    binding, source = bound.binding, bound.source
    if binding.kind is BindingKind.VALUE and binding.value is not None:
        alternatives = evaluation.alternatives(binding.value, source)
        if binding.steps[:1] == ("iterate",):
            alternatives = grown(evaluation, binding.value, alternatives)
        found = follow(iterable(evaluation, alternatives, binding.steps), binding.steps)
        types = evaluation.modules.scope(source, binding.context.scope).types
        return without_unknown(found, annotated(evaluation, types.get(name), source)) if types else found
    if binding.kind is BindingKind.IMPORT and binding.statement is not None:
        return imported_value(evaluation, binding.statement, source)
    if binding.kind in {BindingKind.FUNCTION, BindingKind.CLASS}:
        return definition_value(evaluation, source, binding.scope)
    if binding.kind is BindingKind.PARAMETER:
        return _parameter(evaluation, name, binding, source)
    return UNKNOWN


def _parameter(evaluation: Evaluation, name: str, binding: Binding, source: int) -> Alternatives:
    """`self` and `cls`, or what all calls of the function pass."""
    scope = evaluation.modules.scope(source, binding.context.scope)
    around = None if scope.parent is None else evaluation.modules.scope(source, scope.parent)
    in_class = around is not None and around.kind is ScopeKind.CLASS and scope.kind is ScopeKind.FUNCTION
    if around is not None and in_class and scope.parameters.first == name:
        return receiver(evaluation, source, scope, around)
    found = of_parameter(evaluation, name, source, scope)
    told = annotated(evaluation, dict(scope.parameters.annotations).get(name), source)
    return without_unknown(found, told)


# Imports


def imported_value(evaluation: Evaluation, statement: ImportStatement, source: int) -> Alternatives:
    """What an import binds its name to."""
    module = evaluation.modules.absolute(statement, source)
    if statement.name is None:
        return module_value(evaluation, module if statement.renamed else statement.alias)
    own = evaluation.modules.namespace_of(source)
    if module == own.name and evaluation.modules.is_local(f"{module}.{statement.name}"):
        return module_value(evaluation, f"{module}.{statement.name}")
    return module_member(evaluation, module, statement.name)


def module_member(evaluation: Evaluation, module: str, name: str) -> Alternatives:
    """What `from module import name` binds."""
    if evaluation.modules.is_opaque(module) or module.startswith("."):
        return UNKNOWN
    namespace = evaluation.modules.namespaces.get(module)
    found = in_namespace(evaluation, namespace, name) if namespace is not None else None
    if found is not None:
        return found
    if evaluation.modules.is_local(f"{module}.{name}"):
        return module_value(evaluation, f"{module}.{name}")
    return UNKNOWN if evaluation.modules.is_local(module) else (foreign(f"{module}.{name}"),)


def module_attribute(evaluation: Evaluation, module: LocalModule, name: str) -> Alternatives:
    """What `module.name` comes to."""
    assigned = assigned_values(evaluation, name, module)
    found = module_member(evaluation, module.name, name)
    return distinct((*found, *assigned)) if assigned else found


def _star_imported(evaluation: Evaluation, namespace: Namespace, name: str) -> Alternatives | None:
    """What `from x import *` makes of a name; None if no such import brings it."""
    question = ("star", namespace.name, name)
    statements = tuple(evaluation.modules.star_imports(namespace))
    if not statements:
        return None
    found = evaluation.once(question, lambda: _search_stars(evaluation, statements, name))
    return found or None


def _search_stars(evaluation: Evaluation, statements: Iterable[tuple[int, ImportStatement]], name: str) -> Alternatives:
    """The last import that certainly brings the name; if modules are unknown, the only one."""
    unknown: set[str] = set()
    for source, statement in reversed(tuple(statements)):
        module = evaluation.modules.absolute(statement, source)
        if not evaluation.lives(statement.context, source):
            continue
        if module == "pyscript":
            if name in STAR_NAMES:
                return (foreign(f"pyscript.{name}"),)
        elif module in evaluation.modules.namespaces:
            if _is_given_out(evaluation, module, name):
                return module_member(evaluation, module, name)
        else:
            unknown.add(module)
    if name in BUILTINS:
        return UNKNOWN if any(_may_hide(module, name) for module in unknown) else ()
    if not unknown:
        return ()
    module = next(iter(unknown))
    return (foreign(f"{module}.{name}"),) if len(unknown) == 1 and not evaluation.modules.is_local(module) else UNKNOWN


def _may_hide(module: str, name: str) -> bool:
    """Whether `from module import *` may bring a name that Python has too: `sum` of numpy, `open` of os."""
    is_platform = module.partition(".")[0] in {"js", "pyscript", "pyodide"}
    return name not in _NEVER_HIDDEN and not is_platform and may_have(module, name)


def _is_given_out(evaluation: Evaluation, module: str, name: str) -> bool:
    namespace = evaluation.modules.namespaces[module]
    listed = evaluation.modules.globals(namespace, "__all__")
    if len(listed) == 1 and isinstance(listed[0].binding.value, Display):
        value = evaluation.value(listed[0].binding.value, listed[0].source)
        items = getattr(value, "items", ())
        if all(isinstance(item, Literal) for item in items):
            return name in {item.value for item in items}
    return not name.startswith("_") and in_namespace(evaluation, namespace, name) is not None


def module_value(evaluation: Evaluation, dotted: str) -> Alternatives:
    """What `import dotted as x` binds."""
    if evaluation.modules.is_opaque(dotted):
        return UNKNOWN
    return (LocalModule(dotted) if evaluation.modules.is_local(dotted) else foreign(dotted),)
