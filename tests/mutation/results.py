"""What is known of mutants: which were killed, in a file of this machine, and which are harmless, in the repository."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.browser.runtimes import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

KILLED, SURVIVED, REFUSED = "killed", "survived", "refused by mypy"
RESULTS = ROOT / ".cache" / "mutation"
HARMLESS = ROOT / "tests" / "mutation" / "survivors.json"


@dataclass(frozen=True)
class Results:
    """The results of one module, as long as it stays as it is."""

    module: str

    @property
    def _file(self) -> Path:
        return RESULTS / (self.module.replace("/", ".") + ".json")

    def read(self) -> dict[str, str]:
        """What is known of its mutants, by name."""
        if not self._file.exists():
            return {}
        kept = json.loads(self._file.read_text(encoding="utf-8"))
        return dict(kept["outcomes"]) if kept["digest"] == self._digest() else {}

    def noticed(self) -> dict[str, str]:
        """The mutants that need not run again: a new test can only kill more."""
        return {name: outcome for name, outcome in self.read().items() if outcome != SURVIVED}

    def survivors(self) -> list[str]:
        """The mutants that nothing noticed."""
        return [name for name, outcome in self.read().items() if outcome == SURVIVED]

    def keep(self, outcomes: Mapping[str, str]) -> None:
        """Add what was found out of mutants."""
        RESULTS.mkdir(parents=True, exist_ok=True)
        kept = {"digest": self._digest(), "outcomes": {**self.read(), **outcomes}}
        self._file.write_text(json.dumps(kept, indent=1, ensure_ascii=False), encoding="utf-8")

    def _digest(self) -> str:
        return hashlib.sha256((ROOT / self.module).read_bytes()).hexdigest()


def harmless() -> dict[str, dict[str, str]]:
    """The mutants that make no difference that anybody could see, by module and name, and why."""
    found: dict[str, dict[str, str]] = json.loads(HARMLESS.read_text(encoding="utf-8"))
    return found
