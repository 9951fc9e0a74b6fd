"""Python as its interpreter gets it, before it runs."""

from __future__ import annotations

from pyscript_doctor.parsers.python.dedent import dedent
from pyscript_doctor.parsers.python.parsing import parse_python
from pyscript_doctor.parsers.python.syntax import ImportStatement, Syntax
from pyscript_doctor.parsers.python.undefined_names import NameUse, UndefinedName

__all__ = ["ImportStatement", "NameUse", "Syntax", "UndefinedName", "dedent", "parse_python"]
