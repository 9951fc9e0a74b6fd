"""Which pages run code that may make any element, and which sources do."""

from __future__ import annotations

from pyscript_doctor.queries.made_elements import makes_unnamed_elements, makes_unnamed_ids, runs_unread_code
from tests.in_one_test import in_one_test
from tests.projects import page, project_of


def script(url: str) -> str:
    return f'<script src="{url}"></script>'


def importing(url: str) -> str:
    return f'<script type="module">import "{url}";</script>'


FILES = {"own.js": "1;", "own.ts": "1;", "part/own.js": "1;"}


def runs_unread(body: str) -> bool:
    (found,) = project_of({"index.html": page(body), **FILES}).pages
    return runs_unread_code(found)


@in_one_test(
    [
        script("https://example.com/own.js"),
        script("https://example.com/own.js?v=1"),
        script("//example.com/own.js"),
        script("https://unpkg.com/own"),
        script("https://cdn.jsdelivr.net/npm/own"),
        script("own.ts"),
        script("lost.js"),
        script("own.js") + script("https://example.com/own.js"),
        importing("https://example.com/own.js"),
        importing("own"),
        importing("./own.tsx"),
        '<p hx-get="part"></p>',
        '<p x-html="part"></p>',
    ]
)
def test_a_page_runs_code_that_cannot_be_read(body: str) -> None:
    assert runs_unread(body)


@in_one_test(
    [
        "",
        script("own.js"),
        script("part/own.js"),
        script("https://example.com/count?site=own"),
        script("https://pyscript.net/releases/2026.7.3/core.js"),
        script("https://cdn.jsdelivr.net/npm/@pyscript/core/dist/core.js"),
        importing("./own.js"),
        importing("../own.js"),
        importing("/own.js"),
        importing("https://pyscript.net/releases/2026.7.3/core.js"),
        '<link rel="stylesheet" href="https://example.com/own.css">',
        '<script type="py" src="https://example.com/own.py"></script>',
        '<p data-part="part"></p>',
    ]
)
def test_all_code_of_a_page_can_be_read(body: str) -> None:
    assert not runs_unread(body)


@in_one_test(
    [
        ("p.id = name", True),
        ("p.id = name;", True),
        ("p.id = 'tea' + name", True),
        ("p.setAttribute('id', name)", True),
        ("p.setAttribute('id', f'tea-{name}')", True),
        ('html = `<p id="${name}">`', True),
        ("html = '<p id=\"' + name + '\">'", True),
        ("html = '<p id=\"tea-%s\">'", True),
        ("from pyscript.web import p\np(id=name)", True),
        ("p(id=name)\nimport pyscript.web", True),
        ("box.append(DOMParser())", True),
        ("box.innerHTML = load('part.html')", True),
        ("p.id = 'tea'", False),
        ("self.id = name", False),
        ("this.id = name", False),
        ("p.id == name", False),
        ("p.setAttribute('id', 'tea')", False),
        ("p(id=name)", False),
        ("from pyscript.web import p\np(id='tea')", False),
        ("load('part.html')", False),
        ("box.innerHTML = tea", False),
        ("p.className = name", False),
    ]
)
def test_a_source_gives_ids_that_it_does_not_spell_out(source: str, makes: bool) -> None:
    assert makes_unnamed_ids(source) is makes
    assert makes_unnamed_elements(source) is (makes or "className" in source)


@in_one_test(
    [
        ("p.className = name", True),
        ("p.className = 'tea-' + name", True),
        ("p.classList.add(name)", True),
        ('html = `<p class="${name}">`', True),
        ("p(class_=f'tea-{name}')", True),
        ("p.setAttribute('class', name)", True),
        ("p.className = 'tea'", False),
        ("p.classList.add('tea')", False),
        ("this.className = name", False),
        ("p.setAttribute('class', 'tea')", False),
    ]
)
def test_a_source_gives_classes_that_it_does_not_spell_out(source: str, makes: bool) -> None:
    assert makes_unnamed_elements(source) is makes
