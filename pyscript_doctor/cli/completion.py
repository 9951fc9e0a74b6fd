"""`pyscript-doctor completion`: commands, options and names of rules, completed by the shell."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from pyscript_doctor.settings import SettingsError

if TYPE_CHECKING:
    from argparse import Action, ArgumentParser, Namespace
    from collections.abc import Iterator

_START_OF_ZSH = "(( ${+functions[compdef]} )) || { autoload -Uz compinit && compinit }"
_OF_RULES = frozenset({"select", "extend_select", "ignore"})


def run(arguments: Namespace) -> int:
    """Print the code for the shell. Raises SettingsError if argcomplete is not installed."""
    try:
        from argcomplete.shell_integration import shellcode
    except ImportError as error:
        raise SettingsError('completion needs argcomplete: pip install "pyscript-doctor[completion]"') from error
    from pyscript_doctor.cli.parser import PROGRAM

    code = shellcode([PROGRAM], shell=arguments.shell)
    sys.stdout.write(_with_its_system(code) if arguments.shell == "zsh" else code)
    return 0


def _with_its_system(code: str) -> str:
    """The code for zsh that starts zsh's completion if the user's settings have not. Its first line stays first."""
    first, rest = code.split("\n", 1)
    return f"{first}\n{_START_OF_ZSH}\n{rest}"


def complete(parser: ArgumentParser) -> None:
    """If the shell asked how to go on, answer it and exit. Does nothing if argcomplete is not installed."""
    try:
        from argcomplete import autocomplete
    except ImportError:
        return
    for action in _actions(parser):
        if action.dest in _OF_RULES:
            action.completer = _rules_with_commas  # type: ignore[attr-defined]
        elif action.dest == "asked":
            action.completer = lambda **_: _rules()  # type: ignore[attr-defined]
        elif action.dest == "outputs":
            action.completer = lambda **_: _formats()  # type: ignore[attr-defined]
    autocomplete(parser)


def _actions(parser: ArgumentParser) -> Iterator[Action]:
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)


def _formats() -> tuple[str, ...]:
    from pyscript_doctor.cli.outputs import FORMATS

    return FORMATS


def _rules() -> list[str]:
    """The names of the rules, taken from their files, because the shell can't wait until they are imported."""
    from pkgutil import walk_packages

    from pyscript_doctor.engine.loader import PACK
    from pyscript_doctor.settings import dashed

    places = __import__(PACK, fromlist=["__path__"]).__path__
    modules = (module for module in walk_packages(places, f"{PACK}.") if not module.ispkg)
    return [dashed(module.name.rpartition(".")[2]) for module in modules]


def _rules_with_commas(prefix: str, **_: object) -> list[str]:
    """What goes on after the last comma of a list."""
    before, comma, _last = prefix.rpartition(",")
    return [before + comma + name for name in _rules()]
