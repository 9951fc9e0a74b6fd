"""`pyscript-doctor rules`: the list of rules."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from pyscript_doctor.cli.exit_codes import NOTHING

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Print the rules."""
    from pyscript_doctor.engine.fix_kind import fix_kind
    from pyscript_doctor.engine.loader import page_text, rules_with
    from pyscript_doctor.reporters.rules.catalogue import rule_lines, rules_to_json
    from pyscript_doctor.reporters.terminal import terminal

    rules = rules_with()
    kinds = {rule.name: fix_kind(page_text(rule)) for rule in rules}
    if arguments.output_format == "json":
        print(rules_to_json(rules, kinds))
        return NOTHING
    color = terminal.wants_color(arguments.color, sys.stdout, os.environ)
    terminal.write(rule_lines(rules, kinds, terminal.columns(sys.stdout)), sys.stdout, color=color)
    return NOTHING
