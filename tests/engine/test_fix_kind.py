"""The kind of fix of a rule is what its page shows, and nothing that anybody declares."""

from __future__ import annotations

import pytest

from pyscript_doctor.engine.fix_kind import FixKind, fix_kind


def page(*words: str | None) -> str:
    """A page with an example for each word: None is one without a fix."""
    blocks = ("" if word is None else f"```diff {word}\n+x\n```\n" for word in words)
    flagged = "".join(f"### Example\n\n```python\nx\n```\n{block}\n" for block in blocks)
    return f"# Title\n\n## Flagged\n\n{flagged}\n## Not flagged\n\n### Example\n\n```python\nx\n```\n"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ((None, None), FixKind.NONE),
        (("safe", "safe"), FixKind.SAFE),
        (("unsafe",), FixKind.UNSAFE),
        (("safe", "unsafe"), FixKind.SOMETIMES),
        (("safe", None), FixKind.SOMETIMES),
    ],
)
def test_kind_is_that_of_the_flagged_examples(words: tuple[str | None, ...], kind: FixKind) -> None:
    assert fix_kind(page(*words)) is kind


def test_block_that_does_not_say_that_it_is_safe_is_not() -> None:
    assert fix_kind(page("")) is FixKind.UNSAFE
