"""The names of the channels through which the parts of a project send each other messages."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.page.page_scripts import page_scripts
from pyscript_doctor.project.program.values import JavaScriptValue, Literal
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.queries.spelling import closest
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.facts import Code
    from pyscript_doctor.project.project import PageReading, Project
    from pyscript_doctor.project.runtime.runtime import Runtime

CHANNEL = "BroadcastChannel"
OPENED = lazy_pattern(rf"\bnew\s+(?:(?:window|self|globalThis)\s*\.\s*)?{CHANNEL}\s*\(\s*")
LITERAL = lazy_pattern(r"""(["'`])([^"'`$\\\n]+)\1\s*\)""")
NEAR = 0.8
DIGITS = lazy_pattern(r"\d+")


class Channel(NamedTuple):
    """A place that opens a channel by its name."""

    name: str
    span: Span
    in_python: bool


def may_open_channels(reading: PageReading) -> bool:
    """Whether JavaScript or Python of a page names what opens channels."""
    scripts = (script.syntax.text.value for script in page_scripts(reading.page))
    return any(CHANNEL in value for value in scripts) or any(map(_names_channels, reading.runtimes))


def _names_channels(runtime: Runtime) -> bool:
    return any(CHANNEL in syntax.text.value for syntax in runtime.syntaxes)


def lonely_channels(project: Project) -> Iterator[tuple[Channel, Channel]]:
    """The channels that only one file opens, each with one of a similar name that another file opens.

    Raises Unknown if a name is made up while the code runs: it may be any name.
    """
    by_name: dict[str, dict[Span, Channel]] = defaultdict(dict)
    for channel in _channels(project):
        by_name[channel.name].setdefault(channel.span, channel)
    lonely = {name: next(iter(places.values())) for name, places in by_name.items() if len(_files(places)) == 1}
    done: set[str] = set()
    for name, channel in sorted(lonely.items(), key=lambda item: not item[1].in_python):
        others = [
            other for other in by_name if _may_be_meant(name, other) and _files(by_name[other]) - _files([channel.span])
        ]
        near = closest(name, others, NEAR)
        if near and near not in done:
            done.add(name)
            yield channel, next(iter(by_name[near].values()))


def _files(places: Iterable[Span]) -> set[str]:
    return {span.path for span in places}


def _may_be_meant(name: str, other: str) -> bool:
    """Whether two names differ, and not only by a number: `room1` and `room2` are two channels."""
    return DIGITS.sub("0", name) != DIGITS.sub("0", other)


def _channels(project: Project) -> Iterator[Channel]:
    for page in project.pages:
        for script in page_scripts(page):
            text = script.syntax.text
            for opened in OPENED.finditer(text.value):
                found = LITERAL.match(text.value, opened.end())
                if found is None:
                    raise Unknown("names of channels that code makes")
                yield Channel(found[2], text.span(found.start(2), found.end(2)), in_python=False)
    for runtime in filter(_names_channels, project.runtimes):
        yield from _of_python(runtime)


def _of_python(runtime: Runtime) -> Iterator[Channel]:
    for code in runtime.codes:
        yield from _of_code(code)


def _of_code(code: Code) -> Iterator[Channel]:
    for call in code.calls:
        callee = call.callee
        if isinstance(callee, JavaScriptValue) and callee.path[-2:] == (CHANNEL, "new"):
            argument = call.argument(0)
            if argument is None or not isinstance(argument.value, Literal) or argument.value.text is None:
                raise Unknown("names of channels that code makes")
            yield Channel(str(argument.value.value), argument.span, in_python=True)
