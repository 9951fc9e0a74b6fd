"""Which addresses a service worker may serve."""

from __future__ import annotations

import pytest

from pyscript_doctor.queries.service_worker_scopes import is_above, script_folder
from tests.projects import page, project_of


@pytest.mark.parametrize(
    ("scope", "script", "path", "allowed", "above"),
    [
        ("./", "sw.js", "index.html", None, False),
        ("/", "sw.js", "index.html", None, False),
        ("./", "js/sw.js", "index.html", None, True),
        ("/", "js/sw.js", "index.html", None, True),
        ("./js/", "js/sw.js", "index.html", None, False),
        ("./js/part/", "js/sw.js", "index.html", None, False),
        ("./other/", "js/sw.js", "index.html", None, True),
        ("../", "app/sw.js", "app/index.html", None, True),
        ("./", "app/sw.js", "app/index.html", None, False),
        ("/", "app/sw.js", "app/index.html", None, False),  # the web root may be the folder `app`
        ("/", "app/js/sw.js", "app/index.html", None, True),
        ("./", "js/sw.js", "index.html", "/", False),
        ("./", "js/sw.js", "index.html", "/js", True),
        ("https://example.com/", "js/sw.js", "index.html", None, False),
        ("http://[", "js/sw.js", "index.html", None, False),
    ],
)
def test_a_scope_is_certainly_above_the_folder_of_the_script(
    scope: str, script: str, path: str, allowed: str | None, above: bool
) -> None:
    (found,) = project_of({path: page('<script type="py">1</script>')}).pages
    assert is_above(scope, script, found, allowed) is above


def test_a_live_site_shows_its_root() -> None:
    (found,) = project_of({"app/index.html": page('<script type="py">1</script>')}).pages
    assert is_above("/", "app/sw.js", found, is_live=True)


@pytest.mark.parametrize("base", ["https://example.com/", "/app/"])
def test_a_base_of_the_page_may_lead_elsewhere(base: str) -> None:
    (found,) = project_of({"index.html": page('<script type="py">1</script>', f'<base href="{base}">')}).pages
    assert not is_above("./", "js/sw.js", found)


def test_the_folder_that_a_script_may_serve() -> None:
    assert [script_folder("sw.js"), script_folder("js/sw.js")] == ["/", "/js/"]
