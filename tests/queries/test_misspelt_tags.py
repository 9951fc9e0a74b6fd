"""Which tags, types and attributes are a slip, and which are something else."""

from __future__ import annotations

import pytest

from pyscript_doctor.parsers.templates.masking import MASK
from pyscript_doctor.queries.misspelt_tags import (
    has_misspelt_attribute,
    has_slips,
    intended_attribute,
    intended_tag,
    intended_type,
    misspelt_attributes,
    misspelt_tags,
    python_scripts,
    repeated_attributes,
    unquoted,
    without_equals,
)
from tests.pace import within
from tests.projects import page, project_of


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("py-script", None),
        ("mpy-config", None),
        ("pyscript", "py-script"),
        ("py_script", "py-script"),
        ("py-scirpt", "py-script"),
        ("py-scripts", "py-script"),
        ("mpy-scrip", "mpy-script"),
        ("py-configg", "py-config"),
        ("py-button", None),
        ("mp-script", None),
        ("py-config_", "py-config"),
        ("my-py-widget", None),
        ("script", None),
        ("copy", None),
        (f"py-scrip{MASK}", None),
    ],
)
def test_the_tag_that_is_meant(written: str, meant: str | None) -> None:
    assert intended_tag(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("src", None),
        ("scr", "src"),
        ("rsc", "src"),
        ("sc", None),
        ("srcc", "src"),
        ("workers", "worker"),
        ("work-er", "worker"),
        ("service_worker", "service-worker"),
        ("serviceworker", "service-worker"),
        ("sync-main-onl", "sync-main-only"),
        ("_src", "src"),
        ("config-", "config"),
        ("trget", "target"),
        ("alt", None),
        ("nme", None),
        ("output", None),
        ("data-src", None),
        ("data-target", None),
        ("onsetup", None),
        ("py-click", None),
        ("névterminal", None),
    ],
)
def test_the_attribute_that_is_meant(written: str, meant: str | None) -> None:
    assert intended_attribute(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("py", None),
        ("MPY", None),
        ("pyy", "py"),
        ("ppy", "py"),
        ("yp", "py"),
        ("ymp", "mpy"),
        ("mpyy", "mpy"),
        ("“py”", "py"),
        (" py ", "py"),
        ("py_editor", "py-editor"),
        ("py editor", "py-editor"),
        ("pyeditor", "py-editor"),
        ("py-editr", "py-editor"),
        ("mpyeditor", "mpy-editor"),
        ("mpy-editr", "mpy-editor"),
        ("pygame", "py-game"),
        ("py-gam", "py-game"),
        ("p", None),
        ("pymp", None),
        ("python", None),
        ("text/python", None),
        ("text/javascript", None),
        ("module", None),
        ("game", None),
        ("ts", None),
        ("css", None),
    ],
)
def test_the_type_that_is_meant(written: str, meant: str | None) -> None:
    assert intended_type(written) == meant


def slips_of(body: str, head: str = "") -> list[tuple[str, str]]:
    """The tags of a page that are slips, with what is meant."""
    (found,) = project_of({"index.html": page(body, head)}).pages
    return [(element.name, meant) for element, meant in misspelt_tags(found)]


@pytest.mark.parametrize(
    ("body", "slips"),
    [
        ("<py-scirpt>1</py-scirpt>", [("py-scirpt", "py-script")]),
        ("<scrpt type='py'>1</scrpt>", [("scrpt", "script")]),
        ("<scrpt type='PY'>1</scrpt>", [("scrpt", "script")]),
        ("<scrpt type='module'>1</scrpt>", []),
        ("<scrpt>1</scrpt>", []),
        ("<scrpt type='py'>1</scrpt><script>customElements.define('scrpt', Own)</script>", []),
        ("<script type='py'>1</script>", []),
        ("<button type='py'>1</button>", []),
        ("<pyscript type='py'>1</pyscript>", [("pyscript", "py-script")]),
        ("<py-scirpt type='py'>1</py-scirpt>", [("py-scirpt", "py-script")]),
        ("<py-scirpt>1</py-scirpt><script>customElements.define('py-scirpt', Own)</script>", []),
        ("<py-scirpt>1</py-scirpt><script>customElements.define('py-other', Own)</script>", [("py-scirpt",) * 2]),
    ],
)
def test_the_tags_of_a_page_that_are_slips(body: str, slips: list[tuple[str, str]]) -> None:
    found = slips_of(body)
    assert [name for name, _ in found] == [name for name, _ in slips]
    assert all(meant in {"py-script", "script"} for _, meant in found)


def test_a_script_of_another_host_may_define_elements() -> None:
    slip = "<py-scirpt>1</py-scirpt>"
    assert slips_of(slip, '<script src="own.js"></script>')
    assert slips_of(slip, '<script src="https://example.com/own.js"></script>') == []
    assert slips_of(slip, '<script src="https://pyscript.net/releases/2026.7.3/core.js"></script>')
    assert slips_of(slip, '<link rel="stylesheet" href="https://example.com/own.css">')


def script_of(tag: str, text: str = "") -> list[tuple[str, str]]:
    """The attributes of a script that PyScript does not read, with what is meant."""
    (found,) = project_of({"index.html": page(f"{tag}{text}</script>")}).pages
    element = list(found.document.all("script"))[-1]
    named = [*misspelt_attributes(element), *without_equals(element)]
    return [(attribute.name.value, meant) for attribute, meant in named] + [
        (name, "twice") for _, name in repeated_attributes(element)
    ]


@pytest.mark.parametrize(
    ("tag", "text", "slips"),
    [
        ('<script type="py" scr="main.py">', "", [("scr", "src")]),
        ('<script type="py" scr="main.py" src="other.py">', "", []),
        ('<script type="py" href="main.py">', "", [("href", "src")]),
        ('<script type="py" href="main.py?v=1">', "", [("href", "src")]),
        ('<script type="py" href="main.py">', "print(1)", []),
        ('<script type="py" href="main.py" src="other.py">', "", []),
        ('<script type="py" href="main.txt">', "", []),
        ('<script type="py" name="main.py">', "", []),
        ('<script type="py" src:"main.py">', "", [('src:"main.py"', "src")]),
        ('<script type="py" src:"main.py" src="other.py">', "", []),
        ('<script type="py" tea:"main.py">', "", []),
        ('<script type="py" src="a.py" src="b.py">', "", [("src", "twice")]),
        ('<script type="py" SRC="a.py" src="b.py">', "", [("src", "twice")]),
        ('<script type="py" id="a" id="b">', "", []),
    ],
)
def test_the_attributes_of_a_script_that_are_slips(tag: str, text: str, slips: list[tuple[str, str]]) -> None:
    assert script_of(tag, text) == slips


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("“tea”", "tea"),
        ("tea”", "tea"),
        ("„tea", "tea"),
        ("tea", None),
        ("t“ea", None),
        ("", None),
        ("“{{ tea }}”", None),
    ],
)
def test_a_value_in_typographic_quotes(written: str, value: str | None) -> None:
    (found,) = project_of({"index.html": page(f'<p id="{written}"></p>')}).pages
    (element,) = found.document.all("p")
    assert unquoted(element.attribute("id")) == value


@pytest.mark.parametrize(
    ("body", "tags", "slips"),
    [
        ("<script type='py'>1</script>", 1, False),
        ("<script type='pyy'>1</script>", 1, True),
        ("<script types='py'>1</script>", 1, True),
        ("<script type='module'>1</script>", 0, False),
        ("<script>1</script>", 0, False),
        ("<py-script>1</py-script>", 1, False),
        ("<py-scirpt>1</py-scirpt>", 0, True),
        ("<py-config></py-config>", 1, False),
    ],
)
def test_the_tags_that_pyscript_runs_or_would_without_a_slip(body: str, tags: int, slips: bool) -> None:
    (found,) = project_of({"index.html": page(body)}).pages
    assert (len(list(python_scripts(found))), has_slips(found)) == (tags, slips)


@pytest.mark.parametrize(
    ("tag", "has"),
    [
        ('<script type="py" workr>', True),
        ('<script type="py" worker>', False),
        ('<script type="py" terminl>', False),
        ('<script type="py" href="main.py">', False),
    ],
)
def test_a_script_was_meant_to_be_a_worker(tag: str, has: bool) -> None:
    (runtime,) = project_of({"index.html": page(f"{tag}print(1)</script>")}).runtimes
    assert has_misspelt_attribute(runtime, "worker") is has


def test_a_file_of_python_is_named_by_a_script_alone() -> None:
    (found,) = project_of({"index.html": page('<py-script href="main.py"></py-script>')}).pages
    (element,) = found.document.all("py-script")
    assert list(misspelt_attributes(element)) == []


def test_a_tag_of_many_attributes_is_looked_through_in_time_linear_to_them() -> None:
    attributes = " ".join(f"data-a{number}=1" for number in range(20_000))
    (found,) = project_of({"index.html": page(f'<script type="py" {attributes} wroker></script>')}).pages
    (element,) = (each for each in found.document.all("script") if each.has("wroker"))

    with within(2):
        assert [meant for _, meant in misspelt_attributes(element)] == ["worker"]
