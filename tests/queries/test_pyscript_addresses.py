"""Which addresses are a slip for one of PyScript's, and what is meant."""

from __future__ import annotations

import pytest

from pyscript_doctor.knowledge.releases import newest
from pyscript_doctor.queries.pyscript_addresses import core_addresses, intended_address, is_gone, swapped_addresses
from tests.projects import page, project_of

NEWEST = newest().name


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("https://pyscript.net/releases/2026.7.3/core.js", None),
        ("htps://pyscript.net/releases/2026.7.3/core.js", "https://pyscript.net/releases/2026.7.3/core.js"),
        ("htpps://pyscript.net/releases/2026.7.3/cor.js", "https://pyscript.net/releases/2026.7.3/core.js"),
        ("ftp://pyscript.net/releases/2026.7.3/core.js", None),
        ("htps://example.com/core.js", None),
        ("htps://pyscript.net/releases/2099.7.3/core.js", None),
        ("https://unpkg.com/pyscript/core@0.7.1/dist/core.js", "https://unpkg.com/@pyscript/core@0.7.1/dist/core.js"),
        ("//cdn.jsdelivr.net/npm/pyscript/core", "//cdn.jsdelivr.net/npm/@pyscript/core"),
        ("https://unpkg.com/@pyscript/core", None),
        ("https://unpkg.com/pyscript/core-x", None),
        ("https://pyscript.com/core.js", None),
        ("https://pyscript.com/releases/2026.7.3/cores.js", None),
        ("https://pyscript.nett/releases/2026.7.3/core.js", None),
        ("https://example.com/releases/2026.7.3/core.js", None),
        ("htps://example.com/releases/2026.7.3/core.js", None),
        ("htps://pyscript.net/releases/2026.7.3/other.js", None),
        ("htps://pyscript.net/about/core.js", None),
        ("https://pyscript.net/snapshots/2023.11.99/cor.js", "https://pyscript.net/snapshots/2023.11.99/core.js"),
        ("https://pyscript.net/latest/pyscript.js", None),
        ("https://pyscript.net/releases/2026.7.3/pyscript.esm.js", None),
        ("core.js", None),
        ("/releases/2026.7.3/core.js", None),
        ("//pyscript.net/release/2026.7.3/core.js", "https://pyscript.net/releases/2026.7.3/core.js"),
        ("https://www.pyscript.net/releases/2026.7.3/core.js", None),
        ("https://pyscript.net/releases/2026.7.3/cores.js", "https://pyscript.net/releases/2026.7.3/core.js"),
        ("https://pyscript.net/releases/2026.7.3/main.js", None),
        ("https://pyscript.net/release/2026.7.3/core.js", "https://pyscript.net/releases/2026.7.3/core.js"),
        ("https://pyscript.net/2026.7.3/core.js", "https://pyscript.net/releases/2026.7.3/core.js"),
        ("https://pyscript.net/snapshots/2026.7.3/core.js", None),
        ("https://pyscript.net/snapshots/2026.7.3/cor.js", "https://pyscript.net/snapshots/2026.7.3/core.js"),
        ("https://pyscript.com/releases/2026.7.3/core.js", "https://pyscript.net/releases/2026.7.3/core.js"),
        ("https://pyscript.org/releases/2026.7.3/core.css", "https://pyscript.net/releases/2026.7.3/core.css"),
        ("https://docs.pyscript.net/releases/2026.7.3/core.js", "https://pyscript.net/releases/2026.7.3/core.js"),
        ("https://docs.pyscript.net/guide.js", None),
        ("https://pyscrpt.net/releases/2026.7.3/core.js", "https://pyscript.net/releases/2026.7.3/core.js"),
        ("https://pyscrpt.com/releases/2026.7.3/core.js", None),
        ("https://example.net/releases/2026.7.3/core.js", None),
        ("https://pyscript.com/releases/2026.7.3/other.js", None),
        ("https://pyscript.net/latest/core.js", None),
        ("https://pyscript.net/lates/core.js", "https://pyscript.net/latest/core.js"),
        ("https://pyscript.net/unstable/core.js", None),
        ("https://pyscript.net/release/core.js", "https://pyscript.net/releases/2026.7.3/core.js"),
        ("https://pyscript.net/releases/core.js", "https://pyscript.net/releases/2026.7.3/core.js"),
        ("https://pyscript.net/core.js", "https://pyscript.net/releases/2026.7.3/core.js"),
        ("https://pyscript.net/", None),
        ("https://pyscript.net/foo/core.js", None),
        ("https://pyscript.net/foo/bar/core.js", None),
        ("https://pyscript.net/releases/2026.7.2/core.js", None),
        ("https://pyscript.net/releases/2026.7.99/core.js", None),
        ("https://pyscript.net/releases/2099.1.1/core.js", None),
        ("https://pyscript.net/release/2099.1.1/core.js", "https://pyscript.net/releases/2099.1.1/core.js"),
        ("https://pyscript.net/releases/2022.12.1/core.js", None),
        ("https://pyscript.net/releases/2022.12.1/pyscript.js", None),
        ("https://pyscript.net/releases/2026.7.3/core.min.js", None),
        ("https://pyscript.net/releases/2026.7.3/Core.js", "https://pyscript.net/releases/2026.7.3/core.js"),
    ],
)
def test_the_address_that_is_meant(url: str, meant: str | None) -> None:
    assert intended_address(url.replace("2026.7.3", NEWEST)) == (meant and meant.replace("2026.7.3", NEWEST))


@pytest.mark.parametrize(
    ("url", "channel", "gone"),
    [
        ("https://pyscript.net/latest/pyscript.js", "latest", True),
        ("https://pyscript.net/latest/PyScript.min.js?v=1", "latest", True),
        ("https://pyscript.net/latest/core.js", "latest", False),
        ("https://pyscript.net/alpha/any.js", "alpha", True),
        ("https://pyscript.net/releases/any.js", "releases", False),
    ],
)
def test_an_address_that_is_gone(url: str, channel: str, gone: bool) -> None:
    assert is_gone(url, channel) is gone


CORE = "https://pyscript.net/releases/2026.7.3/core"


@pytest.mark.parametrize(
    ("tag", "file"),
    [
        (f'<script src="{CORE}.css"></script>', "core.js"),
        (f'<link rel="stylesheet" href="{CORE}.js">', "core.css"),
        (f'<link rel=" StyleSheet " href="{CORE}.js">', "core.css"),
        (f'<link rel="preload" href="{CORE}.js">', ""),
        (f'<link href="{CORE}.js">', ""),
        (f'<script src="{CORE}.js"></script>', ""),
        (f'<link rel="stylesheet" href="{CORE}.css">', ""),
        ('<script src="https://example.com/core.css"></script>', ""),
        ('<script src="core.css"></script>', ""),
        ("<script>1</script>", ""),
    ],
)
def test_a_tag_with_the_other_file_of_pyscript(tag: str, file: str) -> None:
    (found,) = project_of({"index.html": page(tag)}).pages
    assert [meant for _, meant in swapped_addresses(found.document)] == [file] * bool(file)


def test_the_addresses_of_scripts_and_styles() -> None:
    tags = '<script src=" own.js "></script><link href="own.css"><script>1</script><img src="own.png">'
    (found,) = project_of({"index.html": page(tags + "<script src='{{ own }}'></script>")}).pages
    own = [text.value for text in core_addresses(found.document) if "pyscript" not in text.value]
    assert own == ["own.js", "own.css"]
