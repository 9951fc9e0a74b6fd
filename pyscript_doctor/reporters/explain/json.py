"""What the errors of a log mean, for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pyscript_doctor.engine.rule import FAQ, GUIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyscript_doctor.explain.answer import Answer, Explained
    from pyscript_doctor.explain.known_errors import KnownError
    from pyscript_doctor.explain.recognise import Explanation
    from pyscript_doctor.reporters.positions import Positions

VERSION = 1


def answer_to_json(answer: Answer, positions: Positions) -> str:
    """The whole answer. Lines and columns count from 1; the end of a place is exclusive."""
    recognised = answer.recognised
    return json.dumps(
        {
            "version": VERSION,
            "explanations": [_explained(each, positions) for each in answer.explained],
            "unknown": {"count": recognised.unknown_count, "first": list(recognised.unknown)},
            "complete": recognised.complete,
        },
        indent=2,
    )


def section_to_json(anchor: str, known_errors: Sequence[KnownError]) -> str:
    """The entries of a section of the FAQ."""
    entries = [_entry(entry, entry.filled(entry.meaning, {}), entry.filled(entry.help, {})) for entry in known_errors]
    return json.dumps({"version": VERSION, "section": anchor, "entries": entries}, indent=2)


def _explained(explained: Explained, positions: Positions) -> dict[str, Any]:
    explanation = explained.explanation
    return {
        "message": explanation.message,
        "line": explanation.line,
        "count": explanation.count,
        **_entry(explanation.entry, explanation.meaning, explanation.help),
        "speaker": _speaker(explanation),
        "frame": _frame(explanation),
        "places": [
            {
                "path": span.path,
                "start": _position(positions, span.path, span.start),
                "end": _position(positions, span.path, span.end),
            }
            for span in explained.spans
            if positions.knows(span.path)
        ],
        "found": [
            {
                "rule": each.rule,
                "path": each.span.path,
                "start": _position(positions, each.span.path, each.span.start),
                "end": _position(positions, each.span.path, each.span.end),
            }
            for each in explained.foreseen
        ],
    }


def _entry(entry: KnownError, meaning: str, text: str) -> dict[str, Any]:
    return {
        "name": entry.name,
        "meaning": meaning,
        "help": text,
        "faq": [FAQ + anchor for anchor in entry.faq],
        "guide": GUIDE + entry.guide if entry.guide else None,
        "rules": list(entry.rules),
        "general": entry.general,
    }


def _speaker(explanation: Explanation) -> dict[str, Any]:
    wording, speaker = explanation.wording, explanation.speaker
    return {
        "program": wording.speaker,
        "since": wording.since or None,
        "until": wording.until or None,
        "interpreter": speaker.interpreter or None,
        "version": speaker.version or None,
        "python": speaker.python or None,
        "release": speaker.release or None,
    }


def _frame(explanation: Explanation) -> dict[str, Any] | None:
    frame = explanation.traceback.place if explanation.traceback else None
    return {"file": frame.file, "line": frame.line, "function": frame.function or None} if frame else None


def _position(positions: Positions, path: str, offset: int) -> dict[str, int]:
    position = positions.lines(path).position(offset)
    return {"line": position.line, "column": position.column}
