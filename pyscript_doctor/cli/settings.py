"""The settings of a run: the command line's, over those of the project's file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from pyscript_doctor import __version__
from pyscript_doctor.engine.finding import Severity
from pyscript_doctor.settings import Settings, SettingsError
from pyscript_doctor.settings.file import SettingsFile, find_settings, read_settings
from pyscript_doctor.settings.keys import KEYS, Kind

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Collection, Iterator, Sequence

    from pyscript_doctor.engine.rule import Rule
    from pyscript_doctor.settings.problems import Names


def settings_of(paths: Sequence[str], cwd: Path, rules: Collection[Rule] | None = None) -> SettingsFile | None:
    """The settings of the project that the first path belongs to; None if it has none.

    rules: those that it may name; None if no rule runs.
    """
    first = cwd / (paths[0] if paths else ".")
    found = find_settings(Path(os.path.realpath(first if first.is_dir() else first.parent)))
    if found is None:
        return None
    shown_path = Path(os.path.relpath(found, cwd)).as_posix()
    return read_settings(found, shown_path, None if rules is None else _names(rules))


def settings_for_reading(paths: Sequence[str]) -> Settings:
    """The settings of a command that runs no rule, and needs what they say of the project."""
    file = settings_of(paths, Path.cwd())
    return file.over(Settings()) if file else Settings()


def _names(rules: Collection[Rule]) -> Names:
    from pyscript_doctor.settings.problems import Names

    return Names(frozenset(rule.name for rule in rules), frozenset(rule.section for rule in rules))


def settings_from(arguments: Namespace, file: SettingsFile | None) -> Settings:
    """The settings of a file, with the command line's over them.

    Raises SettingsError if the file wants another version of the doctor.
    """
    settings = file.over(Settings()) if file else Settings()
    _require_version(settings.required_version, file)
    return settings._replace(
        select=frozenset(arguments.select) or settings.select,
        extend_select=settings.extend_select | frozenset(arguments.extend_select),
        ignore=settings.ignore | frozenset(arguments.ignore),
        fail_level=Severity[arguments.fail_level.upper()] if arguments.fail_level else settings.fail_level,
        strict=settings.strict or arguments.strict,
        baseline=arguments.baseline or settings.baseline,
        include_fences=settings.include_fences or arguments.include_fences,
        online=settings.online or arguments.online,
    )


def shown(settings: Settings, file: SettingsFile | None) -> Iterator[str]:
    """The settings that apply, as TOML, each with where it is from."""
    yield f"# {file.path}" if file else "# no file of settings: defaults and the command line"
    for key in KEYS.values():
        value = getattr(settings, key.field)
        yield f"{key.name} = {_as_toml(key.kind, value)}  # {_source(value, file, key.field)}"


def _source(value: object, file: SettingsFile | None, field: str) -> str:
    of_file = file.over(Settings()) if file else Settings()
    if value != getattr(of_file, field):
        return "the command line"
    return file.path if file and value != getattr(Settings(), field) else "the default"


def _as_toml(kind: Kind, value: object) -> str:
    from json import dumps

    if isinstance(value, Severity):
        return dumps(value.name.lower())
    if isinstance(value, frozenset):
        return dumps(sorted(value))
    if kind is Kind.NAMES_BY_PATTERN and isinstance(value, tuple):
        return _inline_table((pattern, dumps(sorted(names))) for pattern, names in value)
    if kind is Kind.SEVERITY_BY_RULE and isinstance(value, tuple):
        return _inline_table((rule, dumps(severity.name.lower())) for rule, severity in value)
    return dumps(value)


def _inline_table(entries: Iterator[tuple[str, str]]) -> str:
    from json import dumps

    inside = ", ".join(f"{dumps(key)} = {value}" for key, value in entries)
    return f"{{ {inside} }}" if inside else "{}"


def _require_version(required: str, file: SettingsFile | None) -> None:
    if not required:
        return
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    where = file.path if file else ""
    try:
        fits = SpecifierSet(required).contains(__version__, prereleases=True)
    except InvalidSpecifier as error:
        raise SettingsError(f'{where}: `required-version` must look like ">=0.2", and is {required!r}') from error
    if not fits:
        raise SettingsError(f"{where}: this project wants pyscript-doctor {required}, and this is {__version__}")
