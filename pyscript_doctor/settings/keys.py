"""The settings that a file can hold: their names, what they take, and what they do."""

from __future__ import annotations

from enum import Enum

from pyscript_doctor.knowledge.declared_hosts import HOSTS, ISOLATING
from pyscript_doctor.records import NamedTuple, compared_by_class

SEVERITIES = ("error", "warning", "info")
BUNDLERS = ("auto", "none")
HOSTING = (ISOLATING, *HOSTS)


class Kind(Enum):
    """What a setting takes."""

    BOOLEAN = "true or false"
    TEXT = "a string"
    CHOICE = "one of a few strings"
    RELEASE = "the name of a release of PyScript"
    FOLDERS = "a folder of the project, or a list of folders"
    FILE = "the path of a file"
    NAMES = "a list of names of rules or sections"
    PATTERNS = "a list of patterns, as in .gitignore"
    NAMES_BY_PATTERN = "a table: for each pattern a list of names"
    SEVERITY_BY_RULE = "a table: for each rule a severity"


@compared_by_class
class Key(NamedTuple):
    """One setting. field: the field of Settings that holds it. choices: what a CHOICE can be."""

    name: str
    kind: Kind
    meaning: str
    choices: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        """The field of Settings that holds it."""
        return self.name.replace("-", "_")


KEYS: dict[str, Key] = {
    key.name: key
    for key in (
        Key("select", Kind.NAMES, "Only these rules run. Names of rules or sections, or ALL."),
        Key("extend-select", Kind.NAMES, "These rules run too, even if they are off by default."),
        Key("ignore", Kind.NAMES, "These rules don't run."),
        Key("per-file-ignores", Kind.NAMES_BY_PATTERN, "Rules that don't report in files that match a pattern."),
        Key("exclude", Kind.PATTERNS, "Files that the doctor does not report on."),
        Key("extend-exclude", Kind.PATTERNS, "More such files, added to `exclude`."),
        Key("severity", Kind.SEVERITY_BY_RULE, "The severity of a rule's findings: error, warning or info."),
        Key("fail-level", Kind.CHOICE, "The mildest severity that makes the command fail.", SEVERITIES),
        Key("strict", Kind.BOOLEAN, "Findings that say *unless* make the command fail too."),
        Key("include-fences", Kind.BOOLEAN, "The code fences of Markdown are checked too."),
        Key(
            "hosting",
            Kind.CHOICE,
            "Who serves the project, or that the server sends the isolation headers with every page.",
            HOSTING,
        ),
        Key("release", Kind.RELEASE, "The release of PyScript where the project's own files do not say it."),
        Key("web-root", Kind.FOLDERS, "The folders that the server serves as the top of a site."),
        Key("bundler", Kind.CHOICE, "With none, no bundler is assumed, whatever package.json says.", BUNDLERS),
        Key("baseline", Kind.FILE, "The file of the findings that are known: only new ones are reported."),
        Key("online", Kind.BOOLEAN, "Ask the Python index about packages that don't come with Pyodide."),
        Key("required-version", Kind.TEXT, 'The versions of the doctor that may be used, such as ">=0.2".'),
    )
}
