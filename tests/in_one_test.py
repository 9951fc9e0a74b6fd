"""Many small cases in one test.

To pytest each test costs some two milliseconds, which is more than most cases of a table take: thousands of them cost
a good part of a run.
"""

from __future__ import annotations

from inspect import signature
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Check = Callable[..., None]


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
            failures = [
                f"{named}\n{why}" for named, each in zip(names, values, strict=True) if (why := _why(check, each))
            ]
            if failures:
                pytest.fail("\n\n".join([f"{len(failures)} of {len(values)} cases", *failures]), pytrace=False)

        test.__name__, test.__qualname__, test.__doc__ = check.__name__, check.__qualname__, check.__doc__
        test.__module__ = check.__module__
        test.__dict__["named_cases"] = frozenset(names)
        return test

    return decorated


def _why(check: Check, values: tuple[Any, ...]) -> str:
    """How a case fails, as pytest would show it in short; "" if it does not."""
    try:
        check(*values)
    except (Exception, pytest.fail.Exception, pytest.skip.Exception):
        raised = pytest.ExceptionInfo.from_current()
        raised.traceback = raised.traceback[1:]
        return str(raised.getrepr(style="short"))
    return ""
