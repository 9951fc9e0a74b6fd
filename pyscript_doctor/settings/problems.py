"""What is wrong in a file of settings."""

from __future__ import annotations

import os
import posixpath
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from pyscript_doctor.settings.keys import KEYS, SEVERITIES, Key, Kind
from pyscript_doctor.settings.settings import ALL, dashed, unknown_name
from pyscript_doctor.sources.listing import lies_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Names:
    """The rules and the sections that there are."""

    rules: frozenset[str]
    sections: frozenset[str]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and the keys that lead to it."""

    keys: tuple[str, ...]
    message: str


def problems_of(table: Mapping[str, object], names: Names | None, folder: Path) -> Iterator[Problem]:
    """What is wrong in a table of settings that is in a folder. names: those of all rules, None if nobody asks."""
    for name, value in table.items():
        key = KEYS.get(name)
        if key is None:
            yield Problem((name,), _unknown_key(name))
        else:
            yield from _of_value(key, value, names, folder)


def _unknown_key(name: str) -> str:
    near = get_close_matches(dashed(name.lower()), KEYS, n=1, cutoff=0.6)
    hint = f"did you mean `{near[0]}`?" if near else f"the settings are {', '.join(KEYS)}"
    return f"there is no setting `{name}`: {hint}"


def _of_value(key: Key, value: object, names: Names | None, folder: Path) -> Iterator[Problem]:
    if key.kind is Kind.NAMES_BY_PATTERN and isinstance(value, dict):
        for pattern, listed in value.items():
            yield from _of_names((key.name, pattern), listed, names)
    elif key.kind is Kind.SEVERITY_BY_RULE and isinstance(value, dict):
        for rule, severity in value.items():
            yield from _of_severity(key, rule, severity, names)
    elif key.kind is Kind.NAMES:
        yield from _of_names((key.name,), value, names)
    elif not _fits(key, value):
        yield Problem((key.name,), f"`{key.name}` takes {key.kind.value}{_choices(key, value)}")
    elif key.kind is Kind.RELEASE:
        yield from _of_release(key, str(value))
    elif key.kind is Kind.FOLDERS:
        for written in [value] if isinstance(value, str) else value if isinstance(value, list) else []:
            yield from _of_folder(key, written, folder)


def _choices(key: Key, value: object) -> str:
    if not key.choices:
        return ""
    near = get_close_matches(value.lower(), key.choices, n=1) if isinstance(value, str) else []
    return f": {', '.join(key.choices)}" + (f"; did you mean `{near[0]}`?" if near else "")


def _fits(key: Key, value: object) -> bool:
    if key.kind is Kind.BOOLEAN:
        return isinstance(value, bool)
    if key.kind is Kind.PATTERNS:
        return _is_list_of_strings(value)
    if key.kind is Kind.FOLDERS:
        return isinstance(value, str) or _is_list_of_strings(value)
    if key.kind is Kind.CHOICE:
        return value in key.choices
    return key.kind in {Kind.TEXT, Kind.RELEASE, Kind.FILE} and isinstance(value, str)


def _is_list_of_strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _of_names(keys: tuple[str, ...], value: object, names: Names | None) -> Iterator[Problem]:
    if not isinstance(value, list) or not _is_list_of_strings(value):
        yield Problem(keys, f"`{keys[-1]}` takes {Kind.NAMES.value}")
        return
    known = None if names is None else names.rules | set(map(dashed, names.sections))
    for name in value:
        if known is not None and name != ALL and dashed(name) not in known:
            yield Problem(keys, unknown_name("rule or section", name, known))


def _of_severity(key: Key, rule: str, severity: object, names: Names | None) -> Iterator[Problem]:
    if names is not None and dashed(rule) not in names.rules:
        yield Problem((key.name, rule), unknown_name("rule", rule, names.rules))
    elif severity not in SEVERITIES:
        near = get_close_matches(str(severity).lower(), SEVERITIES, n=1)
        hint = f"; did you mean `{near[0]}`?" if near else ""
        yield Problem((key.name, rule), f"a severity is one of {', '.join(SEVERITIES)}{hint}")


def _of_release(key: Key, name: str) -> Iterator[Problem]:
    from pyscript_doctor.knowledge.releases import release_named

    release = release_named(name)
    if release is None:
        yield Problem((key.name,), f"there is no release {name!r} of PyScript: {_near_releases(name)}")
    elif release.legacy:
        yield Problem((key.name,), f"PyScript {name} is from before 2023.11: name a later release")


def _near_releases(name: str) -> str:
    from pyscript_doctor.knowledge.releases import newest, releases

    named: Collection[str] = [each.name for each in releases() if not each.legacy]
    near = get_close_matches(name, named, n=1)
    return f"did you mean {near[0]}?" if near else f"the newest that the doctor knows is {newest().name}"


def _of_folder(key: Key, written: str, folder: Path) -> Iterator[Problem]:
    """A web root must be a folder below that of the settings, also behind its links."""
    path = posixpath.normpath(written)
    outside = posixpath.isabs(path) or path.split("/")[0] == ".." or os.path.isabs(written) or "\\" in written
    place = os.path.realpath(folder / path)
    if outside or not lies_in(place, os.path.realpath(folder)):
        hint = " (write it with `/`, relative to the settings)" if "\\" in written or os.path.isabs(written) else ""
        yield Problem((key.name,), f"`{key.name}` must be inside of the project, and `{written}` is not{hint}")
    elif not os.path.isdir(place):
        yield Problem((key.name,), f"`{key.name}`: there is no folder `{written}`{_near_folder(path, folder)}")


def _near_folder(path: str, folder: Path) -> str:
    parent = folder / posixpath.dirname(path)
    try:
        names = [each.name for each in os.scandir(parent) if each.is_dir()]
    except OSError:
        return ""
    near = get_close_matches(posixpath.basename(path), names, n=1)
    return f": did you mean `{posixpath.join(posixpath.dirname(path), near[0])}`?" if near else ""
