"""Responses of which the content is read a second time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, SCRIPT_DIES, Finding, Related, rule
from pyscript_doctor.queries.response_reads import second_reads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Project


@rule(severity=ERROR, faq="reading-error-messages", effect=SCRIPT_DIES, mentions=("fetch",))
def response_read_twice(code: Code, project: Project) -> Iterator[Finding]:
    """The content of a response is read twice, but the browser gives it only once."""
    for read in second_reads(code, project):
        yield Finding(
            span=read.use.name_span,
            message=f"the content of `{read.response}` is read again, but it can be read only once",
            label="read again",
            help="Keep what the first call gives, and use that: `text = await response.text()` and then "
            "`json.loads(text)`."
            if read.use.name == "json"
            else "Keep what the first call gives in a variable, and use that.",
            related=(Related(read.first.name_span, "the content is read here first"),),
            console=read.console,
            effect=SCRIPT_DIES if read.use.place.at_load else ACTION_FAILS,
        )
