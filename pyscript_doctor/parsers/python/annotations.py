"""What annotations say: `list[Card]`, `Card | None`, `"Card"`."""

from __future__ import annotations

import ast
import warnings

from pyscript_doctor.records import NamedTuple

MOST_DEPTH = 6
"""An annotation with deeper nesting is not read."""
LONGEST = 200
"""An annotation in quotes with more characters is not read."""
UNION = "|"


class Annotation(NamedTuple):
    """A type, by its dotted name, with what is in its brackets. `name` is "|" for one of several, "None" for None."""

    name: str
    arguments: tuple[Annotation, ...] = ()


def annotations_of(arguments: ast.arguments) -> tuple[tuple[str, Annotation], ...]:
    """The parameters whose annotation can be read, by name; not `*args` and `**kwargs`."""
    plain = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    read = ((each.arg, annotation_of(each.annotation)) for each in plain)
    return tuple((name, annotation) for name, annotation in read if annotation is not None)


def annotation_of(node: ast.expr | None, depth: int = 0) -> Annotation | None:
    """What an annotation says; None if there is none, or if it is not a type."""
    if node is None or depth > MOST_DEPTH:
        return None
    if isinstance(node, ast.Constant):
        return _of_constant(node, depth)
    if isinstance(node, (ast.Name, ast.Attribute)):
        name = _dotted(node)
        return None if name is None else Annotation(name)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return _with(UNION, [node.left, node.right], depth)
    if isinstance(node, ast.Subscript):
        name = _dotted(node.value)
        inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        return None if name is None else _with(name, inner, depth)
    return None


def _of_constant(node: ast.Constant, depth: int) -> Annotation | None:
    if node.value is None or node.value is ...:
        return Annotation(repr(node.value))
    if not isinstance(node.value, str) or len(node.value) > LONGEST:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            written = ast.parse(node.value.strip(), mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None
    return annotation_of(written.body, depth + 1)


def _with(name: str, inner: list[ast.expr], depth: int) -> Annotation | None:
    found = [annotation_of(each, depth + 1) for each in inner]
    known = tuple(each for each in found if each is not None)
    return Annotation(name, known) if len(known) == len(found) else None


def _dotted(node: ast.expr) -> str | None:
    parts: list[str] = []
    while isinstance(node, ast.Attribute) and len(parts) < MOST_DEPTH:
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else None
