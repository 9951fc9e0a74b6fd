"""What of a project's packages only the index can tell, and what it is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import pytest

from pyscript_doctor.knowledge.distributions import newest_on_index
from pyscript_doctor.knowledge.packages import lock
from pyscript_doctor.project.runtime.package_answers import Fault, PackageAnswer, Question, Reason
from pyscript_doctor.project.runtime.packages import package_entries
from pyscript_doctor.queries.package_checks import (
    answer,
    distribution_meant,
    is_in_lock,
    newest_far_behind,
    questions,
    unsettled,
)
from tests.projects import project_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyscript_doctor import Project
    from pyscript_doctor.project.runtime.packages import PackageEntry
    from pyscript_doctor.project.runtime.runtime import Runtime

Value = TypeVar("Value")

CORE = '<script type="module" src="https://pyscript.net/releases/{}/core.js"></script>'
NEWEST, OLDER = "2026.7.3", "2024.11.1"
PACKAGE = lock("314.0.3").package("numpy")
NUMPY = PACKAGE.version if PACKAGE else ""
FAULT = Fault(Reason.WHEEL, "arrr", "arrr")


def project(config: str, release: str = NEWEST, kind: str = "py") -> Project:
    page = f'{CORE.format(release)}\n<{kind}-config>\n{config}\n</{kind}-config>\n<script type="{kind}"></script>'
    return project_of({"index.html": page})


def packages(*names: str) -> str:
    return f"packages = {list(names)}".replace("'", '"')


@pytest.mark.parametrize(
    ("entry", "open_checks", "why"),
    [
        ("numpy", 0, "it comes with Pyodide"),
        ("numpy>1", 0, "in a version that will do"),
        ("numpy==1.0", 0, "compiled code of old has no wheel for this Python"),
        ("numpy==99.0", 1, "compiled code may have come to the index since"),
        (f"numpy>{NUMPY}", 1, "so may a newer version"),
        ("numpy>=1,>=99", 1, "and what asks for more than one version"),
        ("numpy<1", 0, "older ones come no more"),
        ("six>1", 0, "what Pyodide comes with will do"),
        ("six==1.0", 1, "a pure package has wheels for any platform"),
        ("arrr", 1, "we know nothing of it"),
        ("numpyy", 1, "it may be misspelled, or not"),
        ("json", 0, "it is of the standard library"),
        ("pyscript", 0, "it is on the page already"),
        ("polyscript", 0, "so is this"),
        ("sklearn", 0, "it is known for an import name"),
        ("tensorflow", 0, "it is known to have no wheel"),
        ("https://example.com/x-1.0-py3-none-any.whl", 0, "no index has an address"),
        ("./x-1.0-py3-none-any.whl", 0, "nor a file of the project"),
        ("what is this?", 0, "nor what is no requirement"),
    ],
)
def test_what_only_the_index_can_tell(entry: str, open_checks: int, why: str) -> None:
    assert unsettled(project(packages(entry))) == open_checks, why


def test_the_index_takes_compiled_wheels_of_newer_pyodides_only() -> None:
    assert unsettled(project(packages("numpy==99.0"), OLDER)) == 0


def test_an_entry_that_two_runtimes_read_counts_once() -> None:
    page = CORE.format(NEWEST) + (
        f"<py-config>{packages('arrr')}</py-config>"
        '<script type="py"></script><script type="py" worker></script><script type="py" worker></script>'
    )
    assert unsettled(project_of({"index.html": page})) == 1


@pytest.mark.parametrize(
    "config",
    [
        packages("numpyy") + '\npackages_cache = "passthrough"',
        packages("arrr") + '\nindex_urls = ["https://own.test/simple"]',
        packages(),
        "packages = [",
        "",
    ],
)
def test_where_micropip_asks_no_index_that_we_know_nobody_is_asked(config: str) -> None:
    assert (questions(project(config)), unsettled(project(config))) == ((), 0)


def test_micropython_asks_no_index() -> None:
    assert (questions(project(packages("arrr"), kind="mpy")), unsettled(project(packages("arrr"), kind="mpy"))) == (
        (),
        0,
    )


def test_all_packages_of_a_config_are_one_question() -> None:
    asked = questions(project(packages("numpy", "arrr>=1", "./x-1.0-py3-none-any.whl", "what is this?")))
    assert asked == (Question("314.0.3", ("arrr>=1", "numpy")),)


def test_an_unknown_release_is_asked_about_in_every_pyodide_that_it_can_load() -> None:
    page = f"<py-config>{packages('arrr')}</py-config><script type='py'></script>"
    asked = questions(project_of({"index.html": page, "base.html": "{% block content %}"}))
    assert len(asked) > 5
    assert {each.requirements for each in asked} == {("arrr",)}


def with_answers(made: Project, *answers: PackageAnswer) -> Project:
    asked = questions(made)
    return replace(made, answers={each: {"arrr": told} for each, told in zip(asked, answers, strict=False)})


def told(made: Project) -> PackageAnswer | None:
    (runtime,) = made.runtimes
    (entry,) = package_entries(runtime)
    return answer(made, runtime, entry)


def test_an_answer_is_told_and_settles_the_check() -> None:
    made = project(packages("arrr"))
    assert told(made) is None
    for each in (PackageAnswer(), PackageAnswer((FAULT,))):
        assert told(with_answers(made, each)) == each
        assert unsettled(with_answers(made, each)) == 0


def test_an_undecided_answer_is_none_unless_a_fault_is_known() -> None:
    made = project(packages("arrr"))
    assert told(with_answers(made, PackageAnswer(unknown="why"))) is None
    assert unsettled(with_answers(made, PackageAnswer(unknown="why"))) == 1
    assert told(with_answers(made, PackageAnswer((FAULT,), "why"))) == PackageAnswer((FAULT,), "why")


def test_of_a_pyodide_that_we_do_not_know_nothing_is_told() -> None:
    newer = 'interpreter = "https://cdn.jsdelivr.net/pyodide/v{}/full/pyodide.mjs"\n' + packages("arrr")
    assert told(with_answers(project(newer.format("999.0.0")), PackageAnswer((FAULT,)))) is None
    assert told(with_answers(project(newer.format("314.0.99")), PackageAnswer((FAULT,)))) == PackageAnswer((FAULT,))


def test_where_pyodides_disagree_there_is_no_answer() -> None:
    page = f"<py-config>{packages('arrr')}</py-config><script type='py'></script>"
    made = project_of({"index.html": page})
    count = len(questions(made))
    assert told(with_answers(made, *[PackageAnswer((FAULT,))] * count)) == PackageAnswer((FAULT,))
    assert told(with_answers(made, PackageAnswer(), *[PackageAnswer((FAULT,))] * (count - 1))) is None
    assert told(with_answers(made, *[PackageAnswer((FAULT,))] * (count - 1))) is None


def asked_of(made: Project, question: Callable[[PackageEntry, Runtime], Value]) -> Value:
    """What a question says of the only entry of the only Runtime."""
    (runtime,) = made.runtimes
    (entry,) = package_entries(runtime)
    return question(entry, runtime)


def test_nothing_is_told_where_nobody_asks_the_index() -> None:
    for made in (
        project(packages("arrr"), kind="mpy"),
        project(packages("arrr") + '\nindex_urls = ["https://own.test/simple"]'),
        project(packages("arrr") + '\npackages_cache = "passthrough"'),
    ):
        answers = {Question("314.0.3", ("arrr",)): {"arrr": PackageAnswer((FAULT,))}}
        assert told(replace(made, answers=answers)) is None


def test_only_one_kind_of_cache_does_without_the_index() -> None:
    assert questions(project(packages("arrr") + '\npackages_cache = "never"')) != ()


def test_a_package_is_in_the_lock_of_a_pyodide_that_may_be_loaded() -> None:
    page = f"<py-config>{packages('apsw')}</py-config><script type='py'></script>"
    assert asked_of(project_of({"index.html": page}), is_in_lock)
    assert asked_of(project(packages("apsw")), is_in_lock)
    assert not asked_of(project(packages("apsw"), "2023.11.1"), is_in_lock)


@pytest.mark.parametrize(
    ("name", "release", "meant"),
    [
        ("sklearn", NEWEST, "scikit-learn"),
        ("audioop", NEWEST, "audioop-lts"),  # only the lock file says so
        ("OpenSSL", NEWEST, "pyopenssl"),  # no lock file has it
        ("scikit-learn", NEWEST, None),
        ("apsw", "2023.11.1", None),  # a later Pyodide has it, under its own name
        ("numpy", "2025.11.1", None),  # the lock file has `numpy-tests`, too
        ("tensorflow", NEWEST, None),
        ("arrr", NEWEST, None),
    ],
)
def test_an_import_name_stands_for_its_package(name: str, release: str, meant: str | None) -> None:
    assert asked_of(project(packages(name), release), distribution_meant) == meant


FLASK = newest_on_index("flask")
FAR = 2 * int(FLASK.split(".")[0]) + 1


@pytest.mark.parametrize(
    ("entry", "config", "newest"),
    [
        ("flask>900", "", FLASK),
        ("flask>=1,>=900", "", FLASK),
        (f"flask>={FAR + 1}", "", FLASK),
        (f"flask>={FAR}", "", ""),
        ("flask>1", "", ""),
        ("flask<900", "", ""),
        ("flask!=900", "", ""),
        ("arrrgh>900", "", ""),
        ("flask>900", 'index_urls = ["https://own.test/simple"]', ""),
    ],
)
def test_what_is_far_beyond_the_newest_version(entry: str, config: str, newest: str) -> None:
    assert asked_of(project(f"{packages(entry)}\n{config}"), newest_far_behind) == newest


def test_one_pyodide_that_asks_the_index_is_enough_but_old_ones_get_no_compiled_code_there() -> None:
    page = "<py-config>{}</py-config><script type='py'></script>"
    assert unsettled(project_of({"index.html": page.format(packages("numpy==99.0"))})) == 1
    assert unsettled(project_of({"index.html": page.format(packages("apsw"))})) == 0
