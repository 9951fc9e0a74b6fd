"""How messages name a type."""

from __future__ import annotations

import pytest

from pyscript_doctor.queries.python_types import named


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("list", "a `list`"),
        ("int", "an `int`"),
        ("asyncio.Lock", "an `asyncio.Lock`"),
        ("HTMLElement", "an `HTMLElement`"),
        ("DOMTokenList", "a `DOMTokenList`"),
        ("Node", "a `Node`"),
    ],
)
def test_a_type_has_the_article_that_is_spoken(name: str, said: str) -> None:
    assert named(name) == said
