"""What the browser did with the examples of each rule's page, from the record in `docs/proof.json`."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from tests.browser.proof import AS_SAID, all_examples, load, tasks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.rule_pages import Example


def proven() -> dict[str, str]:
    """By the rule's name: on which releases its examples were proven, and which no browser can prove."""
    record = load()
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    claimed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for task in tasks():
        if task.claimed:
            claimed[task.rule][task.release] += 1
            counts[task.rule][task.release] += record.runs.get(task.key) == AS_SAID
    found = {page.stem.replace("_", "-"): examples for page, examples in all_examples().items()}
    return {
        name: "\n".join(_lines(claimed[name], counts[name], examples, f"{record.chromium}, {record.date}"))
        for name, examples in found.items()
    }


def _lines(
    claimed: Mapping[str, int], counts: Mapping[str, int], examples: Sequence[Example], browser: str
) -> Iterator[str]:
    yield "## Proven in the browser"
    yield ""
    if any(counts.values()):
        yield f"So many of the examples above did in the browser ({browser}) what this page says of them, on real"
        yield "releases of PyScript, and the doctor said the same:"
        yield ""
        yield "| PyScript | examples |"
        yield "| --- | --- |"
        for release, wanted in sorted(claimed.items(), key=lambda each: _number(each[0])):
            yield f"| {release} | {counts[release]} of {wanted} |"
    elif claimed:
        yield "The record has no run of these examples as they are now. `pytest --browser` runs them on the newest"
        yield "release of PyScript."
    reasons = [f"- “{example.title}”: {example.proof.rstrip('.')}." for example in examples if example.proof]
    if reasons:
        yield ""
        yield "No browser can prove these:"
        yield ""
        yield from reasons
    yield ""
    yield "[Proof](../proof.md) has all rules and releases."


def _number(release: str) -> tuple[int, ...]:
    return tuple(int(part) for part in release.split("."))
