"""micropython_calls.json: how many arguments MicroPython's functions take, by calling them in each build."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.make.document import write
from pyscript_doctor.knowledge.make.micropython import PRINT_MARK, Runner, builds_in_use
from pyscript_doctor.knowledge.make.standard_library_names import CALLED, NAMED_ONLY, OBJECTS
from pyscript_doctor.knowledge.modules import micropython_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyscript_doctor.knowledge.make.gather import Cache

SOURCE = (
    "Measured in node: in each build of MicroPython that a release of PyScript loads, the functions of its standard"
    " modules and the methods of an object of each common type were called with no argument, with one None, and so on"
    " up to seven. Errors that count arguments, which come before those about their types, tell how many they take: `2`"
    " is two, `1-3` one to three, `1-` at least one. An entry is a text, where it is the same in all builds that have"
    " the function, or a list of [first build, text]. Functions that take any number are left out."
)
MOST = 7
"""So many arguments are tried. A function that takes these may take any number."""
UNTRIED = frozenset(
    {
        # They wait for somebody, end the program, or run others' code.
        *("builtins.input", "builtins.print", "builtins.help", "builtins.exec", "builtins.eval", "sys.exit"),
        *("asyncio.run", "asyncio.run_until_complete", "asyncio.run_forever", "os.dupterm"),
        # The compiler gives it its arguments.
        "builtins.super",
    }
)
COUNTED = re.compile(
    r"takes \d+ positional arguments? but|missing (?:\d+ )?required (?:positional |keyword )?argument"
    r"|expected at most \d+ arguments?, got|'\w+' argument required|extra positional arguments given"
    r"|must use keyword argument"
)
"""The errors of MicroPython about the number of arguments, whatever they are.

"wrong number of arguments" is not one of them: `bytes(None, None)` raises it, and `bytes("a", "utf-8")` runs.
"""
CALLS = """
import json
try:
    module = __import__({module!r})
    for part in {module!r}.split(".")[1:]:
        module = getattr(module, part)
    owner = {owner}
except BaseException:
    owner = None
for name in {names}:
    function = getattr(owner, name, None)
    if owner is None or not callable(function):
        continue
    errors = []
    for count in range({most} + 1):
        try:
            function(*[None] * count)
            errors.append("")
        except BaseException as error:
            errors.append(str(error) if isinstance(error, TypeError) else "")
    print({mark!r} + json.dumps([name, errors]))
"""


def make(cache: Cache) -> None:
    """Write micropython_calls.json."""
    builds = builds_in_use()
    runner = Runner(cache)
    counts = [_of_build(runner, build) for build in builds]
    names = sorted({name for found in counts for name in found})
    calls = {name: _runs([found.get(name) for found in counts]) for name in names}
    write("micropython_calls", SOURCE, {"builds": list(builds), "calls": calls})


def _of_build(runner: Runner, build: str) -> dict[str, str]:
    """How many arguments each function takes, "2" or "1-3", of those that do not take any number."""
    answers = runner.run(build, dict(_programs(build)))
    if not answers["builtins"]:
        raise ValueError(f"MicroPython {build} says nothing of its built-in functions")
    lines = ((owner, *json.loads(line)) for owner, lines in answers.items() for line in lines)
    counted = {f"{owner}.{name}": _counts(errors) for owner, name, errors in lines}
    return {name: counts for name, counts in counted.items() if counts}


def _programs(build: str) -> Iterator[tuple[str, str]]:
    owners = dict.fromkeys((*CALLED, *NAMED_ONLY), "module") | OBJECTS
    for owner, expression in owners.items():
        names = [
            name
            for name in sorted(micropython_names(build, owner) or ())
            if not name.startswith("_") and f"{owner}.{name}" not in UNTRIED
        ]
        if names:
            module = owner.rpartition(".")[0] if owner in OBJECTS else owner
            written = expression.replace(f"{module}.", "module.")
            yield owner, CALLS.format(module=module, owner=written, names=names, most=MOST, mark=PRINT_MARK)


def _counts(errors: Sequence[str]) -> str:
    """From the errors of calls with 0, 1, ... arguments; "" where any number is taken, or none that was tried."""
    taken = [count for count, error in enumerate(errors) if not COUNTED.search(error)]
    if not taken:
        return ""
    least, most = taken[0], taken[-1]
    if most == MOST:
        return f"{least}-" if least else ""
    return str(least) if least == most else f"{least}-{most}"


def _runs(values: Sequence[str | None]) -> str | list[list[object]]:
    """The value of all builds that have one, or each with the first build that has it."""
    there = {value for value in values if value is not None}
    if len(there) == 1:
        return there.pop()
    changes = [place for place, value in enumerate(values) if value != (values[place - 1] if place else None)]
    return [[place, values[place]] for place in changes]
