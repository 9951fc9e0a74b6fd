"""What makes a function a rule."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pyscript_doctor.engine.finding import Effect, Finding, Fix, Severity

if TYPE_CHECKING:
    from pyscript_doctor.knowledge.interpreters import Interpreter

Check = Callable[..., Iterator[Finding]]

FAQ = "https://docs.pyscript.net/latest/faq/#"
GUIDE = "https://docs.pyscript.net/latest/user-guide/"
PAGES = "https://github.com/pyscript/pyscript-doctor/blob/main/rules/"


@dataclass(frozen=True)
class Rule:
    """A check with what a report and the catalogue say of it.

    name: kebab-case, for settings. section: the folder under rules/ that it lies in.
    faq, guide: an anchor of the FAQ; a page and anchor of the user guide ("configuration/#files").
    subject: the name of the class of its first parameter, which says what it visits; several with ` | ` between.
    legacy: it speaks of pages on PyScript before 2023.11 too.
    fix: whether its findings tell the edit that mends them; None where that takes judgement.
    interpreter: the only one that it speaks of; what runs on the other is not visited. None for both.
    """

    name: str
    check: Check = field(repr=False)
    severity: Severity
    effect: Effect
    section: str
    subject: str
    wants_project: bool
    faq: str = ""
    guide: str = ""
    default: bool = True
    legacy: bool = False
    fix: Fix | None = None
    interpreter: Interpreter | None = None

    @property
    def description(self) -> str:
        """One line: what the rule detects."""
        return inspect.cleandoc(self.check.__doc__ or "").partition("\n")[0]

    @property
    def faq_url(self) -> str | None:
        """The section of the PyScript FAQ that explains it."""
        return FAQ + self.faq if self.faq else None

    @property
    def guide_url(self) -> str | None:
        """The section of the PyScript user guide that explains it."""
        return GUIDE + self.guide if self.guide else None

    @property
    def page(self) -> str:
        """Its page, relative to rules/."""
        return f"{self.section}/{self.name.replace('-', '_')}.md"

    @property
    def url(self) -> str:
        """Its page on the web."""
        return PAGES + self.page


def rule(
    *,
    severity: Severity,
    effect: Effect,
    faq: str = "",
    guide: str = "",
    default: bool = True,
    legacy: bool = False,
    fix: Fix | None = None,
    interpreter: Interpreter | None = None,
) -> Callable[[Check], Rule]:
    """Make a rule of a function that visits what its first parameter's annotation names.

    `default=False` makes a rule that runs only where it is selected; `legacy=True` one that speaks of
    pages on PyScript before 2023.11 too; `interpreter=Interpreter.PYODIDE` one that MicroPython does not concern.
    """

    def decorate(check: Check) -> Rule:
        parameters = list(inspect.signature(check).parameters.values())
        return Rule(
            name=check.__name__.replace("_", "-"),
            check=check,
            severity=severity,
            effect=effect,
            section=check.__module__.split(".")[-2],
            subject=_annotation(parameters[0].annotation),
            wants_project=len(parameters) > 1,
            faq=faq,
            guide=guide,
            default=default,
            legacy=legacy,
            fix=fix,
            interpreter=interpreter,
        )

    return decorate


def _annotation(annotation: Any) -> str:
    return annotation if isinstance(annotation, str) else annotation.__name__
