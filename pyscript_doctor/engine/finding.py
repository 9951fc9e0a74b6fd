"""What a rule says, and what the doctor reports of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from pyscript_doctor.edits.fix import Fix as Fix
from pyscript_doctor.edits.fix import Safety
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.records import NamedTuple, compared_by_class
from pyscript_doctor.settings.severity import Severity as Severity

if TYPE_CHECKING:
    from pyscript_doctor.engine.rule import Rule
    from pyscript_doctor.knowledge.interpreters import Interpreter, Thread
    from pyscript_doctor.parsers.text import Span


class Effect(Enum):
    """What the user of the page sees of a fault, the worst first."""

    PAGE_BLANK = "page-blank"
    SCRIPT_DIES = "script-dies"
    ACTION_FAILS = "action-fails"
    COSMETIC = "cosmetic"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Effect).index(self)


ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
PAGE_BLANK, SCRIPT_DIES = Effect.PAGE_BLANK, Effect.SCRIPT_DIES
ACTION_FAILS, COSMETIC = Effect.ACTION_FAILS, Effect.COSMETIC
SAFE, UNSAFE = Safety.SAFE, Safety.UNSAFE

_WORD = lazy_pattern(r"\S+")


LONGEST_WORD = 120
LONGEST_WORD_TO_COPY = 400
LONGEST_TEXT = 20
"""How long a text may be, and its longest words."""


def shortened(text: str, longest: int = LONGEST_WORD) -> str:
    """A text in which very long words keep only both ends, and so does a very long text."""
    if len(text) <= longest:
        return text
    words = _WORD.sub(lambda word: _ends(word[0], longest), text)
    return _ends(words, longest * LONGEST_TEXT)


def _ends(text: str, longest: int) -> str:
    half = longest // 2
    return text if len(text) <= longest else f"{text[:half]}\u2026{text[-half + 1 :]}"


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that has to do with the fault, and how."""

    span: Span
    message: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", shortened(self.message))


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, as a rule yields it. Very long words, which nobody would read, keep only both ends.

    message: what happens when the page runs, in one sentence, without a full stop. help: how to fix it; code in it is
    between back-ticks, a block of code between fences. label: a few words under the underlined source. console: the
    text that the browser's console shows, if there is one. unless: something that the doctor cannot see and that would
    make all this right ("your server sends the headers"): an error with an `unless` is reported as a warning. setting:
    the line of the settings that says that this is so, "" if no setting can say it. severity, effect: if they differ
    from the rule's own. fix: the edits that remove the fault, if the doctor knows them.
    """

    span: Span
    message: str
    help: str = ""
    label: str = ""
    console: str = ""
    unless: str = ""
    setting: str = ""
    related: tuple[Related, ...] = ()
    severity: Severity | None = None
    effect: Effect | None = None
    fix: Fix | None = None

    def __post_init__(self) -> None:
        for name in ("message", "label"):
            object.__setattr__(self, name, shortened(getattr(self, name)))
        for name in ("help", "console"):
            object.__setattr__(self, name, shortened(getattr(self, name), LONGEST_WORD_TO_COPY))


@compared_by_class
class RuntimeLabel(NamedTuple):
    """A Runtime as a report names it. `release` is None if it is unknown."""

    page: str
    release: str | None
    interpreter: Interpreter
    thread: Thread


@compared_by_class
class Diagnostic(NamedTuple):
    """A finding with everything that a report says about it.

    `runtimes` are those in which it fails; `everywhere` says that these are all that reach the place. `pages` are the
    pages that reach it.
    """

    rule: Rule
    finding: Finding
    severity: Severity
    effect: Effect
    runtimes: tuple[RuntimeLabel, ...] = ()
    everywhere: bool = True
    pages: tuple[str, ...] = ()


@compared_by_class
class Ignored(NamedTuple):
    """A finding that a comment ignores, and the reason in the comment, "" for none."""

    diagnostic: Diagnostic
    reason: str = ""


@compared_by_class
class Problem(NamedTuple):
    """A file that the doctor could not read, or of which it left something out, and why: the words complete a sentence.

    partial: it was read, but there was too much of something in it, and the rest was not checked.
    """

    path: str
    message: str
    partial: bool = False

    @property
    def said(self) -> str:
        """What is wrong with the file: words that follow its name."""
        return (
            f"not checked in full, because it {self.message}" if self.partial else f"could not be read: {self.message}"
        )


@dataclass(frozen=True, slots=True, order=True)
class Skip:
    """How often a rule could not decide because a fact was unknown; `rule` is "" if no rule asked.

    path: the file that was not read, "" if that is not the reason; then `reason` is a clause about it.
    """

    rule: str
    reason: str
    count: int
    path: str = ""
