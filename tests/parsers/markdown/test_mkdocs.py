"""What `mkdocs.yml` says of the scripts of its pages."""

from __future__ import annotations

import pytest

from pyscript_doctor.parsers.markdown.mkdocs import docs_folder, extra_scripts
from pyscript_doctor.parsers.text import Text

CORE = "https://pyscript.net/releases/2026.7.3/core.js"


def scripts(settings: str) -> list[tuple[str, bool]]:
    return [(each.url.value, each.is_module) for each in extra_scripts(Text.whole("mkdocs.yml", settings))]


@pytest.mark.parametrize(
    ("item", "is_module"),
    [
        (f"  - {CORE}", False),
        (f"- {CORE}  # PyScript", False),
        (f"  - '{CORE}'", False),
        (f"  - path: {CORE}\n    defer: true", False),
        (f"  - path: {CORE}\n    type: module", True),
        (f"  - type: module\n    path: {CORE}", True),
        (f"  - {{path: {CORE}, type: module}}", True),
        (f'  - path: "{CORE}"\n    type: "module"', True),
    ],
)
@pytest.mark.parametrize("after", ["", "\n", "\n\nnav:\n  - path: other.md\n"])
def test_an_entry_is_a_classic_script_unless_it_says_module(item: str, is_module: bool, after: str) -> None:
    assert scripts(f"site_name: x\nextra_javascript:\n{item}{after}") == [(CORE, is_module)]


def test_each_entry_has_its_own_type() -> None:
    settings = f"extra_javascript:\n  # first\n  - js/a.js\n\n  - path: {CORE}\n    type: module\n  - js/b.mjs\n"
    assert scripts(settings) == [("js/a.js", False), (CORE, True), ("js/b.mjs", True)]


def test_settings_without_scripts_name_none() -> None:
    assert scripts("site_name: x\nextra_css:\n  - style.css\n") == []


def test_the_pages_lie_in_docs_unless_told_otherwise() -> None:
    assert docs_folder(Text.whole("mkdocs.yml", "site_name: x")) == "docs"
    assert docs_folder(Text.whole("mkdocs.yml", "docs_dir: pages/")) == "pages"
