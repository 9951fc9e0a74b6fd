"""JSON files that Python or JavaScript reads, and that are not valid JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, Code, Finding, PageScript, Related, rule
from pyscript_doctor.queries.data_files import broken_data_of_javascript, broken_data_of_python

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(severity=ERROR, faq="filesystem", effect=ACTION_FAILS, mentions=("json",))
def data_file_invalid(code: Code | PageScript) -> Iterator[Finding]:
    """Code reads a file of the project as JSON, but the file is not valid JSON."""
    is_python = isinstance(code, Code)
    found = broken_data_of_python(code) if isinstance(code, Code) else broken_data_of_javascript(code)
    for broken in found:
        reader = "Python" if is_python else "the browser"
        yield Finding(
            span=broken.span,
            message=f"{reader} cannot read this JSON: {broken.message}",
            label="reading stops here",
            help="JSON needs double quotes around every name and string, commas between entries and none after the "
            "last one, `true`, `false` and `null` in lower case, and no comments.",
            related=(Related(broken.read_at, "the file is read here"),),
            console=broken.console,
        )
