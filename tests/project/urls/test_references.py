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


CONFIG = '[files]\n"./main" = "main"\n'


@pytest.mark.parametrize(
    "others",
    [
        {"package.json": '{"name": "x", "scripts": {"test": "node --test"}, "dependencies": {}}'},
        {".github/workflows/pages.yml": "on: push\njobs:\n  deploy:\n    steps:\n      - uses: deploy-pages@v4"},
        {"_config.yml": "title: x", "requirements.txt": "numpy"},
        {".pre-commit-config.yaml": "repos: []"},
    ],
)
def test_what_makes_no_files_excuses_no_file_that_is_missing(others: dict[str, str]) -> None:
    files = {"index.html": script("app.toml"), "app.toml": CONFIG, **others}
    assert said(files) == ["app.toml:2 warning missing-local-file"]


@pytest.mark.parametrize(
    "others",
    [
        {"package.json": '{"scripts": {"build": "node make.js"}}'},
        {"package.json": '{"devDependencies": {"webpack": "5"}}'},
        {".github/workflows/pages.yml": "jobs:\n  build:\n    steps:\n      - run: python make.py"},
        {"requirements.txt": "Flask==3.0"},
        {"Makefile": "main: main.c"},
    ],
)
def test_what_may_make_files_excuses_it(others: dict[str, str]) -> None:
    assert said({"index.html": script("app.toml"), "app.toml": CONFIG, **others}) == []


def test_a_folder_in_files_is_told_whatever_makes_files() -> None:
    config = '[files]\n"../lib" = "./lib"\n'
    files = {"web/index.html": script("app.toml"), "web/app.toml": config, "lib/tools.py": "", "Makefile": ""}
    assert said(files) == ["web/app.toml:2 error missing-local-file"]
    assert '"../lib/tools.py" = "./lib/tools.py"' in helped(files)[0]


LOADED = '<script type="module" src="/src/main.jsx"></script><script type="py" src="/app.py"></script>'
VITE = "export default defineConfig({})"


@pytest.mark.parametrize(
    "tool",
    [
        {"vite.config.js": VITE},
        {"vite.config.ts": VITE},
        {"package.json": '{"devDependencies": {"vite": "^8"}}'},
    ],
)
def test_vite_serves_its_root_and_its_public_folder_together(tool: dict[str, str]) -> None:
    files = {"index.html": page(LOADED), "src/main.jsx": "", "public/app.py": "", **tool}
    assert said(files) == []
    assert said(
        {**files, "public/app.py": "", "src/main.jsx": "", "index.html": page(LOADED + '<script src="x.js">')}
    ) == ["index.html:8 warning missing-local-file"]


def test_vite_may_be_told_of_other_folders() -> None:
    settings = 'export default { root: "site", publicDir: "../assets" }'
    files = {"site/index.html": page(LOADED), "site/src/main.jsx": "", "assets/app.py": "", "vite.config.js": settings}
    assert said(files) == []


@pytest.mark.parametrize(
    "tool",
    [
        {"vite.config.js": 'import { viteStaticCopy } from "vite-plugin-static-copy"'},
        {"webpack.config.js": "new CopyWebpackPlugin({ patterns: [] })"},
        {"package.json": '{"devDependencies": {"@angular/cli": "20"}}'},
        {"astro.config.mjs": ""},
    ],
)
def test_what_a_build_may_copy_is_not_missing(tool: dict[str, str]) -> None:
    assert said({"index.html": page('<link rel="stylesheet" href="themes/dark.css">'), **tool}) == []


def test_sphinx_serves_what_its_settings_name_beside_its_pages() -> None:
    settings = 'extensions = []\nhtml_extra_path = ["extra"]\nhtml_static_path = ["static"]\n'
    body = '<script type="py" src="_static/app.py">1</script>'
    files = {"docs/conf.py": settings, "docs/extra/index.html": page(body), "docs/static/app.py": "import shop"}
    (runtime,) = project_of(files).runtimes
    assert [syntax.text.path for syntax in runtime.syntaxes] == ["docs/static/app.py"]


STATIC = "{{ url_for('static', filename='home.%s') }}"
TEMPLATE = page(f'<script type="py" src="{STATIC % "py"}" config="{STATIC % "toml"}"></script>')


def test_a_config_of_a_template_lies_beside_what_it_names() -> None:
    files = {
        "templates/home.html": TEMPLATE,
        "static/home.py": "",
        "static/home.toml": '[files]\n"./Greetings.py" = ""\n"/static/elsewhere.py" = ""\n',
        "static/greetings.py": "",
    }
    assert said(files) == ["static/home.toml:2 error missing-local-file"]


SERVER = """
from flask import Flask, send_file

app = Flask(__name__)


@app.route("/")
def home():
    return send_file("static/index.html")
"""


@pytest.mark.parametrize("name", ["app.py", "server.py"])
def test_the_routes_of_a_server_tell_what_the_urls_of_its_pages_lead_to(name: str) -> None:
    files = {"static/index.html": page('<script type="py" src="static/home.py"></script>'), "static/home.py": ""}
    assert said(files) == ["static/index.html:8 error missing-local-file"]
    assert said({**files, name: SERVER}) == []
    assert said({**files, name: SERVER.replace("index.html", "other.html")}) == said(files)
