"""Wheels that this Pyodide cannot use."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from pyscript_doctor import ERROR, PAGE_BLANK, Finding, Unknown, rule
from pyscript_doctor.knowledge.packages import pyodide_tags
from pyscript_doctor.project.packages import package_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from packaging.tags import Tag

    from pyscript_doctor import Runtime


@rule(severity=ERROR, faq="python-packages", effect=PAGE_BLANK)
def wheel_wrong_platform(runtime: Runtime) -> Iterator[Finding]:
    """`packages` names a wheel that is built for another platform or another Python."""
    if not runtime.is_pyodide:
        return
    for entry in package_entries(runtime):
        if entry.kind != "wheel":
            continue
        tags = _tags(posixpath.basename(unquote(urlsplit(entry.written).path)))
        fits = {any(_fits(tag, version) for tag in tags) for version in runtime.versions}
        if len(fits) > 1:
            raise Unknown("version of the interpreter")
        if tags and not fits.pop():
            own = pyodide_tags(runtime.versions[0])
            yield Finding(
                span=entry.leaf.text.span(),
                message="this wheel is built for another platform or Python: "
                f"this Pyodide takes `py3-none-any` and `{own.interpreter}-{own.interpreter}-{own.platforms[0]}`",
                label="wrong wheel",
                help="Use a wheel whose name ends in `py3-none-any.whl`, or one that is built for this Pyodide.",
                console="platform",
            )


def _tags(name: str) -> frozenset[Tag]:
    """The tags in a wheel's name; none where it is no wheel's name, of which micropip says so itself."""
    from packaging.utils import InvalidWheelFilename, parse_wheel_filename

    try:
        return parse_wheel_filename(name)[3]
    except InvalidWheelFilename:
        return frozenset()


def _fits(tag: Tag, version: str) -> bool:
    """Whether a Pyodide takes wheels of a tag."""
    wanted = pyodide_tags(version)
    minor = int(wanted.interpreter[3:])
    if tag.platform != "any" and tag.platform not in wanted.platforms:
        return False
    if tag.abi == "none":
        return tag.interpreter in {"py3", wanted.interpreter} or tag.interpreter in {
            f"py3{n}" for n in range(minor + 1)
        }
    if tag.abi == "abi3" and tag.interpreter.startswith("cp3"):
        return int(tag.interpreter[3:] or 0) <= minor
    return tag.abi == wanted.interpreter and tag.interpreter == wanted.interpreter
