"""Elements that code may make, and those that are certainly not on a page."""

from __future__ import annotations

import pytest

from tests.projects import page, said

RULES = frozenset({"selector-not-found"})
PYTHON = '<script type="py">\nfrom pyscript import display\ndisplay("x", target="spot")\n</script>'


def faults(before: str, **files: str) -> list[str]:
    written: dict[str, str | bytes] = {"index.html": page(before + PYTHON), **files}
    return [line.rpartition(" ")[2] for line in said(written, select=RULES)]


@pytest.mark.parametrize(
    "javascript",
    [
        "p.id = 'spot';",
        "p.setAttribute('id', 'spot');",
        "Object.assign(p, { 'id': 'spot' });",
        "root.innerHTML = '<p id=\"spot\"></p>';",
        "p.id = name;",
        "p.id = 'sp' + 'ot';",
        'root.innerHTML = `<p id="${name}"></p>`;',
        "root.innerHTML = '<p id=\"' + name + '\"></p>';",
        "root.innerHTML = `<p id=cell-${name}></p>`;",
        "p.setAttribute('id', name);",
        "fetch('part.html').then((part) => part.text()).then((text) => { root.innerHTML = text; });",
        "import { mount } from 'https://esm.run/framework'; mount();",
        "import { mount } from 'framework'; mount();",
    ],
)
def test_what_javascript_may_make_is_not_missing(javascript: str) -> None:
    kind = ' type="module"' if javascript.startswith("import") else ""
    assert faults(f"<script{kind}>{javascript}</script>") == []


@pytest.mark.parametrize(
    "javascript",
    [
        "p.id = 'other';",
        'root.innerHTML = `<p id="other">${name}</p>`;',
        "const id = 3; this.id = id;",
        "document.getElementById('spot').remove();",
        "location.href = 'other.html';",
    ],
)
def test_what_javascript_makes_beside_it_is_no_excuse(javascript: str) -> None:
    assert faults(f"<script>{javascript}</script>") == ["selector-not-found"]


@pytest.mark.parametrize(
    "python",
    [
        "box.id = 'spot'",
        "box.innerHTML = f'<p id=\"cell-{number}\"></p>'",
        "from pyscript.web import div\nbox.append(div(id=name))",
        "box.append(div(id=f'cell-{number}'))",
        "box.innerHTML = open('part.html').read()",
    ],
)
def test_what_python_of_another_interpreter_may_make_is_not_missing(python: str) -> None:
    assert faults(f'<script type="mpy">\n{python}\n</script>') == []


def test_a_bundled_app_may_make_anything() -> None:
    assert faults('<script type="module" src="app.tsx"></script>', **{"app.tsx": ""}) == []


def test_html_that_an_attribute_fetches_may_hold_anything() -> None:
    assert faults('<div hx-get="/part"></div>') == []
