"""A log as it comes: from consoles, servers, files and shells, of any size, and not always text."""

from __future__ import annotations

import io

import pytest

from pyscript_doctor.explain.known_errors import known_errors
from pyscript_doctor.explain.log import LARGEST_END, LONGEST_LINE, MOST_LINES, decoded, log_of, read_log
from pyscript_doctor.explain.recognise import recognise
from tests.pace import within

BORROWED = "This borrowed proxy was automatically destroyed at the end of a function call."
SECONDS = 10.0
"""Of the processor: far more than it takes, and far less than a pattern that goes through all ways to match."""


def names(log: str | bytes) -> list[str]:
    read = read_log(io.BytesIO(log)) if isinstance(log, bytes) else log_of(log)
    return [each.entry.name for each in recognise(read).explanations]


# What is before a message


@pytest.mark.parametrize(
    "prefix",
    [
        "",
        "index.html:12 ",
        "core-C9KDLldu.js:1:40634 ",
        "(index):7 ",
        "VM1234:1 ",
        "pyodide.asm.js:9 ",
        "12:34:56.789 ",
        "[12:34:56] ",
        "2026-11-22T12:34:56.789Z ",
        "2026-11-22 12:34:56,789 [ERROR] ",
        "[error] ",
        "error: ",
        "❌ ",
        "\x1b[31m",
        "\x1b]8;;http://x\x07",
        "[12:34:56] index.html:12 Uncaught ",
        "Uncaught (in promise) PythonError: ",
    ],
)
def test_what_a_console_writes_before_a_message_is_tolerated(prefix: str) -> None:
    assert names(f"{prefix}OSError: 44\x1b[0m") == ["mpy-errno"]


def test_the_message_is_shown_without_it() -> None:
    said = recognise(log_of(f"12:34:56.789 index.html:12 \x1b[31m{BORROWED}\x1b[0m"))
    assert said.explanations[0].message == BORROWED


def test_characters_that_hide_or_turn_text_are_dropped() -> None:
    assert names("This borr\u200bowed proxy\u202e was auto\x00matically destroyed") == ["borrowed-proxy"]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_system(newline: str) -> None:
    assert names(newline.join(["hello", BORROWED, "(PY0404)"])) == ["borrowed-proxy", "code-py0404"]


# Bytes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_log_is_decoded_as_shells_write_it(encoding: str) -> None:
    assert names("“hello”\n💀🔒 - Possible deadlock if proxy.f(...args) is awaited\n".encode(encoding)) == ["deadlock"]


def test_bytes_that_are_no_text_hide_no_error() -> None:
    assert names(b"\x89PNG\r\n" + bytes(range(256)) + b"\n(PY0404)\n\xc3\x28") == ["code-py0404"]


def test_garbage_is_no_error() -> None:
    assert names(bytes(range(256)) * 400) == []


def test_an_empty_log_is_read() -> None:
    assert read_log(io.BytesIO(b"")).lines == ()
    assert decoded(b"") == ""


# Size


class Endless(io.RawIOBase):
    """So many bytes of a pattern, made as they are read."""

    def __init__(self, pattern: bytes, size: int) -> None:
        self.pattern, self.left = pattern, size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        count = min(len(buffer), self.left)
        buffer[:count] = (self.pattern * (count // len(self.pattern) + 1))[:count]
        self.left -= count
        return count


@pytest.mark.in_turns
def test_of_a_huge_log_the_start_and_the_end_are_read() -> None:
    middle = b"x" * 79 + b"\n"
    content = b"(PY0404)\n" + middle * (3 * LARGEST_END // len(middle)) + b"(PY0409)\n"
    read = read_log(io.BytesIO(content))
    assert not read.complete
    assert [each.entry.name for each in recognise(read).explanations] == ["code-py0404", "code-py0409"]


@pytest.mark.in_turns
def test_a_hundred_megabytes_take_bounded_time_and_memory() -> None:
    with within(SECONDS):
        read = read_log(io.BufferedReader(Endless(b"2026-11-22 12:00:00 INFO nothing of interest\n", 100_000_000)))
        assert len(read.lines) <= MOST_LINES
        assert sum(len(line.text) for line in read.lines) <= 2 * LARGEST_END


@pytest.mark.parametrize("size", [10 * LONGEST_LINE, 2 * LARGEST_END])
def test_a_line_without_end_is_cut(size: int) -> None:
    read = read_log(io.BytesIO(b"(PY0404)" + b"a" * size))
    assert max(len(line.text) for line in read.lines) <= LONGEST_LINE
    assert [each.entry.name for each in recognise(read).explanations] == ["code-py0404"]


HOSTILE = [
    "a" * 2000,
    "'" * 2000,
    "(" * 2000,
    '"' * 2000,
    "Error: " * 280,
    "Error" * 400,
    "A" * 1000 + "Error" + "a" * 900,
    "a.A" * 660,
    "1:1:1 " * 330,
    "12:34:56 " * 220,
    "\x1b[" + "0" * 1990,
    "\x1b]" * 1000,
    "is not a function " * 110,
    "$" * 1900 + " is not a function",
    "Refused to load " * 120,
    "Content-Security-Policy: " * 80,
    "violates " * 220,
    "Wheel " * 330,
    "The config supplied: " * 90,
    "Can't find a pure Python 3 wheel for: " * 50,
    "SyntaxError: " * 150,
    "_parse_requirement(" * 100,
    "a@b" * 660,
    "@" * 2000,
    "/" * 2000,
    'File "' * 330,
    'File "<exec>", line ' + "9" * 1900,
    "Traceback (most recent call last):" * 58,
]


@pytest.mark.in_turns
@pytest.mark.parametrize("line", HOSTILE, ids=[line[:12] for line in HOSTILE])
def test_no_pattern_goes_through_all_ways_to_match(line: str) -> None:
    with within(1.0):
        for entry in known_errors():
            for wording in entry.wordings:
                wording.expression.search(line)
        recognise(log_of("\n".join(line[index:] for index in range(5))))


@pytest.mark.in_turns
def test_many_different_errors_take_bounded_time() -> None:
    with within(SECONDS):
        said = recognise(log_of("\n".join(f"No module named 'm{number}'" for number in range(2 * MOST_LINES))))
    assert len(said.explanations) == MOST_LINES
    assert not said.complete


@pytest.mark.in_turns
def test_tracebacks_without_end_take_bounded_time() -> None:
    with within(SECONDS):
        recognise(log_of("Traceback (most recent call last):\n" + '  File "<exec>", line 1, in f\n' * MOST_LINES))
        recognise(log_of('Traceback (most recent call last):\n  File "<exec>", line 1, in f\n' * MOST_LINES))
