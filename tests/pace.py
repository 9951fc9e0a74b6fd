"""Limits of processor time that mean the same on a slow machine as on a quick one.

The machine is measured in the same run, by a fixed piece of work that is like the doctor's: it reads HTML and Python.
On a quick machine a limit is stricter than its number says.
"""

from __future__ import annotations

import ast
import time
from collections import deque
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

USUAL = 0.1
"""Seconds of processor time that the work takes on the machine that the limits were set on."""
HOLDS = 5.0
"""Seconds after which the machine is measured again."""
HTML = '<div class="a" id="b"><p title="c">some text &amp; more</p><br></div>\n' * 750
PYTHON = "def area(width, height=2):\n    return [width * each for each in range(height) if each > 1]\n" * 750

_latest: deque[float] = deque(maxlen=2)
_measured = 0.0


def on_this_machine(seconds: float) -> float:
    """The processor time here for what takes so many seconds on the usual machine.

    Others use the machine too, so it gets slower and quicker; the slower one of the last two measurements counts.
    """
    global _measured  # noqa: PLW0603
    if time.monotonic() - _measured > HOLDS:
        _latest.append(_seconds_of_work())
        _measured = time.monotonic()
    return seconds * max(_latest) / USUAL


def _seconds_of_work() -> float:
    start = time.process_time()
    HTMLParser().feed(HTML)
    names = {node.id: ast.dump(node) for node in ast.walk(ast.parse(PYTHON)) if isinstance(node, ast.Name)}
    assert len(names) == 4
    return time.process_time() - start


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What runs inside takes less processor time than so many seconds of the usual machine."""
    start = time.process_time()
    yield
    used = time.process_time() - start
    assert used < on_this_machine(seconds), f"it took {used:.2f} s"
