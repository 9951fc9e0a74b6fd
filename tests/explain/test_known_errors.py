"""The errors that `explain` knows: each recognises its own texts, and points only at what exists."""

from __future__ import annotations

import json
import re
from itertools import product
from pathlib import Path

import pytest

from pyscript_doctor.engine.loader import rules
from pyscript_doctor.explain.known_errors import KnownError, known_errors, placeholders
from pyscript_doctor.explain.log import log_of
from pyscript_doctor.explain.recognise import match, matches, recognise
from pyscript_doctor.knowledge.releases import release_named
from tests.in_one_test import in_one_test

TESTS = Path(__file__).resolve().parents[1]
DOCUMENTATION = json.loads((TESTS / "documentation.json").read_text(encoding="utf-8"))
FORMER_FAQ = json.loads((Path(__file__).with_name("faq.json")).read_text(encoding="utf-8"))
NAMES = {entry.name for entry in known_errors()}
SPEAKERS = {
    "PyScript", "polyscript", "coincident", "micropip", "Pyodide", "MicroPython", "Python",
    "Chromium", "Firefox", "Safari", "browsers",
}  # fmt: skip
WORDINGS = [(entry, wording) for entry in known_errors() for wording in entry.wordings]
CODES = {
    "PY0000", "PY0001", "PY0002", "PY0401", "PY0403", "PY0404", "PY0409", "PY0500", "PY0503",
    "PY1000", "PY1001", "PY2000", "PY2001", "PY9000",
}  # fmt: skip
"""Every number that PyScript's own source has for an error, from 2022.12.1 to 2026.7.3."""


def test_a_sample_is_recognised_by_its_own_entry_and_wording() -> None:
    found = {(entry.name, wording.sample): match(wording.sample) for entry, wording in WORDINGS}
    taken_for = {own: each and (each.entry.name, each.wording.sample) for own, each in found.items()}
    assert {own: other for own, other in taken_for.items() if other != own} == {}


def test_no_other_entry_answers_a_sample_but_a_general_one_or_one_that_says_less() -> None:
    for entry, wording in WORDINGS:
        others = {each.entry.name for each in matches(wording.sample) if not each.entry.general} - {entry.name}
        assert others <= set(entry.instead_of) or entry.general, wording.sample


def test_a_sample_alone_is_one_explanation() -> None:
    for entry, wording in WORDINGS:
        said = recognise(log_of(f"index.html:12 {wording.sample}"))
        assert [each.entry.name for each in said.explanations] == [entry.name], wording.sample
        assert not said.unknown, wording.sample


@in_one_test(known_errors(), lambda entry: entry.name)
def test_an_entry_points_only_at_what_exists(entry: KnownError) -> None:
    assert set(entry.rules) <= {rule.name for rule in rules()}
    assert set(entry.faq) <= set(DOCUMENTATION["faq"])
    if entry.guide:
        page, _, anchor = entry.guide.partition("/#")
        assert anchor in DOCUMENTATION["guide"][page]
    assert set(entry.instead_of) <= NAMES - {entry.name}
    assert {wording.speaker for wording in entry.wordings} <= SPEAKERS
    for wording in entry.wordings:
        assert all(release_named(name) for name in (wording.since, wording.until) if name)


@in_one_test(known_errors(), lambda entry: entry.name)
def test_an_entry_says_what_it_means_what_to_do_and_where_to_read_on(entry: KnownError) -> None:
    assert entry.meaning.endswith(".")
    assert entry.help
    assert entry.faq or entry.guide


@in_one_test(known_errors(), lambda entry: entry.name)
def test_the_values_that_a_text_asks_for_are_groups_of_its_patterns(entry: KnownError) -> None:
    groups = {name.rstrip("0123456789") for each in entry.wordings for name in each.expression.groupindex}
    assert placeholders(entry.meaning + entry.help) <= groups
    for wording in entry.wordings:
        found = match(wording.sample)
        assert found is not None
        assert "|" not in re.sub(r"`[^`]*`", "", entry.filled(entry.meaning, found.values))


@in_one_test(known_errors(), lambda entry: entry.name)
def test_code_stays_code_where_the_text_names_nothing(entry: KnownError) -> None:
    """`the name` in code would be read as a name."""
    code = re.findall(r"`[^`]*`", f"{entry.meaning} {entry.help}")
    assert [part for part in code if re.search(r"\{[a-z_]+\|(?:[^{}|]*\s[^{}|]*|name)\}", part)] == []


def test_what_a_text_names_is_written_as_code() -> None:
    entry = next(each for each in known_errors() if each.name == "module-not-found")
    assert "no module `utils`." in entry.filled(entry.meaning, {"module": "utils"})
    assert "no module of that name." in entry.filled(entry.meaning, {})


def test_the_quick_look_before_a_pattern_never_hides_what_it_matches() -> None:
    samples = [wording.sample for entry in known_errors() for wording in entry.wordings]
    for wording in (wording for entry in known_errors() for wording in entry.wordings):
        found = [text for text in samples if wording.expression.search(text)]
        assert all(not wording.find or any(needle in text for needle in wording.find) for text in found)


def test_names_are_unique() -> None:
    assert len(NAMES) == len(known_errors())


@in_one_test(product(sorted(CODES), ["{}", "({})", "({}):", "what is {}?"]))
def test_a_number_of_pyscript_is_known_alone(code: str, form: str) -> None:
    found = match(form.format(code))
    assert found is not None
    assert found.entry.name == f"code-{code.lower()}"


def test_every_number_is_one_of_pyscripts() -> None:
    assert {name.removeprefix("code-").upper() for name in NAMES if name.startswith("code-")} == CODES


def test_every_heading_of_the_faq_has_an_entry() -> None:
    assert {anchor for entry in known_errors() for anchor in entry.faq} == set(DOCUMENTATION["faq"])


def test_every_heading_that_the_faq_had_until_2025_has_an_entry_or_is_still_there() -> None:
    gone = set(FORMER_FAQ["headings"]) - set(DOCUMENTATION["faq"])
    assert {anchor for entry in known_errors() for anchor in entry.former} == gone


@pytest.mark.parametrize("text", FORMER_FAQ["texts"], ids=lambda text: text["name"])
def test_every_error_text_of_the_faq_is_answered(text: dict[str, object]) -> None:
    said = recognise(log_of(str(text["text"])))
    assert [each.entry.name for each in said.explanations] == text["entries"]
    assert not said.unknown
