"""The plugin of the `pyscript` command: `pyscript doctor ...` is `pyscript-doctor ...`.

pyscript-cli finds it by the entry point and calls its hook. Only pyscript-cli imports this module, and this module
imports only what comes with pyscript-cli.
"""

from __future__ import annotations

import sys

import typer  # noqa: TC002 - it reads the annotations when it runs
from pyscript import app
from pyscript.plugins import register

_QUESTIONS = frozenset({"help", "version", "-h", "--help", "--version", "-v", "-V"})


def doctor(context: typer.Context) -> None:
    """Say what will not run in PyScript pages, where, why, and how to fix it."""
    from pyscript_doctor.cli.arguments import COMMANDS
    from pyscript_doctor.cli.main import main

    arguments = list(context.args)
    named = bool(arguments) and (arguments[0] in COMMANDS or arguments[0] in _QUESTIONS)
    sys.exit(main(arguments if named else ["check", *arguments]))


@register  # type: ignore[untyped-decorator,unused-ignore]
def pyscript_subcommand() -> None:
    """Add the command ourselves: one that the hook gives could not pass options on."""
    passed_on = {"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []}
    app.command("doctor", context_settings=passed_on)(doctor)
