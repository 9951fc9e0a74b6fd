"""What makes a function a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pyscript_doctor.engine.finding import Effect, Finding, Severity

if TYPE_CHECKING:
    from pyscript_doctor.knowledge.interpreters import Interpreter
    from pyscript_doctor.project.project import PageReading

Check = Callable[..., Iterator[Finding]]
Matters = Callable[["PageReading"], bool]

FAQ = "https://docs.pyscript.net/latest/faq/#"
GUIDE = "https://docs.pyscript.net/latest/user-guide/"
SITE = "https://pyscript.github.io/pyscript-doctor/"
"""Where the site is: the doctor on a page, and its documentation. Every link to it in a report begins so."""
PAGES = f"{SITE}docs/rules/"


@dataclass(frozen=True)
class Rule:
    """A check, with what a report and the catalogue say about it.

    name: kebab-case, for settings. section: the folder under rules/ that it is in. faq, guide: an anchor of the FAQ; a
    page and anchor of the user guide ("configuration/#files"). subject: the name of the class of its first parameter,
    which says what it visits; several with ` | ` between. legacy: it also judges pages on PyScript before 2023.11.
    interpreter: the only one that it judges; what runs on the other is not visited. None for both. module, pack: the
    Python module that defines it, and the package that this is a part of. pages: where the pages of its pack are on the
    web, "" if they are not there. mentions: a page must say one of these words, or the rule has nothing to say about
    it. matters: for a rule that visits the Project: whether a page influences what it says; None if each page may.
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
    interpreter: Interpreter | None = None
    module: str = ""
    pack: str = ""
    pages: str = PAGES
    mentions: tuple[str, ...] = ()
    matters: Matters | None = field(default=None, repr=False, compare=False)

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """The names of the classes that it visits."""
        return tuple(self.subject.split(" | "))

    @property
    def description(self) -> str:
        """One line: what the rule finds."""
        return (self.check.__doc__ or "").strip().partition("\n")[0].rstrip()

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
        """Its page, relative to its pack."""
        return f"{self.module.removeprefix(self.pack + '.').replace('.', '/')}.md"

    @property
    def url(self) -> str | None:
        """Its page on the web, if there is one: ours by the rule's name, those of a pack by their file."""
        if self.pages == PAGES:
            return f"{PAGES}{self.name}/"
        return self.pages + self.page if self.pages else None


def rule(
    *,
    severity: Severity,
    effect: Effect,
    faq: str = "",
    guide: str = "",
    default: bool = True,
    legacy: bool = False,
    interpreter: Interpreter | None = None,
    mentions: tuple[str, ...] = (),
    matters: Matters | None = None,
) -> Callable[[Check], Rule]:
    """Makes a rule of a function that visits what its first parameter's annotation names.

    `default=False` makes a rule that runs only if it is selected; `legacy=True` one that also judges pages on PyScript
    before 2023.11; `interpreter=Interpreter.PYODIDE` one that does not concern MicroPython. `mentions=("terminal",)`
    makes one that is neither loaded nor run for a page whose HTML, Python, JavaScript and config say none of these
    words, in any case: names of elements, attributes, keys, functions and modules, in lower case. `matters` says
    whether a rule for the whole `Project` could say something else without a page.
    """

    def decorate(check: Check) -> Rule:
        code = check.__code__
        parameters = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        return Rule(
            name=check.__name__.replace("_", "-"),
            check=check,
            severity=severity,
            effect=effect,
            section=check.__module__.rpartition(".")[0].rpartition(".")[2],
            subject=_annotation(check.__annotations__.get(parameters[0], "")) if parameters else "",
            wants_project=len(parameters) > 1,
            faq=faq,
            guide=guide,
            default=default,
            legacy=legacy,
            interpreter=interpreter,
            module=check.__module__,
            mentions=mentions,
            matters=matters,
        )

    return decorate


def _annotation(annotation: Any) -> str:
    """The names of the classes that an annotation names, without their modules."""
    written = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))
    return " | ".join(part.strip().rpartition(".")[2] for part in written.split("|"))
