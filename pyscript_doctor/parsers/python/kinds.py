"""The closed sets of words that the records of a piece of Python use."""

from __future__ import annotations

from enum import Enum


class CollectionKind(str, Enum):
    """What a display or comprehension makes."""

    LIST = "list"
    TUPLE = "tuple"
    SET = "set"
    DICT = "dict"
    GENERATOR = "generator"
    SLICE = "slice"

    __str__ = str.__str__


class BindingKind(str, Enum):
    """How a name gets its value.

    CAUGHT: an exception, only within its handler. OTHER: `+=`, a pattern, `*args`.
    """

    VALUE = "value"
    IMPORT = "import"
    FUNCTION = "function"
    CLASS = "class"
    PARAMETER = "parameter"
    CAUGHT = "caught"
    OTHER = "other"

    __str__ = str.__str__


class Role(str, Enum):
    """What a name, an attribute or a call is read for, if it is used on its own.

    STATEMENT: it is a statement, or an item of a list that is one, so nothing uses it. CONDITION: of `if`, `while` or
    `not`. ITERATED: by a `for` that is not `async`.
    """

    OTHER = ""
    STATEMENT = "statement"
    CONDITION = "condition"
    ITERATED = "iterated"

    __str__ = str.__str__


class ScopeKind(str, Enum):
    """What has names of its own."""

    MODULE = "module"
    CLASS = "class"
    FUNCTION = "function"
    LAMBDA = "lambda"
    COMPREHENSION = "comprehension"

    __str__ = str.__str__
