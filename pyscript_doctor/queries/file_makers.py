"""What in a project may make files before its pages are served, or answer for them: a build, a workflow, a server."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.project.urls.mounts import (
    OTHER_IN_PACKAGE,
    OTHER_SETTINGS,
    PACKAGE,
    VITE_IN_PACKAGE,
    VITE_SETTINGS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyscript_doctor.project.reader import Reader
    from pyscript_doctor.sources.file_names import FileNames

BY_NAME = lazy_pattern(
    r"(?:makefile|justfile|taskfile\.ya?ml|rakefile|cmakelists\.txt|dockerfile|(?:docker-)?compose\.ya?ml|manage\.py"
    r"|wsgi\.py|asgi\.py|gemfile|dvc\.yaml|snakefile|noxfile\.py|tasks\.py|dodo\.py"
    r"|.*\.(?:sh|bash|bat|cmd|ps1|go|rs|java|rb|php|svelte|vue|astro))$",
    re.IGNORECASE,
)
WORKFLOW = lazy_pattern(
    r"(?:^|/)\.github/workflows/[^/]+\.ya?ml$|(?:^|/)(?:\.gitlab-ci|azure-pipelines|appveyor)\.ya?ml$"
)
RUNS = lazy_pattern(r"^\s*(?:-\s*)?(?:run|script):", re.MULTILINE)
NEEDS = lazy_pattern(
    r"(?:^|/)(?:requirements[^/]*\.txt|pyproject\.toml|setup\.(?:py|cfg)|pipfile|environment\.ya?ml)$", re.I
)
SERVERS = lazy_pattern(
    r"\b(?:flask|django|fastapi|aiohttp|bottle|tornado|starlette|litestar|quart|sanic|uvicorn|gunicorn|falcon|pyramid)\b",
    re.IGNORECASE,
)
CHECKS = lazy_pattern(r"(?:test|lint|format|check|prettier|prepare|typecheck)", re.IGNORECASE)
MOST_READ = 30


def makes_files(reader: Reader) -> bool:
    """Whether anything hints at a build or a server, so that there may be more files than the project holds.

    On a live site, whose files nobody can list, what is not served does not exist.
    """
    if reader.snapshot.listing is None:
        return False
    if reader.of_listing(_has_maker_but_bundlers if reader.declared.without_bundler else _has_maker):
        return True
    packages = [] if reader.declared.without_bundler else _packages(reader)
    if any(_builds(text) for text in _texts(packages, reader)):
        return True
    workflows = reader.of_listing(lambda listing: tuple(filter(WORKFLOW.search, listing)))
    if any(RUNS.search(text) for text in _texts(workflows, reader)):
        return True
    needs = reader.of_listing(lambda listing: tuple(filter(NEEDS.search, listing)))
    return any(SERVERS.search(text) for text in _texts(needs, reader))


def _packages(reader: Reader) -> list[str]:
    return [path for path in reader.files_named(PACKAGE) if "node_modules" not in path.split("/")]


def _has_maker_but_bundlers(listing: FileNames) -> bool:
    return bool(listing.whose_name(BY_NAME.match))


def _has_maker(listing: FileNames) -> bool:
    patterns = (BY_NAME, VITE_SETTINGS, OTHER_SETTINGS)
    return bool(listing.whose_name(lambda name: any(pattern.match(name) for pattern in patterns)))


def _texts(paths: Sequence[str], reader: Reader) -> Iterator[str]:
    """The texts of files, if they can be read; all are asked for at once."""
    texts = [reader.text(path) for path in paths[:MOST_READ]]
    yield from (text.value for text in texts if not isinstance(text, Unknown))


def _builds(package: str) -> bool:
    """Whether a `package.json` names a bundler, or a script that does more than check."""
    if OTHER_IN_PACKAGE.search(package) or VITE_IN_PACKAGE.search(package):
        return True
    try:
        described = json.loads(package)
    except (ValueError, RecursionError):
        return False
    scripts = described.get("scripts") if isinstance(described, dict) else None
    return isinstance(scripts, dict) and any(not CHECKS.match(str(name)) for name in scripts)
