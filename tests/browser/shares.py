"""Which examples `pytest --browser` does not run again, because `docs/proof.json` says what Chromium did with them.

What is new, what has changed, and what contradicted its page runs each time. Of the others a share runs, another one
each day: so a change of the harness or of Chromium shows after some days at the latest. What the doctor says of an
example is compared with its page for all of them, without a browser (tests/test_rule_examples.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.proof import AS_SAID, harness_digest, newest_tasks
from tests.browser.runtimes import CHROMIUM
from tests.days import SHARES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.browser.proof import Record, Task

ANEW = "python -m tests.browser.proof --newest --anew"


def is_left_out(task: Task, record: Record, share: int) -> bool:
    """Whether the record says that the browser did as the page says, and the example is of another share."""
    return record.runs.get(task.key) == AS_SAID and int(task.digest, 16) % SHARES + 1 != share


def told(record: Record, share: int) -> Iterator[str]:
    """In words, what is left out of the examples on the newest release, and whether the record is in doubt."""
    yield _counted(newest_tasks(), record, share)
    if CHROMIUM.is_file() and record.harness != harness_digest():
        yield f"examples: the record is of another harness or another Chromium. `{ANEW}` makes it again"


def _counted(tasks: Iterable[Task], record: Record, share: int) -> str:
    left_out = [is_left_out(task, record, share) for task in tasks]
    return (
        f"examples: {sum(left_out):,} of {len(left_out):,} are in the record and are not run again"
        f" (share {share} of {SHARES}; --every-page runs all)"
    )
