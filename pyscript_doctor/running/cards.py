"""A verdict as the overlay on the page shows it: plain data, from which the overlay makes elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyscript_doctor.engine.rule import FAQ, GUIDE
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.reporters.terminal.visible import visible
from pyscript_doctor.reporters.terminal.wrap import CodeBlock, blocks
from pyscript_doctor.reporters.text.wording import counted
from pyscript_doctor.running.foretelling import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.reporters.positions import Positions
    from pyscript_doctor.running.verdict import Seen, Verdict

LONGEST_SAID = 2_000
LONGEST_LINE = 300
MOST_NOT_SEEN = 50
LINES_AROUND = 1

CONFIRMED = "Confirmed: the doctor foresaw this error"
UNFORESEEN = "Not foreseen: the doctor knows this error, but did not expect it here"
UNKNOWN = "Not known: the doctor does not know this error"

_CODE = lazy_pattern(r"`([^`]*)`")


def overlay_of(verdict: Verdict) -> dict[str, Any]:
    """What the overlay shows; no cards where nothing went wrong."""
    positions = verdict.positions
    return {
        "heading": f"pyscript-doctor: {counted(len(verdict.seen), 'problem')} on this page",
        "cards": [_card(seen, positions) for seen in verdict.seen],
        "notSeen": [_not_seen(each, positions) for each in verdict.not_seen[:MOST_NOT_SEEN]],
    }


def _card(seen: Seen, positions: Positions) -> dict[str, Any]:
    if seen.diagnostic:
        return _confirmed(seen, seen.diagnostic, positions)
    known, span = seen.explanation, next(iter(seen.spans), None)
    return {
        "state": "unforeseen",
        "label": UNFORESEEN if known else UNKNOWN,
        "title": [{"text": visible(seen.message[:LONGEST_LINE]), "code": True}],
        "rule": "",
        "place": positions.place(span) if span else "",
        "excerpt": _excerpt(span, positions) if span else [],
        "means": _blocks(known.meaning) if known else [],
        "help": _blocks(known.help) if known else [],
        "said": seen.said[:LONGEST_SAID],
        "link": _link(seen),
    }


def _confirmed(seen: Seen, diagnostic: Diagnostic, positions: Positions) -> dict[str, Any]:
    finding = diagnostic.finding
    span = place_of(diagnostic, seen.spans, positions)
    places = [positions.place(each) for each in (span, *(other.finding.span for other in seen.others))]
    return {
        "state": "confirmed",
        "label": CONFIRMED,
        "title": _prose(_as_sentence(finding.message)),
        "rule": diagnostic.rule.name,
        "place": places[0] if len(places) == 1 else f"one of {', '.join(places)}",
        "excerpt": _excerpt(span, positions),
        "means": [],
        "help": _blocks(finding.help),
        "said": seen.said[:LONGEST_SAID],
        "link": diagnostic.rule.faq_url or diagnostic.rule.guide_url or "",
    }


def _link(seen: Seen) -> str:
    if seen.explanation is None:
        return ""
    entry = seen.explanation.entry
    return FAQ + entry.faq[0] if entry.faq else GUIDE + entry.guide if entry.guide else ""


def _not_seen(diagnostic: Diagnostic, positions: Positions) -> dict[str, Any]:
    finding = diagnostic.finding
    place = positions.place(finding.span)
    return {"rule": diagnostic.rule.name, "place": place, "message": _prose(finding.message)}


def _excerpt(span: Span, positions: Positions) -> list[dict[str, Any]]:
    """The line of a place with the lines around it, in three parts: before, what is marked, after."""
    if not positions.knows(span.path):
        return []
    lines, start, end = positions.lines(span.path), positions.start(span), positions.end(span)
    shown = []
    for number in range(max(1, start.line - LINES_AROUND), start.line + LINES_AROUND + 1):
        if number > lines.count:
            break
        text = lines.line(number)
        here = number == start.line
        first = start.column - 1 if here else len(text)
        last = (end.column - 1 if end.line == start.line else len(text)) if here else len(text)
        parts = {"before": text[:first], "marked": text[first:last], "after": text[last:]}
        shown.append({"number": number, **{name: visible(part[:LONGEST_LINE]) for name, part in parts.items()}})
    return shown


def _as_sentence(message: str) -> str:
    """A message with a capital letter, unless it starts with a name."""
    return message[:1].upper() + message[1:] if message.partition(" ")[0].isalpha() else message


def _blocks(text: str) -> list[dict[str, Any]]:
    return list(_each_block(text))


def _each_block(text: str) -> Iterator[dict[str, Any]]:
    for block in blocks(text):
        if isinstance(block, CodeBlock):
            yield {"lines": list(block.lines)}
        else:
            yield {"parts": _prose(block.text)}


def _prose(text: str) -> list[dict[str, Any]]:
    """A sentence in parts: plain text, and code that was between back-ticks."""
    parts = enumerate(_CODE.split(visible(text)))
    return [{"text": part, "code": index % 2 == 1} for index, part in parts if part]
