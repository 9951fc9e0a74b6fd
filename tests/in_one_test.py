"""Many small cases in one test.

To pytest each test costs some four milliseconds, which is more than most cases of a table take: thousands of them cost
a good part of a run. So the cases of `parametrize` are tried some twenty to a test. `-k` still chooses among cases, and
`--apart` makes a test of each.
"""

from __future__ import annotations

from functools import partial
from inspect import signature
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    Check = Callable[..., None]

MOST_CASES = 20
"""In one test, so that several processes can share them."""
OF_CHOICE = frozenset({"parametrize", "long", "in_turns"})
"""Marks that say nothing more of a test once it is settled that it runs."""


def in_one_test(cases: Iterable[Any], name: Callable[..., object] = repr) -> Callable[[Check], Callable[[], None]]:
    """Make one test of a function that takes a case, or what is in it if the function takes several values.

    The test tries every case, also after one has failed, and then shows each that failed, with its name.
    name: what a case is called; it gets what the function gets. `-k` finds the test by these names.
    """

    def decorated(check: Check) -> Callable[[], None]:
        takes_one = len(signature(check).parameters) == 1
        values = [(case,) if takes_one else tuple(case) for case in cases]
        names = [" ".join(map(str, each)) if name is repr and not takes_one else str(name(*each)) for each in values]

        def test() -> None:
            _try_all([(named, partial(check, *each)) for named, each in zip(names, values, strict=True)])

        test.__name__, test.__qualname__, test.__doc__ = check.__name__, check.__qualname__, check.__doc__
        test.__module__ = check.__module__
        test.__dict__["named_cases"] = frozenset(names)
        return test

    return decorated


def together(tests: Iterable[pytest.Item]) -> Iterator[pytest.Item]:
    """The same tests, but with many cases of a function in one test, if they need but their values.

    What asks for a fixture is set up anew for each case, so that stays apart. So does a function whose cases are run in
    turns by their own names, as each of them takes long: the processes share them better.
    """
    for function, found in groupby(tests, _of_values_alone):
        own = list(found)
        for start in range(0, len(own), MOST_CASES if function else 1):
            cases = own[start : start + MOST_CASES] if function else own[start : start + 1]
            yield _as_one([each for each in cases if isinstance(each, pytest.Function)]) if cases[1:] else cases[0]


def _of_values_alone(test: pytest.Item) -> object:
    """The function that a test tries with values, if it asks for nothing else and is marked as nothing else."""
    if not isinstance(test, pytest.Function) or not hasattr(test, "callspec") or test.cls is not None:
        return None
    asks = set(test.fixturenames) - set(test.callspec.params)
    marks = [mark for mark in test.own_markers if mark.name not in OF_CHOICE or mark == pytest.mark.in_turns.mark]
    return None if asks or marks else test.function


def _as_one(cases: Sequence[pytest.Function]) -> pytest.Function:
    """One test of several cases of a function."""

    def test() -> None:
        _try_all([(each.callspec.id, partial(each.function, **each.callspec.params)) for each in cases])

    first = cases[0]
    test.__dict__["place_as"] = first.function  # where pytest says that it is
    name = f"{first.originalname}[{first.callspec.id} and {len(cases) - 1} more]"
    made: pytest.Function = pytest.Function.from_parent(first.parent, name=name, callobj=test)
    return made


def _try_all(cases: Collection[tuple[str, Callable[[], None]]]) -> None:
    """Try each of these, and fail with the names of those that fail, and why."""
    failures = [f"{name}\n{why}" for name, check in cases if (why := _why(check))]
    if failures:
        pytest.fail("\n\n".join([f"{len(failures)} of {len(cases)} cases", *failures]), pytrace=False)


def _why(check: Callable[[], None]) -> str:
    """How a case fails, as pytest would show it in short; "" if it does not."""
    try:
        check()
    except (Exception, pytest.fail.Exception, pytest.skip.Exception):
        raised = pytest.ExceptionInfo.from_current()
        raised.traceback = raised.traceback[1:]
        return str(raised.getrepr(style="short"))
    return ""
