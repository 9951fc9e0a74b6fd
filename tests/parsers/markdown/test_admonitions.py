"""Blocks below the markers of MkDocs, which CommonMark takes for code."""

from __future__ import annotations

import pytest

from pyscript_doctor.parsers.markdown.admonitions import MOST_BLOCKS, admonitions
from pyscript_doctor.parsers.text import Text
from tests.pace import within


def blocks(source: str) -> list[str]:
    return [block.value for block in admonitions(Text.whole("page.md", source))]


@pytest.mark.parametrize("marker", ["!!! note", '!!! tip "Title"', "??? note", "???+ note", '=== "Tab"'])
def test_what_is_indented_below_a_marker_is_a_block(marker: str) -> None:
    assert blocks(f"before\n\n{marker}\n\n    one\n\n      two\nafter\n    code\n") == ["\none\n\n  two\n"]


def test_blocks_follow_each_other_and_lie_in_each_other() -> None:
    source = '=== "A"\n    one\n    !!! note\n        two\n=== "B"\n    three\n'
    assert blocks(source) == ["one\n!!! note\n    two\n", "three\n", "two\n"]


def test_a_marker_alone_begins_nothing() -> None:
    assert blocks("!!! note\ntext\n\n    code\n===\n    code\n") == []


def test_a_block_keeps_its_places() -> None:
    source = "!!! note\n    one\r\n    two"
    (block,) = admonitions(Text.whole("page.md", source))
    assert block.value == "one\r\ntwo"
    span = block.span(5, 8)
    assert source[span.start : span.end] == "two"


def test_deep_and_many_blocks_end_in_time() -> None:
    deep = "".join(f"{'    ' * depth}!!! note\n" for depth in range(2000))
    with within(20):
        assert len(blocks(deep)) <= MOST_BLOCKS
        assert len(blocks("!!! note\n    x\n" * 20_000)) == MOST_BLOCKS
