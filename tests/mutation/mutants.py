"""The small changes that are made to a module, one at a time."""

from __future__ import annotations

import ast
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from types import CodeType

Node: TypeAlias = ast.expr | ast.stmt

_FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_SHIFTED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}
_SIDES: dict[type[ast.operator], tuple[str, ...]] = {
    ast.BitOr: ("left", "right"),
    ast.BitAnd: ("left", "right"),
    ast.Sub: ("left",),
}
_QUANTIFIERS = {"any": "all", "all": "any"}
_DECIDES = {(ast.If, "test"), (ast.IfExp, "test"), (ast.comprehension, "ifs")}
# What says nothing about behaviour, or is true by other proof.
_LEFT_OUT = {
    "annotation", "returns", "decorator_list", "args", "bases", "keywords_of_class", "type_params",
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A module with one change. name: where and what, the same while that piece of code stays the same.

    lines: those of the statement that is changed, without the statements in it.
    """

    name: str
    line: int
    lines: range
    code: CodeType
    in_function: bool


@dataclass(frozen=True)
class _Change:
    """`before`, a part of `parent`, becomes `after`."""

    parent: ast.AST
    field: str
    position: int | None
    before: Node
    after: Node
    function: str
    lines: range

    def set(self, node: Node) -> None:
        if self.position is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.position] = node


def mutants_of(source: str, path: str) -> Iterator[Mutant]:
    """Every mutant of a module."""
    for name, change, tree in _changed(source):
        code = compile(tree, path, "exec", dont_inherit=True)
        yield Mutant(name, change.before.lineno, change.lines, code, bool(change.function))


def texts_of(source: str, names: Collection[str]) -> dict[str, str]:
    """The source of the mutants with these names, without its comments."""
    return {name: ast.unparse(tree) for name, _, tree in _changed(source) if name in names}


def _changed(source: str) -> Iterator[tuple[str, _Change, ast.Module]]:
    """Each change with its name, and the module as long as it is changed so."""
    tree = ast.parse(source)
    seen: Counter[str] = Counter()
    for change in list(_changes(tree, "", range(0))):
        name = f"{change.function or 'module'}: {_difference(change.before, change.after)}"
        seen[name] += 1
        ast.fix_missing_locations(ast.copy_location(change.after, change.before))
        change.set(change.after)
        number = f" #{seen[name]}" if seen[name] > 1 else ""
        yield name + number, change, tree
        change.set(change.before)


def _difference(before: Node, after: Node) -> str:
    if isinstance(before, ast.BoolOp):
        rest = after.values if isinstance(after, ast.BoolOp) and type(after.op) is type(before.op) else [after]
        return f"`{_shown(before)}` without `{_shown(next(each for each in before.values if each not in rest))}`"
    return f"`{_shown(before)}` becomes `{_shown(after)}`"


def _shown(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) < 160 else f"{text[:120]} ... {text[-36:]}"


def _changes(parent: ast.AST, function: str, around: range) -> Iterator[_Change]:
    for field, value in ast.iter_fields(parent):
        if field in _LEFT_OUT and not isinstance(parent, ast.Call):
            continue
        children: list[Any] = value if isinstance(value, list) else [value]
        for position, child in enumerate(children):
            if not isinstance(child, ast.AST) or isinstance(child, (ast.Assert, ast.Raise, ast.JoinedStr)):
                continue
            if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                continue
            lines = _own_lines(child) if isinstance(child, ast.stmt) else around
            for after in _variants(child, parent, field, bool(function)):
                assert isinstance(child, (ast.expr, ast.stmt))
                place = position if isinstance(value, list) else None
                yield _Change(parent, field, place, child, after, function, lines)
            yield from _changes(child, _inside(function, child), lines)


def _own_lines(statement: ast.stmt) -> range:
    """The lines of a statement, without those of the statements in it."""
    inner = [each.lineno for each in ast.iter_child_nodes(statement) if isinstance(each, ast.stmt)]
    end = max(statement.lineno + 1, min(inner)) if inner else (statement.end_lineno or statement.lineno) + 1
    return range(statement.lineno, end)


def _inside(function: str, node: ast.AST) -> str:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return f"{function}.{node.name}".lstrip(".")
    return function


def _variants(node: ast.AST, parent: ast.AST, field: str, in_function: bool) -> Iterator[Node]:
    if isinstance(node, ast.Constant) and not isinstance(parent, ast.Expr):
        yield from _of_constant(node)
    if not in_function:
        return
    decides = (type(parent), field) in _DECIDES
    if isinstance(node, ast.BoolOp):
        yield from _without_an_operand(node)
    elif decides and not isinstance(node, ast.Constant):
        yield from (ast.Constant(True), ast.Constant(False))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not) and not isinstance(parent, ast.BoolOp):
        yield node.operand
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        yield from _compared_otherwise(node, whole=not decides and not isinstance(parent, ast.BoolOp))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _QUANTIFIERS:
        yield ast.Call(ast.Name(_QUANTIFIERS[node.func.id], ast.Load()), node.args, node.keywords)
    if isinstance(node, ast.BinOp) and not isinstance(node.right, ast.Constant):
        yield from (getattr(node, side) for side in _SIDES.get(type(node.op), ()))
    if _leaves(node) and not (isinstance(parent, ast.If) and len(parent.body) == 1):
        yield ast.Pass()


def _of_constant(node: ast.Constant) -> Iterator[ast.expr]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield ast.Constant(node.value + 1)


def _without_an_operand(node: ast.BoolOp) -> Iterator[ast.expr]:
    for left_out in range(len(node.values)):
        rest = node.values[:left_out] + node.values[left_out + 1 :]
        yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)


def _compared_otherwise(node: ast.Compare, *, whole: bool) -> Iterator[ast.expr]:
    operators = {**_SHIFTED, **(_FLIPPED if whole else {})}
    if type(node.ops[0]) in operators:
        yield ast.Compare(node.left, [operators[type(node.ops[0])]()], node.comparators)


def _leaves(node: ast.AST) -> bool:
    return isinstance(node, (ast.Continue, ast.Break)) or (isinstance(node, ast.Return) and node.value is None)
