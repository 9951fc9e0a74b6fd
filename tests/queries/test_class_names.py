"""The names that objects of PyScript's own classes have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.queries.class_names import class_entries, class_names
from tests.in_one_test import in_one_test
from tests.projects import page, told

if TYPE_CHECKING:
    from pyscript_doctor.project.project import Project


def names(of: str, release: str) -> frozenset[str] | None:
    html = page('<script type="py">1</script>', release=release)

    def asked(project: Project) -> frozenset[str] | None:
        (runtime,) = project.runtimes
        entries = class_entries(of, runtime)
        return None if entries is None else class_names(entries, runtime)

    return told({"index.html": html}, asked)


@in_one_test(
    [
        ("pyscript.web.Element", "2026.7.3", {"append", "find", "classes"}),
        ("pyscript.Event", "2026.7.3", {"add_listener", "trigger"}),
    ]
)
def test_a_class_gives_its_objects_names(of: str, release: str, some: set[str]) -> None:
    found = names(of, release)
    assert found is not None
    assert some <= found
    assert "tea" not in found


@in_one_test(
    [
        ("pyscript.display", "2026.7.3"),  # a function
        ("pyscript.document", "2026.7.3"),  # an object
        ("pyscript.tea", "2026.7.3"),
        ("pyscript.Event", "2023.11.1"),  # it came later
    ]
)
def test_what_is_no_class_of_a_release_gives_none(of: str, release: str) -> None:
    assert names(of, release) is None
