"""Which interpreter, and which release of PyScript, wrote a log."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.releases import Release, releases
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

PYODIDE, MICROPYTHON = "Pyodide", "MicroPython"

_HINT = lazy_pattern(
    r"NameError|ImportError|yodide|ython|yscript|PyProxy|JsProxy|JsNull|jsobj|JsException|<exec>|<stdin>|isn't defined"
)
_RELEASE = lazy_pattern(r"pyscript\.net/releases/(\d{4}\.\d{1,2}\.\d{1,2})/")
_CORE = lazy_pattern(r"@pyscript/core@(\d+\.\d+\.\d+)")
_PYODIDE = lazy_pattern(r"(?:\bpyodide/v|\bpyodide@|\bPyodide (?:version )?v?)(\d+\.\d+\.\d+)")
_MICROPYTHON = lazy_pattern(
    r"(?:micropython-webassembly-pyscript@|\bMicroPython v)(\d+\.\d+\.\d+(?:-preview-\d+|-\d+)?)"
)
_PYTHON = lazy_pattern(
    r"/lib/python(\d)\.?(\d{1,2})(?:\.zip)?/|\bPython (\d)\.(\d{1,2})\.\d+ \(|^(\d)\.(\d{1,2})\.\d+ \(main"
)
_OF_PYODIDE = lazy_pattern(
    r'File "<exec>"|/lib/python\d|\bpyodide[./]|\bPyodide\b|_pyodide|\bJsProxy\b|\bJsNull\b|PyProxy|borrowed proxy'
    r"|/home/pyodide/|NameError: name '.{1,80}' is not defined|WebLoop|JsException"
)
_OF_MICROPYTHON = lazy_pattern(
    r'File "<stdin>"|\bmicropython\.mjs|isn\'t defined\b|ImportError: can\'t import name |ImportError: no module named '
    r"|MicroPython|'jsobj' object"
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """What a text says about who wrote it; "" for what it does not say.

    interpreter: PYODIDE or MICROPYTHON. version: its own. python: "3.12". release: that of PyScript, where its
    address is in the text.
    """

    interpreter: str = ""
    version: str = ""
    python: str = ""
    release: str = ""

    def or_else(self, other: Speaker) -> Speaker:
        """What this one says, or else another one, unless they disagree about the interpreter."""
        if self.interpreter and other.interpreter and self.interpreter != other.interpreter:
            return replace(self, release=self.release or other.release)
        return Speaker(
            self.interpreter or other.interpreter,
            self.version or other.version,
            self.python or other.python,
            self.release or other.release,
        )

    @property
    def releases(self) -> tuple[Release, ...]:
        """The releases of PyScript that it can be, by what they load themselves; all if the text does not say it."""
        return tuple(each for each in releases() if self._can_be(each))

    def _can_be(self, release: Release) -> bool:
        if self.release:
            return release.name == self.release
        if self.interpreter == MICROPYTHON:
            return self.version in ("", release.micropython) and release.micropython is not None
        if self.version:
            return release.pyodide == self.version
        return not self.python or release.python == self.python


def speaker_of(lines: Iterable[str]) -> Speaker:
    """What the lines say together; the first that says something counts."""
    known = Speaker()
    for line in lines:
        if _HINT.search(line):
            known = known.or_else(_of_line(line))
    return known


def _of_line(line: str) -> Speaker:
    pyodide, micropython = _PYODIDE.search(line), _MICROPYTHON.search(line)
    release = _release(line)
    if micropython:
        return Speaker(MICROPYTHON, micropython[1], release=release)
    python = _python(line)
    if pyodide or _OF_PYODIDE.search(line):
        return Speaker(PYODIDE, pyodide[1] if pyodide else "", python, release)
    if _OF_MICROPYTHON.search(line):
        return Speaker(MICROPYTHON, release=release)
    return Speaker(PYODIDE if python else "", "", python, release)


def _python(line: str) -> str:
    found = _PYTHON.search(line)
    if found is None:
        return ""
    major, minor = [group for group in found.groups() if group]
    return f"{major}.{minor}"


def _release(line: str) -> str:
    found = _RELEASE.search(line)
    if found:
        return found[1]
    core = _CORE.search(line)
    named = [each.name for each in releases() if core and each.core == core[1]]
    return named[0] if len(named) == 1 else ""
