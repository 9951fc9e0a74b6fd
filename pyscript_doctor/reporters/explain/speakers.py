"""Who wrote an error, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.releases import releases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyscript_doctor.explain.known_errors import Wording
    from pyscript_doctor.explain.recognise import Explanation
    from pyscript_doctor.explain.speaker import Speaker
    from pyscript_doctor.knowledge.releases import Release

_PROGRAMS = {
    "polyscript": "polyscript, the part of PyScript that runs scripts",
    "coincident": "coincident, the part of PyScript that ties workers to the page",
    "micropip": "micropip, which installs packages for Pyodide",
    "Chromium": "the browser (Chrome, Edge or another one made from Chromium)",
    "Firefox": "the browser (Firefox)",
    "Safari": "the browser (Safari)",
    "browsers": "the browser",
}
_INTERPRETERS = frozenset({"Pyodide", "MicroPython", "Python"})


def said_by(explanation: Explanation) -> str:
    """ "Pyodide with Python 3.12 (PyScript 2024.6.1 to 2025.7.3)"."""
    wording, speaker = explanation.wording, explanation.speaker
    if wording.speaker in _INTERPRETERS:
        return written_by(speaker) or wording.speaker
    program = _PROGRAMS.get(wording.speaker, wording.speaker)
    if speaker.release:
        return f"{program}, release {speaker.release}"
    versions = _versions(wording)
    return f"{program}{f' ({versions})' if versions else ''}"


def written_by(speaker: Speaker) -> str:
    """What is known of the interpreter and the release that wrote a text; "" for nothing."""
    if not speaker.interpreter:
        return f"PyScript {speaker.release}" if speaker.release else ""
    version = f" {speaker.version}" if speaker.version else ""
    python = f" with Python {speaker.python}" if speaker.python else ""
    possible = speaker.releases
    among = f" ({_range(possible)})" if 0 < len(possible) < len(_modern()) else ""
    return f"{speaker.interpreter}{version}{python}{among}"


def _modern() -> list[Release]:
    return [release for release in releases() if not release.legacy]


def _range(possible: Sequence[Release]) -> str:
    first, last = possible[0], possible[-1]
    if first is last:
        return f"PyScript {first.name}"
    if last is releases()[-1]:
        return f"PyScript {first.name} and later"
    return f"PyScript {first.name} to {last.name}"


def _versions(wording: Wording) -> str:
    if wording.since and wording.until:
        return f"worded so by PyScript {wording.since} to {wording.until}"
    if wording.until:
        return f"worded so up to PyScript {wording.until}"
    return f"worded so since PyScript {wording.since}" if wording.since else ""
