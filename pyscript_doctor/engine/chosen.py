"""The findings that the settings leave: some files are left out, some severities are the user's own."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pathspec import GitIgnoreSpec

    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.settings import Settings


def chosen(diagnostics: Iterable[Diagnostic], settings: Settings) -> list[Diagnostic]:
    """The findings that are reported, each with the severity that the settings give its rule."""
    severities = dict(settings.severity)
    return [
        each._replace(severity=severities.get(each.rule.name, each.severity))
        for each in diagnostics
        if not _is_left_out(each, settings)
    ]


def is_excluded(path: str, settings: Settings) -> bool:
    """Whether the settings leave out a file of the project."""
    return _matches((*settings.exclude, *settings.extend_exclude), settings.root + path)


def _is_left_out(diagnostic: Diagnostic, settings: Settings) -> bool:
    if is_excluded(diagnostic.finding.span.path, settings):
        return True
    path = settings.root + diagnostic.finding.span.path
    return any(
        _matches((pattern,), path) and settings.names_rule(names, diagnostic.rule)
        for pattern, names in settings.per_file_ignores
    )


def _matches(patterns: tuple[str, ...], path: str) -> bool:
    return bool(patterns) and _compiled(patterns).match_file(path)


@lru_cache(maxsize=64)
def _compiled(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns)
