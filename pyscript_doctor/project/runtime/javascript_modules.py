"""The JavaScript modules that a config names for Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Thread
from pyscript_doctor.project.runtime.reversed_modules import is_reversed
from pyscript_doctor.project.runtime.runtime import JavaScriptModule
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.project.urls.reference import Reference, ReferenceKind, Remote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.javascript.records import JavaScriptSyntax
    from pyscript_doctor.project.reader import Reader
    from pyscript_doctor.project.runtime.config import Config
    from pyscript_doctor.project.urls.resolver import UrlResolver

LARGEST_REMOTE = 1_000_000
"""In bytes: larger modules of another server are not looked into."""


def javascript_modules(config: Config, resolver: UrlResolver) -> Iterator[JavaScriptModule]:
    """The entries of `js_modules`, with what their modules say."""
    for thread in Thread:
        try:
            entries = config.entries("js_modules", thread)
        except Unknown:
            return
        for entry in entries:
            if is_reversed(entry):
                continue
            reference: Reference = resolver.reference(ReferenceKind.JAVASCRIPT_MODULE, entry.key)
            syntax = _javascript(reference, resolver.reader)
            yield JavaScriptModule(entry.value, reference, thread, syntax)  # type: ignore[arg-type]


def _javascript(reference: Reference, reader: Reader) -> JavaScriptSyntax | Unknown:
    """What a module says, also one of another server if other servers are asked."""
    if reference.path:
        return reader.javascript(reference.path)
    remote = reader.path_of_remote(reference.target.url) if isinstance(reference.target, Remote) else None
    resource = reader.resource(remote) if remote else None
    if remote is None or (resource and len(resource.content) > LARGEST_REMOTE):
        return Unknown("JavaScript of another host")
    return reader.javascript(remote)
