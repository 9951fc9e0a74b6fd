"""Which modules an interpreter has, and which it lacks."""

from __future__ import annotations

import pytest

from tests.projects import page
from tests.projects import said as everything_said

RULES = frozenset({"import-not-in-files", "import-without-package", "interpreter-mismatch", "mpy-missing-module"})


def said(files: dict[str, str | bytes]) -> list[str]:
    return everything_said(files, select=RULES)


def rules(body: str, release: str = "2026.7.3") -> list[str]:
    return [line.rpartition(" ")[2] for line in said({"index.html": page(body, release=release)})]


def test_pyscript_brings_pyweb_along_in_old_releases() -> None:
    assert rules('<script type="py">from pyweb import pydom</script>', "2024.1.1") == []


@pytest.mark.parametrize("attributes", ["terminal", "terminal worker"])
def test_a_terminal_of_micropython_has_a_module_to_interact_with(attributes: str) -> None:
    assert rules(f'<script type="mpy" {attributes}>import code\ncode.interact()</script>') == []
    assert rules('<script type="mpy">import code</script>') == ["mpy-missing-module"]
    assert rules(f'<script type="mpy" {attributes}>import code</script>', "2024.3.2") == ["mpy-missing-module"]
