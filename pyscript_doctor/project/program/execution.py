"""What of a program runs: by function, and whether it runs while the program loads or only later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.module_names import with_packages
from pyscript_doctor.parsers.python.kinds import BindingKind, ScopeKind
from pyscript_doctor.parsers.python.nodes import (
    Attribute,
    AttributeAssignment,
    CallExpression,
    Definition,
    ImportStatement,
    LambdaExpression,
    Name,
    SubscriptExpression,
)
from pyscript_doctor.project.program.class_bases import family, has_foreign_base
from pyscript_doctor.project.program.scopes import MAIN
from pyscript_doctor.project.program.values import Collection, Instance, Literal, PythonFunction, PythonName, Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyscript_doctor.parsers.python.nodes import Event
    from pyscript_doctor.parsers.python.syntax import Scope
    from pyscript_doctor.project.program.alternatives import Known
    from pyscript_doctor.project.program.evaluation import Evaluation
    from pyscript_doctor.project.program.scopes import Bound, Namespace

RUN_AT_ONCE = ("__init__", "__new__", "__post_init__", "__enter__", "__aenter__")
"""Methods that run when a class is called, or when its instance is entered."""
_BY_NAME = frozenset({"builtins.getattr", "builtins.hasattr", "builtins.setattr", "operator.methodcaller"})

RunPlace = tuple[int, int]
"""What runs: the number of a source, and that of a scope in it, 0 for a whole script or module."""
_HOLDING_FUNCTIONS = (PythonFunction, Instance, Result, Collection)


class Execution:
    """Follows a program from its scripts and entry points to everything that they lead to.

    runs: the modules, functions and lambdas that run, by number of source and scope; True if that happens while a
    script or module loads.
    """

    def __init__(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation
        self._modules = evaluation.modules
        self.runs: dict[RunPlace, bool] = {}
        self._pending: list[RunPlace] = []
        self._followed: dict[RunPlace, bool] = {}
        self._classes: dict[RunPlace, bool] = {}
        self._mentioned: set[str] = set()
        self._referred: dict[int, Known] = {}  # by identity; each is kept, so that no other one gets its number
        self._any_method = False
        self._methods: dict[str, list[RunPlace]] = {}
        self._methods_in: dict[RunPlace, list[RunPlace]] = {}
        self._note_methods()

    def follow(self) -> None:
        """Work it all out."""
        for source in self._modules.main.sources:
            self._run((source, 0), at_load=True)
            self._work()
        for dotted in self._evaluation.program.entry_points:
            self._enter(dotted)
        self._export()
        self._work()

    def _work(self) -> None:
        while self._pending:
            source, number = self._pending.pop()
            at_load = self.runs[source, number]
            if self._followed.get((source, number)) is at_load:
                continue  # it was found twice before it was its turn
            self._followed[source, number] = at_load
            for event in self._modules.scope(source, number).events:
                if self._evaluation.lives(event.context, source):
                    self._handle(event, source, at_load)

    def _run(self, place: RunPlace, at_load: bool) -> None:
        if place not in self.runs or (at_load and not self.runs[place]):
            self.runs[place] = at_load
            self._pending.append(place)

    # Ways in from outside

    def _enter(self, dotted: str) -> None:
        """A name that something outside calls, such as `py-click="game.start"`."""
        name, *attributes = dotted.split(".")
        values = self._evaluation.in_namespace(self._modules.main, name) or ()
        self._refer_to_name(self._modules.main, name)
        for attribute in attributes:
            self._mention(attribute)
            values = self._evaluation.attribute(values, attribute)
        self._refer(values)

    def _refer_to_name(self, namespace: Namespace, name: str) -> None:
        for bound in self._modules.globals(namespace, name):
            self._refer_to_bound(bound)

    def _export(self) -> None:
        """The functions that a worker's `__export__` lists."""
        for value in self._evaluation.in_namespace(self._modules.main, "__export__") or ():
            for item in value.items if isinstance(value, Collection) else ():
                if isinstance(item, Literal) and isinstance(item.value, str):
                    self._enter(item.value)

    # What happens

    def _handle(self, event: Event, source: int, at_load: bool) -> None:
        if isinstance(event, Name):
            self._read(event, source)
        elif isinstance(event, Attribute):
            self._attribute(event, source)
        elif isinstance(event, CallExpression):
            self._call(event, source, at_load)
        elif isinstance(event, LambdaExpression):
            self._run((source, event.scope), at_load=False)
        elif isinstance(event, Definition):
            if event.decorated:
                self._refer_to_definition(source, event.scope)
        elif isinstance(event, ImportStatement):
            self._import(event, source)
        elif isinstance(event, AttributeAssignment):
            self._mention(event.attribute)
        elif isinstance(event, SubscriptExpression):
            self._subscript(event, source)

    def _read(self, event: Name, source: int) -> None:
        for bound in self._modules.bindings(event, source):
            if bound.binding.kind in {BindingKind.FUNCTION, BindingKind.CLASS}:
                self._refer_to_bound(bound)
        self._refer(self._evaluation.alternatives(event, source))

    def _attribute(self, event: Attribute, source: int) -> None:
        base: object = event
        while isinstance(base, Attribute):
            self._mention(base.name)
            self._refer(self._evaluation.alternatives(base, source))
            base = base.base
        if isinstance(base, Name):
            self._read(base, source)

    def _refer(self, values: Sequence[Known]) -> None:
        """Whoever has something can call the functions that it holds."""
        new = [value for value in values if isinstance(value, _HOLDING_FUNCTIONS) and id(value) not in self._referred]
        self._referred.update((id(value), value) for value in new)
        for function in _functions_in(new):
            place = self._modules.definition_of(function)
            if place is not None:
                self._refer_to_definition(*place)

    def _refer_to_bound(self, bound: Bound) -> None:
        """If a function is defined twice, under two conditions, only the one that can be defined runs."""
        if self._evaluation.lives(bound.binding.context, bound.source):
            self._refer_to_definition(bound.source, bound.binding.scope)

    def _refer_to_definition(self, source: int, number: int) -> None:
        if number < 0:
            return
        if self._modules.scope(source, number).kind is ScopeKind.CLASS:
            self._reach_class((source, number), at_load=False)
        else:
            self._run((source, number), at_load=False)

    def _call(self, event: CallExpression, source: int, at_load: bool) -> None:
        evaluation = self._evaluation
        around = self._modules.scope(source, self._modules.scope(source, event.context.scope).runs_in)
        for callee in evaluation.alternatives(event.callee, source):
            if isinstance(callee, (PythonFunction, Instance)) and callee.span:
                place = self._modules.definitions.get(callee.span)
                if place is not None:
                    self._call_definition(callee, place, event, around, at_load)
            elif isinstance(callee, PythonName):
                self._call_builtin(callee.name, event, source)

    def _call_definition(
        self, callee: PythonFunction | Instance, place: RunPlace, event: CallExpression, around: Scope, at_load: bool
    ) -> None:
        scope = self._modules.scope(*place)
        if scope.kind is ScopeKind.CLASS and isinstance(callee, PythonFunction):
            self._reach_class(place, at_load)
        elif scope.kind is ScopeKind.CLASS:
            for method in self.methods_of(place, "__call__"):
                self._run(method, at_load)
        else:
            runs_now = not scope.is_async or is_awaited(event, around)
            self._run(place, at_load and runs_now)

    def _call_builtin(self, name: str, event: CallExpression, source: int) -> None:
        evaluation = self._evaluation
        if name in _BY_NAME and event.arguments:
            position = 0 if name == "operator.methodcaller" else 1
            argument = event.arguments[position] if len(event.arguments) > position else None
            value = evaluation.value(argument.value, source) if argument else None
            if isinstance(value, Literal):
                self._mention(str(value.value))
            else:
                self._any_method = True
                for place in list(self._classes):
                    self._reach_methods(place)
        imported = imported_by_call(evaluation, event, source)
        if imported:
            self._load(imported)

    def _subscript(self, event: SubscriptExpression, source: int) -> None:
        """`globals()[name]` with a name that is made up at run time can be any function there."""
        value = self._evaluation.value(event.value, source)
        if not isinstance(value, Result) or value.callee != PythonName("builtins.globals"):
            return
        key = self._evaluation.value(event.key, source)
        for number in self._modules.namespace_of(source).sources:
            for name, bindings in self._modules.scope(number, 0).bindings.items():
                if not isinstance(key, Literal) or key.value == name:
                    for binding in bindings:
                        self._refer_to_definition(number, binding.scope)

    # Modules

    def _import(self, event: ImportStatement, source: int) -> None:
        for place in self.imported(event, source):
            self._run(place, at_load=True)
        if event.name == "*":
            self._load_listed(self._modules.absolute(event, source))

    def imported(self, event: ImportStatement, source: int) -> Iterator[RunPlace]:
        """What an import runs: modules of the project, and the packages around them."""
        module = self._modules.absolute(event, source)
        return self._loaded(module if event.name in {None, "*"} else f"{module}.{event.name}")

    def _load_listed(self, module: str) -> None:
        """The submodules that a star import loads because of `__all__`."""
        namespace = self._modules.namespaces.get(module)
        for value in (self._evaluation.in_namespace(namespace, "__all__") or ()) if namespace else ():
            for item in value.items if isinstance(value, Collection) else ():
                if isinstance(item, Literal) and isinstance(item.value, str):
                    self._load(f"{module}.{item.value}")

    def _load(self, module: str) -> None:
        for place in self._loaded(module):
            self._run(place, at_load=True)

    def _loaded(self, dotted: str) -> Iterator[RunPlace]:
        for name in with_packages(dotted):
            namespace = self._modules.namespaces.get(name)
            if namespace is not None and namespace.name != MAIN:
                yield from ((source, 0) for source in namespace.sources)

    # Classes

    def _note_methods(self) -> None:
        for source, syntax in enumerate(self._modules.syntaxes):
            for scope in syntax.scopes:
                parent = None if scope.parent is None else syntax.scopes[scope.parent]
                if parent and parent.kind is ScopeKind.CLASS and scope.kind is ScopeKind.FUNCTION:
                    method = (source, scope.number)
                    self._methods.setdefault(scope.name.rpartition(".")[2], []).append(method)
                    self._methods_in.setdefault((source, parent.number), []).append(method)

    def methods_named(self, name: str) -> Sequence[RunPlace]:
        """The methods of that name in all classes."""
        return self._methods.get(name, ())

    def methods_of(self, place: RunPlace, name: str) -> list[RunPlace]:
        """The methods of that name of a class and its bases."""
        classes = set(family(self._evaluation, *place))
        return [
            (source, number)
            for source, number in self.methods_named(name)
            if (source, self._modules.scope(source, number).parent) in classes
        ]

    def _reach_class(self, place: RunPlace, at_load: bool) -> None:
        """A class that is referred to, or called (then perhaps while loading)."""
        if place in self._classes and (self._classes[place] or not at_load):
            return
        self._classes[place] = at_load
        for name in RUN_AT_ONCE if at_load else ():
            for method in self.methods_of(place, name):
                self._run(method, at_load=True)
        for around in family(self._evaluation, *place):
            self._reach_class(around, at_load=False)
        self._reach_methods(place)

    def _reach_methods(self, place: RunPlace) -> None:
        all_of_them = self._any_method or has_foreign_base(self._evaluation, *place)
        for source, number in self._methods_in.get(place, ()):
            name = self._modules.scope(source, number).name.rpartition(".")[2]
            if all_of_them or name in self._mentioned or (name.startswith("__") and name.endswith("__")):
                self._run((source, number), at_load=False)

    def _mention(self, name: str) -> None:
        if name in self._mentioned:
            return
        self._mentioned.add(name)
        for source, number in self.methods_named(name):
            parent = self._modules.scope(source, number).parent
            if parent is not None and (source, parent) in self._classes:
                self._run((source, number), at_load=False)


def is_awaited(event: CallExpression, around: Scope) -> bool:
    """Whether what a call returns is awaited on the spot or by its name; `around` is the function that it is in."""
    return event.awaited or (event.start, event.end) in around.awaited_calls


def imported_by_call(evaluation: Evaluation, event: CallExpression, source: int) -> str | None:
    """The module that `importlib.import_module("x")` or `__import__("x")` loads."""
    callee = evaluation.value(event.callee, source)
    if callee not in (PythonName("importlib.import_module"), PythonName("builtins.__import__")):
        return None
    value = evaluation.value(event.arguments[0].value, source) if event.arguments else None
    return value.value if isinstance(value, Literal) and isinstance(value.value, str) else None


def _functions_in(values: Iterable[Known]) -> Iterator[PythonFunction | Instance]:
    """The functions, classes and instances that a value is made of."""
    pending: list[object] = list(values)
    while pending:
        value = pending.pop()
        if isinstance(value, (PythonFunction, Instance)):
            yield value
            pending.extend(value.decorators if isinstance(value, PythonFunction) else ())
        elif isinstance(value, Result):
            pending.extend((value.callee, *value.arguments))
        elif isinstance(value, Collection):
            pending.extend((*value.items, *value.keys))
