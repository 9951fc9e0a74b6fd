"""What runs where, as trees: one for each page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Thread
from pyscript_doctor.project.page.script import ScriptKind
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.reporters.inspect.files import file_branch
from pyscript_doctor.reporters.inspect.names import (
    NO_PYTHON,
    Names,
    age,
    interpreter_of,
    origin_segments,
    runtime_title,
)
from pyscript_doctor.reporters.inspect.packages import packages_branch
from pyscript_doctor.reporters.positions import Positions
from pyscript_doctor.reporters.terminal.styled import Line, Role, Segment, line, prose
from pyscript_doctor.reporters.terminal.tree import Branch, bounded
from pyscript_doctor.reporters.terminal.visible import visible
from pyscript_doctor.reporters.text.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pyscript_doctor.inspection.records import (
        ConfigRecord,
        ModuleRecord,
        PageRecord,
        Picture,
        RuntimeRecord,
        ScriptRecord,
    )
    from pyscript_doctor.parsers.text import Span

MOST_RUNTIMES = 20
MOST_ITEMS = 30

_ANSWERS = {
    "isolated": ("yes", Role.GOOD),
    "not isolated": ("no", Role.STRONG),
    "unknown": ("unknown", Role.WARNING),
}


def page_trees(picture: Picture, today: date) -> Iterator[Branch]:
    """The tree of each page."""
    positions = Positions(picture.sources)
    for page in picture.pages:
        yield _PageTree(page, Names(page, positions), today).branch()


class _PageTree:
    """Draws one page."""

    def __init__(self, page: PageRecord, names: Names, today: date) -> None:
        self._page = page
        self._names = names
        self._today = today

    def branch(self) -> Branch:
        """The page with all that is known of it."""
        page = self._page
        children = [
            self._release(),
            *(Branch(line(Segment(note, Role.WARNING))) for note in page.notes),
            *([] if page.release.legacy else [self._isolation()]),
            *bounded([self._runtime(each) for each in page.runtimes], MOST_RUNTIMES),
            *bounded([self._unknown_worker(span) for span in page.unknown_workers], MOST_ITEMS),
        ]
        if not (page.runtimes or page.unknown_workers or page.notes):
            children.append(Branch(line(NO_PYTHON)))
        return Branch(line(Segment(visible(page.path), Role.PLACE)), tuple(children))

    def _release(self) -> Branch:
        release = self._page.release
        if release.name is None:
            said = f" ({release.label})" if "unknown" not in release.label else ""
            unknown = Segment("release unknown", Role.WARNING)
            return Branch(line("PyScript", visible(said), ": ", unknown, ", ", *prose(release.reason)))
        named = f"PyScript {release.name}"
        floating = "" if release.label in {release.name, ""} else f" ({visible(release.label)})"
        when = f", {age(release.released, self._today)} old" if release.released else ""
        newest = release.name == release.newest
        standing = Segment("the newest", Role.GOOD) if newest else Segment(f"the newest is {release.newest}")
        return Branch(line(Segment(named, Role.STRONG), floating, when, "; ", standing))

    def _isolation(self) -> Branch:
        isolation = self._page.isolation
        answer, role = _ANSWERS[isolation.state]
        reason = f", {isolation.reason}" if isolation.reason else ""
        evidence = [Branch(line(each.message, *self._names.beside(each.span))) for each in isolation.evidence]
        return Branch(line("cross-origin isolated: ", Segment(answer, role), reason), bounded(evidence, MOST_ITEMS))

    def _runtime(self, runtime: RuntimeRecord) -> Branch:
        title, place = runtime_title(runtime)
        beside = self._names.beside(runtime.span) if place else ()
        packages = None if runtime.config.fault else packages_branch(runtime.packages, self._names)
        children = [
            self._scripts(runtime),
            self._config(runtime.config),
            *([packages] if packages else []),
            file_branch(runtime, self._names),
            *self._modules(runtime),
            *self._needs(runtime),
        ]
        head = line(Segment(visible(title), Role.STRONG), *beside, ": ", *interpreter_of(runtime))
        return Branch(head, tuple(children))

    def _scripts(self, runtime: RuntimeRecord) -> Branch:
        terminal = Segment(", in a terminal" if runtime.terminal else "")
        if len(runtime.scripts) == 1:
            return Branch(line("runs ", *self._script(runtime.scripts[0]), terminal))
        members = [Branch(line(*self._script(script))) for script in runtime.scripts]
        title = line(f"runs {len(members)} scripts in this order, in one namespace", terminal)
        return Branch(title, bounded(members, MOST_ITEMS))

    def _script(self, script: ScriptRecord) -> Iterator[Segment | str]:
        if script.origin is not None:
            yield from origin_segments(script.origin, self._names, Role.CODE)
        elif isinstance(script.lines, Unknown):
            yield Segment(f"Python in the page, unknown: {script.lines.reason}", Role.WARNING)
        else:
            said = f"{counted(script.lines, 'line')} of Python in the page" if script.lines else "an empty script"
            yield Segment(said, Role.CODE)
        if script.kind is not ScriptKind.FILE:
            yield from self._names.beside(script.span)

    def _config(self, config: ConfigRecord) -> Branch:
        fault = [Branch(line(*prose(visible(config.fault), Role.WARNING)))] if config.fault else []
        if config.origin is not None:
            where = origin_segments(config.origin, self._names, Role.CODE)
            beside = self._names.beside(config.span) if config.span else ()
            told = config.origin.state != "found"
            return Branch(line("config ", *where, *beside), () if told else tuple(fault))
        if config.span is None:
            return Branch(line("config: ", Segment(config.fault, Role.WARNING) if config.fault else "none"))
        given = {"element": "in the page", "attribute": "in its attribute", "option": "given by code"}
        return Branch(line(f"config {given.get(config.form, '')}", *self._names.beside(config.span)), tuple(fault))

    def _modules(self, runtime: RuntimeRecord) -> Iterator[Branch]:
        if runtime.modules:
            members = [Branch(self._module(each, runtime)) for each in runtime.modules]
            yield Branch(line("JavaScript modules, under pyscript.js_modules"), bounded(members, MOST_ITEMS))

    def _module(self, module: ModuleRecord, runtime: RuntimeRecord) -> Line:
        where = f", on the {module.thread} thread" if module.thread is Thread.MAIN else ", in workers"
        seen = "" if module.thread is runtime.thread else Segment(where, Role.FAINT)
        name = "a stylesheet" if module.stylesheet else visible(module.name)
        return line(Segment(name, Role.CODE), " is ", *origin_segments(module.origin, self._names), seen)

    def _needs(self, runtime: RuntimeRecord) -> Iterator[Branch]:
        if runtime.thread is not Thread.WORKER:
            return
        needs = runtime.needs
        if isinstance(needs, Unknown):
            yield Branch(line(Segment(f"needs an isolated page? unknown: {needs.reason}", Role.WARNING)))
        elif needs is None:
            yield Branch(line("does without an isolated page"))
        else:
            state = self._page.isolation.state
            role = {"isolated": Role.GOOD, "not isolated": Role.ERROR}.get(state, Role.WARNING)
            beside = self._names.beside(needs.span) if needs.span else ()
            yield Branch(line(Segment("needs an isolated page", role), ": ", *prose(needs.reason), *beside))

    def _unknown_worker(self, span: Span) -> Branch:
        return Branch(
            line(
                Segment("worker that code starts", Role.STRONG),
                *self._names.beside(span),
                ": ",
                Segment("which Python it runs is unknown", Role.WARNING),
            )
        )
