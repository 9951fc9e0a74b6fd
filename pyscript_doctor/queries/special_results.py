"""How people are told what a special method of a class must give: `__iter__`, `__str__`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.project.program.special_methods import SPECIAL
from pyscript_doctor.queries.python_types import named

if TYPE_CHECKING:
    from pyscript_doctor.project.program.facts import Refusal

__all__ = ["SPECIAL", "special_console", "special_help", "special_message"]

_WANTED = {
    "__init__": "nothing",
    "__iter__": "an iterator",
    "__str__": "a `str`",
    "__repr__": "a `str`",
    "__format__": "a `str`",
    "__bool__": "True or False",
    "__float__": "a `float`",
}
_WHOLE = "a whole number"
_CONSOLE = {
    "__init__": "__init__() should return None",
    "__iter__": "iterator",
    "__bool__": "__bool__ should return bool",
}


def special_message(refusal: Refusal) -> str:
    """What happens."""
    got = refusal.types[0].removeprefix("builtins.").replace("NoneType", "None")
    wanted = _WANTED.get(refusal.function, _WHOLE)
    return f"`{refusal.function}` must give {wanted}, and gives {'None' if got == 'None' else named(got)} here"


def special_help(refusal: Refusal, written: str) -> str:
    """What to write. written: what the method returns."""
    if refusal.function == "__iter__":
        return f"Write `return iter({written})`."
    if refusal.function == "__init__":
        return "Leave out the `return`: `__init__` only sets up the object."
    if refusal.types[0].endswith("NoneType"):
        return "Write `return` in place of `print`: who asks for the text shows it."
    if refusal.function == "__len__":
        return f"Write `return len({written})`."
    if _WANTED.get(refusal.function) == "a `str`":
        return f"Write `return str({written})`, or an f-string."
    return "Return a value of that type."


def special_console(refusal: Refusal) -> str:
    """What the console says."""
    return _CONSOLE.get(refusal.function, "TypeError")
