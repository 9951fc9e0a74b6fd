"""What a source answered, as digests, and whether it would answer the same now."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyscript_doctor.sources.snapshot import Fetch, Search

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyscript_doctor.sources.snapshot import Resource, Snapshot, Source

AT_ONCE = 200
"""How many files are held in memory together when they are read to be compared."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Digests of the answers that a report is made of: of the names of all files, of each path and of each phrase."""

    names: str
    paths: Mapping[str, str]
    phrases: Mapping[str, str]

    @classmethod
    def of(cls, snapshot: Snapshot) -> Answers:
        """Those of everything that was asked for."""
        return cls(
            digest_of_names(snapshot),
            {path: _digest_of(resource) for path, resource in snapshot.resources.items()},
            {phrase: digest(paths) for phrase, paths in snapshot.matches.items()},
        )

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Answers:
        """What `as_data` gave. Raises KeyError or TypeError if it is something else."""
        return cls(data["names"], data["paths"], data["phrases"])

    def as_data(self) -> dict[str, Any]:
        """They as what JSON can hold."""
        return {"names": self.names, "paths": dict(self.paths), "phrases": dict(self.phrases)}

    def asked_by(self, paths: Iterable[str], phrases: Iterable[str]) -> Answers:
        """Those to these questions alone."""
        return Answers(
            self.names, {each: self.paths[each] for each in paths}, {each: self.phrases[each] for each in phrases}
        )

    def agrees_with(self, others: Answers) -> bool:
        """Whether no question that both have was answered in two ways, as where a file changed in between."""
        pairs = ((self.paths, others.paths), (self.phrases, others.phrases))
        return self.names == others.names and all(
            ours.get(each, answer) == answer for ours, theirs in pairs for each, answer in theirs.items()
        )

    def with_those_of(self, others: Answers) -> Answers:
        """These and others."""
        return Answers(self.names, {**self.paths, **others.paths}, {**self.phrases, **others.phrases})


class Present:
    """What a source answers now, as digests. Each question is put to it once, and what it answers is forgotten."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.opened = source.open()
        self.names = digest_of_names(self.opened)
        self._paths = {path: _digest_of(resource) for path, resource in self.opened.resources.items()}
        self._of_opening = frozenset(self._paths)
        self._phrases: dict[str, str] = {}

    def says(self, answers: Answers) -> bool:
        """Whether everything is answered as it was."""
        return self.is_listed_as(answers) and not any(self.changed(answers))

    def is_listed_as(self, answers: Answers) -> bool:
        """Whether the names of the files are the same, and what is known of them from the start."""
        return answers.names == self.names and all(
            answers.paths.get(path) == self._paths[path] for path in self._of_opening
        )

    def changed(self, answers: Answers) -> tuple[set[str], set[str]]:
        """The paths and the phrases whose answer has changed."""
        self._ask_paths([path for path in answers.paths if path not in self._paths])
        self._ask_phrases([phrase for phrase in answers.phrases if phrase not in self._phrases])
        return (
            {path for path, known in answers.paths.items() if self._paths[path] != known},
            {phrase for phrase, known in answers.phrases.items() if self._phrases[phrase] != known},
        )

    def _ask_paths(self, paths: list[str]) -> None:
        for start in range(0, len(paths), AT_ONCE):
            part = paths[start : start + AT_ONCE]
            resources = self._source.answer(self.opened, [Fetch(path) for path in part]).resources
            self._paths.update((path, _digest_of(resources[path])) for path in part)

    def _ask_phrases(self, phrases: list[str]) -> None:
        if phrases:
            matches = self._source.answer(self.opened, [Search(phrase) for phrase in phrases]).matches
            self._phrases.update((phrase, digest(matches[phrase])) for phrase in phrases)


def digest_of_names(snapshot: Snapshot) -> str:
    """A digest of the names of the project's files, and of the pages to begin with."""
    names = ["?"] if snapshot.listing is None else list(snapshot.listing)
    return digest((str(len(names)), *names, *snapshot.start))


def digest(words: Iterable[str]) -> str:
    """One for a list of words, in their order."""
    found = hashlib.blake2b(digest_size=16)
    for word in words:
        encoded = word.encode("utf-8", "surrogatepass")
        found.update(b"%d " % len(encoded))
        found.update(encoded)
    return found.hexdigest()


def _digest_of(resource: Resource) -> str:
    """One for what is at a path, and why it is not more."""
    head = repr((resource.status.name, resource.reason, resource.response)).encode("utf-8", "surrogatepass")
    found = hashlib.blake2b(b"%d " % len(head), digest_size=16)
    found.update(head)
    found.update(resource.content)
    return found.hexdigest()
