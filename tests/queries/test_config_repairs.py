"""Configs that no parser reads, and the one way in which they may be meant."""

from __future__ import annotations

import pytest

from pyscript_doctor import SAFE, UNSAFE, Safety
from tests.rule_fixes import fixed
from tests.rule_pages import NEWEST_IN_EXAMPLES, in_standard_page
from tests.rules.pages import of_files


def after(name: str, source: str, release: str = NEWEST_IN_EXAMPLES) -> str:
    page = in_standard_page(f'<script type="mpy" config="{name}">\n  print(1)\n</script>\n')
    page = page.replace(NEWEST_IN_EXAMPLES, release)
    files = {"index.html": page, name: source, "data.txt": "", "prices.txt": ""}
    return fixed(files, "config-invalid")[name]


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        ('{\n  "name": "shop",\n}\n', '{\n  "name": "shop"\n}\n'),
        ('{"tags": ["a",], "name": "b, ]"}', '{"tags": ["a"], "name": "b, ]"}'),
        ('{\n  "name": "a"\n  "version": "1"\n}', '{\n  "name": "a",\n  "version": "1"\n}'),
        ("{'name': 'shop'}", '{"name": "shop"}'),
        ('{name: "shop"}', '{"name": "shop"}'),
        ('{"debug": True}', '{"debug": true}'),
        ("{“name”: “shop”}", '{"name": "shop"}'),
        ("{'name': 'shop',}", '{"name": "shop"}'),
    ],
)
def test_json_is_written_as_it_was_meant(source: str, meant: str) -> None:
    assert after("pyscript.json", source) == meant


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        ('name: "shop" # why: so\n', 'name = "shop" # why: so\n'),
        ("name = “shop”\n", 'name = "shop"\n'),
        ("debug = True\n", "debug = true\n"),
        ('tags = ["a" "b"]\n', 'tags = ["a", "b"]\n'),
        ('tags = ["a", "b"\n\n[files]\n', 'tags = ["a", "b"]\n\n[files]\n'),
        ("name = shop\n", 'name = "shop"\n'),
        (
            'files = { "./data.txt" = "b", "./prices.txt" = "" } # ours\n',
            '[files]\n"./data.txt" = "b"\n"./prices.txt" = "" # ours\n',
        ),
        (
            'files = {"./data.txt" = "b","./prices.txt" = ""}\n',
            '[files]\n"./data.txt" = "b"\n"./prices.txt" = ""\n',
        ),
        ('files = { "./data.txt" = "b", }\n', '[files]\n"./data.txt" = "b"\n'),
    ],
)
def test_toml_is_written_as_it_was_meant(source: str, meant: str) -> None:
    assert after("pyscript.toml", source) == meant


def test_path_gets_its_quotes_where_a_release_needs_them() -> None:
    source, meant = '[files]\n./data.txt = "" # ours\n', '[files]\n"./data.txt" = "" # ours\n'
    assert after("pyscript.toml", source, "2025.3.1") == meant
    assert after("pyscript.toml", source) == source


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("pyscript.json", '{"name": "shop" and more}'),
        ("pyscript.json", '{"name": '),
        ("pyscript.toml", 'tags = [\n  "a",\n  "b"\nname = "x"\n'),
        ("pyscript.toml", 'files = { "./data.txt" = "b" }\nname = "x"\n'),
        ("pyscript.toml", 'files = { "./data.txt" = "b" prices = "" }\n'),
        ("pyscript.toml", "just some words\n"),
    ],
)
def test_config_that_may_be_meant_in_several_ways_is_left_alone(name: str, source: str) -> None:
    assert after(name, source) == source


@pytest.mark.parametrize(
    ("name", "source", "safety"),
    [
        ("pyscript.json", '{"name": "shop",}', SAFE),
        ("pyscript.json", "{“name”: “shop”}", SAFE),
        ("pyscript.json", '{"debug": True}', SAFE),
        ("pyscript.toml", "name = “shop”", SAFE),
        ("pyscript.toml", "debug = False", SAFE),
        ("pyscript.toml", 'files = {"./data.txt" = "b"}', SAFE),
        ("pyscript.json", "{'name': 'shop'}", UNSAFE),
        ("pyscript.toml", "name = shop", UNSAFE),
        ("pyscript.json", '{"debug": True,}', UNSAFE),
    ],
)
def test_only_a_single_slip_that_can_mean_one_thing_is_fixed_unseen(name: str, source: str, safety: Safety) -> None:
    html = in_standard_page(f'<script type="mpy" config="{name}">\n  print(1)\n</script>\n')
    files = {"index.html": html, name: source, "data.txt": ""}
    (found,) = of_files("config-invalid", files)
    assert found.finding.fix is not None
    assert found.finding.fix.safety is safety
