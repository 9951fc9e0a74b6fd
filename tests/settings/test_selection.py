"""Which rules run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.engine.finding import Effect, Finding, Severity
from pyscript_doctor.engine.rule import Rule
from pyscript_doctor.settings import Settings, SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator


def a_rule(name: str, section: str, default: bool = True) -> Rule:
    def check() -> Iterator[Finding]:
        return iter(())

    return Rule(name, check, Severity.ERROR, Effect.COSMETIC, section, "Page", wants_project=False, default=default)


HEADERS = a_rule("headers-incomplete", "shared_array_buffer")
WORKER = a_rule("worker-without-isolation", "shared_array_buffer")
LATEST = a_rule("pyscript-latest", "pyscript_latest_release")
OUTDATED = a_rule("outdated-release", "pyscript_latest_release", default=False)
RULES = (HEADERS, WORKER, LATEST, OUTDATED)


def wanted(**settings: set[str]) -> set[str]:
    chosen = Settings(**{name: frozenset(names) for name, names in settings.items()})  # type: ignore[arg-type]
    return {rule.name for rule in chosen.wanted(RULES)}


def test_by_default_every_rule_runs_that_is_not_off() -> None:
    assert wanted() == {"headers-incomplete", "worker-without-isolation", "pyscript-latest"}


def test_select_runs_these_only() -> None:
    assert wanted(select={"pyscript-latest"}) == {"pyscript-latest"}


@pytest.mark.parametrize("section", ["shared_array_buffer", "shared-array-buffer"])
def test_a_section_selects_its_rules_however_it_is_written(section: str) -> None:
    assert wanted(select={section}) == {"headers-incomplete", "worker-without-isolation"}


def test_select_turns_on_what_is_off() -> None:
    assert wanted(select={"outdated-release"}) == {"outdated-release"}
    assert wanted(select={"ALL"}) == {rule.name for rule in RULES}


def test_extend_select_adds_to_the_default() -> None:
    assert wanted(extend_select={"outdated-release"}) == {rule.name for rule in RULES}


def test_ignore_takes_away() -> None:
    assert wanted(ignore={"shared-array-buffer"}) == {"pyscript-latest"}
    assert wanted(select={"shared-array-buffer"}, ignore={"headers-incomplete"}) == {"worker-without-isolation"}


def test_a_rule_named_wins_over_its_section_ignored() -> None:
    assert wanted(select={"headers-incomplete"}, ignore={"shared-array-buffer"}) == {"headers-incomplete"}


def test_of_the_same_name_ignore_wins() -> None:
    assert wanted(select={"pyscript-latest"}, ignore={"pyscript-latest"}) == set()


@pytest.mark.parametrize("option", ["select", "extend_select", "ignore"])
def test_an_unknown_name_is_refused_with_the_nearest(option: str) -> None:
    settings = Settings(**{option: frozenset({"worker-without-isolaton"})})  # type: ignore[arg-type]
    with pytest.raises(SettingsError, match=r"'worker-without-isolaton': did you mean worker-without-isolation\?"):
        settings.verify(RULES)


def test_a_name_like_no_other_points_to_the_list() -> None:
    with pytest.raises(SettingsError, match="`pyscript-doctor rules` lists them all"):
        Settings(select=frozenset({"E501"})).verify(RULES)


def test_known_names_pass() -> None:
    Settings(select=frozenset({"ALL"}), ignore=frozenset({"shared_array_buffer", "pyscript-latest"})).verify(RULES)
