"""How messages name a type, and which names modules and types have."""

from __future__ import annotations

import pytest

from pyscript_doctor.queries.python_types import named, owner_names
from tests.in_one_test import in_one_test
from tests.projects import page, told


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("list", "a `list`"),
        ("int", "an `int`"),
        ("asyncio.Lock", "an `asyncio.Lock`"),
        ("HTMLElement", "an `HTMLElement`"),
        ("DOMTokenList", "a `DOMTokenList`"),
        ("Node", "a `Node`"),
        ("RLock", "an `RLock`"),
        ("UUID", "a `UUID`"),
    ],
)
def test_a_type_has_the_article_that_is_spoken(name: str, said: str) -> None:
    assert named(name) == said


def names(owner: str, kind: str, release: str = "2026.7.3") -> frozenset[str] | None:
    """What a module or type has on a page that loads a release; "": it may load any."""
    script = f'<script type="{kind}">1</script>'
    html = page(script, release=release) if release else f"<py-config></py-config>{script}"
    return told({"index.html": html}, lambda project: owner_names(project.runtimes[0], owner))


@in_one_test(
    [
        ("builtins.str", "py", {"upper", "removeprefix"}, set()),
        ("builtins.str", "mpy", {"upper"}, {"removeprefix"}),
        ("collections.deque", "mpy", {"append", "pop"}, {"rotate"}),
        ("math", "py", {"pi", "cbrt"}, {"tea"}),
        ("math", "mpy", {"pi"}, {"cbrt"}),
    ]
)
def test_an_interpreter_has_names_of_its_own(owner: str, kind: str, some: set[str], none: set[str]) -> None:
    found = names(owner, kind)
    assert found is not None
    assert some <= found
    assert not none & found


def test_a_module_that_only_some_releases_have_is_not_known() -> None:
    known = names("math", "py", "")
    assert known is not None
    assert "pi" in known
    assert names("asyncore", "py", "") is None
    assert names("tea", "py") is None
