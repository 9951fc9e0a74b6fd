"""`pyscript-doctor explain`: a rule's page, or what an error in the console means."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.settings import SettingsError, dashed, unknown_name

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping

    from pyscript_doctor.engine.rule import Rule
    from pyscript_doctor.explain.answer import Answer
    from pyscript_doctor.explain.known_errors import KnownError
    from pyscript_doctor.explain.log import Log

NOTHING, UNKNOWN = 0, 1

_STANDARD_INPUT = "-"
_WORD = lazy_pattern(r"[A-Za-z][\w-]{2,60}")
_PATH = lazy_pattern(r"[^\s:'\"(){}]{1,400}\.[A-Za-z]{1,6}|[^\s:'\"(){}]{0,400}[/\\][^\s:'\"(){}]{1,400}")
_SECTION = lazy_pattern(r"(?:https?://docs\.pyscript\.net/\S{0,200}?|(?:docs/)?faq(?:\.md)?)?/?#([\w-]{2,100})")
_ADDRESS = lazy_pattern(r"https?://\S{1,400}(?<!\.md)(?<!\.py)")
_PYTHON_OF_A_RULE = lazy_pattern(r"(?:\S{0,300}[/\\])?(\w{3,60})\.(?:py|md)")
_SOURCES = (".html", ".htm", ".py", ".toml")
_LARGE = 3000
_PAGES = (".html", ".htm", ".md", ".py", ".toml", ".json")


def run(arguments: Namespace) -> int:
    """Explain what was given; 1 if the doctor does not know it. Raises SettingsError if it makes no sense."""
    asked = " ".join(arguments.asked)
    rule = _rule_of(asked.strip())
    if rule:
        return _explain_rule(rule, arguments)
    anchor = _anchor_of(asked.strip())
    if anchor:
        return _explain_section(anchor, arguments)
    return _explain_log(_log_of(asked), asked.strip(), arguments)


def _rules() -> Mapping[str, Rule]:
    from pyscript_doctor.engine.loader import rules_with

    return {rule.name: rule for rule in rules_with()}


def _rule_of(asked: str) -> Rule | None:
    """The rule that is meant, by its name as a report or a setting has it, by its address or by its file."""
    if _ADDRESS.fullmatch(asked):
        return next((rule for rule in _rules().values() if rule.url and _same_address(rule.url, asked)), None)
    file = _PYTHON_OF_A_RULE.fullmatch(asked)
    written = file[1] if file else asked.strip("[]")
    return _rules().get(dashed(written.lower())) if _WORD.fullmatch(written) else None


def _same_address(one: str, other: str) -> bool:
    return one.rstrip("/") == other.partition("#")[0].rstrip("/")


def _anchor_of(asked: str) -> str:
    """The section of the FAQ that is meant, by its address or its anchor with or without `#`; "" for none."""
    section = _SECTION.fullmatch(asked)
    if section:
        return section[1]
    if not _WORD.fullmatch(asked) or os.path.exists(asked):
        return ""
    from pyscript_doctor.explain.known_errors import known_errors

    return asked.lower() if any(asked.lower() in (*entry.faq, *entry.former) for entry in known_errors()) else ""


def _log_of(asked: str) -> Log:
    from pyscript_doctor.explain.log import log_of, read_log

    if asked == _STANDARD_INPUT:
        if sys.stdin.isatty():
            print(
                "Paste what the console shows, then end it with Ctrl-D (on Windows Ctrl-Z and Enter).", file=sys.stderr
            )
        return read_log(sys.stdin.buffer)
    if not asked.strip():
        raise SettingsError("there is nothing to explain: give a rule's name, a text, a file, or - for standard input")
    if len(asked) < 4096 and "\n" not in asked and os.path.exists(asked):
        return _log_of_file(asked)
    if _PATH.fullmatch(asked) and "://" not in asked:
        raise SettingsError(f"there is no file {asked!r}, nor a rule of that name; put quotes around a text")
    return log_of(asked)


def _log_of_file(path: str) -> Log:
    from pyscript_doctor.explain.log import read_log

    if not os.path.isfile(path):
        raise SettingsError(f"{path} is not a file; `pyscript-doctor check {path}` checks a folder")
    if path.lower().endswith(_SOURCES):
        raise SettingsError(f"{path} is not a log of a console; `pyscript-doctor check {path}` checks it")
    try:
        with open(path, "rb") as stream:
            return read_log(stream)
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}") from error


def _explain_rule(rule: Rule, arguments: Namespace) -> int:
    from pyscript_doctor.engine.loader import page_text
    from pyscript_doctor.reporters.rules.page import page
    from pyscript_doctor.reporters.terminal import terminal

    if arguments.output_format == "json":
        import json

        from pyscript_doctor.engine.fix_kind import fix_kind
        from pyscript_doctor.reporters.rules.catalogue import rule_to_json

        text = page_text(rule)
        print(json.dumps({"version": 1, "rule": rule_to_json(rule, fix_kind(text)) | {"page": text}}, indent=2))
        return NOTHING
    color = terminal.wants_color(arguments.color, sys.stdout, os.environ)
    terminal.write_markdown(page(rule, page_text(rule)), sys.stdout, color=color)
    return NOTHING


def _explain_section(anchor: str, arguments: Namespace) -> int:
    from pyscript_doctor.explain.known_errors import known_errors
    from pyscript_doctor.reporters.explain.explanation import section_lines
    from pyscript_doctor.reporters.explain.json import section_to_json
    from pyscript_doctor.reporters.terminal import terminal

    found = _about(anchor, known_errors())
    names = [rule.name for rule in _rules().values() if rule.faq == anchor]
    rules = list(dict.fromkeys([*names, *(rule for entry in found for rule in entry.rules)]))
    if not found:
        raise SettingsError(f"the FAQ has, and had, no section #{anchor}")
    if arguments.output_format == "json":
        print(section_to_json(anchor, found))
        return NOTHING
    color = terminal.wants_color(arguments.color, sys.stdout, os.environ)
    terminal.write(section_lines(anchor, found, rules, terminal.columns(sys.stdout)), sys.stdout, color=color)
    return NOTHING


def _about(anchor: str, known_errors: tuple[KnownError, ...]) -> list[KnownError]:
    """The entries that a section of the FAQ is about."""
    return [entry for entry in known_errors if anchor in entry.faq or anchor in entry.former]


def _explain_log(log: Log, asked: str, arguments: Namespace) -> int:
    from pyscript_doctor.explain.answer import answer_to

    answer = answer_to(log)
    if not answer.known and _WORD.fullmatch(asked) and not os.path.exists(asked):
        raise SettingsError(unknown_name("rule", asked, _rules()))
    if answer.known or arguments.project:
        answer = _in_project(answer, arguments.project)
    _print(answer, arguments)
    return NOTHING if answer.known else UNKNOWN


def _in_project(answer: Answer, path: str | None) -> Answer:
    """The answer with what the project at a path says; without a path, the project in the working directory, if any."""
    from pyscript_doctor.cli.targets import targets_of
    from pyscript_doctor.engine.session import Session
    from pyscript_doctor.explain.answer import placed
    from pyscript_doctor.sources.disk import Disk

    if path is None and not _holds_a_project(Path.cwd()):
        return answer
    for target in targets_of([path or "."]):
        answer = placed(answer, Session(Disk(target.root, target.named or ())), target.prefix)
    return answer


def _holds_a_project(folder: Path) -> bool:
    """Whether a folder may be a project, and not one that holds many."""
    try:
        if folder == Path.home() or folder == folder.parent:
            return False
        if not any(entry.name.lower().endswith(_PAGES) for entry in os.scandir(folder)):
            return False
        return (folder / ".git").exists() or not _is_large(folder)
    except (OSError, RuntimeError):
        return False


def _is_large(folder: Path) -> bool:
    """Whether a folder holds so many files that nobody who asks what an error means would wait."""
    from pyscript_doctor.sources.listing import SKIPPED

    found = 0
    for _, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in SKIPPED]
        found += len(files)
        if found > _LARGE:
            return True
    return False


def _print(answer: Answer, arguments: Namespace) -> None:
    from pyscript_doctor.reporters.positions import Positions
    from pyscript_doctor.reporters.terminal import terminal

    positions = Positions(answer.sources)
    if arguments.output_format == "json":
        from pyscript_doctor.reporters.explain.json import answer_to_json

        print(answer_to_json(answer, positions))
        return
    from pyscript_doctor.reporters.explain.explanation import answer_lines

    color = terminal.wants_color(arguments.color, sys.stdout, os.environ)
    terminal.write(answer_lines(answer, positions, terminal.columns(sys.stdout)), sys.stdout, color=color)
