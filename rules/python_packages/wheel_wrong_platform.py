"""Wheels that this Pyodide cannot use."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pyscript_doctor import ERROR, PAGE_BLANK, Finding, Interpreter, Unknown, rule
from pyscript_doctor.queries.packages import PackageKind, environment, package_entries
from pyscript_doctor.queries.urls import split_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from packaging.tags import Tag

    from pyscript_doctor import Runtime

MOST_DOTS = 30


@rule(severity=ERROR, faq="python-packages", effect=PAGE_BLANK, interpreter=Interpreter.PYODIDE, mentions=("packages",))
def wheel_wrong_platform(runtime: Runtime) -> Iterator[Finding]:
    """`packages` lists a wheel that is built for another platform or another Python."""
    for entry in package_entries(runtime):
        if entry.kind is not PackageKind.WHEEL:
            continue
        tags = _tags(posixpath.basename(unquote(split_url(entry.written).path)))
        fits = {any(tag in environment(version).tags for tag in tags) for version in runtime.versions}
        if len(fits) > 1:
            raise Unknown("version of the interpreter")
        if tags and not fits.pop():
            taken = environment(runtime.versions[-1]).tags
            yield Finding(
                span=entry.leaf.text.span(),
                message="this wheel is built for another platform or Python: "
                f"this Pyodide can use `py3-none-any` and `{min(taken, key=taken.__getitem__)}`",
                label="not for this Pyodide",
                help="Use a wheel whose name ends in `py3-none-any.whl`, or one that is built for this Pyodide.",
                console="platform",
            )


def _tags(name: str) -> frozenset[Tag]:
    """The tags in a wheel's name; none if it is not a wheel's name, which micropip reports itself."""
    from packaging.utils import InvalidWheelFilename, parse_wheel_filename

    if name.count(".") > MOST_DOTS:
        return frozenset()  # each dot can multiply the number of tags
    try:
        return parse_wheel_filename(name)[3]
    except InvalidWheelFilename:
        return frozenset()
