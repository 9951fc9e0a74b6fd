"""Whether a rule is a valid one: what is wrong is said when it is loaded, with its file and line."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from pyscript_doctor.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType

    from pyscript_doctor.engine.rule import Rule


class RuleError(SettingsError):
    """A rule, or a pack of rules, that cannot be used; its text says where and why."""


def verify(module: ModuleType, rules: Sequence[Rule]) -> None:
    """Raises RuleError if a module of a pack does not hold one valid rule with its page, or no rule and no page."""
    file = Path(module.__file__ or module.__name__)
    page = file.with_suffix(".md")
    if not rules and page.is_file():
        raise RuleError(f"{file}:1: there is no rule in it, but {page.name} beside it is the page of one")
    for rule in rules:
        name = rule.check.__name__
        if name != file.stem:
            raise RuleError(
                f"{_place(rule, file)}: the rule's name is `{name}`, but its file is {file.name}: use one name"
            )
        for fault in _faults(rule):
            raise RuleError(f"{_place(rule, file)}: {fault}")
        if not page.is_file():
            raise RuleError(f"{_place(rule, file)}: the rule has no page: write {page.name} beside it")


def _faults(rule: Rule) -> Iterator[str]:
    import inspect

    from pyscript_doctor.engine.mentions import WORD
    from pyscript_doctor.engine.subjects import PROJECT, SUPPRESSIONS, kinds

    parameters = list(inspect.signature(rule.check).parameters.values())
    if not parameters:
        yield "a rule takes what it visits as its first parameter: `code: Code`"
    for subject in rule.subjects:
        if subject not in kinds():
            near = get_close_matches(subject, kinds(), n=1)
            hint = f"did you mean `{near[0]}`?" if near else f"it can be {', '.join(sorted(kinds()))}"
            written = f"`{subject}` is nothing that a rule visits" if subject else "the first parameter has no type"
            yield f"{written}: {hint}"
    if len(parameters) > 2:
        yield "a rule takes what it visits and, where it needs it, the project: no more"
    if not inspect.isgeneratorfunction(rule.check):
        yield "a rule must `yield` its findings"
    for word in rule.mentions:
        if not WORD.fullmatch(word):
            yield f"`mentions` has `{word}`: write a word in lower case, of the letters a to z and what joins them"
    if rule.mentions and {PROJECT, SUPPRESSIONS} & set(rule.subjects):
        yield "`mentions` is for rules that visit a page, or a part of one"
    if not rule.description:
        yield "a rule begins with one line in quotes that says what it detects"


def _place(rule: Rule, file: Path) -> str:
    return f"{file}:{rule.check.__code__.co_firstlineno}"
