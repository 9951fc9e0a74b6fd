"""Fixes of broken projects: they parse as before, are made once, and leave all else as it was."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor import SAFE, UNSAFE, Effect, Files, Session
from pyscript_doctor.engine.applying import apply_fixes
from pyscript_doctor.engine.editing import edited
from pyscript_doctor.engine.loader import page_text, rules
from tests.engine.test_session import edit, pool
from tests.rule_pages import examples

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

PROJECTS = 12
MOST_EDITS = 3
BOTH = frozenset({SAFE, UNSAFE})
MARK = b"\xef\xbb\xbf"
UNPARSABLE = {"python-syntax", "config-invalid", "inconsistent-indentation", "python-eaten-by-html"}
FIXABLE = [
    {path: text.encode() for path, text in example.files.items()}
    for rule in rules()
    for example in examples(page_text(rule))
    if example.diff
]


def unparsable(files: dict[str, bytes], changed: Collection[str]) -> int:
    """How many findings say that something in the changed files cannot be parsed."""
    spans = [each.finding.span for each in Session(Files(files)).check().diagnostics if each.rule.name in UNPARSABLE]
    return sum(span.path in changed for span in spans)


def faults_by_effect(files: Mapping[str, bytes], reached: Collection[str]) -> list[int]:
    """How many findings have each effect or a worse one; of those in the files that pages reached before."""
    diagnostics = Session(Files(files)).check().diagnostics
    ranks = [each.effect.rank for each in diagnostics if each.finding.span.path in reached]
    return [sum(rank <= most for rank in ranks) for most in range(len(Effect))]


def reached_files(files: Mapping[str, bytes]) -> set[str]:
    session = Session(Files(files))
    session.check()
    return {path for reading in session.project().readings.values() for path in reading.files}


def assert_rest_untouched(files: dict[str, bytes]) -> None:
    """What is before and after the edits of each fix stays, byte by byte."""
    report = Session(Files(files)).check()
    for fix in filter(None, (each.finding.fix for each in report.diagnostics)):
        for path in {each.path for each in fix.edits if not each.creates}:
            own, shown = [each for each in fix.edits if each.path == path], report.sources[path]
            content = edited(files[path], shown, own)
            before = shown[: min(each.start for each in own)].encode()
            after = shown[max(each.end for each in own) :].encode()
            assert content is None or (content.startswith(before) and content.endswith(after))
            assert files[path].startswith(before)
            assert files[path].endswith(after)


@pytest.mark.in_turns
@pytest.mark.parametrize("seed", range(PROJECTS))
def test_fixes_of_a_broken_project_break_nothing(seed: int) -> None:
    choose = random.Random(seed)
    others = pool()
    files = {**choose.choice(others), **choose.choice(FIXABLE)}
    for _ in range(choose.randrange(MOST_EDITS + 1)):
        path, content = edit(files, choose, others)
        if content is None:
            files.pop(path, None)
        else:
            files[path] = content
    if choose.random() < 0.3:
        files = {path: content.replace(b"\n", b"\r\n") for path, content in files.items()}
    if choose.random() < 0.3:
        files = {path: MARK + content if path.endswith(".html") else content for path, content in files.items()}
    assert_rest_untouched(files)
    changes = apply_fixes(Session(Files(files)), BOTH).changes
    after = {**files, **{path: change.after for path, change in changes.items()}}
    assert unparsable(after, changes) <= unparsable(files, changes)
    reached = reached_files(files)
    before, now = faults_by_effect(files, reached), faults_by_effect(after, reached)
    assert all(each <= first for each, first in zip(now, before, strict=True))
    assert apply_fixes(Session(Files(after)), BOTH).changes == {}
    for path, change in changes.items():
        assert change.before == files.get(path)
        if change.before is None:
            continue
        assert change.after.startswith(MARK) == change.before.startswith(MARK)
        assert (b"\r\n" in change.after) == (b"\r\n" in change.before)
        assert b"\n" not in change.after.replace(b"\r\n", b"") or b"\r\n" not in change.before
