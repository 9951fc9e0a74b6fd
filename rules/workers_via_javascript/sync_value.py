"""Values that Python puts in `sync`, which carries functions only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, WARNING, Finding, rule
from pyscript_doctor.queries.sync_names import is_read_through_sync, values_in_sync

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Project


@rule(severity=WARNING, faq="workers-via-javascript", effect=ACTION_FAILS, mentions=("worker", "editor"))
def sync_value(code: Code, project: Project) -> Iterator[Finding]:
    """Python puts a value in `sync`, but whoever reads it there gets a function."""
    for put in values_in_sync(code):
        if is_read_through_sync(put.name, code, project):
            yield Finding(
                span=put.span,
                message=f"`sync` carries only functions: a read of `sync.{put.name}` gives a function, not this value",
                label="a value, not a function",
                help=f"Put a function there that returns the value: `sync.{put.name} = lambda: {put.name}`. "
                f"On the other side write `await worker.sync.{put.name}()`.",
            )
