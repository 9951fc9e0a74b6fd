"""One running interpreter of one page."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Interpreter, Thread
from pyscript_doctor.knowledge.module_names import with_packages
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.unknown import Unknown, known
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyscript_doctor.parsers.config.values import Leaf
    from pyscript_doctor.parsers.javascript.records import JavaScriptSyntax
    from pyscript_doctor.parsers.python.syntax import Syntax
    from pyscript_doctor.parsers.text import Span, Text
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.page.release import Releases
    from pyscript_doctor.project.page.script import Script
    from pyscript_doctor.project.program.facts import Code
    from pyscript_doctor.project.program.scopes import Program
    from pyscript_doctor.project.runtime.config import Config
    from pyscript_doctor.project.runtime.file_system import FileSystem
    from pyscript_doctor.project.serving.isolation import Isolation
    from pyscript_doctor.project.urls.reference import Reference

VERSION = lazy_pattern(r"(?:^|[@/v])(\d+\.\d+\.\d+(?:[-.a-z]\w*)*)(?:/|$)", re.IGNORECASE)


class JavaScriptModule(NamedTuple):
    """An entry of `js_modules`: the name that Python imports, and its module.

    thread: decided by the table that it is in.
    """

    name: Leaf
    source: Reference
    thread: Thread
    syntax: JavaScriptSyntax | Unknown

    @property
    def is_stylesheet(self) -> bool:
        """Whether PyScript adds it to the page as CSS, and imports nothing."""
        return self.source.url.split("?", 1)[0].lower().endswith(".css")


class RuntimeKind(str, Enum):
    """What a page starts an interpreter for. SCRIPTS: its tags. STARTED: a worker that code starts."""

    SCRIPTS = "scripts"
    EDITOR = "editor"
    GAME = "game"
    STARTED = "started"

    __str__ = str.__str__


@dataclass(frozen=True, eq=False)
class Runtime:
    """An interpreter with the scripts that share its namespace, in the order in which they run.

    declared: the interpreter that its tags, configs and events name; `interpreter` is different if another one is
    assumed. span: what starts it: the `worker` attribute, the tag's name, or the call. label: words for that place.
    terminal: its `terminal` attribute. service_worker: its `service-worker` attribute. isolation: that of its page.
    modules: the Python files that it can import, by dotted name; opaque_modules: those not read. entry_points: names
    that HTML calls. wheels: those of the site itself among its packages. synchronous: it is a worker that code starts
    without the option `async`, so its Python cannot await at its top level.
    """

    page: Page
    interpreter: Interpreter
    declared: Interpreter
    thread: Thread
    kind: RuntimeKind
    span: Span
    label: str
    scripts: tuple[Script, ...]
    config: Config
    filesystem: FileSystem
    javascript_modules: tuple[JavaScriptModule, ...]
    isolation: Isolation
    modules: dict[str, Syntax]
    opaque_modules: frozenset[str]
    entry_points: tuple[str, ...] = ()
    terminal: Span | None = None
    service_worker: Reference | None = None
    name: Text | None = None
    wheels: tuple[Reference, ...] = ()
    synchronous: bool = False

    @property
    def releases(self) -> Releases:
        """The releases of PyScript that its page can load."""
        return self.page.releases

    @property
    def is_pyodide(self) -> bool:
        """Whether it is Pyodide; if not, it is MicroPython."""
        return self.interpreter is Interpreter.PYODIDE

    @property
    def in_worker(self) -> bool:
        """Whether it runs in a worker."""
        return self.thread is Thread.WORKER

    @property
    def syntaxes(self) -> tuple[Syntax, ...]:
        """The Python that it can run: its scripts and modules, if they can be parsed."""
        return (*self._parsed_scripts, *self.modules.values())

    @property
    def _parsed_scripts(self) -> tuple[Syntax, ...]:
        from pyscript_doctor.parsers.python.syntax import Syntax

        return tuple(script.syntax for script in self.scripts if isinstance(script.syntax, Syntax))

    @cached_property
    def codes(self) -> tuple[Code, ...]:
        """Its Python as facts: each script, and each module that reachable code imports."""
        from pyscript_doctor.project.program.analysis import analyse

        program = self.program
        if not program.scripts:
            return analyse(program)
        likeness, kept = program.likeness, self._codes_of_files_alike(program.scripts[0].text)
        if likeness not in kept:
            kept.clear()
            kept[likeness] = analyse(program)
        return tuple(code if code.runtime is self else code._replace(runtime=self) for code in kept[likeness])

    def _codes_of_files_alike(self, first: Text) -> dict[object, tuple[Code, ...]]:
        """The facts of the latest Runtime that started with this script: pages often run the same files."""
        return self.page.resolver.reader.once_of("codes", first, dict)

    def forget(self) -> None:
        """Forgets the facts, each of which names its Runtime, so that Python frees all of them without a search."""
        self.__dict__.pop("codes", None)
        for script in self._parsed_scripts[:1]:
            self._codes_of_files_alike(script.text).clear()

    @cached_property
    def modules_inside(self) -> Mapping[str, frozenset[str]]:
        """The names that each of its packages holds as modules and packages, by the package's dotted name."""
        found: dict[str, set[str]] = {}
        for name in self.modules:
            for package, inner in pairwise(with_packages(name)):
                found.setdefault(package, set()).add(inner.rpartition(".")[2])
        return {package: frozenset(names) for package, names in found.items()}

    @property
    def program(self) -> Program:
        """Its Python as the data flow reads it."""
        from pyscript_doctor.project.program.scopes import Program

        return Program(
            runtime=self,
            interpreter=self.interpreter,
            thread=self.thread,
            scripts=self._parsed_scripts,
            modules=self.modules,
            opaque_modules=self.opaque_modules,
            entry_points=self.entry_points,
            event_attributes=self._event_attributes(),
        )

    def _event_attributes(self) -> dict[str, tuple[str, ...]]:
        """The types of the events for which attributes such as `py-click` name a function, by the function's name."""
        found: dict[str, tuple[str, ...]] = {}
        for element in self.page.document.with_attributes_of(("py-", "mpy-")):
            for name in element.attribute_names:
                function = (element.get(name) or "").strip() if name.startswith(("py-", "mpy-")) else ""
                if function in self.entry_points:
                    found[function] = (*found.get(function, ()), name.rpartition("-")[2])
        return found

    @property
    def unread(self) -> Iterator[Unknown]:
        """Why some of its Python could not be judged."""
        for script in self.scripts:
            if isinstance(script.syntax, Unknown):
                yield script.syntax

    @property
    def interpreter_setting(self) -> Leaf | None:
        """Where its config says which interpreter to load: workers read `version` before it, games read nothing."""
        if self.kind is RuntimeKind.GAME or self.declared != self.interpreter:
            return None
        version = self.config.string("version") if self.in_worker and self.kind is not RuntimeKind.EDITOR else None
        return version or self.config.string("interpreter")

    @cached_property
    def versions(self) -> tuple[str, ...]:
        """The versions that its interpreter can have; raises Unknown if `interpreter` hides it."""
        leaf = self.interpreter_setting
        if leaf is None:
            versions = (known_version(release, self.interpreter) for release in self.releases.options)
            return tuple(dict.fromkeys(versions))
        match = VERSION.search(str(leaf.value))
        if match is None:
            raise Unknown("version of a local interpreter")
        return (match[1],)

    @property
    def experimental_create_proxy(self) -> bool:
        """Whether `experimental_create_proxy` is set to the one value that PyScript knows."""
        leaf = self.config.string("experimental_create_proxy")
        return leaf is not None and leaf.value == "auto"

    @property
    def sync_main_only(self) -> bool:
        """Whether the worker's attributes say that it does not use the main thread's objects."""
        node = self.config.get("sync_main_only")
        return getattr(node, "value", None) is True

    def has_local_module(self, name: str) -> bool:
        """Whether its file system holds a Python module or package of that dotted name."""
        if name in self.modules or name in self.opaque_modules:
            return True
        prefix = name.replace(".", "/") + "/"
        at = bisect_left(self._sorted_files, prefix)
        return at < len(self._sorted_files) and self._sorted_files[at].startswith(prefix)

    @cached_property
    def _sorted_files(self) -> list[str]:
        return sorted(self.filesystem.files)


def known_version(release: object, interpreter: Interpreter) -> str:
    """The version of an interpreter that a release loads by itself."""
    version = getattr(release, interpreter.value)
    return str(known(version or Unknown("interpreter of the release")))
