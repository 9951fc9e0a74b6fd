"""What a run is asked to do."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.declared_hosts import HOSTS, ISOLATING
from pyscript_doctor.project.declared import Declared
from pyscript_doctor.records import NamedTuple, compared_by_class
from pyscript_doctor.settings.severity import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pyscript_doctor.engine.rule import Rule

ALL = "ALL"
FACTS = ("hosting", "release", "web_root", "bundler")
"""The settings that say something about the project itself."""


class SettingsError(Exception):
    """A setting that makes no sense; its text is for the user."""


@compared_by_class
class Settings(NamedTuple):
    """Which rules run, and what makes a run fail.

    select, extend_select, ignore: names of rules, names of sections (with dashes or underscores), or "ALL".
    Without `select` every rule runs that is not off by default. Where names disagree the more precise one wins,
    a rule's over its section's over "ALL", and of equals `ignore`.
    fail_level: the mildest severity that fails. strict: findings that say *unless* fail too.
    include_fences: the code fences of Markdown are checked too.
    exclude, extend_exclude: patterns, as in .gitignore, of files that get no findings. per_file_ignores: names of
    rules and sections that get none in the files that match a pattern. severity: by rule, in place of its own.
    hosting, release, web_root, bundler: what the settings say of the project; `declared` puts it together.
    baseline: a file of findings that are not reported, from the folder of the settings.
    online: the Python index is asked. required_version: the versions of the doctor that may be used.
    folder: where the patterns begin, None if that is the root of the project. root: the way from there to it.
    """

    select: frozenset[str] = frozenset()
    extend_select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    fail_level: Severity = Severity.WARNING
    strict: bool = False
    include_fences: bool = False
    exclude: tuple[str, ...] = ()
    extend_exclude: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, frozenset[str]], ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    hosting: str = ""
    release: str = ""
    web_root: tuple[str, ...] = ()
    bundler: str = "auto"
    baseline: str = "pyscript-doctor-baseline.jsonl"
    online: bool = False
    required_version: str = ""
    folder: Path | None = None
    root: str = ""

    @property
    def names(self) -> frozenset[str]:
        """Every name of a rule or section that was written."""
        return self.select | self.extend_select | self.ignore

    def wanted(self, rules: Iterable[Rule]) -> tuple[Rule, ...]:
        """Those of the rules that run."""
        if not (self.select or self.extend_select or self.ignore):
            return tuple(rule for rule in rules if rule.default)
        selected, ignored = _written(self.select | self.extend_select), _written(self.ignore)
        by_default = selected if self.select else selected | {ALL}
        return tuple(
            rule
            for rule in rules
            if _precision(rule, by_default if rule.default else selected) > _precision(rule, ignored)
        )

    def for_project(self, root: Path) -> Settings:
        """The settings for a project with this root, below the folder of the settings or elsewhere."""
        if self.folder is None or self.folder not in root.parents:
            return self
        return self._replace(root=root.relative_to(self.folder).as_posix() + "/")

    @property
    def declared(self) -> Declared:
        """What the settings say about the project itself."""
        from pyscript_doctor.knowledge.releases import release_named

        return Declared(
            sends_isolation=self.hosting == ISOLATING,
            host=HOSTS.get(self.hosting),
            release=release_named(self.release) if self.release else None,
            web_roots=tuple(root for each in self.web_root if (root := _below(self.root, each)) is not None),
            without_bundler=self.bundler == "none",
        )

    def by_default(self) -> Settings:
        """The settings under which every rule runs that is not off by default, of the same project."""
        facts = {name: getattr(self, name) for name in FACTS}
        return Settings(include_fences=self.include_fences, folder=self.folder, root=self.root, **facts)

    @staticmethod
    def names_rule(names: frozenset[str], rule: Rule) -> bool:
        """Whether one of the names means a rule: its own, its section's, or every rule's."""
        return _precision(rule, _written(names)) > 0

    def verify(self, rules: Iterable[Rule]) -> None:
        """Raise SettingsError where a name is that of no rule and no section, and for a host or release of no name."""
        from pyscript_doctor.knowledge.releases import release_named

        if self.hosting not in {"", ISOLATING, *HOSTS}:
            raise SettingsError(f"hosting is one of {', '.join((ISOLATING, *HOSTS))}, and not {self.hosting!r}")
        if self.release and release_named(self.release) is None:
            raise SettingsError(f"there is no release {self.release!r} of PyScript")
        if not self.names:
            return
        known = {name for rule in rules for name in (rule.name, dashed(rule.section))}
        for name in sorted(self.names):
            if name != ALL and dashed(name) not in known:
                raise SettingsError(unknown_name("rule or section", name, known))


def _below(root: str, folder: str) -> str | None:
    """A folder of the settings' own folder as a folder of a project in it; None if it is outside the project."""
    path = posixpath.normpath(folder)
    path = "" if path == "." else path
    if not root:
        return path
    return f"{path}/".removeprefix(root).rstrip("/") if f"{path}/".startswith(root) else None


@lru_cache(maxsize=256)
def dashed(name: str) -> str:
    """A section's name as rules are named."""
    return name.replace("_", "-")


def unknown_name(kind: str, name: str, known: Iterable[str]) -> str:
    """A message about a name that does not exist, with the nearest that do."""
    from difflib import get_close_matches

    written, names = dashed(name.lower()), sorted(known)
    near = get_close_matches(written, names, n=1, cutoff=0.85) or get_close_matches(written, names, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else "`pyscript-doctor rules` lists them all"
    return f"there is no {kind} named {name!r}: {hint}"


@lru_cache(maxsize=32)
def _written(names: frozenset[str]) -> frozenset[str]:
    """The names as rules and sections are named; every rule of a run is compared with the same few sets."""
    return frozenset(name if name == ALL else dashed(name) for name in names)


def _precision(rule: Rule, names: frozenset[str]) -> int:
    """How precisely one of the names means a rule: 3 its own, 2 its section's, 1 every rule, 0 not at all."""
    if rule.name in names:
        return 3
    if dashed(rule.section) in names:
        return 2
    return 1 if ALL in names else 0
