"""What a rule says of a script, line by line."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from tests.projects import line_of, page
from tests.rules.pages import of_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyscript_doctor import Finding
    from pyscript_doctor.engine.finding import Diagnostic


def found(
    rule: str,
    source: str,
    tag: str = '<script type="py">',
    head: str = "",
    body: str = "",
    files: Mapping[str, str] | None = None,
    release: str = "2026.7.3",
) -> list[Diagnostic]:
    """What a rule says of a script, if no other rule runs."""
    return of_files(rule, _project(source, tag, head, body, files, release))


def _project(
    source: str, tag: str, head: str, body: str, files: Mapping[str, str] | None, release: str
) -> dict[str, str]:
    """A page with a script, and other files."""
    script = f"{tag}\n{textwrap.dedent(source).strip()}\n</script>"
    html = page("", head, release).replace("<body>\n", f"<body>\n{body}\n{script}\n")
    return {"index.html": html, **(files or {})}


def _lines_after(tag: str, project: Mapping[str, str], own: list[Diagnostic]) -> list[int]:
    """The line of each finding, counted from the first after a tag."""
    first = project["index.html"].split("\n").index(tag) + 1
    return [line_of(each, project) - first for each in own]


def the_one(
    rule: str,
    source: str,
    tag: str = '<script type="py">',
    head: str = "",
    body: str = "",
    files: Mapping[str, str] | None = None,
    release: str = "2026.7.3",
) -> Finding:
    """The only thing that a rule says of a script, if no other rule runs."""
    (diagnostic,) = found(rule, source, tag, head, body, files, release)
    return diagnostic.finding


def messages(
    rule: str,
    source: str,
    tag: str = '<script type="py">',
    head: str = "",
    body: str = "",
    files: Mapping[str, str] | None = None,
    release: str = "2026.7.3",
) -> list[str]:
    """The messages of a rule about a script, if no other rule runs."""
    return [each.finding.message for each in found(rule, source, tag, head, body, files, release)]


def with_modules(*paths: str, **modules: str) -> dict[str, str]:
    """Files of a project, and the config `pyscript.toml` that copies all of them; paths: of those that are empty."""
    files = {**dict.fromkeys(paths, ""), **{f"{name}.py": text for name, text in modules.items()}}
    return {"pyscript.toml": "[files]\n" + "".join(f'"{path}" = "./{path}"\n' for path in files), **files}


CONFIGURED = '<script type="py" config="./pyscript.toml">'


def findings(
    rule: str,
    source: str,
    tag: str = '<script type="py">',
    head: str = "",
    release: str = "2026.7.3",
    files: Mapping[str, str] | None = None,
) -> list[str]:
    """Where a rule flags a script, or its config: the line, counted from the script's first, and the severity."""
    project = _project(source, tag, head, "", files, release)
    own = of_files(rule, project)
    lines = _lines_after(tag, project, own)
    return [f"{line} {each.severity.label}" for line, each in zip(lines, own, strict=True)]


MARK = re.compile(r"  # ! (.*)$")


def marked(
    rule: str,
    source: str,
    tag: str = '<script type="py">',
    head: str = "",
    body: str = "",
    files: Mapping[str, str] | None = None,
    release: str = "2026.7.3",
) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """What a rule says of a script, and what the comments `# ! message` at the ends of its lines say of them.

    Both are pairs of a line, counted from the script's first, and a message. A mark that ends in `...` is its start.
    """
    lines = textwrap.dedent(source).strip().split("\n")
    project = _project(source, tag, head, body, files, release)
    own = of_files(rule, project)
    expected = [(number, mark[1]) for number, line in enumerate(lines, start=1) if (mark := MARK.search(line))]
    starts = {number: mark.removesuffix("...") for number, mark in expected if mark.endswith("...")}
    told = zip(_lines_after(tag, project, own), (each.finding.message for each in own), strict=True)
    return [(line, _cut(message, starts.get(line, ""))) for line, message in told], expected


def _cut(message: str, start: str) -> str:
    return f"{start}..." if start and message.startswith(start) else message
