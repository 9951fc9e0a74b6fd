"""The URLs that one interpreter of a page needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.project.runtime.runtime import Runtime
    from pyscript_doctor.project.urls.reference import Reference


def runtime_references(runtime: Runtime) -> Iterator[Reference]:
    """The URLs that a Runtime's scripts and config name."""
    yield from (script.reference for script in runtime.scripts if script.reference)
    yield from (placed.source for placed in runtime.filesystem.files.values() if placed.source)
    yield from runtime.filesystem.unread
    yield from (module.source for module in runtime.javascript_modules)
    yield from runtime.wheels
    if runtime.config.reference:
        yield runtime.config.reference
    if runtime.service_worker:
        yield runtime.service_worker
