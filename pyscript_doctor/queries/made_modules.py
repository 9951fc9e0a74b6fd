"""Modules that code makes while the page runs, so they are in no file and in no package of the config."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.queries.javascript_sources import javascript_sources

if TYPE_CHECKING:
    from pyscript_doctor.project.runtime.runtime import Runtime

IN_PYTHON = lazy_pattern(
    r"\b(?:meta_path|path_hooks|unpack_?archive|extractall|register_?js_?module)\b|[\"'}]\.py[\"']", re.IGNORECASE
)
"""What makes modules of any name: finders, archives, `f"{name}.py"`."""
IN_JAVASCRIPT = lazy_pattern(
    r"\b(?:loadPackage\w*|registerJsModule|unpackArchive|runPython\w*|pyimport|micropip|codeBeforeRun\w*|FS)\b"
)
"""How JavaScript gives an interpreter modules, in PyScript's hooks for example."""
FILE = lazy_pattern(r"[\"'/](\w+)(?:\.py|/__init__\.py)[\"']")
WORD = lazy_pattern(r"[\"'](\w+)[\"']")


def may_make_module(runtime: Runtime, name: str) -> bool:
    """Whether code may make a module: by its name in `sys.modules`, by its file, or by something we can't see."""
    return _makes_any(runtime) or name.partition(".")[0] in _named(runtime)


@lru_cache(maxsize=8)
def _makes_any(runtime: Runtime) -> bool:
    scripts = javascript_sources(runtime.page, (runtime,))
    return any(IN_PYTHON.search(text) for text in _python(runtime)) or any(
        IN_JAVASCRIPT.search(source.syntax.text.value) for source in scripts
    )


@lru_cache(maxsize=8)
def _named(runtime: Runtime) -> frozenset[str]:
    """The modules whose files Python names, and what it may put into `sys.modules`."""
    texts = _python(runtime)
    files = (FILE.findall(text) for text in texts)
    entries = (WORD.findall(text) for text in texts if "sys.modules" in text)
    return frozenset[str]().union(*files, *entries)


def _python(runtime: Runtime) -> tuple[str, ...]:
    return tuple(syntax.text.value for syntax in runtime.syntaxes)
