"""Which interpreters a page starts, and what each of them runs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Interpreter, Thread
from pyscript_doctor.parsers.config.syntax import ConfigSyntax
from pyscript_doctor.parsers.config.values import Reading
from pyscript_doctor.parsers.python.syntax import Syntax
from pyscript_doctor.parsers.text import Text
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.page.page_scripts import page_scripts
from pyscript_doctor.project.page.script import Script, ScriptKind, file_script, scripts_of
from pyscript_doctor.project.runtime.config import (
    TOO_MANY_PACKAGES,
    Config,
    ConfigForm,
    editor_config,
    no_config,
    page_config,
    unknown_config,
    worker_config,
)
from pyscript_doctor.project.runtime.file_system import FileSystem, file_system, resolver_of
from pyscript_doctor.project.runtime.javascript_modules import javascript_modules
from pyscript_doctor.project.runtime.runtime import Runtime, RuntimeKind
from pyscript_doctor.project.runtime.started_workers import donkeys, started_from_javascript, started_from_python
from pyscript_doctor.project.runtime.wheels import wheel_references
from pyscript_doctor.project.serving.isolation import Isolation, State
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.project.urls.reference import ReferenceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.html.document import Attribute, Element
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.runtime.started_workers import StartedWorker

PREFIXES = {Interpreter.PYODIDE: "py", Interpreter.MICROPYTHON: "mpy"}
HANDLER_SET = lazy_pattern(r"\.handleEvent\s*=(?!=)")
CONFIG_SET = lazy_pattern(r"""setAttribute\(\s*["'`]config["'`]""")
CALL = lazy_pattern(r"^([\w.]+)\s*\(.*", re.DOTALL)
MOST_RUNTIMES = 100
MOST_PYTHON = 500_000
MOST_FILES = 5_000
"""So many characters the Python of all interpreters of a page may have together, and so many files their configs may
bring; what two of them share counts twice."""

TOO_MANY_FILES = f"starts interpreters with more than {MOST_FILES:,} files together; not all were checked"
TOO_MUCH = f"starts interpreters with more than {MOST_PYTHON // 1000} kB of Python together; not all were checked"
TOO_MANY = f"starts more than {MOST_RUNTIMES} interpreters; the others were not checked"
NOT_YET_KNOWN = Isolation(State.NOT_ISOLATED)


@dataclass(eq=False, repr=False)
class Runtimes:
    """Builds the Runtimes of one page. assumed: the interpreter to run them on; games keep theirs."""

    page: Page
    assumed: Interpreter | None = None
    scripts: tuple[Script, ...] = field(init=False)
    page_configs: dict[Interpreter, Config] = field(init=False)

    def __post_init__(self) -> None:
        self.scripts = tuple(scripts_of(self.page.document, self.page.resolver))
        self.page_configs = {interpreter: self._page_config(interpreter) for interpreter in PREFIXES}

    def build(self) -> tuple[Runtime, ...]:
        """Every Runtime of the page, in the order in which it starts them."""
        found: list[Runtime] = []
        python = files = 0
        reason = ""
        for runtime in self._all():
            python += sum(len(syntax.text) for syntax in runtime.syntaxes)
            files += len(runtime.filesystem.files)
            if len(found) >= MOST_RUNTIMES:
                reason = TOO_MANY
            elif found and python > MOST_PYTHON:
                reason = TOO_MUCH
            elif found and files > MOST_FILES:
                reason = TOO_MANY_FILES
            if reason:
                self.page.resolver.reader.leave_out(self.page.path, reason)
                break
            found.append(runtime)
        return tuple(found)

    def _all(self) -> Iterator[Runtime]:
        declared: list[Runtime] = []
        for runtime in chain(self._main(), self._workers(), self._editors(), self._games()):
            declared.append(runtime)
            yield runtime
        for worker in chain(started_from_javascript(self.page), donkeys(self.page)):
            yield self._started(worker)
        for runtime in declared:
            for worker in () if runtime.in_worker else started_from_python(runtime):
                yield self._started(worker)

    def _main(self) -> Iterator[Runtime]:
        for interpreter in PREFIXES:
            scripts = tuple(
                script
                for script in self.scripts
                if script.kind in {ScriptKind.SCRIPT, ScriptKind.ELEMENT}
                and script.interpreter is interpreter
                and not script.in_worker
            )
            if scripts:
                yield self._runtime(
                    scripts,
                    self.page_configs[interpreter],
                    thread=Thread.MAIN,
                    kind=RuntimeKind.SCRIPTS,
                    span=scripts[0].span,
                    label="this script",
                    entry_points=self._entry_points(PREFIXES[interpreter]),
                )

    def _workers(self) -> Iterator[Runtime]:
        for script in self.scripts:
            worker = script.attribute("worker")
            if script.kind in {ScriptKind.SCRIPT, ScriptKind.ELEMENT} and worker:
                yield self._runtime(
                    (script,),
                    self._own_config(script) or self.page_configs[script.interpreter],
                    thread=Thread.WORKER,
                    kind=RuntimeKind.SCRIPTS,
                    span=worker.name.span(),
                    label="this worker",
                )

    def _editors(self) -> Iterator[Runtime]:
        """The environments of the editors; none if code of the page runs what they hold in its own way."""
        if self._handles_editors():
            return
        environments: dict[str, list[Script]] = {}
        for index, script in enumerate(script for script in self.scripts if script.kind is ScriptKind.EDITOR):
            name = script.attribute("env")
            key = f"{script.interpreter} {name.value.value}" if name and name.value.value else f"#{index}"
            environments.setdefault(key, []).append(script)
        for scripts in environments.values():
            configs = [attribute for script in scripts if (attribute := script.attribute("config"))]
            config = (
                editor_config(configs[0].value, configs[0].value.span(), self.page.releases, self.page.resolver)
                if configs
                else self._no_config()
            )
            yield self._runtime(
                tuple(scripts),
                config,
                thread=Thread.WORKER,
                kind=RuntimeKind.EDITOR,
                span=scripts[0].span,
                label="this editor",
            )

    def _handles_editors(self) -> bool:
        """Whether code of the page sets the `handleEvent` of an editor, so it gets its Python and no worker does."""
        sources = [script.text.value for script in self.scripts if isinstance(script.text, Text)]
        sources += [script.syntax.text.value for script in page_scripts(self.page)]
        return any(HANDLER_SET.search(source) for source in sources)

    def _games(self) -> Iterator[Runtime]:
        for script in self.scripts:
            if script.kind is ScriptKind.GAME:
                attribute = script.attribute("config")
                config = self._read(attribute, ConfigForm.ATTRIBUTE) if attribute else self._no_config()
                yield self._runtime(
                    (script,), config, thread=Thread.MAIN, kind=RuntimeKind.GAME, span=script.span, label="this game"
                )

    def _started(self, worker: StartedWorker) -> Runtime:
        resolver = self.page.resolver
        script = self._script_of(worker)
        if worker.inherits and worker.config is None:
            config = self.page_configs[worker.interpreter]
        elif isinstance(worker.config, Unknown):
            config = unknown_config(self.page.base, worker.config.reason, worker.span)
        elif worker.config is None:
            config = no_config(self.page.base)
        elif isinstance(worker.config, Reading):
            config = Config(ConfigForm.OPTION, worker.span, ConfigSyntax.JSON, None, self.page.base, worker.config)
        else:
            config = worker_config(worker.config, ConfigForm.OPTION, worker.span, self.page.releases, resolver)
        runtime = self._runtime(
            (script,), config, thread=Thread.WORKER, kind=RuntimeKind.STARTED, span=worker.span, label="this worker"
        )
        return replace(
            runtime,
            name=worker.name,
            synchronous=worker.synchronous,
            terminal=worker.span if worker.terminal else None,
            service_worker=resolver.reference(ReferenceKind.SERVICE_WORKER, worker.service_worker)
            if worker.service_worker
            else None,
        )

    def _script_of(self, worker: StartedWorker) -> Script:
        resolver = self.page.resolver
        if worker.source is not None:
            return file_script(worker.source, worker.interpreter, ScriptKind.FILE, worker.span, resolver)
        nothing = self.page.document.text.cut(0, 0)
        syntax = resolver.reader.inline_python(nothing)
        return Script(ScriptKind.FILE, worker.interpreter, worker.span, None, None, nothing, syntax)

    def _own_config(self, script: Script) -> Config | None:
        attribute = script.attribute("config")
        if attribute is None or not attribute.value.value:
            return None
        return worker_config(
            attribute.value, ConfigForm.ATTRIBUTE, attribute.value.span(), self.page.releases, self.page.resolver
        )

    def _read(self, attribute: Attribute, form: ConfigForm, kind: str = "") -> Config:
        return page_config(attribute.value, kind, form, attribute.value.span(), self.page.releases, self.page.resolver)

    def _page_config(self, interpreter: Interpreter) -> Config:
        """The one config of an interpreter on the main thread: an element, or the attribute its scripts share."""
        prefix = PREFIXES[interpreter]
        elements = [element for each in self.page.documents for element in each.all(f"{prefix}-config")]
        attributes = [
            attribute
            for script in self.scripts
            if script.kind in {ScriptKind.SCRIPT, ScriptKind.ELEMENT}
            and script.interpreter is interpreter
            and not script.in_worker
            for attribute in [script.attribute("config")]
            if attribute
        ]
        values = {attribute.value.value for attribute in attributes}
        rivals: tuple[Span, ...] = ()
        if len(elements) > 1 or (elements and attributes):
            rivals = (*(element.name_span for element in elements[1:]), *(each.name.span() for each in attributes))
        elif len(values) > 1:
            rivals = tuple(each.value.span() for each in attributes[1:])
        if rivals and self.page.excerpt:
            return unknown_config(self.page.base, "one of several configs that an excerpt shows", form=ConfigForm.NONE)
        if elements:
            return self._element_config(elements[0])._replace(rivals=rivals)
        if attributes and any(script.has("config-parser") for script in self.scripts):
            origin = attributes[0].value.span()
            return unknown_config(self.page.base, "config with a parser of its own", origin, ConfigForm.ATTRIBUTE)
        if attributes:
            return self._read(attributes[0], ConfigForm.ATTRIBUTE)._replace(rivals=rivals)
        if self.page.fragment and not self.page.loaders:
            return unknown_config(
                self.page.base, "config of the page that a fragment becomes part of", form=ConfigForm.NONE
            )
        return self._no_config()

    def _no_config(self) -> Config:
        """The config of a script that names none: no config, unless the page's JavaScript gives it one."""
        base = self.page.base
        if any(CONFIG_SET.search(script.syntax.text.value) for script in page_scripts(self.page)):
            return unknown_config(base, "config that code makes", form=ConfigForm.NONE)
        return no_config(base)

    def _element_config(self, element: Element) -> Config:
        kind = (element.get("type") or "").lower()
        if element.has("config-parser"):
            return unknown_config(
                self.page.base, "config with a parser of its own", element.name_span, ConfigForm.ELEMENT
            )
        source = element.attribute("src")
        if source and source.value.value.strip():
            return self._read(source, ConfigForm.ELEMENT, kind)
        return page_config(
            element.text, kind, ConfigForm.ELEMENT, element.name_span, self.page.releases, self.page.resolver
        )

    def _entry_points(self, prefix: str) -> tuple[str, ...]:
        """The functions that event attributes name: `py-click="move"`. `"move()"` is meant to call it too."""
        return tuple(
            CALL.sub(r"\1", function)
            for element in self.page.document.with_attributes_of((f"{prefix}-",))
            for name in element.attribute_names
            if name.startswith(f"{prefix}-") and (function := (element.get(name) or "").strip())
        )

    def _runtime(
        self,
        scripts: tuple[Script, ...],
        config: Config,
        *,
        thread: Thread,
        kind: RuntimeKind,
        span: Span,
        label: str,
        entry_points: tuple[str, ...] = (),
    ) -> Runtime:
        resolver = resolver_of(config, self.page.resolver)
        if config.has_too_many_packages:
            path = config.reference.path if config.reference and config.reference.path else self.page.path
            resolver.reader.leave_out(path, TOO_MANY_PACKAGES)
        files = file_system(config, resolver)
        declared = scripts[0].interpreter
        interpreter = self.assumed if self.assumed and kind is not RuntimeKind.GAME else declared
        modules, opaque = self._modules(files, interpreter)
        terminal = scripts[0].attribute("terminal") if kind is RuntimeKind.SCRIPTS else None  # an editor ignores it
        service_worker = scripts[0].attribute("service-worker")
        name = scripts[0].attribute("name")
        return Runtime(
            page=self.page,
            interpreter=interpreter,
            declared=declared,
            thread=thread,
            kind=kind,
            span=span,
            label=label,
            scripts=scripts,
            config=config,
            filesystem=files,
            javascript_modules=tuple(javascript_modules(config, resolver)),
            isolation=NOT_YET_KNOWN,
            modules=modules,
            opaque_modules=opaque,
            entry_points=entry_points,
            terminal=terminal.name.span() if terminal else None,
            service_worker=self.page.resolver.reference(ReferenceKind.SERVICE_WORKER, service_worker.value)
            if service_worker and service_worker.value.value
            else None,
            name=name.value if name else None,
            wheels=tuple(
                wheel_references(config, interpreter, thread, resolver, self.page.resolver, self.page.releases)
            ),
        )

    def _modules(self, files: FileSystem, interpreter: Interpreter) -> tuple[dict[str, Syntax], frozenset[str]]:
        reader = self.page.resolver.reader
        read = reader.module if interpreter is Interpreter.PYODIDE else reader.python  # MicroPython knows UTF-8 alone
        modules: dict[str, Syntax] = {}
        opaque: set[str] = set()
        for name, placed in files.modules():
            path = placed.source.path if placed.source else None
            syntax = read(path) if path else None
            if isinstance(syntax, Syntax):
                modules[name] = syntax
            else:
                opaque.add(name)
        return modules, frozenset(opaque)
