"""Colour where it is wanted, links where they work, and the same words everywhere."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys

import pytest
from rich.style import Style

from pyscript_doctor.reporters.terminal.styled import plain
from pyscript_doctor.reporters.terminal.terminal import (
    STYLES,
    STYLES_OF_CODE,
    STYLES_OF_MARKDOWN,
    columns,
    wants_color,
    write,
)
from pyscript_doctor.reporters.text.text import text_lines
from tests.reporters.examples import BLANK_PAGE, WORKER_PROJECT

ESCAPES = re.compile(r"\x1b\[[\d;]*m|\x1b\]8;[^\x1b]*\x1b\\")


DRAW = """
import sys
from pyscript_doctor.reporters.terminal.terminal import write_markdown

sys.stdout.isatty = lambda: True
write_markdown(sys.argv[1], sys.stdout, color=True)
"""


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("choice", "stream", "environment", "colored"),
    [
        ("auto", Terminal(), {}, True),
        ("auto", Terminal(), {"TERM": "dumb"}, False),
        ("auto", Terminal(), {"NO_COLOR": "1"}, False),
        ("auto", Terminal(), {"NO_COLOR": ""}, True),
        ("auto", io.StringIO(), {}, False),
        ("auto", io.StringIO(), {"FORCE_COLOR": "1"}, True),
        ("auto", io.StringIO(), {"FORCE_COLOR": "0"}, False),
        ("auto", io.StringIO(), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("always", io.StringIO(), {"NO_COLOR": "1"}, True),
        ("never", Terminal(), {"FORCE_COLOR": "1"}, False),
    ],
)
def test_who_decides_on_colour(choice: str, stream: io.StringIO, environment: dict[str, str], colored: bool) -> None:
    assert wants_color(choice, stream, environment) is colored


@pytest.mark.parametrize("report", [BLANK_PAGE, WORKER_PROJECT])
@pytest.mark.parametrize("stream", [Terminal, io.StringIO])
def test_colour_changes_no_word(report: object, stream: type[io.StringIO]) -> None:
    lines = list(text_lines(report))  # type: ignore[arg-type]
    output = stream()
    write(lines, output, color=True)
    assert "\x1b[" in output.getvalue()
    without = "".join(f"{each.rstrip()}\n" for each in ESCAPES.sub("", output.getvalue()).splitlines())
    assert without == plain(lines)


def luminance(color: tuple[int, ...]) -> float:
    """The relative luminance of sRGB, as WCAG 2 defines it."""
    parts = [part / 255 for part in color]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("style", sorted({*STYLES.values(), *STYLES_OF_MARKDOWN.values(), *STYLES_OF_CODE.values()}))
def test_every_colour_can_be_read_on_black_and_on_white(style: str) -> None:
    """With a contrast of 3 or more, which WCAG 2 asks for signs and large text."""
    assert Style.parse(style).bgcolor is None
    color = Style.parse(style).color
    if color is None:
        return  # the terminal's own colour
    light = luminance(tuple(color.get_truecolor()))
    assert (light + 0.05) / 0.05 >= 3
    assert 1.05 / (light + 0.05) >= 3


def test_page_of_a_rule_uses_no_other_colours() -> None:
    """In a process of its own: a style keeps the codes of the terminal that it was first drawn on."""
    source = "# Title\n\n1. `code` and [a link](https://example.org)\n\n|a|b|\n|-|-|\n|1|2|\n\n"
    fences = '```html\n<p id="x">3</p>\n```\n\n```python\nif 3: # why\n    "text"\n```\n\n```diff\n- a\n+ b\n```\n'
    environment = {name: value for name, value in os.environ.items() if name not in {"COLORTERM", "NO_COLOR"}}
    command = [sys.executable, "-c", DRAW, source + fences]
    done = subprocess.run(
        command, env={**environment, "TERM": "xterm-256color"}, capture_output=True, encoding="utf-8", check=True
    )
    drawn = set(re.findall(r"\x1b\[([\d;]*)m", done.stdout))
    assert any("38;5;" in codes for codes in drawn)
    plain_colours = [codes for codes in drawn if {"33", "36", "93", "96", "40"} & set(codes.split(";"))]
    assert plain_colours == []


def test_rule_names_are_links_on_a_terminal_only() -> None:
    for stream, linked in ((Terminal(), True), (io.StringIO(), False)):
        write(text_lines(WORKER_PROJECT), stream, color=True)
        assert ("\x1b]8;" in stream.getvalue()) is linked


def test_without_colour_nothing_but_text_is_written() -> None:
    output = Terminal()
    write(text_lines(WORKER_PROJECT), output, color=False)
    assert output.getvalue() == plain(text_lines(WORKER_PROJECT))


def test_no_terminal_is_80_columns_wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert columns(io.StringIO()) == 80


@pytest.mark.parametrize(("terminal", "used"), [(100, 100), (500, 120), (10, 40)])
def test_a_terminal_is_used_within_reason(monkeypatch: pytest.MonkeyPatch, terminal: int, used: int) -> None:
    monkeypatch.setenv("COLUMNS", str(terminal))
    assert columns(Terminal()) == used
