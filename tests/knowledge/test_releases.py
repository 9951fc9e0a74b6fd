"""The releases, in order, with the interpreters that they load."""

import datetime

import pytest

from pyscript_doctor.knowledge.releases import (
    can_exist,
    core_named,
    cores,
    nearest,
    newest,
    npm_instead,
    number,
    release_named,
    release_of_core,
    releases,
)


def test_releases_come_oldest_first_by_calendar_and_by_date() -> None:
    numbers = [release.number for release in releases()]
    assert numbers == sorted(set(numbers))
    dates = [release.date for release in releases()]
    assert dates == sorted(dates)
    assert newest() is releases()[-1]


def test_october_comes_after_september() -> None:
    ten, nine = release_named("2024.10.1"), release_named("2024.9.2")
    assert ten is not None
    assert nine is not None
    assert ten > nine
    assert nine <= ten


def test_a_release_knows_its_interpreters() -> None:
    release = release_named("2025.11.1")
    assert release is not None
    assert (release.pyodide, release.micropython, release.python) == ("0.29.0", "1.27.0-preview-283", "3.13")
    assert release.date == datetime.date(2025, 11, 10)
    assert not release.legacy


def test_a_legacy_release_has_no_micropython_and_no_core() -> None:
    release = release_named("2022.12.1")
    assert release is not None
    assert release.legacy
    assert (release.pyodide, release.micropython, release.core) == ("0.21.3", None, None)


def test_every_release_is_either_legacy_or_complete() -> None:
    for release in releases():
        assert release.legacy == (release.micropython is None) == (release.core is None)
        assert release.legacy or release.python


def test_a_name_is_exact_because_its_address_is() -> None:
    assert release_named("2024.05.1") is None
    assert release_named("2024.5.1") is not None
    assert release_named("latest") is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2024.05.1", "2024.5.1"),
        ("2024.10.3", "2024.10.2"),
        ("2024.12.1", "2024.11.1"),
        ("2023.09.1.RC1", "2023.11.1"),
        ("2030.1.1", newest().name),
        ("1.0", "2022.05.1"),
    ],
)
def test_the_nearest_release_is_by_months_then_by_patch(name: str, expected: str) -> None:
    assert nearest(name).name == expected


@pytest.mark.parametrize("name", ["", "latest", "v2024.1.1", "٣.١"])
def test_a_name_without_a_number_has_no_nearest_release(name: str) -> None:
    with pytest.raises(ValueError, match="not a version"):
        nearest(name)


def test_absurdly_long_numbers_are_bounded() -> None:
    assert number("9" * 100_000) == (999_999_999,)


def test_one_core_can_be_several_releases() -> None:
    assert [release.name for release in release_of_core("0.7.11")] == ["2025.11.1", "2025.11.2"]


def test_a_core_between_releases_is_enclosed_by_them() -> None:
    assert [release.name for release in release_of_core("0.6.33")] == ["2025.2.3", "2025.2.4"]
    assert [release.name for release in release_of_core("99.0")] == [newest().name]
    assert [release.name for release in release_of_core("0.1.0")] == ["2023.11.1"]


def test_npm_can_have_another_pyodide_under_the_version_that_a_release_bears() -> None:
    """@pyscript/core 0.7.28 was published before its sources went on to Pyodide 314; its worker was already newer."""
    core = core_named("0.7.28")
    assert core is not None
    assert (core.pyodide, core.pyodide_worker, core.measured) == ("0.29.3", "0.29.4", True)
    assert {release.pyodide for release in release_of_core("0.7.28")} == {"314.0.0", "314.0.1", "314.0.2"}


def test_part_of_a_version_means_the_newest_that_starts_with_it() -> None:
    for version, expected in {"": cores()[-1].version, "0.6": "0.6.72", "0.7.4": "0.7.4"}.items():
        core = core_named(version)
        assert core is not None
        assert core.version == expected
    assert core_named("0.7.3") is None
    assert core_named("9") is None


def test_cores_come_oldest_first() -> None:
    numbers = [core.number for core in cores()]
    assert numbers == sorted(set(numbers))


def test_npm_was_published_before_the_sources_of_some_releases_went_on() -> None:
    """npm's package.json of 0.7.31 asks for polyscript 0.20.16, the tag of 2026.7.3 for 0.20.18."""
    others = {release.name: npm_instead(release) for release in releases()}
    found = {name: core.pyodide for name, core in others.items() if core}
    assert found == {
        "2024.11.1": "0.26.3",
        "2026.6.1": "0.29.3",
        "2026.6.2": "0.29.3",
        "2026.7.1": "0.29.3",
        "2026.7.3": "314.0.2",
    }


@pytest.mark.parametrize("name", ["2026.7.33", "2026.7.4", "2024.05.1", "2024.12.1", "2025.13.1", "2020.1.1"])
def test_a_release_of_a_month_that_is_over_cannot_come_any_more(name: str) -> None:
    assert not can_exist(name)


@pytest.mark.parametrize("name", ["2022.05.1", "2026.7.3", "2026.12.1", "2027.1.1", "latest", "2023.09.1.RC1", ""])
def test_a_release_that_is_there_or_may_come_can_exist(name: str) -> None:
    assert can_exist(name)
