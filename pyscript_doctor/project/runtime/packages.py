"""The entries of `packages`, as PyScript passes them to its package managers."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from packaging.requirements import Requirement

    from pyscript_doctor.parsers.config.values import Leaf
    from pyscript_doctor.project.runtime.runtime import Runtime

URL = lazy_pattern(r"(?:https?:|file:|emfs:|blob:|//|\.{0,2}/)", re.IGNORECASE)


class PackageKind(str, Enum):
    """What an entry of `packages` is. CONFIG: a remote `.toml` or `.json` with packages."""

    REQUIREMENT = "requirement"
    WHEEL = "wheel"
    CONFIG = "config"
    URL = "url"
    INVALID = "invalid"

    __str__ = str.__str__


class PackageEntry(NamedTuple):
    """One entry. requirement: None if it is a URL or a path, or no requirement at all."""

    leaf: Leaf
    kind: PackageKind
    requirement: Requirement | None = None

    @property
    def written(self) -> str:
        """The entry as it is in the config."""
        return str(self.leaf.value).strip()

    @property
    def name(self) -> str:
        """The normalised name of the distribution, "" if the entry is not a requirement."""
        from packaging.utils import canonicalize_name

        return canonicalize_name(self.requirement.name) if self.requirement else ""


def package_entries(runtime: Runtime) -> tuple[PackageEntry, ...]:
    """The packages that a Runtime's config lists; raises Unknown if the config cannot be read."""
    return tuple(entry_of(leaf) for leaf in runtime.config.packages)


def entry_of(leaf: Leaf) -> PackageEntry:
    """What a string means to the package managers."""
    from packaging.requirements import InvalidRequirement, Requirement

    text = str(leaf.value).strip()
    path = text.split("?", 1)[0].split("#", 1)[0].lower()
    if path.endswith(".whl"):
        return PackageEntry(leaf, PackageKind.WHEEL)
    if path.endswith((".toml", ".json")) and (URL.match(text) or "/" in text):
        return PackageEntry(leaf, PackageKind.CONFIG)
    if URL.match(text) or text.startswith("github:"):
        return PackageEntry(leaf, PackageKind.URL)
    try:
        return PackageEntry(leaf, PackageKind.REQUIREMENT, Requirement(text))
    except InvalidRequirement:
        return PackageEntry(leaf, PackageKind.INVALID)
