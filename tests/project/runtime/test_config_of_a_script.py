"""Which config a script gets."""

from __future__ import annotations

import pytest

from pyscript_doctor.project.unknown import Unknown
from tests.projects import page, project_of

ELEMENT = "<py-config>packages = ['numpy']</py-config>"
SCRIPT = '<script type="py">1</script>'


def packages(files: dict[str, str]) -> list[str]:
    """The packages of the project's one Runtime."""
    (runtime,) = project_of(files).runtimes
    return [str(leaf.value) for leaf in runtime.config.packages]


def test_an_element_configures_the_scripts_of_its_interpreter() -> None:
    assert packages({"index.html": page(ELEMENT + SCRIPT)}) == ["numpy"]
    assert packages({"index.html": page(ELEMENT + SCRIPT.replace('"py"', '"mpy"'))}) == []


@pytest.mark.parametrize(
    "body",
    [
        '<py-config config-parser="./yaml.js">packages: [numpy]</py-config>' + SCRIPT,
        '<script type="py" config="app.yaml" config-parser="./yaml.js">1</script>',
        SCRIPT + '<script>document.querySelector("script").setAttribute("config", url)</script>',
        '<script type="py-editor">1</script><script type="module" src="config.js"></script>',
    ],
)
def test_a_config_that_is_not_read_here_is_unknown(body: str) -> None:
    files = {"index.html": page(body), "config.js": "for (const x of all) x.setAttribute('config', text)"}
    with pytest.raises(Unknown):
        packages(files)


def test_a_part_of_a_page_gets_the_config_of_the_whole() -> None:
    with pytest.raises(Unknown):
        packages({"card.html": SCRIPT})
    assert packages({"card.html": ELEMENT + SCRIPT}) == ["numpy"]
    assert packages({"card.html": '<script type="py-editor">1</script>'}) == []


def test_one_package_without_a_list_around_it_counts_and_several_in_one_string_do_not() -> None:
    for written, expected in (("numpy", ["numpy"]), ("numpy, pandas", []), ("numpy pandas", []), ("", [])):
        assert packages({"index.html": page(f"<py-config>packages = '{written}'</py-config>" + SCRIPT)}) == expected
