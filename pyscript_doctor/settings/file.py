"""The file that holds a project's settings: `pyscript-doctor.toml`, or a table in `pyproject.toml`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.settings.keys import KEYS, Key, Kind
from pyscript_doctor.settings.settings import Settings, SettingsError, dashed
from pyscript_doctor.sources.paths import LARGEST_SETTINGS, SETTINGS_FILE, has_settings
from pyscript_doctor.sources.reading import Unreadable, read_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pyscript_doctor.settings.problems import Names

PYPROJECT = "pyproject.toml"
TABLE = "tool.pyscript-doctor"
_ERROR_PLACE = lazy_pattern(r" \(at line (\d+), column \d+\)$")


@dataclass(frozen=True)
class SettingsFile:
    """A file of settings, read. path: as messages show it. values: by the names that the file uses. folder: its own."""

    path: str
    values: Mapping[str, Any] = field(default_factory=dict)
    folder: Path | None = None

    def over(self, settings: Settings) -> Settings:
        """The settings with what the file says in place of defaults."""
        changes = {KEYS[name].field: _frozen(KEYS[name], value) for name, value in self.values.items()}
        return settings._replace(folder=self.folder, **changes)


def find_settings(start: Path) -> Path | None:
    """The nearest file of settings, in a folder or in one above it; no further up than git's root."""
    from pyscript_doctor.sources.git import git_root

    repository = git_root(start)
    for folder in (start, *start.parents):
        if (folder / SETTINGS_FILE).is_file():
            return folder / SETTINGS_FILE
        if has_settings(folder):
            return folder / PYPROJECT
        if folder == repository:
            return None
    return None


def read_settings(path: Path, shown: str, names: Names | None) -> SettingsFile:
    """The settings of a file. shown: its path in messages. names: those of all rules, None if nobody asks.

    Raises SettingsError, with the path and line, for text that is not TOML, an unknown setting or name, and a value of
    the wrong kind.
    """
    from pyscript_doctor.settings.problems import problems_of

    text = _text(path, shown)
    table = _table(text, shown, in_pyproject=path.name == PYPROJECT)
    for problem in problems_of(table, names, path.parent):
        line = _line_of(text, problem.keys)
        raise SettingsError(f"{shown}:{line}: {problem.message}")
    return SettingsFile(shown, table, path.parent)


def _text(path: Path, shown: str) -> str:
    try:
        return read_file(str(path), LARGEST_SETTINGS).decode("utf-8-sig")
    except (FileNotFoundError, Unreadable) as error:
        raise SettingsError(f"{shown}: {getattr(error, 'reason', 'there is no such file')}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{shown}: is not UTF-8, which TOML must be") from error


def _table(text: str, shown: str, *, in_pyproject: bool) -> dict[str, Any]:
    import tomli

    try:
        document = tomli.loads(text)
    except (ValueError, RecursionError) as error:
        place = _ERROR_PLACE.search(str(error))
        where = f"{shown}:{place[1]}" if place else shown
        raise SettingsError(f"{where}: this is not TOML: {_ERROR_PLACE.sub('', str(error))}") from error
    if not in_pyproject:
        return document
    tool = document.get("tool")
    table = tool.get("pyscript-doctor") if isinstance(tool, dict) else None
    if not isinstance(table, dict):
        raise SettingsError(f"{shown}: `{TABLE}` must be a table")
    return table


def _line_of(text: str, keys: tuple[str, ...]) -> int:
    """The line on which a setting is, counted from 1; the first line where that is not found."""
    from pyscript_doctor.parsers.config.toml_statements import Kind as StatementKind
    from pyscript_doctor.parsers.config.toml_statements import scan_toml
    from pyscript_doctor.parsers.text import Text

    inside: tuple[str, ...] = ()
    best, found = 0, 1
    for statement in scan_toml(Text.whole("settings", text)):
        written = tuple(key.value for key in statement.keys)
        if statement.kind in (StatementKind.TABLE, StatementKind.TABLE_ARRAY):
            inside = written
        elif statement.kind is not StatementKind.ASSIGNMENT:
            continue
        here = inside if statement.kind is not StatementKind.ASSIGNMENT else inside + written
        length = _matching(here, keys)
        if length > best:
            best, found = length, text.count("\n", 0, statement.span.start) + 1
    return found


def _matching(here: tuple[str, ...], keys: tuple[str, ...]) -> int:
    """How many of the keys the end of a place says: `tool.pyscript-doctor.ignore` says `ignore`."""
    return next((length for length in range(len(keys), 0, -1) if here[-length:] == keys[:length]), 0)


def _frozen(key: Key, value: Any) -> Any:
    """A value as Settings keeps it: it can't change, and equal ones have equal hashes."""
    from pyscript_doctor.settings.severity import Severity

    if key.kind is Kind.NAMES:
        return frozenset(value)
    if key.kind is Kind.PATTERNS:
        return tuple(value)
    if key.kind is Kind.FOLDERS:
        return (value,) if isinstance(value, str) else tuple(value)
    if key.kind is Kind.NAMES_BY_PATTERN:
        return tuple((pattern, frozenset(names)) for pattern, names in value.items())
    if key.kind is Kind.SEVERITY_BY_RULE:
        return tuple((dashed(rule), Severity[severity.upper()]) for rule, severity in value.items())
    return Severity[value.upper()] if key.name == "fail-level" else value
