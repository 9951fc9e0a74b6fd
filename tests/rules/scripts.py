"""What a rule says of a script, line by line."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from tests.projects import line_of, page, report_of

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
    script = f"{tag}\n{textwrap.dedent(source).strip()}\n</script>"
    html = page("", head, release).replace("<body>\n", f"<body>\n{body}\n{script}\n")
    report = report_of({"index.html": html, **(files or {})}, select=frozenset({rule}))
    return list(report.diagnostics)


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
    script = f"{tag}\n{textwrap.dedent(source).strip()}\n</script>"
    project = {"index.html": page(script, head, release), **(files or {})}
    lines = project["index.html"].split("\n")
    first = lines.index(tag) + 1
    report = report_of(project, select=frozenset({rule}))
    own = [each for each in report.diagnostics if each.rule.name == rule]
    return [f"{line_of(each, project) - first} {each.severity.label}" for each in own]


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
    script = "\n".join([tag, *lines, "</script>"])
    project = {
        "index.html": page("", head, release).replace("<body>\n", f"<body>\n{body}\n{script}\n"),
        **(files or {}),
    }
    first = project["index.html"].split("\n").index(tag) + 1
    report = report_of(project, select=frozenset({rule}))
    own = [each for each in report.diagnostics if each.rule.name == rule]
    expected = [(number, mark[1]) for number, line in enumerate(lines, start=1) if (mark := MARK.search(line))]
    starts = {number: mark.removesuffix("...") for number, mark in expected if mark.endswith("...")}
    told = [(line_of(each, project) - first, each.finding.message) for each in own]
    return [(line, _cut(message, starts.get(line, ""))) for line, message in told], expected


def _cut(message: str, start: str) -> str:
    return f"{start}..." if start and message.startswith(start) else message
