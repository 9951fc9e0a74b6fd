"""Where output goes: whether it is coloured, how wide it is, and how lines are drawn."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Literal, TextIO

from pyscript_doctor.reporters.rules.page import wrapped
from pyscript_doctor.reporters.terminal.styled import Line, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rich.console import Console
    from rich.segment import Segment as Drawn
    from rich.style import Style
    from rich.syntax import ANSISyntaxTheme

COLUMNS = 80
MOST_COLUMNS = 120
FEWEST_COLUMNS = 40

_BATCH = 500

# Of the 256 colours those that can be read on black as well as on white, which plain yellow and cyan can't.
STYLES = {
    Role.STRONG: "bold",
    Role.GUTTER: "color(33)",
    Role.PLACE: "bold",
    Role.CODE: "color(31)",
    Role.GOOD: "bold color(28)",
    Role.ERROR: "bold color(160)",
    Role.WARNING: "bold color(130)",
    Role.INFO: "bold color(31)",
    Role.RELATED: "bold color(33)",
    Role.FAINT: "dim",
}


# rich's own styles of Markdown and code are made for dark terminals.
STYLES_OF_MARKDOWN = {
    "markdown.code": STYLES[Role.CODE],
    "markdown.code_block": STYLES[Role.CODE],
    "markdown.h1": "bold",
    "markdown.h2": "bold underline",
    "markdown.h3": "bold",
    "markdown.list": "none",
    "markdown.table.border": "none",
    "markdown.table.header": "bold",
    "markdown.item.bullet": "bold",
    "markdown.item.number": "bold",
    "markdown.link": STYLES[Role.CODE],
    "markdown.link_url": STYLES[Role.CODE],
    "markdown.block_quote": "italic",
}
STYLES_OF_CODE = {
    ("Comment",): "italic",
    ("Keyword",): "bold",
    ("Name", "Tag"): "bold color(31)",
    ("Literal", "String"): "color(28)",
    ("Literal", "Number"): "color(130)",
    ("Generic", "Deleted"): "color(160)",
    ("Generic", "Inserted"): "color(28)",
}
"""By the name of what it is, as pygments has it."""


def is_terminal(stream: TextIO) -> bool:
    """Whether a person sits at the other end of a stream."""
    return not stream.closed and stream.isatty()


def wants_color(choice: str, stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether to colour: as `choice` says ("always", "never"), else NO_COLOR, then FORCE_COLOR, then the stream."""
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return is_terminal(stream) and environment.get("TERM") != "dumb"


def columns(stream: TextIO) -> int:
    """How wide to write: as the terminal is, within reason; 80 elsewhere."""
    if not is_terminal(stream):
        return COLUMNS
    import shutil

    return min(max(shutil.get_terminal_size((COLUMNS, 24)).columns, FEWEST_COLUMNS), MOST_COLUMNS)


def write(lines: Iterable[Line], stream: TextIO, *, color: bool) -> None:
    """Write the lines; links only in the colours of a terminal, since a log would show their escapes."""
    if not color:
        stream.writelines(f"{line.plain}\n" for line in lines)
        return
    from rich.segment import Segments

    drawn, linked = console(stream, color=True), is_terminal(stream)
    styles = {role: _style(role) for role in Role}
    for batch in _batches(lines):
        drawn.print(Segments(list(_drawn(batch, styles, linked))), soft_wrap=True, end="")


def _batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    remaining = iter(lines)
    while batch := list(islice(remaining, _BATCH)):
        yield batch


def _drawn(lines: Iterable[Line], styles: Mapping[Role, Style], linked: bool) -> Iterator[Drawn]:
    """What rich prints for the lines: nothing in their text is taken for markup."""
    from rich.segment import Segment as Drawn

    for line in lines:
        for segment in line.segments:
            style = styles[segment.role]
            yield Drawn(segment.text, style.update_link(segment.link) if linked and segment.link else style)
        yield Drawn("\n")


def _style(role: Role) -> Style:
    from rich.style import Style

    return Style.parse(STYLES.get(role, "none"))


def write_markdown(text: str, stream: TextIO, *, color: bool) -> None:
    """Write a page in Markdown, rendered where there is colour to do it with, else as text of the same width."""
    if not color:
        stream.write(wrapped(text, columns(stream)))
        return
    from rich.markdown import Markdown
    from rich.theme import Theme

    drawn = console(stream, color=True)
    with drawn.use_theme(Theme(STYLES_OF_MARKDOWN)):
        drawn.print(Markdown(text, code_theme=_theme_of_code()), width=columns(stream))  # type: ignore[arg-type]


def _theme_of_code() -> ANSISyntaxTheme:
    from rich.style import Style
    from rich.syntax import ANSISyntaxTheme

    return ANSISyntaxTheme({kind: Style.parse(style) for kind, style in STYLES_OF_CODE.items()})


def console(stream: TextIO, *, color: bool) -> Console:
    """What rich writes with: in colours, or as plain text."""
    from rich.console import Console

    if not color:
        return Console(file=stream, force_terminal=False, no_color=True, color_system=None, highlight=False)
    system: Literal["auto", "standard"] = "auto" if is_terminal(stream) else "standard"
    return Console(file=stream, force_terminal=True, no_color=False, color_system=system, highlight=False)
