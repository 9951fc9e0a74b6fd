"""Puts the code of a mutant into a module that is imported already, in this process."""

from __future__ import annotations

import gc
import importlib
import sys
from functools import _lru_cache_wrapper
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.mutation.mutants import Mutant

# Their answers do not depend on the modules that are changed.
_BELOW = ("pyscript_doctor.knowledge", "pyscript_doctor.parsers", "pyscript_doctor.sources")


class Target:
    """A module that is imported, with what takes part in a change of it: found once, because it takes long to find."""

    def __init__(self, name: str, source: str) -> None:
        self.module = importlib.import_module(name)
        self.path = str(self.module.__file__)
        names = {code: path for path, code in _named(compile(source, self.path, "exec", dont_inherit=True))}
        gc.unfreeze()  # what is frozen is not among the objects
        objects = gc.get_objects()
        functions = [each for each in objects if type(each) is FunctionType and each.__module__ == name]
        self._functions = [(each, names[each.__code__]) for each in functions if each.__code__ in names]
        self._caches = [each for each in objects if type(each) is _lru_cache_wrapper and _may_change(each, name)]

    def patch(self, mutant: Mutant) -> None:
        """Let the module behave like its mutant. The process cannot be used for anything else afterwards."""
        changed = dict(_named(mutant.code))
        for function, name in self._functions:
            if name in changed:
                function.__code__ = changed[name]
        if not mutant.in_function:
            self._set_constants(mutant.code)
        for cache in self._caches:
            cache.cache_clear()

    def forget_arguments(self) -> None:
        """Empty the caches whose answers may depend on the module, and depend on arguments."""
        for cache in self._caches:
            if cache.__wrapped__.__code__.co_argcount:
                cache.cache_clear()

    def _set_constants(self, code: CodeType) -> None:
        """Give the new value of each of the module's constants to whoever imported the old one."""
        namespace: dict[str, Any] = {"__name__": self.module.__name__, "__file__": self.path}
        exec(code, namespace)
        for name, new in namespace.items():
            old = vars(self.module).get(name)
            if isinstance(old, type) and isinstance(new, type) and old.__module__ == self.module.__name__:
                _set_defaults(old, new)
            if type(old) is type(new) and not isinstance(old, (FunctionType, type)) and old != new:
                for other in [each for key, each in sys.modules.items() if key.startswith("pyscript_doctor")]:
                    if vars(other).get(name) is old:
                        setattr(other, name, new)


def _set_defaults(old: type, new: type) -> None:
    """Give a record the new defaults of its fields."""
    for maker in ("__new__", "__init__"):
        before, after = getattr(old, maker), getattr(new, maker)
        if isinstance(before, FunctionType) and isinstance(after, FunctionType):
            before.__defaults__ = after.__defaults__


def _named(code: CodeType, prefix: str = "") -> Iterator[tuple[str, CodeType]]:
    """The code of each function, by its path of names."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            name = f"{prefix}.{constant.co_name}"
            yield name, constant
            yield from _named(constant, name)


def _may_change(cache: object, changed: str) -> bool:
    home = str(getattr(cache, "__module__", ""))
    return home == changed or (home.startswith("pyscript_doctor") and not home.startswith(_BELOW))
