"""Where the URLs of a project lead."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.projects import page, project_of, report_of
from tests.projects import said as everything_said

Project = Mapping[str, "str | bytes"]
RULES = frozenset({"missing-local-file"})


def said(files: Project) -> list[str]:
    return everything_said(files, select=RULES)


def helped(files: Project) -> list[str]:
    return [each.finding.help for each in report_of(files, select=RULES).diagnostics]


def modules(files: Project) -> set[str]:
    """The modules that the Python of the project can import."""
    return {name for runtime in project_of(files).runtimes for name in runtime.modules}


def script(config: str) -> str:
    return page(f'<script type="py" config="{config}">1</script>')


@pytest.mark.parametrize("url", ["/lib/a.py", "/repository/lib/a.py"])
def test_the_files_of_a_config_can_tell_the_web_root(url: str) -> None:
    files = {
        "site/pages/index.html": script("../app.toml"),
        "site/app.toml": f'[files]\n"{url}" = ""\n"{url.replace("a.py", "b.py")}" = ""\n',
        "site/lib/a.py": "",
        "site/lib/b.py": "",
    }
    assert modules(files) == {"a", "b"}


def test_a_page_that_tells_its_web_root_is_believed() -> None:
    body = '<img src="/logo.svg"><script type="py" config="app.toml">1</script>'
    files = {
        "site/index.html": page(body),
        "site/logo.svg": "",
        "site/app.toml": '[files]\n"/lib/a.py" = ""\n',
        "lib/a.py": "",
    }
    assert modules(files) == set()


@pytest.mark.parametrize("url", ["_PATH_core.js", "./__BASE__/app.js", "%PUBLIC_URL%/app.js", "${base}/app.js"])
def test_a_path_that_a_build_fills_in_is_not_missing(url: str) -> None:
    assert said({"index.html": page(f'<script src="{url}"></script><script type="py">1</script>')}) == []


def test_a_file_of_another_folder_may_be_copied() -> None:
    files = {"app/index.html": script("app.toml"), "app/app.toml": '[files]\n"data.csv" = ""\n', "data.csv": ""}
    assert said(files) == ["app/app.toml:2 warning missing-local-file"]


def test_the_mend_is_relative_to_the_config() -> None:
    files = {"index.html": script("app/app.toml"), "app/app.toml": '[files]\n"Data.csv" = ""\n', "app/data.csv": ""}
    assert helped(files) == ["Did you mean `data.csv`?"]


def test_the_mend_of_an_absolute_path_starts_at_the_web_root() -> None:
    body = '<img src="/logo.svg"><script type="py" src="/app/Main.py"></script>'
    files = {"public/index.html": page(body), "public/logo.svg": "", "public/app/main.py": ""}
    assert helped(files) == ["Did you mean `/app/main.py`?"]
