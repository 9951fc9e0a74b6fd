"""Why a module cannot be imported, and what is meant instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest

from pyscript_doctor import Session
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.queries.imports import Absence, AbsenceKind, absence, absences, modules_of_packages, near_module
from tests.in_one_test import in_one_test
from tests.projects import page, told
from tests.rules.scripts import CONFIGURED
from tests.rules.sites import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pyscript_doctor.project.project import Project
    from pyscript_doctor.project.runtime.runtime import Runtime

Value = TypeVar("Value")
MPY = CONFIGURED.replace('"py"', '"mpy"')


def of_runtime(
    question: Callable[[Runtime], Value],
    source: str = "",
    config: str = "",
    tag: str = CONFIGURED,
    files: Mapping[str, str] | None = None,
) -> Value:
    """What a question says of the interpreter of a page with a config."""

    def asked(project: Project) -> Value:
        return question(project.runtimes[0])

    html = page(f"{tag}\n{source}\n</script>")
    return told({"index.html": html, "pyscript.toml": config, **(files or {})}, asked)


def absent(
    module: str,
    config: str = "",
    tag: str = CONFIGURED,
    source: str = "",
    files: Mapping[str, str] | None = None,
) -> Absence | None:
    return of_runtime(lambda runtime: absence(runtime, module), source, config, tag, files)


OWN = '[files]\n"./shop.py" = ""\n'
SHOP = {"shop.py": "count = 1\n"}
OPEN = 'packages = ["arrr"]\n'
"""Nobody knows all that this package of the index has."""


@in_one_test(
    [
        ("math", "", None),
        ("__main__", "", None),
        ("numpy", 'packages = ["numpy"]', None),
        ("numpy", "", Absence(AbsenceKind.UNLISTED, "numpy", certain=True)),
        ("tkinter", "", Absence(AbsenceKind.REMOVED, "", certain=True)),
        ("tea", "", Absence(AbsenceKind.MISSING, "", certain=True)),
        ("math.py", "", Absence(AbsenceKind.ENDING, "math", certain=True)),
        ("shop", OWN, None),
        ("shop", "", Absence(AbsenceKind.NOT_IN_FILES, "shop.py", certain=True)),
    ]
)
def test_what_pyodide_lacks(module: str, config: str, expected: Absence | None) -> None:
    assert absent(module, config, files=SHOP) == expected


@in_one_test(
    [
        ("math", "", None),
        ("aioble", 'packages = ["aioble"]', None),
        ("aioble.core", 'packages = ["aioble"]', None),
        ("umqtt.simple", 'packages = ["umqtt.simple"]', None),
        ("umqtt.robust", 'packages = ["umqtt-robust"]', None),
        ("tea", "", Absence(AbsenceKind.MISSING, "", certain=True)),
    ]
)
def test_what_micropython_lacks(module: str, config: str, expected: Absence | None) -> None:
    assert absent(module, config, MPY) == expected


def test_code_that_makes_modules_makes_no_module_unknown_that_is_there() -> None:
    for source in ("import sys\nsys.path.append('/elsewhere')", "import sys\nsys.meta_path.append(finder)"):
        assert absent("math", source=source) is None
        with pytest.raises(Unknown):
            absent("tea", source=source)


def test_older_pyodides_lack_a_part_of_python_until_it_is_listed() -> None:
    html = page('<script type="py">1</script>', release="2025.3.1")
    found = told({"index.html": html}, lambda project: absence(project.runtimes[0], "ssl"))
    assert found == Absence(AbsenceKind.UNVENDORED, "ssl", certain=True)


def test_a_live_site_does_not_list_its_files() -> None:
    site = Site({"index.html": page('<script type="mpy">1</script>')})
    found = Session(site).ask(lambda project: absence(project.runtimes[0], "tea"))
    assert found == Absence(AbsenceKind.MISSING, "", certain=True)


def imported(source: str, config: str, files: Mapping[str, str] = SHOP) -> list[tuple[str, Absence]]:
    def asked(runtime: Runtime) -> list[tuple[str, Absence]]:
        return [(each.module, why) for code in runtime.codes for each, why in absences(code)]

    return of_runtime(asked, source, config, files=files)


def test_a_module_of_almost_the_same_name_is_meant_where_a_package_might_have_it() -> None:
    config, files = f'{OPEN}[files]\n"./kettle.py" = ""\n', {"kettle.py": ""}
    slip = Absence(AbsenceKind.SLIP, "kettle", certain=False)
    assert imported("import ketle", config, files) == [("ketle", slip)]
    with pytest.raises(Unknown):
        imported("import ketle\nimport arrrgh", config, files)
    with pytest.raises(Unknown):
        imported("import ketle", config.replace("kettle", "teapot"), {"teapot.py": ""})


def test_code_that_makes_modules_may_make_one_of_almost_the_same_name() -> None:
    with pytest.raises(Unknown):
        imported(
            "import sys\nsys.path.append('/elsewhere')\nimport ketle",
            '[files]\n"./kettle.py" = ""\n',
            {"kettle.py": ""},
        )


@in_one_test(
    [
        ("import arrrgh", OPEN, {"arrrgh"}),
        ("import arrrgh.tea\nimport math\nimport shop", OPEN + OWN, {"arrrgh"}),
        ("try:\n    import arrrgh\nexcept ImportError:\n    pass", OPEN, set()),
        ("import arrrgh", "", set()),
        ("import numpy", 'packages = ["numpy"]', set()),
        ("import sys\nsys.path.append('/elsewhere')\nimport arrrgh", "", set()),
    ]
)
def test_what_only_a_package_of_unknown_content_can_have(source: str, config: str, expected: set[str]) -> None:
    assert of_runtime(modules_of_packages, source, config, files=SHOP) == expected


@in_one_test(
    [
        ("asyncoi", CONFIGURED, "asyncio"),
        ("queu", CONFIGURED, "queue"),
        ("htm", CONFIGURED, None),
        ("tea", CONFIGURED, None),
        ("matplotlip", CONFIGURED, "matplotlib"),
        ("matplotlip", MPY, None),
        ("asyncoi", MPY, "asyncio"),
        ("ketle.pot", CONFIGURED, "kettle"),
    ]
)
def test_a_module_of_a_near_name(name: str, tag: str, expected: str | None) -> None:
    config, files = '[files]\n"./kettle/pot.py" = "kettle/pot.py"\n', {"kettle/pot.py": ""}
    assert of_runtime(lambda runtime: near_module(runtime, name), "", config, tag, files) == expected


def test_a_file_in_another_folder_may_speak_of_pyscript_and_is_no_page() -> None:
    files = {"parts/tea.py": "from pyscript import document\n"}
    assert absent("tea", files=files) == Absence(AbsenceKind.NOT_IN_FILES, "parts/tea.py", certain=True)
    files["parts/index.html"] = page('<script type="py">1</script>')
    assert absent("tea", files=files) == Absence(AbsenceKind.MISSING, "", certain=True)
